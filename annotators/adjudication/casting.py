"""Whom the sides speak of: entities of one name are one, and items are told by these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from annotators.model.digits import DIGITS
from annotators.model.items import Entity, Item, Mention, Quote, Trace
from annotators.model.layer import Layer

T = TypeVar("T", bound=Item)


class Casting:
    """The entities of several layers, and the layers' items told by them."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.entities: dict[str, Entity] = {}
        self._layers = layers
        self._known = [self._take(number, layer) for number, layer in enumerate(layers, start=1)]

    def quotes(self, side: int) -> list[Quote]:
        """The quotes that hold in a layer, by its number from 0."""
        known = self._known[side]
        return [
            replace(quote, speakers=tuple(known.get(s, s) for s in quote.speakers))
            for quote in _held(self._layers[side].quotes.values())
        ]

    def mentions(self, side: int) -> list[Mention]:
        """The mentions that hold in a layer, by its number from 0."""
        known = self._known[side]
        return [
            replace(mention, entity=known.get(mention.entity or ""))
            for mention in _held(self._layers[side].mentions.values())
        ]

    def _take(self, number: int, layer: Layer) -> Mapping[str, str]:
        """Add a layer's entities; for each of its ids the one that stands for it."""
        by_name = {entity.name.casefold(): key for key, entity in self.entities.items()}
        digits = {entity.digit for entity in self.entities.values()}
        free = (digit for digit in DIGITS if digit not in digits)
        known: dict[str, str] = {}
        for entity in _held(layer.entities.values()):
            name = entity.name.casefold()
            if name not in by_name:
                key = f"{number}.{entity.id}" if entity.id in self.entities else entity.id
                digit = entity.digit
                if digit is not None and digit in digits:
                    digit = next(free, None)
                digits.add(digit)
                self.entities[key] = replace(entity, id=key, digit=digit, trace=Trace())
                by_name[name] = key
            known[entity.id] = by_name[name]
            held = self.entities[by_name[name]]
            if held.digit is None and entity.digit is not None and entity.digit not in digits:
                self.entities[held.id] = replace(held, digit=entity.digit)
                digits.add(entity.digit)
        return known


def _held(items: Iterable[T]) -> Iterator[T]:
    return (item for item in items if item.trace.decision != "rejected")
