"""What a person sees of an article: what they decided, and what is pending from the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from annotators.model.article import Article
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.kind import Kinds
from annotators.model.layer import Layer
from annotators.model.nesting import parents
from annotators.model.span import Span, Spans, spans_of

EMPTY = Layer()


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
        quotes = [_rename_speakers(q, same) for q in _open_quotes(own, model)]
        mentions = [_rename_entity(m, same) for m in _open_mentions(own, model)]
        return cls(
            article=article,
            layer=own,
            draft=draft,
            quotes=_ordered_quotes((*(q for q in own.quotes.values() if _stands(q)), *quotes)),
            mentions=_ordered_mentions(
                (*(m for m in own.mentions.values() if _stands(m)), *mentions)
            ),
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
        return tuple(sorted(items, key=position))

    @cached_property
    def parents(self) -> dict[str, str]:
        """For each nested quote the id of the one it lies in."""
        return parents(self.quotes)

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
        return self._by_id.get(item_id) or self._by_origin.get(item_id)

    @cached_property
    def _by_id(self) -> dict[str, Quote | Mention]:
        return {item.id: item for item in self._last_first}

    @cached_property
    def _by_origin(self) -> dict[str, Quote | Mention]:
        return {i.trace.origin.item: i for i in self._last_first if i.trace.origin}

    @property
    def _last_first(self) -> list[Quote | Mention]:
        """Every item from the back, so that of two the first stands in a table."""
        return [*reversed(self.mentions), *reversed(self.quotes)]

    def quotes_at(self, offset: int) -> tuple[Quote, ...]:
        """The quotes with a part at `offset`, innermost first."""
        found = [q for q in self.quotes if any(s.touches(offset) for _, s in q.parts)]
        return tuple(sorted(found, key=lambda q: q.hull.length))

    def mentions_at(self, offset: int) -> tuple[Mention, ...]:
        """The mentions at `offset`, shortest first."""
        found = [m for m in self.mentions if m.span.touches(offset)]
        return tuple(sorted(found, key=lambda m: m.span.length))


def position(item: Quote | Mention) -> tuple[int, int]:
    """Where an item comes in the order of the text."""
    if isinstance(item, Mention):
        return item.span.start, item.span.end
    return item.start, item.hull.end


def _stands(item: Item) -> bool:
    return item.trace.decision != "rejected"


def _ordered_quotes(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda q: (*position(q), q.id)))


def _ordered_mentions(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.id)))


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


def _open_quotes(own: Layer, draft: Layer) -> list[Quote]:
    taken = _decided_ids(own.quotes.values(), draft)
    shapes: set[tuple[Spans, Spans]] = set()
    for quote in own.quotes.values():
        shapes.add((quote.contents, quote.cues))
        if (was := quote.trace.was) is not None:
            shapes.add((spans_of(was.get("contents", ())), spans_of(was.get("cues", ()))))
    return [
        q for q in draft.quotes.values() if q.id not in taken and (q.contents, q.cues) not in shapes
    ]


def _open_mentions(own: Layer, draft: Layer) -> list[Mention]:
    taken = _decided_ids(own.mentions.values(), draft)
    spans = {mention.span for mention in own.mentions.values()}
    for mention in own.mentions.values():
        if (was := mention.trace.was) is not None and "start" in was:
            spans.add(Span(int(was["start"]), int(was["end"])))
    return [m for m in draft.mentions.values() if m.id not in taken and m.span not in spans]


def _decided_ids(items: Iterable[Item], draft: Layer) -> set[str]:
    """Ids of the draft's items that a decision refers to."""
    name = draft.header.draft or ""
    return {i.trace.origin.item for i in items if i.trace.origin and i.trace.origin.draft == name}
