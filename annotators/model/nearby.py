"""Items by where they stand, so that those at a place are found without going through all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from annotators.model.items import Mention, Quote
from annotators.model.span import Span

_BLOCK = 1000
"""Code points of text whose items are kept together."""

_Sort = TypeVar("_Sort", bound=Quote | Mention)


class _Placed(NamedTuple, Generic[_Sort]):
    """An item, how it is ordered, and from where to where it reaches."""

    order: tuple[int, int, str]
    reach: Span
    item: _Sort


_Blocks = Mapping[int, tuple[_Placed[_Sort], ...]]
_by_order = itemgetter(0)


class Nearby(Generic[_Sort]):
    """Items of one sort, by the blocks of the text that they reach into.

    Immutable: a change makes a new one that shares all blocks but those it touches.
    """

    def __init__(self, blocks: _Blocks[_Sort]) -> None:
        self._blocks = blocks

    @classmethod
    def of(cls, items: Iterable[_Sort]) -> Nearby[_Sort]:
        """These items, which are in order."""
        blocks: dict[int, list[_Placed[_Sort]]] = defaultdict(list)
        for placed in map(_placed, items):
            for block in _blocks_of(placed.reach):
                blocks[block].append(placed)
        return cls({block: tuple(found) for block, found in blocks.items()})

    def changed(self, gone: Iterable[_Sort], new: Iterable[_Sort]) -> Nearby[_Sort]:
        """The same without some items and with others."""
        blocks = dict(self._blocks)
        for item in gone:
            for block in _blocks_of(reach(item)):
                blocks[block] = tuple([p for p in blocks.get(block, ()) if p.item is not item])
        for placed in map(_placed, new):
            for block in _blocks_of(placed.reach):
                found = [*blocks.get(block, ()), placed]
                blocks[block] = tuple(sorted(found, key=_by_order))
        return Nearby(blocks)

    def within(self, span: Span) -> list[_Sort]:
        """The items that reach into a span, in order."""
        start, end = span.start, max(span.end, span.start + 1)
        near = {
            id(placed): placed
            for block in _blocks_of(span)
            for placed in self._blocks.get(block, ())
            if placed.reach.start < end and start < max(placed.reach.end, placed.reach.start + 1)
        }
        return [placed.item for placed in sorted(near.values(), key=_by_order)]

    def changes(self, since: Nearby[_Sort]) -> set[Span]:
        """Where the items stand that either has and the other has not."""
        spans: set[Span] = set()
        for block in self._blocks.keys() | since._blocks.keys():
            mine, theirs = self._blocks.get(block, ()), since._blocks.get(block, ())
            if mine is not theirs:
                both = {id(p.item) for p in mine} & {id(p.item) for p in theirs}
                spans |= {p.reach for p in (*mine, *theirs) if id(p.item) not in both}
        return spans


def order(item: Quote | Mention) -> tuple[int, int, str]:
    """The order of items of one sort in a view; of mentions that begin alike, the longer."""
    if isinstance(item, Mention):
        return item.span.start, -item.span.end, item.id
    return item.start, item.hull.end, item.id


def reach(item: Quote | Mention) -> Span:
    """From an item's first to its last code point; (0, 0) for a quote without any part."""
    return item.span if isinstance(item, Mention) else item.hull


def _placed(item: _Sort) -> _Placed[_Sort]:
    return _Placed(order(item), reach(item), item)


def _blocks_of(span: Span) -> range:
    """The blocks that hold a span, or the place of an empty one."""
    return range(span.start // _BLOCK, max(span.start, span.end - 1) // _BLOCK + 1)
