"""Coefficients against the examples worked out by their authors."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.evaluation.agreement_scores import Whole
from annotators.evaluation.chance import alpha, coincidences, fleiss, kappa
from annotators.evaluation.letters import Letters
from annotators.evaluation.unitizing import disjoint, unitized_alpha

RATINGS = st.lists(
    st.lists(st.sampled_from("ab"), min_size=2, max_size=2).map(tuple), min_size=1, max_size=30
)


def alpha_of(units: list[str]) -> float:
    """Alpha of units, each a string of values; blanks are annotators who were not there."""
    ratings = Counter(tuple(unit.replace(" ", "")) for unit in units)
    matrix = coincidences(ratings)
    return float(alpha(Whole([matrix]), sorted({value for pair in matrix for value in pair}))[0])


def test_alpha_of_two_observers_and_two_values() -> None:
    # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", example A.
    meg, owen = "0100000010", "1110010000"
    assert alpha_of([a + b for a, b in zip(meg, owen, strict=True)]) == pytest.approx(
        0.095, abs=5e-4
    )


def test_alpha_of_four_observers_with_missing_data() -> None:
    # The same, example C.
    observers = ("123321412   ", "1233224125 3", " 3332342251 ", "12332441251 ")
    units = ["".join(values) for values in zip(*observers, strict=True)]
    assert alpha_of(units) == pytest.approx(0.743, abs=5e-4)


def test_kappa_of_two_by_two() -> None:
    # Cohen's kappa of 20, 5, 10 and 15 is 0.4: seen 0.7, by chance 0.5.
    table = {("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15}
    assert kappa(Whole([table]), "ab")[0] == pytest.approx(0.4)


def test_fleiss_of_fourteen_raters() -> None:
    # The worked example after Fleiss 1971: ten subjects, fourteen raters, five categories.
    rows = ("0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1", "7 7 0 0 0",
            "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7")  # fmt: skip
    ratings = Counter(
        tuple(
            category
            for category, number in zip("abcde", map(int, row.split()), strict=True)
            for _ in range(number)
        )
        for row in rows
    )
    assert fleiss(ratings) == pytest.approx(0.210, abs=5e-4)


def test_fleiss_says_nothing_of_unequal_numbers() -> None:
    assert fleiss({("a", "a"): 3, ("a", "a", "b"): 1}) is None
    assert fleiss({("a",): 3}) is None


@given(RATINGS)
def test_two_ways_round_agree_alike_and_never_more_than_wholly(
    units: list[tuple[str, ...]],
) -> None:
    there, back = ["".join(unit) for unit in units], ["".join(unit[::-1]) for unit in units]
    one, two = alpha_of(there), alpha_of(back)
    assert np.isnan(one) == np.isnan(two)
    if not np.isnan(one):
        assert one == pytest.approx(two)
        assert one <= 1 + 1e-9
    tables = [Whole([Counter(map(tuple, side))]) for side in (there, back)]
    first, second = (float(kappa(table, "ab")[0]) for table in tables)
    assert np.isnan(first) == np.isnan(second)
    assert np.isnan(first) or (first == pytest.approx(second) and first <= 1 + 1e-9)


def test_those_who_always_say_the_same_agree_wholly() -> None:
    assert alpha_of(["aa", "bb", "aaa"]) == 1
    assert np.isnan(alpha_of(["aa", "aa"]))  # nothing could vary


def units(*stretches: range) -> list[Letters]:
    return [frozenset(stretch) for stretch in stretches]


def test_unitized_alpha_by_hand() -> None:
    # Two annotators, ten letters: 2 to 5 and 2 to 6. Apart: one letter either way. Expected:
    # 20 * 7 * 13 / (400 - 9 - 16 - 13).
    found = unitized_alpha(10, [units(range(2, 5)), units(range(2, 6))])
    assert found == pytest.approx(1 - 1 / (20 * 7 * 13 / (20**2 - 9 - 16 - 13)))


def test_unitized_alpha_where_nothing_could_vary() -> None:
    assert unitized_alpha(10, [units(), units()]) is None
    assert unitized_alpha(10, [units(range(10)), units(range(10))]) is None
    assert unitized_alpha(10, [units(range(3))]) is None


UNITS = st.lists(
    st.tuples(st.integers(0, 19), st.integers(1, 6)).map(
        lambda pair: frozenset(range(pair[0], min(20, sum(pair))))
    ),
    max_size=4,
)


@given(st.lists(UNITS, min_size=2, max_size=4), st.randoms())
def test_unitized_alpha_never_depends_on_the_order(
    people: list[list[Letters]], chance: Random
) -> None:
    found = unitized_alpha(20, people)
    shuffled = [list(one) for one in people]
    for one in shuffled:
        chance.shuffle(one)
    chance.shuffle(shuffled)
    again = unitized_alpha(20, shuffled)
    assert (found is None) == (again is None)
    if found is not None:
        assert found <= 1
        assert found == pytest.approx(again)


@given(UNITS)
def test_units_cut_alike_agree_wholly(one: list[Letters]) -> None:
    assert unitized_alpha(40, [one, one, one]) in {None, 1.0}
    joined = disjoint(one)
    assert sum(map(len, joined)) == len(frozenset[int]().union(*one))
