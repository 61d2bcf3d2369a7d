"""How scores become probabilities: a logistic regression, and how well it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotators.extraction.claims import Claim
from annotators.extraction.contents import strip
from annotators.extraction.encoder.claiming import without_that
from annotators.extraction.encoder.engine import Engine
from annotators.extraction.encoder.scoring import FEATURES, Scorer, features_of
from annotators.extraction.nesting import length, overlap
from annotators.extraction.tokens import Tokens
from annotators.model.span import Span
from annotators.training.examples import Told

Matrix = NDArray[np.float64]

_RIDGE = 1.0
_ROUNDS = 50
_BINS = 15


class Quality(NamedTuple):
    """How good probabilities are.

    `error` is the expected calibration error over 15 bins of equal count; `brier`
    the mean squared error, `constant` that of always saying the mean; `area` is
    the area under the ROC curve.
    """

    error: float
    brier: float
    constant: float
    area: float


def trials(
    engine: Engine, tokens: Tokens, told: Sequence[Told]
) -> list[tuple[tuple[float, ...], bool]]:
    """For each claim of the engine its features, and whether a person says the same."""
    return [
        (features_of(tokens, found, claim), any(_same(tokens.text, claim, one) for one in told))
        for found, claim in engine.candidates(tokens)
        if claim.chance >= engine.thresholds.enough
    ]


def _same(text: str, claim: Claim, told: Told) -> bool:
    """Whether the contents are the same letters, and the source shares half of its letters."""
    return _letters(text, claim.contents) == _letters(text, told.contents) and _same_source(
        [claim.source] if claim.source else [], told.sources
    )


def _same_source(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    if not ours or not theirs:
        return not ours and not theirs
    return 2 * overlap(ours, theirs) >= max(length(ours), length(theirs))


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    found: set[int] = set()
    for span in spans:
        kept = strip(text, without_that(text, span))
        if kept is not None:
            found |= {i for i in range(*kept) if text[i].isalnum()}
    return found


def fit(tried: Sequence[tuple[Sequence[float], bool]]) -> Scorer:
    """Logistic regression with a small ridge, by Newton's method."""
    table, right = _tables(tried)
    mean, spread = table.mean(0), table.std(0) + 1e-6
    design = np.hstack([np.ones((len(table), 1)), (table - mean) / spread])
    ridge = np.eye(design.shape[1]) * _RIDGE
    ridge[0, 0] = 1e-6
    weights = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (right - chances) - ridge @ weights
        bend = (design * (chances * (1 - chances))[:, None]).T @ design + ridge
        weights += np.linalg.solve(bend, slope)
    plain = weights[1:] / spread
    constant = float(weights[0] - (plain * mean).sum())
    return Scorer(tuple(round(float(w), 5) for w in plain), round(constant, 5))


def judge(scores: Sequence[float], right: Sequence[bool]) -> Quality:
    """How well scores say what is right."""
    order = np.argsort(scores, kind="stable")
    given, told = np.array(scores)[order], np.array(right, float)[order]
    bins = zip(np.array_split(given, _BINS), np.array_split(told, _BINS), strict=True)
    error = sum(len(s) * abs(s.mean() - t.mean()) for s, t in bins if len(s)) / len(given)
    brier = ((given - told) ** 2).mean()
    constant = told.mean() * (1 - told.mean())
    return Quality(float(error), float(brier), float(constant), _area(given, told))


def _area(given: Matrix, told: Matrix) -> float:
    """The chance that a right one has a higher score than a wrong one; ties count half."""
    good, bad = given[told > 0], np.sort(given[told == 0])
    if not len(good) or not len(bad):
        return 0.5
    below = np.searchsorted(bad, good, "left") + np.searchsorted(bad, good, "right")
    return float(below.mean() / 2 / len(bad))


def crossed(tried: Sequence[tuple[Sequence[float], bool]], folds: int = 5) -> list[float]:
    """The score of each claim by a regression that has not seen its fold."""
    scores = [0.0] * len(tried)
    for fold in range(folds):
        scorer = fit([one for at, one in enumerate(tried) if at % folds != fold])
        for at in range(fold, len(tried), folds):
            scores[at] = scorer.score(tried[at][0])
    return scores


def _tables(tried: Sequence[tuple[Sequence[float], bool]]) -> tuple[Matrix, Matrix]:
    table = np.array([features for features, _ in tried], float).reshape(-1, len(FEATURES))
    return table, np.array([right for _, right in tried], float)
