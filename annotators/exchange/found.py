"""What a file of another tool shows of an article, and the items it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotators.exchange.pieces import Link, Piece, form_and_label, tied
from annotators.model.article import Article
from annotators.model.items import ROLES, Entity, Item, Mention, Quote, Role, SpeakerState, Trace
from annotators.model.layer import Header
from annotators.model.span import Span, Spans


@dataclass(frozen=True, kw_only=True)
class FoundQuote:
    """A quote as a file shows it.

    `name` is its id there, `speakers` are ids of entities, None where the file
    says nothing of them. `fields` are those we do not know.
    """

    parts: tuple[Piece, ...]
    name: str = ""
    speakers: tuple[str, ...] | None = None
    state: SpeakerState | None = None
    score: float | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def shape(self) -> frozenset[tuple[str, Span]]:
        """Its spans with their labels."""
        return frozenset((piece.label, piece.span) for piece in self.parts)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a file says of one article.

    `hidden` tells of a quote or mention that the file has no way to show it, so
    that not seeing it says nothing. `marks_names` is for files whose mentions are
    what somebody was to mark, not what was needed to say who speaks.
    """

    article: Article
    block: Mapping[str, Any] | None = None
    quotes: tuple[FoundQuote, ...] = ()
    mentions: tuple[Piece, ...] = ()
    entities: tuple[Entity, ...] = ()
    header: Header = field(default_factory=Header)
    fields: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    line: int = 0
    file: str = ""
    hidden: Callable[[Quote | Mention], bool] = lambda _: False
    marks_names: bool = False

    @property
    def own_header(self) -> Header:
        """The header of a layer that is new: what the file marks is in its scope."""
        if not (self.marks_names and self.mentions):
            return self.header
        scope = self.header.scope if self.quotes else ()
        return replace(self.header, scope=tuple(dict.fromkeys((*scope, "entities"))))


def quotes_of(pieces: Sequence[Piece], links: Iterable[Link]) -> tuple[FoundQuote, ...]:
    """The quotes that the pieces with a role make: by what ties them, else by links."""
    parts = [piece for piece in pieces if piece.role is not None]
    quotes: dict[int | str, list[Piece]] = {}
    if all(piece.tie for piece in parts):
        for piece in parts:
            quotes.setdefault(piece.tie, []).append(piece)
    else:
        for index, numbers in sorted(tied(pieces, links).items()):
            for number in sorted(numbers):
                quotes.setdefault(number, []).append(pieces[index])
    return tuple(FoundQuote(parts=tuple(of_one)) for of_one in quotes.values())


class Names:
    """New ids, each a letter and a number, that nothing has yet."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._last: dict[str, int] = {}

    def new(self, letter: str) -> str:
        """The next free id of this letter."""
        number = self._last.get(letter, 0) + 1
        while f"{letter}{number}" in self._taken:
            number += 1
        self._last[letter] = number
        return f"{letter}{number}"


def new_items(found: Found, form: str) -> Iterator[Item]:
    """Everything that was found as items of their own."""
    taken = {quote.name for quote in found.quotes} | {m.tie for m in found.mentions}
    names = Names(taken | {entity.id for entity in found.entities})
    yield from found.entities
    for piece in found.mentions:
        yield new_mention(piece, form, piece.tie or names.new("m"))
    for quote in found.quotes:
        yield new_quote(quote, form, quote.name or names.new("q"))


def new_mention(piece: Piece, form: str, name: str) -> Mention:
    """A mention that nothing is known of but what the file shows."""
    shape, label = form_and_label(piece.label)
    fields = dict(piece.fields)
    return Mention(
        id=name,
        span=piece.span,
        form=shape,
        label=label,
        entity=piece.entity or None,
        trace=Trace(extra={form: fields} if fields else {}),
    )


def new_quote(quote: FoundQuote, form: str, name: str) -> Quote:
    """A quote that nothing is known of but what the file shows."""
    fields = fields_of(quote)
    speakers = quote.speakers or ()
    return shaped(
        Quote(
            id=name,
            speakers=speakers,
            speaker_state=quote.state or ("known" if speakers else "undecided"),
            trace=Trace(score=quote.score, extra={form: fields} if fields else {}),
        ),
        quote,
    )


def shaped(item: Quote, found: FoundQuote) -> Quote:
    """The quote with the spans that were found."""

    def spans(role: Role) -> Spans:
        return tuple(sorted(piece.span for piece in found.parts if piece.role == role))

    contents, cues, sources = (spans(role) for role in ROLES)
    return replace(item, contents=contents, cues=cues, sources=sources)


def fields_of(quote: FoundQuote) -> dict[str, Any]:
    """The unknown fields of a quote, and those of its parts in the order of the text."""
    fields: dict[str, Any] = dict(quote.fields)
    for role in ROLES:
        parts = sorted((p for p in quote.parts if p.role == role), key=lambda p: p.span)
        if any(part.fields for part in parts):
            fields[role] = [dict(part.fields) for part in parts]
    return fields
