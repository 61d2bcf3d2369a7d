"""Spans, changes and layers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.model.change import Change, Edit, StaleChangeError, joined
from annotators.model.items import Entity, Quote
from annotators.model.layer import Header, Layer
from annotators.model.span import Span, cut, hull, join, spans_of, trim

spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


def points(many: list[Span]) -> set[int]:
    """Every code point that a span covers."""
    return {point for span in many for point in range(*span)}


@given(st.lists(spans, max_size=8))
def test_joined_spans_cover_the_same_points_and_neither_overlap_nor_touch(
    many: list[Span],
) -> None:
    found = list(join(many))
    assert points(found) == points(many)
    assert all(one.end < other.start for one, other in pairwise(found))


@given(spans, spans)
def test_overlapping_and_holding_are_told_by_the_points(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(points([one]) & points([other]))
    assert one.holds(other) == (points([other]) <= points([one]))
    both = hull((one, other))
    assert both is not None
    assert both.holds(one)
    assert both.holds(other)


@given(st.text(" \n\u00a0ab", min_size=1))
def test_trimming_takes_the_white_space_at_the_ends(text: str) -> None:
    found = trim(text, Span(0, len(text)))
    assert (text[found.start : found.end] if found else "") == text.strip()


def test_a_cut_is_one_line() -> None:
    assert cut("a\n  b\tc ", Span(0, 8)) == "a b c"


@pytest.mark.parametrize("pair", [[3, 3], [4, 2], [-1, 2], [1.5, 2], ["a", "b"], [1], [1, 2, 3]])
def test_what_is_no_span_is_refused(pair: list[object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        spans_of([pair])  # type: ignore[list-item]


def test_a_change_refuses_a_layer_that_is_not_as_it_expects() -> None:
    quote = Quote(id="q", contents=(Span(0, 2),))
    layer = Layer.of(Header(), (quote,))
    with pytest.raises(StaleChangeError):
        Change("again", (Edit(None, quote),)).apply(layer)
    with pytest.raises(StaleChangeError):
        Change("gone", (Edit(quote, None),)).apply(Layer())


def test_edits_of_one_item_are_folded() -> None:
    one, two = Entity(id="e", name="A"), Entity(id="e", name="B")
    change = joined("rename", (Edit(None, one), Edit(one, two)))
    assert change.edits == (Edit(None, two),)
    assert joined("nothing", (Edit(None, one), Edit(one, None))).is_empty


def test_an_inverse_takes_a_change_back() -> None:
    one, two = Entity(id="e", name="A"), Entity(id="e", name="B")
    layer = Layer.of(Header(), (one,))
    change = Change("rename", (Edit(one, two),))
    assert change.inverse().apply(change.apply(layer)) == layer


def test_items_of_two_sorts_may_share_an_id() -> None:
    quote, entity = Quote(id="x"), Entity(id="x", name="X")
    layer = Layer.of(Header(), (quote, entity))
    assert layer.with_items((quote,), ()).items() == (entity,)
