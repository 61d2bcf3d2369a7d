"""An article as rows of a page: who speaks in the margin, the marked line beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from annotators.exchange.clean import clean
from annotators.exchange.pieces import shown_label
from annotators.exchange.seen import Seen
from annotators.exchange.story import lines_of
from annotators.model.article import Zone
from annotators.model.items import ROLES, Quote
from annotators.model.span import Span

_TAGS = {"headline": "h2", "subhead": "h3", "body": "p"}
_ORDER = ("contents", "nested", "cues", "sources", "name")


class Mark(NamedTuple):
    """Something that a span of the text is.

    `number` is that of a quote that the span begins to tell, `label` that of a
    name, `tip` what is shown of it on being pointed at.
    """

    span: Span
    classes: tuple[str, ...]
    tip: str
    number: str = ""
    label: str = ""


def rows_of(seen: Seen, anchor: str) -> Iterator[tuple[Zone, str]]:
    """The lines of an article with their HTML; `anchor` begins the ids that its quotes get."""
    marks = sorted(_marks(seen), key=lambda mark: mark.span)
    starting = {quote.id: number for number, quote in enumerate(seen.quotes, 1)}
    lines = lines_of(seen)
    first = 0
    open_marks: list[Mark] = []
    for index, line in enumerate(lines):
        after = lines[index + 1].start if index + 1 < len(lines) else len(seen.record.article.text)
        while first < len(marks) and marks[first].span.start < after:
            open_marks.append(marks[first])
            first += 1
        open_marks = [mark for mark in open_marks if mark.span.end > line.start]
        begins = 0 if index == 0 else line.start
        margin = "".join(_margin(seen, anchor, starting, Span(begins, max(after, begins + 1))))
        yield line, _row(line, margin, marked(seen.record.article.text, line.span, open_marks))


def marked(text: str, line: Span, marks: Iterable[Mark]) -> str:
    """A line as HTML, cut wherever a mark begins or ends, so that marks may overlap."""
    inside = [mark for mark in marks if mark.span.overlaps(line)]
    edges = {line.start, line.end}
    for mark in inside:
        edges |= {max(mark.span.start, line.start), min(mark.span.end, line.end)}
    parts = []
    for start, end in pairwise(sorted(edges)):
        here = [mark for mark in inside if mark.span.holds(Span(start, end))]
        parts.append(_segment(text, Span(start, end), here))
    return "".join(parts)


def _segment(text: str, span: Span, marks: Sequence[Mark]) -> str:
    shown = escape(clean(text[span.start : span.end]))
    if not marks:
        return shown
    classes = {name for mark in marks for name in mark.classes}
    attributes = [f'class="{" ".join(c for c in _ORDER if c in classes)}"']
    numbers = [mark.number for mark in marks if mark.number and mark.span.start == span.start]
    if numbers:
        attributes.append(f'data-n="{" ".join(dict.fromkeys(numbers))}"')
    labels = [mark.label for mark in marks if mark.label and mark.span.end == span.end]
    if labels:
        attributes.append(f'data-label="{escape(clean(" ".join(labels)))}"')
    tips = "; ".join(dict.fromkeys(mark.tip for mark in marks))
    attributes.append(f'title="{escape(clean(tips))}"')
    return f"<span {' '.join(attributes)}>{shown}</span>"


def _marks(seen: Seen) -> Iterator[Mark]:
    for number, quote in enumerate(seen.quotes, 1):
        depth = ("nested",) if seen.parent(quote) else ()
        tips = {
            "contents": f"{number}: {seen.speaker(quote)}, {seen.kind(quote)}",
            "cues": f"cue of {number}",
            "sources": f"source of {number}",
        }
        for role in ROLES:
            is_said = role == "contents"
            for span in quote.spans(role):
                classes = (role, *depth) if is_said else (role,)
                yield Mark(span, classes, tips[role], str(number) if is_said else "")
    for name in seen.names:
        label = shown_label(name)
        yield Mark(name.span, ("name",), label, label=label)


def _margin(seen: Seen, anchor: str, numbers: dict[str, int], line: Span) -> Iterator[str]:
    """Who speaks the quotes that begin in a line, and which ones go on in it."""
    for quote in seen.quotes:
        number = numbers[quote.id]
        if line.touches(quote.start):
            yield _speaker(seen, quote, f"{anchor}-{number}", number, numbers)
        elif any(span.overlaps(line) for span in quote.contents):
            yield f'<p class="on">{number} goes on</p>'


def _speaker(seen: Seen, quote: Quote, name: str, number: int, numbers: dict[str, int]) -> str:
    parent = numbers.get(seen.parent(quote) or "")
    trace = quote.trace
    told = [f"in {parent}" if parent else "", "" if trace.decision else "not decided"]
    told.append(f"flagged: {trace.note}" if trace.flag else trace.note)
    small = "; ".join(part for part in told if part)
    aside = f" <small>({escape(clean(small))})</small>" if small else ""
    who = escape(clean(seen.speaker(quote)))
    return f'<p id="{name}">{number} <b><bdi>{who}</bdi></b>{aside}</p>'


def _row(line: Zone, margin: str, body: str) -> str:
    tag = _TAGS.get(line.kind, "p")
    side = "" if line.kind in _TAGS else ' class="side"'
    return (
        f'<div class="row"><div class="margin">{margin}</div>'
        f'<{tag}{side} dir="auto">{body}</{tag}></div>\n'
    )
