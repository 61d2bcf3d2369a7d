"""What a person sees of an article: what they decided, and what is pending from the draft."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from annotators.model.article import Article
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.kind import Kinds
from annotators.model.layer import Layer
from annotators.model.nearby import Nearby, order
from annotators.model.nesting import Nesting
from annotators.model.span import Span, Spans, spans_of

EMPTY = Layer()

_Sort = TypeVar("_Sort", Quote, Mention)

_START: Mapping[type, Callable[[Any], int]] = {
    Quote: attrgetter("start"),
    Mention: attrgetter("span.start"),
}

Shape = tuple[Spans, Spans] | Span
"""The contents and cues of a quote, or the span of a mention."""


@dataclass(frozen=True)
class View:
    """One annotator's layer over one draft, as a single reading of the article.

    `quotes` and `mentions` are those that stand: decided and not rejected, or
    pending; in the order of the text. `pending` holds the ids of draft items
    that no decision refers to and that equal no decided item or tombstone.
    """

    article: Article
    layer: Layer
    draft: Layer | None
    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]
    entities: Mapping[str, Entity]
    pending: frozenset[str]
    kinds: Kinds

    @classmethod
    def of(
        cls,
        article: Article,
        layer: Layer | None,
        draft: Layer | None = None,
        *,
        kinds: Kinds | None = None,
    ) -> View:
        """The view of `layer` (None: nothing decided yet) over `draft`.

        `kinds` may be handed on from an earlier view of the same article.
        """
        own, model = layer or EMPTY, draft or EMPTY
        same = _same_entities(own, model)
        entities = {e.id: e for e in model.entities.values() if e.id not in same}
        entities |= {e.id: e for e in own.entities.values() if _stands(e)}
        entities = _with_own_digits(entities, own)
        name = model.header.draft or ""
        open_quotes = _open(own.quotes.values(), model.quotes.values(), name)
        open_mentions = _open(own.mentions.values(), model.mentions.values(), name)
        quotes = [_rename_speakers(quote, same) for quote in open_quotes]
        mentions = [_rename_entity(mention, same) for mention in open_mentions]
        return cls(
            article=article,
            layer=own,
            draft=draft,
            quotes=_ordered((*(q for q in own.quotes.values() if _stands(q)), *quotes)),
            mentions=_ordered((*(m for m in own.mentions.values() if _stands(m)), *mentions)),
            entities=entities,
            pending=frozenset((*(q.id for q in quotes), *(m.id for m in mentions))),
            kinds=kinds or Kinds(article.text),
        )

    def as_seen(self, item: Quote | Mention) -> Quote | Mention:
        """An item of the draft as it shows here: with the layer's ids of whom it refers to."""
        same = _same_entities(self.layer, self.draft or EMPTY)
        if isinstance(item, Quote):
            return _rename_speakers(item, same)
        return _rename_entity(item, same)

    def is_pending(self, item: Item) -> bool:
        """Whether the item still waits for a decision."""
        return item.id in self.pending

    @cached_property
    def drafted(self) -> Mapping[Shape, tuple[str, ...]]:
        """The ids of the draft's items by their shapes."""
        found: dict[Shape, tuple[str, ...]] = {}
        model = self.draft or EMPTY
        items: tuple[Quote | Mention, ...] = (*model.quotes.values(), *model.mentions.values())
        for item in items:
            found[_shape(item)] = (*found.get(_shape(item), ()), item.id)
        return found

    @cached_property
    def progress(self) -> tuple[int, int]:
        """How many quotes are decided, and how many stand."""
        pending = sum(quote.id in self.pending for quote in self.quotes)
        return len(self.quotes) - pending, len(self.quotes)

    @cached_property
    def undecided(self) -> tuple[Quote | Mention, ...]:
        """The pending items in scope, in the order of the text; finishing asks for none."""
        scope = self.layer.header.scope
        items: list[Quote | Mention] = []
        if "quotes" in scope or "speakers" in scope:
            items += [q for q in self.quotes if q.id in self.pending]
        if "entities" in scope:
            items += [m for m in self.mentions if m.id in self.pending]
        return tuple(sorted(items, key=position)) if "entities" in scope else tuple(items)

    @cached_property
    def nesting(self) -> Nesting:
        """Which quote lies in which."""
        return Nesting.of(self.quotes)

    @property
    def parents(self) -> Mapping[str, str]:
        """For each nested quote the id of the one it lies in."""
        return self.nesting.parents

    @cached_property
    def cast(self) -> tuple[Entity, ...]:
        """The entities that speak: those with a digit first, then as they appear."""
        first: dict[str, int] = {}
        for quote in self.quotes:
            for speaker in quote.speakers:
                first.setdefault(speaker, quote.start)
        speaking = [self.entities[i] for i in first if i in self.entities]
        return tuple(sorted(speaking, key=lambda e: (e.digit or 10, first[e.id])))

    @cached_property
    def by_digit(self) -> dict[int, Entity]:
        """The entities that a digit stands for, speaking or not."""
        return {e.digit: e for e in self.entities.values() if e.digit is not None}

    @cached_property
    def quote_counts(self) -> dict[str, int]:
        """How many quotes each entity speaks."""
        counts: dict[str, int] = {}
        for quote in self.quotes:
            for speaker in quote.speakers:
                counts[speaker] = counts.get(speaker, 0) + 1
        return counts

    def locate(self, item_id: str) -> Quote | Mention | None:
        """The standing item of that id, or the one that was decided from it."""
        return self.standing(item_id) or self._by_origin.get(item_id)

    def standing(self, item_id: str) -> Quote | Mention | None:
        """The standing item of that id; a quote, where a mention has the same."""
        model = self.draft or EMPTY
        is_pending = item_id in self.pending
        quote = self.layer.quotes.get(item_id) or (is_pending and model.quotes.get(item_id))
        found = _met(self.quotes, quote) if quote else None
        if found is not None:
            return found
        mention = self.layer.mentions.get(item_id) or (is_pending and model.mentions.get(item_id))
        return _met(self.mentions, mention) if mention else None

    @cached_property
    def _by_origin(self) -> dict[str, Quote | Mention]:
        # From the back, so that of two the first stands in the table.
        items: tuple[Quote | Mention, ...] = (*reversed(self.mentions), *reversed(self.quotes))
        return {item.trace.origin.item: item for item in items if item.trace.origin}

    @cached_property
    def quotes_near(self) -> Nearby[Quote]:
        """The quotes by where they stand."""
        return Nearby.of(self.quotes)

    @cached_property
    def mentions_near(self) -> Nearby[Mention]:
        """The mentions by where they stand."""
        return Nearby.of(self.mentions)

    def number_of(self, item: Quote | Mention) -> int:
        """Which one of its sort a standing item is, from 1, in the order of the text."""
        every = self.quotes if isinstance(item, Quote) else self.mentions
        return bisect_left(every, order(item), key=order) + 1

    def quotes_at(self, offset: int) -> tuple[Quote, ...]:
        """The quotes with a part at `offset`, innermost first."""
        near = self.quotes_near.within(Span(offset, offset + 1))
        found = [q for q in near if any(s.touches(offset) for _, s in q.parts)]
        return tuple(sorted(found, key=lambda q: q.hull.length))

    def mentions_at(self, offset: int) -> tuple[Mention, ...]:
        """The mentions at `offset`, shortest first."""
        found = self.mentions_near.within(Span(offset, offset + 1))
        return tuple(sorted(found, key=lambda m: m.span.length))


def position(item: Quote | Mention) -> tuple[int, int]:
    """Where an item comes in the order of the text."""
    if isinstance(item, Mention):
        return item.span.start, item.span.end
    return item.start, item.hull.end


def _met(items: Sequence[_Sort], known: _Sort) -> _Sort | None:
    """What stands among items in their order under the id of one, at the same place."""
    start = _START[type(known)]
    for at in range(bisect_left(items, start(known), key=start), len(items)):
        if items[at].id == known.id:
            return items[at]
        if start(items[at]) != start(known):
            break
    return None


def shapes_of(item: Quote | Mention) -> Iterator[Shape]:
    """What no item of the draft may have that is pending beside a decided one."""
    yield _shape(item)
    was = item.trace.was
    if was is None:
        return
    if isinstance(item, Quote):
        yield spans_of(was.get("contents", ())), spans_of(was.get("cues", ()))
    elif "start" in was:
        yield Span(int(was["start"]), int(was["end"]))


def _shape(item: Quote | Mention) -> Shape:
    return (item.contents, item.cues) if isinstance(item, Quote) else item.span


def _stands(item: Item) -> bool:
    return item.trace.decision != "rejected"


def _ordered(items: Iterable[_Sort]) -> tuple[_Sort, ...]:
    return tuple(sorted(items, key=order))


def _same_entities(own: Layer, draft: Layer) -> dict[str, str]:
    """Draft entities that the layer knows under another id, by their name."""
    known = {e.name.casefold(): e.id for e in own.entities.values()}
    return {
        e.id: known[e.name.casefold()]
        for e in draft.entities.values()
        if e.id not in own.entities and e.name.casefold() in known
    }


def _with_own_digits(entities: dict[str, Entity], own: Layer) -> dict[str, Entity]:
    """A digit stays with the layer's entity; one of the draft's under it gets a free one."""
    taken = {e.digit for e in own.entities.values()} - {None}
    strange = [e for e in entities.values() if e.id not in own.entities and e.digit in taken]
    used = {e.digit for e in entities.values()}
    free = iter([digit for digit in range(1, 10) if digit not in used])
    return entities | {e.id: replace(e, digit=next(free, None)) for e in strange}


def _rename_speakers(quote: Quote, same: Mapping[str, str]) -> Quote:
    if not any(speaker in same for speaker in quote.speakers):
        return quote
    return replace(quote, speakers=tuple(same.get(s, s) for s in quote.speakers))


def _rename_entity(mention: Mention, same: Mapping[str, str]) -> Mention:
    known = same.get(mention.entity or "")
    return replace(mention, entity=known) if known is not None else mention


def _open(own: Iterable[_Sort], drafted: Iterable[_Sort], draft: str) -> list[_Sort]:
    """The items of the draft that no decision refers to, and that equal none."""
    every = tuple(own)
    origins = (item.trace.origin for item in every)
    taken = {origin.item for origin in origins if origin and origin.draft == draft}
    shapes = {shape for item in every for shape in shapes_of(item)}
    return [d for d in drafted if d.id not in taken and _shape(d) not in shapes]
