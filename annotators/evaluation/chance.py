"""Agreement beyond chance: Cohen's and Fleiss's kappa, Krippendorff's alpha for nominal values.

All are made of sums over units, so that articles can be added up and drawn again.
A rating is what each annotator who was there said of one unit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import permutations
from typing import Protocol

import numpy as np

from annotators.evaluation.drawing import Column

Ratings = Mapping[tuple[str, ...], int]
"""How many units got these values, one from each annotator who was there."""

Coincidences = Mapping[tuple[str, str], float]
"""How often two values met in a unit; each unit weighs as many as it has values."""


class Columns(Protocol):
    """Sums by key, one for each draw."""

    def __getitem__(self, key: Hashable, /) -> Column:
        """The sums of a key; zeros for what was never counted."""


def coincidences(ratings: Ratings) -> Coincidences:
    """Krippendorff's coincidence matrix; a unit with one value says nothing (2011, step B)."""
    found: defaultdict[tuple[str, str], float] = defaultdict(float)
    for values, units in ratings.items():
        if len(values) > 1:
            weight = units / (len(values) - 1)
            for pair in permutations(values, 2):
                found[pair] += weight
    return found


def alpha(matrix: Columns, values: Iterable[str]) -> Column:
    """Krippendorff's alpha for nominal values from a coincidence matrix (2011).

    NaN where everybody always said the same one value: nothing could vary.
    """
    every = tuple(values)
    sizes = [sum((matrix[a, b] for b in every), start=np.zeros(1)) for a in every]
    number = sum(sizes, start=np.zeros(1))
    same = sum((matrix[a, a] for a in every), start=np.zeros(1))
    expected = number**2 - sum((size**2 for size in sizes), start=np.zeros(1))
    return 1 - _divide((number - 1) * (number - same), expected)


def kappa(table: Columns, values: Iterable[str]) -> Column:
    """Cohen's kappa (1960) from how often the first said one value and the second another."""
    every = tuple(values)
    number = sum((table[a, b] for a in every for b in every), start=np.zeros(1))
    same = _divide(sum((table[a, a] for a in every), start=np.zeros(1)), number)
    chance = np.zeros(1)
    for a in every:
        first = sum((table[a, b] for b in every), start=np.zeros(1))
        second = sum((table[b, a] for b in every), start=np.zeros(1))
        chance = chance + _divide(first * second, number**2)
    return 1 - _divide(1 - same, 1 - chance)


def fleiss(ratings: Ratings) -> float | None:
    """Fleiss's kappa (1971); None unless every unit has the same number of values, two or more."""
    numbers = {len(values) for values in ratings}
    if len(numbers) != 1 or min(numbers) < 2:  # noqa: PLR2004 - one alone agrees with nobody
        return None
    (number,) = numbers
    units = sum(ratings.values())
    totals: Counter[str] = Counter()
    agreeing = 0
    for values, times in ratings.items():
        counts = Counter(values)
        agreeing += times * sum(n * (n - 1) for n in counts.values())
        totals.update({value: n * times for value, n in counts.items()})
    same = agreeing / (units * number * (number - 1))
    chance = sum((n / (units * number)) ** 2 for n in totals.values())
    return None if chance == 1 else (same - chance) / (1 - chance)


def _divide(part: Column, whole: Column) -> Column:
    return np.divide(part, whole, out=np.full_like(part * 1.0, np.nan), where=whole != 0)
