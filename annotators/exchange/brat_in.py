"""What a brat `.ann` file says of the text beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from annotators.exchange.anchoring import placed
from annotators.exchange.assembly import known_record
from annotators.exchange.brat_lines import Ann, Event, TextBound, broken, read_ann, rejoined
from annotators.exchange.brat_out import EVENT, ROLES, brat_type
from annotators.exchange.found import Found, FoundQuote
from annotators.exchange.native_record import is_live
from annotators.exchange.pieces import LABELS, Piece, shown_label
from annotators.model.article import Article
from annotators.model.items import Quote, Role
from annotators.model.layer import Header, Layer
from annotators.model.record import RecordError
from annotators.model.span import Span, Spans

_MARK = "\ufeff"


def text_and_ann(
    text: Path, ann: Path, block: Mapping[str, Any] | None = None
) -> tuple[str, Ann, int]:
    """A text, the lines about it, and how far their offsets are to be moved.

    brat counts a byte order mark at the beginning, which an article's text does
    not have. Raises RecordError where one of them cannot be read.
    """
    try:
        found = text.read_bytes().decode("utf-8")
        lines = read_ann(ann.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise RecordError(f"its text {text.name} is not there") from None
    except UnicodeDecodeError:
        raise RecordError("it or its text is not UTF-8") from None
    known = block.get("sha256") if block else None
    if found.startswith(_MARK) and known != Article(id="", text=found).sha256:
        return found[1:], lines, 1
    return found, lines, 0


def found_in(  # noqa: PLR0917 - what two files and their names say
    text: str,
    ann: Ann,
    shift: int,
    article_id: str,
    block: Mapping[str, Any] | None,
    file: str,
    annotator: str = "",
    *,
    has_names: bool = True,
) -> Found:
    """What the lines say of the text; RecordError where a span does not fit it.

    Spans of other types than those of quotes are names where it `has_names`.
    """
    article = Article(id=article_id, text=text)
    known = known_record(article, block)
    reader = _Reader(text, shift, known.layer if known else Layer())
    bound = {name: reader.placed(span) for name, span in ann.spans.items()}
    quotes, used = [], set()
    others = dict(ann.others)
    for event in ann.events:
        if event.kind == EVENT:
            quotes.append(reader.quote(event, bound, is_new=known is None))
            used |= {event.trigger} | {name for role, name in event.arguments if role in ROLES}
        else:
            others[event.line] = _event_line(event)
    mentions = []
    for span in bound.values():
        if span.name in used:
            continue
        if span.kind in ROLES:
            quotes.append(FoundQuote(parts=reader.parts([(ROLES[span.kind], span)])))
        elif has_names and span.kind != EVENT and (mention := reader.mention(span)) is not None:
            mentions.append(mention)
        else:
            others[span.line] = _bound_line(ann.spans[span.name])
    return Found(
        article=article,
        block=block,
        quotes=tuple(quotes),
        mentions=tuple(mentions),
        header=Header(annotator=annotator),
        marks_names=has_names,
        fields={"lines": [others[number] for number in sorted(others)]} if others else {},
        remarks=tuple(reader.remarks),
        file=file,
    )


class _Reader:
    """Puts the spans of one file in their places; knows how copydesk would have written them."""

    def __init__(self, text: str, shift: int, known: Layer) -> None:
        self._text = text
        self._shift = shift
        self.remarks: list[str] = []
        self._quotes: dict[frozenset[tuple[Role, Spans]], list[Quote]] = {}
        self._mentions: dict[tuple[Spans, str], list[tuple[Span, str]]] = {}
        quotes = (quote for quote in known.quotes.values() if is_live(quote) and quote.parts)
        for quote in sorted(quotes, key=lambda q: (q.hull.start, -q.hull.end)):
            self._quotes.setdefault(self._shape(quote), []).append(quote)
        mentions = (mention for mention in known.mentions.values() if is_live(mention))
        for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
            label = shown_label(mention)
            key = broken(text, [mention.span]), brat_type(label)
            self._mentions.setdefault(key, []).append((mention.span, label))

    def placed(self, bound: TextBound) -> TextBound:
        """The span with offsets that fit the text it repeats."""
        rest, fragments = bound.quoted, []
        for span in bound.fragments:
            quoted, rest = rest[: span.length], rest[span.length + 1 :]
            fragments.append(self._anchored(bound, span, quoted))
        return bound._replace(fragments=tuple(sorted(fragments)))

    def quote(self, event: Event, bound: Mapping[str, TextBound], *, is_new: bool) -> FoundQuote:
        """The quote that an event is; arguments of other roles are kept."""
        named = [(ROLES[role], name) for role, name in event.arguments if role in ROLES]
        strange = [name for _, name in named if name not in bound]
        if strange:
            raise RecordError(f"line {event.line}: {strange[0]} is no span")
        parts = self.parts((role, bound[name]) for role, name in named)
        fields: dict[str, Any] = {"id": event.name, "trigger": event.trigger}
        others = [[role, name] for role, name in event.arguments if role not in ROLES]
        return FoundQuote(
            parts=parts,
            name=event.name if is_new else "",
            fields=fields | ({"arguments": others} if others else {}),
        )

    def parts(self, arguments: Iterable[tuple[Role, TextBound]]) -> tuple[Piece, ...]:
        """The parts of a quote, each with the id of the span it is in."""
        by_role: dict[Role, list[TextBound]] = {}
        for role, bound in arguments:
            by_role.setdefault(role, []).append(bound)
        shape = frozenset(
            (role, tuple(sorted(f for bound in every for f in bound.fragments)))
            for role, every in by_role.items()
        )
        same = self._quotes.get(shape)
        known = (same.pop(0) if len(same) > 1 else same[0]) if same else None
        parts = []
        for role, every in by_role.items():
            names = [(fragment, bound.name) for bound in every for fragment in bound.fragments]
            joined = (s for bound in every for s in rejoined(self._text, bound.fragments))
            for span in known.spans(role) if known else joined:
                name = next((n for f, n in names if f.overlaps(span)), every[0].name)
                parts.append(Piece(span=span, label=LABELS[role], fields={"id": name}))
        return tuple(parts)

    def mention(self, bound: TextBound) -> Piece | None:
        """The mention that a span is; None where it is of several pieces."""
        same = self._mentions.get((bound.fragments, bound.kind))
        if same:
            span, label = same.pop(0) if len(same) > 1 else same[0]
            return Piece(span=span, label=label, fields={"id": bound.name})
        joined = rejoined(self._text, bound.fragments)
        if len(joined) != 1:
            return None
        return Piece(span=joined[0], label=bound.kind, fields={"id": bound.name})

    def _shape(self, quote: Quote) -> frozenset[tuple[Role, Spans]]:
        spans = ((role, quote.spans(role)) for role in LABELS)
        return frozenset((role, broken(self._text, s)) for role, s in spans if s)

    def _anchored(self, bound: TextBound, span: Span, quoted: str) -> Span:
        moved = Span(max(0, span.start - self._shift), span.end - self._shift)
        there = self._text[moved.start : moved.end]
        if moved.end <= len(self._text) and (not quoted or _flat(there) == _flat(quoted)):
            return moved
        found, told = placed(self._text, moved, quoted, f"line {bound.line}")
        self.remarks += told
        return found


def _flat(text: str) -> str:
    return " ".join(text.replace(_MARK, "").split())


def _bound_line(bound: TextBound) -> str:
    places = ";".join(f"{span.start} {span.end}" for span in bound.fragments)
    return f"{bound.name}\t{bound.kind} {places}\t{bound.quoted}"


def _event_line(event: Event) -> str:
    arguments = "".join(f" {role}:{name}" for role, name in event.arguments)
    return f"{event.name}\t{event.kind}:{event.trigger}{arguments}"
