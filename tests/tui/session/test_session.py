from __future__ import annotations

from annotators.model.findings import find_problems
from tests.annotators.model import scene
from tests.tui.session.hands import Hands
from tui.session.focus import Focus, on_item, on_quote


def test_a_late_draft_takes_the_focus_only_while_nobody_has_moved_it() -> None:
    untouched, moved = Hands(scene.review(draft=None)), Hands(scene.review(draft=None))
    moved.session.move(Focus(scene.at("brakes")))
    for hands in (untouched, moved):
        hands.session.take_draft(scene.draft(), None)
    assert untouched.session.focus.item == "d1q1"
    assert moved.session.focus == Focus(scene.at("brakes"))
    assert moved.pending == untouched.pending == {"d1q1", "d1q2", "d1q3", "d1q4", "d1q5"}


def test_a_late_draft_is_shown_and_not_saved() -> None:
    hands = Hands(scene.review(draft=None))
    drawn: list[int] = []
    hands.session.on_redraw = lambda: drawn.append(1)
    hands.session.take_draft(scene.draft(), None)
    assert drawn
    assert hands.changes == 0


def test_another_draft_leaves_what_was_decided_and_its_focus() -> None:
    hands = Hands()
    hands.press("3")
    focus = hands.session.focus
    again = scene.draft(*scene.CAST, *scene.MENTIONS, *scene.QUOTES, name="d2")
    hands.session.take_draft(again, None)
    assert hands.session.focus == focus
    assert hands.quote("d1q1").speakers == ("d1e3",)
    assert hands.pending == {"d1q2", "d1q3", "d1q4", "d1q5"}


def test_a_focus_of_an_item_that_another_draft_does_not_have_falls_back_to_the_text() -> None:
    hands = Hands()
    hands.go_to("d1q5")
    hands.session.take_draft(scene.draft(*scene.CAST, scene.QUOTES[0], name="d2"), None)
    assert hands.session.item is None
    assert hands.session.focus.item is None


def test_a_focus_is_found_again_where_it_was_left() -> None:
    hands = Hands()
    left = on_quote(hands.quote("d1q4"), "cues")
    hands.session.resume(left)
    assert hands.session.focus == left
    assert hands.session.nearby_quote == hands.quote("d1q4")


def test_a_focus_on_what_is_gone_becomes_one_on_the_text() -> None:
    hands = Hands()
    hands.session.resume(Focus(scene.at("Harbour"), item="gone", role="cues"))
    assert hands.session.focus == Focus(scene.at("Harbour"))


def test_the_quote_at_hand_is_the_last_one_that_had_the_focus() -> None:
    hands = Hands()
    hands.go_to("d1q3")
    hands.go_to("d1m1")
    hands.session.move(Focus(scene.at("fruit")))
    assert hands.session.nearby_quote == hands.quote("d1q3")


def test_moving_to_the_same_place_says_nothing() -> None:
    hands = Hands()
    moves: list[int] = []
    hands.session.on_move = lambda: moves.append(1)
    hands.session.move(hands.session.focus)
    assert not moves
    hands.session.move(on_item(hands.item("d1q2")))
    assert moves == [1]


def test_the_problems_are_found_once_for_each_state() -> None:
    gone = scene.quote("“It is late,”", "said", item="d1q1")
    hands = Hands(scene.review(draft=scene.draft(gone)))
    first = hands.session.problems
    assert first
    assert hands.session.problems is first
    hands.press("delete")
    assert hands.session.problems == find_problems(hands.session.view)


def test_swapping_the_ends_decides_nothing() -> None:
    hands = Hands()
    before = hands.session.review.dossier
    hands.press("swap-end")
    assert hands.session.focus == hands.session.focus._replace(at_end=False)
    assert hands.session.review.dossier is before
