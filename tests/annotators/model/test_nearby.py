"""What stands near a place: the same as when all items are looked at."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotators.model.items import Mention, Quote
from annotators.model.nearby import Nearby, order, reach
from annotators.model.span import Span
from tests import strategies

LENGTH = 4000
"""Long enough for several blocks."""


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span anywhere, often at the edge of a block, maybe an empty one."""
    start = draw(st.integers(0, LENGTH) | st.sampled_from((999, 1000, 1001, 2999)))
    length = draw(st.sampled_from((0, 1, 40)) | st.integers(0, LENGTH))
    return Span(start, start + length)


def reaches(item: Quote | Mention, span: Span) -> bool:
    """Whether they share an offset; an empty span stands on the one it is before."""
    own, other = (range(s.start, max(s.end, s.start + 1)) for s in (reach(item), span))
    return max(own.start, other.start) < min(own.stop, other.stop)


@given(st.data())
def test_what_is_near_is_found_as_if_all_were_looked_at(data: st.DataObject) -> None:
    sort = data.draw(st.sampled_from((strategies.quotes, strategies.mentions)))
    drawn = data.draw(st.lists(sort(LENGTH), max_size=12))
    every = [replace(item, id=f"{number}") for number, item in enumerate(drawn)]
    first, new = every[::2], every[1::2]
    gone = first[::3]
    before = Nearby.of(sorted(first, key=order))
    near = before.changed(gone, new)
    left = sorted((item for item in every if item not in gone), key=order)
    span = data.draw(spans())
    assert near.within(span) == [item for item in left if reaches(item, span)]
    assert near.changes(before) == {reach(item) for item in (*gone, *new)}
    assert before.changes(near) == near.changes(before)
