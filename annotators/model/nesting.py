"""Which quote lies inside which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from annotators.model.items import Quote

_BLOCK = 1000
"""Code points of text whose quotes are looked through together."""

_Blocks = Mapping[int, tuple[Quote, ...]]
"""For each block of the text the quotes with contents in it, the smallest first."""


class Nesting:
    """Which of some quotes lies in which, found again quickly when a few of them change."""

    def __init__(self, blocks: _Blocks, parents: Mapping[str, str]) -> None:
        self._blocks = blocks
        self.parents = parents

    @classmethod
    def of(cls, quotes: Iterable[Quote]) -> Nesting:
        """For each quote that lies in another, the id of its parent.

        The parent is the smallest quote whose contents hold the cue and the
        contents of this one. Quotes at the top are not in the answer.
        """
        blocks: dict[int, list[Quote]] = defaultdict(list)
        for quote in sorted(quotes, key=_size):
            for block in _touched(quote):
                blocks[block].append(quote)
        sizes = {block: tuple(found) for block, found in blocks.items()}
        return cls(sizes, dict(_found(sizes, sizes)))

    def changed(self, gone: Iterable[Quote], new: Iterable[Quote]) -> Nesting:
        """The nesting without some quotes and with others; only what is near is looked at."""
        blocks, touched, parents = dict(self._blocks), set[int](), dict(self.parents)
        for quote in gone:
            parents.pop(quote.id, None)
            for block in _touched(quote):
                touched.add(block)
                blocks[block] = tuple(q for q in blocks.get(block, ()) if q is not quote)
        for quote in new:
            for block in _touched(quote):
                touched.add(block)
                blocks[block] = tuple(sorted((*blocks.get(block, ()), quote), key=_order))
        for block in touched:
            for inner in _starting(blocks, block):
                parents.pop(inner.id, None)
        parents.update(_found(blocks, touched))
        # The very same answer tells whoever keeps what follows from it that nothing does.
        return Nesting(blocks, self.parents if parents == self.parents else parents)


def parents(quotes: Iterable[Quote]) -> Mapping[str, str]:
    """For each quote that lies in another, the id of its parent; as `Nesting.of` says."""
    return Nesting.of(quotes).parents


def flat(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The flat reading: the quotes without a parent, in the order given."""
    every = tuple(quotes)
    inside = parents(every)
    return tuple(quote for quote in every if quote.id not in inside)


def _found(blocks: _Blocks, among: Iterable[int]) -> Iterable[tuple[str, str]]:
    """The quotes that begin in some of the blocks and lie in another, each with its parent."""
    for block in among:
        for inner in _starting(blocks, block):
            size, first = _size(inner), inner.contents[0]
            for outer in blocks[block]:
                # Most are passed over by their first span alone.
                if any(c.start <= first.start and first.end <= c.end for c in outer.contents) and (
                    _size(outer) > size and _holds(outer, inner)
                ):
                    yield inner.id, outer.id
                    break


def _starting(blocks: _Blocks, block: int) -> list[Quote]:
    """The quotes of a block whose first contents begin in it."""
    return [q for q in blocks.get(block, ()) if q.contents[0].start // _BLOCK == block]


def _touched(quote: Quote) -> set[int]:
    """The blocks of the text in which a quote has contents."""
    return {
        block
        for start, end in quote.contents
        for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1)
    }


def _size(quote: Quote) -> int:
    return sum([end - start for start, end in quote.contents])


def _order(quote: Quote) -> tuple[int, int, int, str]:
    """The smallest first; of those alike, as they come in the order of the text."""
    return _size(quote), quote.start, quote.hull.end, quote.id


def _holds(outer: Quote, inner: Quote) -> bool:
    spans = (*inner.contents, *inner.cues)
    return all(any(content.holds(span) for content in outer.contents) for span in spans)
