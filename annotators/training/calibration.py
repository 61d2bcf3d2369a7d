"""How scores become probabilities: a logistic regression, and how well it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotators.errors import CopydeskError
from annotators.evaluation.letters import Letters, letters, likeness, sources_match
from annotators.evaluation.pairing import Said
from annotators.extraction.claims import Claim
from annotators.extraction.contents import without_that
from annotators.extraction.encoder.engine import Engine
from annotators.extraction.encoder.scoring import FEATURES, Scorer, Scorers, features_of
from annotators.extraction.tokens import Tokens
from annotators.model.span import Span

Matrix = NDArray[np.float64]

_RIDGE = 1.0
_ROUNDS = 50
_BINS = 15
_FOLDS = 5
_HALF = 0.5
_LEAST = 30


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


class Trial(NamedTuple):
    """A claim of the engine: its features, whether it stands, and whether it is right."""

    features: tuple[float, ...]
    stands: bool
    right: bool


def trials(engine: Engine, tokens: Tokens, told: Sequence[Said]) -> list[Trial]:
    """The claims of the engine, held against what a person says of the article."""
    return [
        Trial(features_of(tokens, found, claim), *_held_against(tokens.text, claim, told))
        for found, claim in engine.candidates(tokens)
    ]


def _held_against(text: str, claim: Claim, told: Iterable[Said]) -> tuple[bool, bool]:
    """Whether half of the contents and the source are a person's; whether all contents are."""
    source = (claim.source,) if claim.source else ()
    ours = _letters(text, claim.contents)
    alike = [
        likeness(ours, _letters(text, one.contents))
        for one in told
        if sources_match(text, one.sources, source)
    ]
    best = max(alike, default=0.0)
    return best >= _HALF, best == 1


def _letters(text: str, spans: Iterable[Span]) -> Letters:
    return letters(text, [without_that(text, span) for span in spans])


def fit_scorers(tried: Sequence[Trial], enough: float) -> Scorers:
    """Both regressions; the second on the claims that the first lets stand.

    Raises CopydeskError where too little was found to fit anything on.
    """
    if len(tried) < _LEAST:
        raise _too_few(len(tried))
    stands = fit([(one.features, one.stands) for one in tried])
    kept = [one for one in tried if stands.score(one.features) >= enough]
    if len(kept) < _LEAST:
        raise _too_few(len(kept))
    return Scorers(stands, fit([(one.features, one.right) for one in kept]))


def _too_few(number: int) -> CopydeskError:
    return CopydeskError(
        f"only {number} quotes are found in the articles kept back, too few to fit scores on",
        remedy="train on more articles, or for more epochs",
    )


def judge_scores(tried: Sequence[Trial], enough: float) -> Quality:
    """How good the scores of kept claims are, each by regressions that have not seen its fold."""
    scores, right = [], []
    for fold in range(_FOLDS):
        scorers = fit_scorers([t for n, t in enumerate(tried) if n % _FOLDS != fold], enough)
        for one in tried[fold::_FOLDS]:
            if scorers.stands.score(one.features) >= enough:
                scores.append(scorers.right.score(one.features))
                right.append(one.right)
    return judge(scores, right)


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


def _tables(tried: Sequence[tuple[Sequence[float], bool]]) -> tuple[Matrix, Matrix]:
    table = np.array([features for features, _ in tried], float).reshape(-1, len(FEATURES))
    return table, np.array([right for _, right in tried], float)
