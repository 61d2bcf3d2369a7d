"""Which attribution of one side answers which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotators.evaluation.letters import Letters, letters
from annotators.model.span import Spans


class Said(NamedTuple):
    """One attribution as spans, in code points."""

    sources: Spans
    cues: Spans
    contents: Spans


class Pair(NamedTuple):
    """Indices of two attributions that answer each other, and how alike their contents are."""

    gold: int
    other: int
    likeness: float


def pair_up(text: str, gold: Sequence[Said], other: Sequence[Said]) -> list[Pair]:
    """Pairs one to one, those first whose contents are most alike.

    Of equals those whose cues, then whose sources share more, then the earlier.
    """
    ours, theirs = ([_covered(text, one) for one in side] for side in (gold, other))
    found = []
    for i, one in enumerate(ours):
        for j, two in enumerate(theirs):
            shared = len(one[2] & two[2])
            if shared:
                alike = shared / len(one[2] | two[2])
                found.append((-alike, -len(one[1] & two[1]), -len(one[0] & two[0]), i, j))
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for alike, _, _, i, j in sorted(found):
        if i not in pairs and j not in taken:
            pairs[i] = Pair(i, j, -alike)
            taken.add(j)
    return [pairs[i] for i in sorted(pairs)]


def _covered(text: str, said: Said) -> tuple[Letters, Letters, Letters]:
    return letters(text, said.sources), letters(text, said.cues), letters(text, said.contents)
