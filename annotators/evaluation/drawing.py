"""Intervals by drawing articles again, with replacement (Efron 1979)."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
"""One number for each draw."""

Interval = tuple[float, float]
"""The lower and the upper end."""

Key = TypeVar("Key", bound=Hashable)

DRAWS = 1000
"""How many times the articles are drawn."""

_LOW, _HIGH = 0.025, 0.975


class Drawn:
    """The counts of articles, summed over each of many draws of as many articles.

    Articles, not items, are drawn, because the items of one article are alike.
    `seed` makes the draws the same every time.
    """

    def __init__(
        self, articles: Sequence[Mapping[Any, float]], draws: int = DRAWS, seed: int = 0
    ) -> None:
        keys = list(dict.fromkeys(key for counts in articles for key in counts))
        self._place = {key: place for place, key in enumerate(keys)}
        table = np.array([[counts.get(key, 0) for key in keys] for counts in articles], float)
        number = len(articles)
        chance = random.Random(seed)
        self._totals = np.zeros((draws if number else 0, len(keys)))
        for row in self._totals:
            picked = chance.choices(range(number), k=number)
            row[:] = np.bincount(picked, minlength=number) @ table

    def __getitem__(self, key: Hashable) -> Column:
        """The total of a count in each draw; zeros for what was never counted."""
        place = self._place.get(key)
        return np.zeros(len(self._totals)) if place is None else self._totals[:, place]

    def interval(self, figure: Callable[[Drawn], Column]) -> Interval | None:
        """The 95 % interval of a figure, by percentiles; None when nothing was drawn."""
        return percentiles(figure(self))


def percentiles(values: Column) -> Interval | None:
    """What lies between the lowest and the highest 2.5 % of values."""
    found = sorted(value for value in values.tolist() if value == value)  # noqa: PLR0124 - no NaN
    if not found:
        return None
    number = len(found)
    return found[int(_LOW * number)], found[min(number - 1, int(_HIGH * number))]


def ratio(part: Column, whole: Column) -> Column:
    """Part of whole in each draw; 0 where the whole is nothing."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole != 0)
