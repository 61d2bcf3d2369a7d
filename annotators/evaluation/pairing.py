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


class Cover(NamedTuple):
    """The letters that the parts of one attribution cover."""

    sources: Letters
    cues: Letters
    contents: Letters


class Pair(NamedTuple):
    """Indices of two attributions that answer each other, and how alike their contents are."""

    gold: int
    other: int
    likeness: float


def cover(text: str, said: Said) -> Cover:
    """The letters of each part of an attribution."""
    return Cover(*(letters(text, spans) for spans in said))


def pair_up(text: str, gold: Sequence[Said], other: Sequence[Said]) -> list[Pair]:
    """Pairs one to one, those first whose contents are most alike.

    Of equals those whose cues, then whose sources share more, then the earlier.
    """
    return pair_covers(*([cover(text, said) for said in side] for side in (gold, other)))


def pair_covers(gold: Sequence[Cover], other: Sequence[Cover]) -> list[Pair]:
    """As `pair_up`, for attributions whose letters are known."""
    found = []
    for i, one in enumerate(gold):
        for j, two in enumerate(other):
            if one.contents.isdisjoint(two.contents):
                continue
            alike = len(one.contents & two.contents) / len(one.contents | two.contents)
            cues, sources = len(one.cues & two.cues), len(one.sources & two.sources)
            found.append((-alike, -cues, -sources, i, j))
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for alike, _, _, i, j in sorted(found):
        if i not in pairs and j not in taken:
            pairs[i] = Pair(i, j, -alike)
            taken.add(j)
    return [pairs[i] for i in sorted(pairs)]
