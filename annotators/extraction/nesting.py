"""Claims weighed against each other: what is dropped, and what stands inside what."""

from __future__ import annotations

from collections.abc import Sequence

from annotators.extraction.claims import Claim
from annotators.extraction.nearby import Nearby
from annotators.model.span import Span


def overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many code points two lists of spans share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def length(spans: Sequence[Span]) -> int:
    """How many code points a list of spans covers."""
    return sum(span.length for span in spans)


def holds(outer: Claim, inner: Claim) -> bool:
    """Whether the contents of `outer` hold the cue and the contents of `inner`."""
    parts = [*inner.cues, *inner.contents]
    return overlap(outer.contents, parts) >= length(parts) and bool(inner.cues)


def weigh(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that can stand together, likelier ones first served."""
    kept: list[Claim] = []
    places: Nearby[Claim] = Nearby()
    for claim in sorted(claims, key=lambda c: (-c.chance, c.start)):
        if not any(_clash(claim, other) for other in places.near(claim.hull)):
            kept.append(claim)
            places.add(claim.hull, claim)
    return sorted(kept, key=lambda c: (c.start, c.cue_start))


def _clash(one: Claim, other: Claim) -> bool:
    if one.hull.end <= other.hull.start or other.hull.end <= one.hull.start:
        return False
    if holds(one, other) or holds(other, one):
        return False
    shared = overlap(one.contents, other.contents)
    return shared * 2 > min(length(one.contents), length(other.contents))


def parents(claims: Sequence[Claim]) -> list[int]:
    """For each claim the index of the smallest one that holds it, or -1."""
    places: Nearby[tuple[int, int, Claim]] = Nearby()
    for index, claim in enumerate(claims):
        places.add(claim.hull, (length(claim.contents), index, claim))
    found = []
    for claim in claims:
        around = [
            (size, index)
            for size, index, other in places.near(Span(claim.cue_start, claim.cue_start + 1))
            if other is not claim and holds(other, claim)
        ]
        found.append(min(around)[1] if around else -1)
    return found
