"""Which draft item is to become which attribution of the gold."""

from __future__ import annotations

from collections.abc import Sequence

from annotators.model.items import ROLES, Quote
from annotators.model.view import View
from benchmarks.annotator.gold import Wanted

_ENOUGH = 1.0


def matched(view: View, wanted: Sequence[Wanted]) -> dict[str, int]:
    """For draft items worth correcting the index of what each is to become, the likest first.

    Items that are not in the answer are rejected, and what is not in it is made anew.
    """
    pairs = sorted(
        (-likeness, index, quote.id)
        for quote in view.quotes
        for index, one in enumerate(wanted)
        if (likeness := _likeness(quote, one)) >= _ENOUGH
    )
    found: dict[str, int] = {}
    for _, index, item in pairs:
        if item not in found and index not in found.values():
            found[item] = index
    return found


def _likeness(quote: Quote, wanted: Wanted) -> float:
    """How much of what is wanted stands in the quote: equal spans, and ends that are right."""
    points = 0.0
    for role in ROLES:
        have, want = set(quote.spans(role)), set(wanted.spans(role))
        points += 2 * len(have & want)
        for old in have - want:
            ends = [(old.start == new.start) + (old.end == new.end) for new in want - have]
            near = any(old.overlaps(new) for new in want - have)
            points += max(ends, default=0) + 0.5 * near
    return points
