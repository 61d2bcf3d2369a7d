"""Scores that are probabilities."""

from __future__ import annotations

import random

import pytest

from annotators.errors import CopydeskError
from annotators.extraction.encoder.scoring import FEATURES
from annotators.training.calibration import Trial, fit, judge, judge_scores


def trials(size: int = 3000) -> list[tuple[tuple[float, ...], bool]]:
    """Claims that are right the likelier the larger their first feature is."""
    chance = random.Random(7)
    found = []
    for _ in range(size):
        features = tuple(chance.gauss(0, 1) for _ in FEATURES)
        found.append(
            (features, chance.random() < 1 / (1 + 2.718281828 ** -(0.5 + 2 * features[0])))
        )
    return found


def test_a_fit_finds_what_the_odds_are_made_of() -> None:
    scorer = fit(trials())
    assert scorer.weights[0] == pytest.approx(2, abs=0.25)
    assert scorer.constant == pytest.approx(0.5, abs=0.15)
    assert all(abs(weight) < 0.2 for weight in scorer.weights[1:])


def test_fitted_scores_are_calibrated_where_they_were_not_fitted() -> None:
    quality = judge_scores([Trial(f, right, right) for f, right in trials()], enough=0.0)
    assert quality.error < 0.05
    assert quality.brier < quality.constant
    assert quality.area > 0.8


def test_too_little_to_fit_on_is_told() -> None:
    with pytest.raises(CopydeskError, match="too few"):
        judge_scores([Trial(f, right, right) for f, right in trials(20)], enough=0.0)


def test_judging_by_hand() -> None:
    quality = judge([0.9] * 10 + [0.1] * 10, [True] * 9 + [False] + [True] + [False] * 9)
    assert quality.brier == pytest.approx(0.09)
    assert quality.constant == pytest.approx(0.25)
    assert quality.area == pytest.approx(0.9)
