"""How far contents reach: whole quotations, no cue, no source, no punctuation around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotators.extraction.frame import Frame
from annotators.extraction.tokens import Tokens
from annotators.model.span import Span

_AROUND = frozenset(" \t\r\n\f\v\u00a0\ufeff,;:.–—-―•*/|…")
_GOES_ON = re.compile(r"\s*(?:and|but|then|before|while|as|when)\s(?![“\"])")
_OPEN_ENDED = frozenset({"obj", "obj-as", "that", "to", "small", "obj-small", "wh"})
_THAT = "that "
_JOINING = frozenset({"mark", "advmod"})
_BRACKETS = (("(", ")"), ("[", "]"))


def settle(tokens: Tokens, frame: Frame) -> tuple[Span, ...]:
    """The code point spans of a frame's contents; empty when nothing is left of them."""
    taken = [Span(*tokens.span(part)) for part in frame.cue]
    if frame.source is not None:
        taken.append(Span(*tokens.span(frame.source)))
    home = tokens.line[frame.head]
    zone = tokens.zones[home]
    spans: list[Span] = []
    parts = (Span(*tokens.span(part)) for part in frame.contents if part[0] <= part[1])
    for whole in all_within(parts, Span(zone.start, zone.end)):
        spans.extend(subtract(whole, taken))
    grown = grow_to_quotations(tokens, spans, taken)
    if frame.kind in {"left", "trailing"}:
        grown = [_after_colon(tokens, span) for span in grown]
    if frame.kind in _OPEN_ENDED:
        grown = [_reach(tokens, span, taken) for span in grown]
    grown = _only_quoted(tokens, grown)
    cut = (_cut_after_quotation(tokens, span) for span in grown)
    trimmed = (strip(tokens.text, after_that(tokens, span)) for span in cut)
    return tuple(sorted({span for span in trimmed if span is not None}))


def all_within(spans: Iterable[Span], bounds: Span) -> Iterator[Span]:
    """What of each span lies within bounds; those that do not reach into them are left out."""
    for span in spans:
        if span.overlaps(bounds):
            yield Span(max(span.start, bounds.start), min(span.end, bounds.end))


def subtract(span: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of a span when others are taken out of it."""
    left = [span]
    for other in taken:
        cut = []
        for piece in left:
            if not piece.overlaps(other):
                cut.append(piece)
                continue
            if piece.start < other.start:
                cut.append(Span(piece.start, other.start))
            if other.end < piece.end:
                cut.append(Span(other.end, piece.end))
        left = cut
    return left


def grow_to_quotations(tokens: Tokens, spans: Iterable[Span], taken: list[Span]) -> list[Span]:
    """Spans that reach into a quotation are widened to hold it whole."""
    grown: list[Span] = []
    for span in spans:
        start, end = span
        for quotation in tokens.quotations_in(span):
            around = Span(quotation.start, quotation.end)
            if any(around.overlaps(other) for other in taken):
                continue
            start, end = min(start, around.start), max(end, around.end)
        grown.append(Span(start, end))
    return merge(tokens.text, grown)


def _reach(tokens: Tokens, span: Span, taken: list[Span]) -> Span:
    """Take in the quotation that a span stops right before: `called him “a fool”`."""
    end = span.end
    if tokens.text[end : end + 1] == " ":
        for quotation in tokens.quotations_in(Span(end, end + 2)):
            if quotation.start == end + 1 and not any(
                other.overlaps(Span(quotation.start, quotation.end)) for other in taken
            ):
                return Span(span.start, quotation.end)
    return span


def _after_colon(tokens: Tokens, span: Span) -> Span:
    """`She posted a note: “It is time,” she wrote` begins with the quotation."""
    for quotation in tokens.quotations_in(span):
        before = tokens.text[span.start : quotation.start].rstrip()
        if before.endswith(":") and quotation.end >= span.end - 1:
            return Span(quotation.start, span.end)
    return span


def _only_quoted(tokens: Tokens, spans: list[Span]) -> list[Span]:
    """Beside a closed quotation, words without marks past the cue are not what was said."""
    if len(spans) < 2:  # noqa: PLR2004
        return spans
    quoted = [tokens.quotations_in(span) for span in spans]
    first = quoted[0]
    if not first or strip(tokens.text, spans[0]) != Span(first[0].start, first[-1].end):
        return spans
    return [span for span, inside in zip(spans, quoted, strict=True) if inside]


def _cut_after_quotation(tokens: Tokens, span: Span) -> Span:
    """`wrote “It is time,” and shared a link` ends with the quotation."""
    for quotation in tokens.quotations_in(span):
        if quotation.start == span.start and quotation.end < span.end:
            rest = tokens.text[quotation.end : span.end]
            closed = tokens.text[quotation.end - 2 : quotation.end - 1] in ",.?!"
            if closed and _GOES_ON.match(rest):
                return Span(span.start, quotation.end)
        break
    return span


def after_that(tokens: Tokens, span: Span) -> Span:
    """The span without a `that` that only joins; `that was enough` keeps its own.

    By tag alone it would stay in `told members that`, which is tagged as relative.
    """
    first = tokens.bounds(span.start, span.start + 1)[0]
    joins = first < tokens.size and (tokens.tag[first] == "IN" or tokens.dep[first] in _JOINING)
    return without_that(tokens.text, span) if joins else span


def without_that(text: str, span: Span) -> Span:
    """The span without the word `that` at its start."""
    begins = text[span.start : span.start + len(_THAT)].lower() == _THAT
    return Span(span.start + len(_THAT), span.end) if begins else span


def merge(text: str, spans: Iterable[Span]) -> list[Span]:
    """Sorted spans, those joined that overlap or have only white space between them."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (
            span.start <= merged[-1].end or not text[merged[-1].end : span.start].strip()
        ):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def strip(text: str, span: Span) -> Span | None:
    """A span without punctuation at its ends; quotation marks and pairs of brackets stay."""
    start, end = span
    while True:
        while start < end and text[start] in _AROUND:
            start += 1
        while end > start and text[end - 1] in _AROUND:
            end -= 1
        inside = text[start:end]
        if any(inside[:1] == o and c not in inside for o, c in _BRACKETS):
            start += 1
        elif any(inside[-1:] == c and o not in inside for o, c in _BRACKETS):
            end -= 1
        else:
            return Span(start, end) if any(char.isalnum() for char in inside) else None
