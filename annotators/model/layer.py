"""A layer: everything one annotator, or one model, says about one article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from annotators.model.items import Entity, Item, Mention, Quote

_Sort = TypeVar("_Sort", Mention, Entity, Quote)

Purpose = Literal["training", "gold"]
Scope = Literal["quotes", "speakers", "entities"]
DEFAULT_SCOPE: tuple[Scope, ...] = ("quotes", "speakers")


@dataclass(frozen=True, kw_only=True)
class Header:
    """What is known of a layer as a whole.

    A draft names its `model` (name and version) and has the id `draft`; a
    person's finished layer has a `purpose` and a `revision` from 1 up.
    `created` is ISO 8601 in UTC; `based_on` names the draft in view while it was made.
    `adjudicates` names the layers that were compared to make it, where it was made so.
    `blind` says that no draft was in view; `repeats` names the annotator who made
    it again, without being told that they had done the article before.
    """

    annotator: str = ""
    purpose: Purpose | None = None
    scope: tuple[Scope, ...] = DEFAULT_SCOPE
    created: str = ""
    revision: int = 0
    model: str | None = None
    draft: str | None = None
    blind: bool = False
    guideline: str = ""
    based_on: str | None = None
    adjudicates: tuple[str, ...] = ()
    repeats: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Layer:
    """Items by id. Immutable: a change makes a new layer that shares the rest."""

    header: Header = field(default_factory=Header)
    mentions: Mapping[str, Mention] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)

    @classmethod
    def of(cls, header: Header, items: Iterable[Item]) -> Layer:
        """A layer of these items; a later item replaces an earlier one of its id."""
        tables: tuple[dict[str, Mention], dict[str, Entity], dict[str, Quote]] = ({}, {}, {})
        for item in items:
            if isinstance(item, Mention):
                tables[0][item.id] = item
            elif isinstance(item, Entity):
                tables[1][item.id] = item
            else:
                tables[2][item.id] = item
        mentions, entities, quotes = tables
        return cls(header=header, mentions=mentions, entities=entities, quotes=quotes)

    def items(self) -> tuple[Item, ...]:
        """Entities first, so that what refers to one comes after it."""
        return (*self.entities.values(), *self.mentions.values(), *self.quotes.values())

    def find(self, item: Item) -> Item | None:
        """The layer's item of the same sort and id."""
        if isinstance(item, Mention):
            return self.mentions.get(item.id)
        if isinstance(item, Entity):
            return self.entities.get(item.id)
        return self.quotes.get(item.id)

    def says_same(self, other: Layer) -> bool:
        """Whether two layers say the same, whatever their headers."""
        said = ((one.entities, one.mentions, one.quotes) for one in (self, other))
        return next(said) == next(said)

    def with_items(self, removed: Iterable[Item], added: Iterable[Item]) -> Layer:
        """The layer without `removed` (by id) and with `added`; what is both keeps its place."""
        new = Layer.of(self.header, added)
        gone = Layer.of(self.header, removed)
        return Layer(
            header=self.header,
            mentions=_exchanged(self.mentions, gone.mentions, new.mentions),
            entities=_exchanged(self.entities, gone.entities, new.entities),
            quotes=_exchanged(self.quotes, gone.quotes, new.quotes),
        )

    def with_header(self, **fields: Any) -> Layer:
        """The same items under a changed header."""
        return replace(self, header=replace(self.header, **fields))


def _exchanged(
    table: Mapping[str, _Sort], gone: Mapping[str, _Sort], new: Mapping[str, _Sort]
) -> Mapping[str, _Sort]:
    """A table with `new` in the place of `gone`; the very same one where nothing changes."""
    if not gone and not new:
        return table
    left = {**table, **new}
    for name in gone.keys() - new.keys():
        left.pop(name, None)
    return left
