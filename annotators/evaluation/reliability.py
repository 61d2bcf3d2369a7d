"""Whether a model's scores are probabilities: what it is so sure of is right so often.

A quote is right when its contents are exact, its source matches and, where gold
tells the speaker, the speaker is the same: what a draft's score is the probability of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotators.evaluation.comparison import Evaluation, QuoteItem

BINS = 10


class Scored(NamedTuple):
    """A quote's score, and whether it is right."""

    score: float
    right: bool


class Bin(NamedTuple):
    """Quotes with scores from `low` up to `high`: their number, mean score, and share right."""

    low: float
    high: float
    number: int
    score: float
    right: float


class Reliability(NamedTuple):
    """A reliability diagram, Brier's score (1950), and the expected calibration error.

    The error is the mean distance of a bin's score and share, weighed by its
    quotes (Naeini, Cooper and Hauskrecht 2015). Both are better the smaller.
    """

    bins: tuple[Bin, ...]
    number: int
    brier: float
    error: float


def scored_quotes(evaluation: Evaluation) -> list[Scored]:
    """The quotes of the other side that have a score from 0 to 1."""
    items = (item for one in evaluation.comparisons for item in one.quote_items())
    return [
        Scored(score, is_right(item))
        for item in items
        if item.other is not None
        and (score := item.other.trace.score) is not None
        and 0 <= score <= 1
    ]


def is_right(item: QuoteItem) -> bool:
    """Whether contents, source and speaker are right."""
    marks = item.verdict.marks
    spoken = "speakers" not in marks or "speaker" in marks
    return "exact" in marks and "sourced" in marks and spoken


def reliability(scored: Iterable[Scored], bins: int = BINS) -> Reliability | None:
    """How far scores are probabilities; None without scores."""
    every = list(scored)
    if not every:
        return None
    found = [_bin([one for one in every if _place(one.score, bins) == at], at, bins)
             for at in range(bins)]  # fmt: skip
    filled = tuple(one for one in found if one.number)
    return Reliability(
        bins=filled,
        number=len(every),
        brier=sum((one.score - one.right) ** 2 for one in every) / len(every),
        error=sum(one.number * abs(one.score - one.right) for one in filled) / len(every),
    )


def _place(score: float, bins: int) -> int:
    return min(int(score * bins), bins - 1)


def _bin(inside: Sequence[Scored], at: int, bins: int) -> Bin:
    number = len(inside)
    score = sum(one.score for one in inside) / number if number else 0.0
    right = sum(one.right for one in inside) / number if number else 0.0
    return Bin(at / bins, (at + 1) / bins, number, score, right)
