"""Which quote lies inside which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from annotators.model.items import Quote

_BLOCK = 1000
"""Code points of text whose quotes are looked through together."""


def parents(quotes: Iterable[Quote]) -> dict[str, str]:
    """For each quote that lies in another, the id of its parent.

    The parent is the smallest quote whose contents hold the cue and the
    contents of this one. Quotes at the top are not in the answer.
    """
    every = sorted((quote for quote in quotes if quote.contents), key=_size)
    nearby = _by_block(every)
    found: dict[str, str] = {}
    for inner in every:
        size, first = _size(inner), inner.contents[0]
        for outer in nearby[first.start // _BLOCK]:
            # Most are passed over by their first span alone.
            if any(c.start <= first.start and first.end <= c.end for c in outer.contents) and (
                _size(outer) > size and _holds(outer, inner)
            ):
                found[inner.id] = outer.id
                break
    return found


def _by_block(quotes: Iterable[Quote]) -> dict[int, list[Quote]]:
    """The quotes with contents in each block of the text, so that only neighbours are compared."""
    blocks: dict[int, list[Quote]] = defaultdict(list)
    for quote in quotes:
        touched = {
            block
            for span in quote.contents
            for block in range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1)
        }
        for block in touched:
            blocks[block].append(quote)
    return blocks


def _size(quote: Quote) -> int:
    return sum(span.length for span in quote.contents)


def _holds(outer: Quote, inner: Quote) -> bool:
    spans = (*inner.contents, *inner.cues)
    return all(any(content.holds(span) for content in outer.contents) for span in spans)


def flat(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The flat reading: the quotes without a parent, in the order given."""
    every = tuple(quotes)
    inside = parents(every)
    return tuple(quote for quote in every if quote.id not in inside)
