"""Krippendorff's alpha for unitizing: whether annotators cut the same units out of a text.

Krippendorff, Mathet, Bouvry and Widlöcher 2016, "On the reliability of unitizing
textual continua: further developments", Quality & Quantity 50(6), for one value:
a unit of one role. The continuum are the letters and digits of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotators.evaluation.letters import Letters


def unitized_alpha(length: int, annotators: Sequence[Iterable[Letters]]) -> float | None:
    """Agreement on which units of a continuum of `length` letters are relevant, at most 1.

    Each annotator's units are sets of letters; those that share letters count as
    one. By chance, units stay whole while gaps may be cut anywhere, so that few
    long units agree by chance less easily than many short ones. None for fewer
    than two annotators, and where nothing could vary.
    """
    number = len(annotators)
    units = [disjoint(one) for one in annotators]
    covered = [frozenset[int]().union(*one) for one in units]
    inside = sum(map(len, covered))
    whole = number * length
    outside = whole - inside
    if number < 2 or not inside or not outside:  # noqa: PLR2004 - one alone agrees with nobody
        return None
    apart = sum(len(a - b) for a in covered for b in covered) / (number - 1)
    squares = sum(len(unit) ** 2 for one in units for unit in one)
    expected = whole * inside * outside / (whole**2 - squares - outside)
    return 1 - apart / expected


def disjoint(units: Iterable[Letters]) -> list[Letters]:
    """The units without empty ones, those that share letters joined."""
    found: list[Letters] = []
    for unit in units:
        touching = [one for one in found if not one.isdisjoint(unit)]
        if unit:
            found = [one for one in found if one.isdisjoint(unit)]
            found.append(unit.union(*touching))
    return found
