"""Things looked up by where they stand, so that long articles take no longer a word."""

from __future__ import annotations

from collections import defaultdict
from typing import Generic, TypeVar

from annotators.model.span import Span

T = TypeVar("T")

_BLOCK = 512


class Nearby(Generic[T]):
    """Items in blocks of the text; an item may span several."""

    def __init__(self) -> None:
        self._blocks: defaultdict[int, list[T]] = defaultdict(list)

    def add(self, span: Span, item: T) -> None:
        """Note that an item stands at this span."""
        for block in _blocks_of(span):
            self._blocks[block].append(item)

    def near(self, span: Span) -> list[T]:
        """The items that may overlap a span, each once, in the order they were added."""
        found: dict[int, T] = {}
        for block in _blocks_of(span):
            for item in self._blocks.get(block, ()):
                found.setdefault(id(item), item)
        return list(found.values())


def _blocks_of(span: Span) -> range:
    return range(span.start // _BLOCK, max(span.end - 1, span.start) // _BLOCK + 1)
