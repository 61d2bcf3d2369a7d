"""Which quote lies inside which."""

from __future__ import annotations

from collections.abc import Iterable

from annotators.model.items import Quote


def parents(quotes: Iterable[Quote]) -> dict[str, str]:
    """For each quote that lies in another, the id of its parent.

    The parent is the smallest quote whose contents hold the cue and the
    contents of this one. Quotes at the top are not in the answer.
    """
    every = sorted(quotes, key=_size)
    found: dict[str, str] = {}
    for index, inner in enumerate(every):
        for outer in every[index + 1 :]:
            if _holds(outer, inner):
                found[inner.id] = outer.id
                break
    return found


def _size(quote: Quote) -> int:
    return sum(span.length for span in quote.contents)


def _holds(outer: Quote, inner: Quote) -> bool:
    if not inner.contents or _size(outer) <= _size(inner):
        return False
    spans = (*inner.contents, *inner.cues)
    return all(any(content.holds(span) for content in outer.contents) for span in spans)


def flat(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The flat reading: the quotes without a parent, in the order given."""
    every = tuple(quotes)
    inside = parents(every)
    return tuple(quote for quote in every if quote.id not in inside)
