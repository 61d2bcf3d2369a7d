"""Whether scores are probabilities, by hand; and an item in its context."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.evaluation.comparison import Evaluation, compare
from annotators.evaluation.context import pieces_around
from annotators.evaluation.reliability import Scored, reliability, scored_quotes
from annotators.model.items import Trace
from annotators.model.span import Span
from tests.annotators.evaluation.scene import TEXT, at, quote, side


def test_bins_brier_and_error_by_hand() -> None:
    told = reliability(
        [Scored(0.1, right=False), Scored(0.9, right=True), Scored(1.0, right=False)]
    )
    assert told is not None
    assert [(one.number, one.right) for one in told.bins] == [(1, 0), (2, 0.5)]
    assert told.brier == pytest.approx((0.01 + 0.01 + 1) / 3)
    assert told.error == pytest.approx((0.1 + 2 * 0.45) / 3)


def test_there_is_nothing_to_tell_without_scores() -> None:
    assert reliability([]) is None


@given(st.lists(st.builds(Scored, st.floats(0, 1), st.booleans()), min_size=1))
def test_both_errors_are_shares_and_every_quote_is_in_a_bin(scored: list[Scored]) -> None:
    told = reliability(scored)
    assert told is not None
    assert 0 <= told.brier <= 1
    assert 0 <= told.error <= 1
    assert sum(one.number for one in told.bins) == told.number == len(scored)
    for one in told.bins:
        assert one.low - 1e-9 <= one.score <= one.high + 1e-9


def test_a_scored_quote_is_right_with_exact_contents_and_its_source() -> None:
    office = quote("q", "Her office", "warned", "repairs take a year")
    sure, unsure = (replace(office, id=f"q{s}", trace=Trace(score=s)) for s in (0.9, 0.2))
    longer = replace(unsure, contents=(at("that repairs take a year"),))
    foreign = replace(office, id="f", trace=Trace(score=17))
    for other, expected in (
        (sure, [Scored(0.9, right=True)]),
        (longer, [Scored(0.2, right=False)]),
        (foreign, []),
        (office, []),
    ):
        evaluation = Evaluation((compare(side([office]), side([other])),))
        assert scored_quotes(evaluation) == expected


def test_an_item_stands_in_its_context_on_one_line() -> None:
    pieces = pieces_around(TEXT, [at("said Ada Quill"), at("It must close")], 12)
    assert [piece.text for piece in pieces if piece.is_item] == ["said Ada Quill", "It must close"]
    assert "".join(piece.text for piece in pieces) == (
        "…It is old,” said Ada Quill. “It must close.” Her offic…"
    )


@given(st.lists(st.tuples(st.integers(0, 150), st.integers(1, 30)), max_size=4), st.integers(0, 9))
def test_no_word_of_an_item_is_lost(pairs: list[tuple[int, int]], context: int) -> None:
    spans = [Span(s, s + n) for s, n in pairs if s + n <= len(TEXT)]
    pieces = pieces_around(TEXT, spans, context)
    told = "".join(piece.text for piece in pieces if piece.is_item)
    covered = sorted({i for s, e in spans for i in range(s, e)})
    assert "".join(told.split()) == "".join("".join(TEXT[i] for i in covered).split())
    assert "\n" not in "".join(piece.text for piece in pieces)
