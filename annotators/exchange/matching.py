"""What a file shows, given the ids and the rest of what is known of the same spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from annotators.exchange.found import (
    Found,
    FoundQuote,
    Names,
    fields_of,
    new_mention,
    new_quote,
    shaped,
)
from annotators.exchange.native_record import is_live
from annotators.exchange.pieces import LABELS, Piece, form_and_label, shown_label
from annotators.model.items import Item, Mention, Quote, Trace
from annotators.model.layer import Layer
from annotators.model.record import item_record
from annotators.model.span import Span


def matched_items(found: Found, known: Layer, form: str) -> Iterator[Item]:
    """The items of `known` as the file shows them now, then those that are new.

    An item is known again by its spans: all of them, else the most. What the
    file does not show any more is gone; what it cannot show (rejected, without
    a span, entities) stays.
    """
    return _Matching(found, known, form).items()


class _Matching:
    def __init__(self, found: Found, known: Layer, form: str) -> None:
        self._found = found
        self._known = known
        self._form = form
        self._names = Names({item.id for item in known.items()})

    def items(self) -> Iterator[Item]:
        """All items, in the order they were known in, new ones last."""
        quotes, new_quotes = self._quotes()
        mentions, new_mentions = self._mentions()
        yield from self._known.entities.values()
        ours = set(self._known.entities)
        yield from (entity for entity in self._found.entities if entity.id not in ours)
        for mention in self._known.mentions.values():
            if not self._is_shown(mention):
                yield mention
            elif (piece := mentions.get(mention.id)) is not None:
                yield self._same_mention(mention, piece)
        for piece in new_mentions:
            yield new_mention(piece, self._form, self._names.new("m"))
        for quote in self._known.quotes.values():
            if not self._is_shown(quote):
                yield quote
            elif (found := quotes.get(quote.id)) is not None:
                yield self._same_quote(quote, found)
        for found in new_quotes:
            yield new_quote(found, self._form, self._names.new("q"))

    def _is_shown(self, item: Quote | Mention) -> bool:
        has_place = isinstance(item, Mention) or bool(item.parts)
        return is_live(item) and has_place and not self._found.hidden(item)

    def _quotes(self) -> tuple[dict[str, FoundQuote], list[FoundQuote]]:
        open_ = {q.id: _shape(q) for q in self._known.quotes.values() if self._is_shown(q)}
        matched: dict[str, FoundQuote] = {}
        rest = []
        by_shape: dict[frozenset[tuple[str, Span]], list[str]] = {}
        for name, shape in open_.items():
            by_shape.setdefault(shape, []).append(name)
        for found in self._found.quotes:
            names = by_shape.get(found.shape)
            if names:
                matched[names.pop(0)] = found
            else:
                rest.append(found)
        left = {name: shape for name, shape in open_.items() if name not in matched}
        new = []
        for found in rest:
            nearest = max(left, key=lambda n: len(left[n] & found.shape), default=None)
            if nearest is not None and left[nearest] & found.shape:
                matched[nearest] = found
                del left[nearest]
            else:
                new.append(found)
        return matched, new

    def _mentions(self) -> tuple[dict[str, Piece], list[Piece]]:
        open_ = [m for m in self._known.mentions.values() if self._is_shown(m)]
        matched: dict[str, Piece] = {}
        rest = list(self._found.mentions)
        for is_exact in (True, False):
            places: dict[tuple[Span, str], list[str]] = {}
            for mention in open_:
                if mention.id not in matched:
                    key = mention.span, shown_label(mention) if is_exact else ""
                    places.setdefault(key, []).append(mention.id)
            new = []
            for piece in rest:
                names = places.get((piece.span, piece.label if is_exact else ""))
                if names:
                    matched[names.pop(0)] = piece
                else:
                    new.append(piece)
            rest = new
        return matched, rest

    def _same_mention(self, mention: Mention, piece: Piece) -> Mention:
        mention = replace(mention, trace=self._trace(mention, piece.fields))
        if shown_label(mention) == piece.label:
            return mention
        form, label = form_and_label(piece.label)
        return replace(mention, form=form, label=label, trace=_corrected(mention))

    def _same_quote(self, quote: Quote, found: FoundQuote) -> Quote:
        quote = replace(quote, trace=self._trace(quote, fields_of(found)))
        speakers = quote.speakers if found.speakers is None else found.speakers
        state = quote.speaker_state if found.state is None else found.state
        if _shape(quote) == found.shape and (speakers, state) == (
            quote.speakers,
            quote.speaker_state,
        ):
            return quote
        changed = shaped(replace(quote, trace=_corrected(quote)), found)
        return replace(changed, speakers=speakers, speaker_state=state)

    def _trace(self, item: Item, fields: Mapping[str, Any]) -> Trace:
        """The trace with the fields as they stand in the file now, where it had any before."""
        if self._form not in item.trace.extra:
            return item.trace
        kept = {name: value for name, value in item.trace.extra.items() if name != self._form}
        return replace(item.trace, extra={**kept, self._form: dict(fields)} if fields else kept)


def _shape(quote: Quote) -> frozenset[tuple[str, Span]]:
    return frozenset((LABELS[role], span) for role, span in quote.parts)


def _corrected(item: Item) -> Trace:
    """The trace of an item that another tool changed: what was accepted is now corrected."""
    trace = item.trace
    if trace.decision != "accepted":
        return trace
    was = trace.was or item_record(replace(item, trace=Trace(score=trace.score)))
    return replace(trace, decision="corrected", was=was)
