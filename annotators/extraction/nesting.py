"""Claims weighed against each other: what is dropped, and what stands inside what."""

from __future__ import annotations

from collections.abc import Sequence

from annotators.extraction.claims import Claim
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
    for claim in sorted(claims, key=lambda c: (-c.chance, c.start)):
        if claim.contents and not any(_clash(claim, other) for other in kept):
            kept.append(claim)
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
    found = []
    for claim in claims:
        around = [
            (length(other.contents), index)
            for index, other in enumerate(claims)
            if other is not claim and holds(other, claim)
        ]
        found.append(min(around)[1] if around else -1)
    return found
