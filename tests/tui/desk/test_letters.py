from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotators.model.span import Span
from tui.desk.letters import Pick, lettered


def targets(count: int) -> list[Span]:
    return [Span(at * 3, at * 3 + 2) for at in range(count)]


@given(st.integers(1, 36 * 36), st.data())
def test_every_target_with_letters_is_reached_by_at_most_two(
    count: int, data: st.DataObject
) -> None:
    wanted = targets(count)
    codes = lettered(wanted)
    assert len(codes) == count
    code = data.draw(st.sampled_from(sorted(codes)))
    pick = Pick(wanted)
    found = [pick.type(letter.upper()) for letter in code]
    assert found[-1] == codes[code]
    assert found[:-1] == [None] * (len(code) - 1)
    assert len(code) <= 2


def test_a_wrong_letter_changes_nothing() -> None:
    pick = Pick(targets(2))
    before = pick.drawn
    assert pick.type("z") is None
    assert pick.drawn == before


def test_after_the_first_letter_only_the_second_ones_are_drawn() -> None:
    pick = Pick(targets(40))
    assert all(len(letters) == 2 for letters in pick.drawn.values())
    pick.type("f")
    assert all(len(letters) == 1 for letters in pick.drawn.values())
    assert 0 < len(pick.drawn) < 40
