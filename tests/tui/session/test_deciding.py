from __future__ import annotations

import pytest

from annotators.model.items import Quote
from tests.annotators.model import scene
from tests.tui.session.hands import Hands
from tui.session.focus import Focus, on_quote

EVERY_QUOTE = {"d1q1", "d1q2", "d1q3", "d1q4", "d1q5"}


def accept_each(hands: Hands) -> None:
    for _ in hands.session.view.undecided:
        hands.press("accept")


def test_accepting_decides_and_goes_on_with_one_key() -> None:
    hands = Hands()
    hands.press("accept")
    assert hands.quote("d1q1").trace.decision == "accepted"
    assert hands.session.focus.item == "d1q2"
    assert hands.pending == EVERY_QUOTE - {"d1q1"}
    assert hands.changes == 1


def test_rejecting_leaves_a_tombstone_and_goes_on() -> None:
    hands = Hands()
    hands.press("reject")
    assert hands.session.view.locate("d1q1") is None
    assert hands.session.focus.item == "d1q2"
    (tombstone,) = hands.session.review.layer.quotes.values()
    assert tombstone.trace.decision == "rejected"


@pytest.mark.parametrize("part", ["cues", "sources"])
@pytest.mark.parametrize("action", ["accept", "reject"])
def test_going_on_does_not_depend_on_which_part_had_the_focus(action: str, part: str) -> None:
    hands = Hands()
    for item in ("d1q1", "d1q2", "d1q3", "d1q4"):
        assert hands.session.focus.item == item
        quote = hands.session.quote
        assert quote is not None
        hands.session.move(on_quote(quote, part))  # type: ignore[arg-type]
        hands.press(action)
    assert hands.session.focus.item == "d1q5"


def test_the_last_decision_says_that_the_article_can_be_finished() -> None:
    hands = Hands()
    accept_each(hands)
    assert not hands.pending
    assert "all decided" in hands.said[-1]


def test_a_decided_item_is_passed_over_by_accept() -> None:
    hands = Hands()
    hands.press("accept")
    hands.go_to("d1q1")
    hands.press("accept")
    assert hands.changes == 1
    assert hands.session.focus.item == "d1q2"


def test_a_decided_item_can_still_be_rejected() -> None:
    hands = Hands()
    hands.press("accept")
    hands.go_to("d1q1")
    hands.press("reject")
    assert hands.session.view.locate("d1q1") is None


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_a_key_that_came_before_the_item_was_drawn_is_dropped(action: str) -> None:
    hands = Hands()
    hands.screen.painted = False
    hands.press(action)
    assert hands.changes == 0
    assert hands.pending == EVERY_QUOTE
    assert "before the item was on the screen" in hands.said[-1]


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_there_is_nothing_to_decide_on_the_bare_text(action: str) -> None:
    hands = Hands()
    hands.press("leave", action)
    assert hands.changes == 0
    assert "no item here" in hands.said[-1]


def test_a_mention_is_accepted_outside_the_scope_and_the_next_one_follows() -> None:
    hands = Hands()
    hands.go_to("d1m1")
    hands.press("accept")
    assert hands.mention("d1m1").trace.decision == "accepted"
    assert hands.session.focus.item == "d1m2"


def test_all_that_are_left_are_accepted_only_after_asking() -> None:
    hands = Hands()
    hands.press("accept", "accept-all")
    assert hands.pending == EVERY_QUOTE - {"d1q1"}
    assert "4" in hands.screen.rows[0][1]
    hands.screen.answer("y")
    assert not hands.pending
    bulk = {q.id: q.trace.bulk for q in hands.session.view.quotes}
    assert sorted(bulk.values()) == [False, True, True, True, True]
    hands.press("undo")
    assert hands.pending == EVERY_QUOTE - {"d1q1"}


def test_nothing_is_asked_when_nothing_is_left() -> None:
    hands = Hands()
    accept_each(hands)
    hands.press("accept-all")
    assert hands.screen.asked == ""
    assert hands.said[-1] == "nothing is left to decide"


def test_a_flag_holds_its_note_and_decides_nothing_else() -> None:
    hands = Hands()
    hands.press("flag")
    hands.screen.answer(" who is [this]? ")
    quote = hands.quote("d1q1")
    assert (quote.trace.flag, quote.trace.note) == (True, "who is [this]?")
    assert hands.session.focus.item == quote.id
    hands.press("flag")
    assert hands.screen.start == "who is [this]?"
    hands.screen.answer("")
    assert not hands.quote("d1q1").trace.flag


def test_finishing_goes_to_the_first_pending_one_and_says_how_many_are_left() -> None:
    hands = Hands()
    hands.press("accept", "next-pending", "accept", "finish")
    assert not hands.finished
    assert hands.screen.asked == ""
    assert hands.session.focus.item == "d1q2"
    assert "3 left to decide" in hands.said[-1]


@pytest.mark.parametrize(("key", "purpose"), [("g", "gold"), ("t", "training")])
def test_finishing_takes_two_keys(key: str, purpose: str) -> None:
    hands = Hands()
    accept_each(hands)
    hands.press("finish")
    hands.screen.answer(key)
    assert hands.finished == [purpose]
    assert hands.session.review.purpose == purpose


def test_gold_is_refused_after_accepting_in_bulk_and_training_is_not() -> None:
    hands = Hands()
    hands.press("accept", "accept-all")
    hands.screen.answer("y")
    hands.press("finish")
    hands.screen.answer("g")
    assert not hands.finished
    assert "bulk" in hands.said[-1]
    item = hands.session.quote
    assert item is not None
    assert item.trace.bulk
    hands.press("finish")
    hands.screen.answer("t")
    assert hands.finished == ["training"]


def test_finishing_is_one_step_that_can_be_undone_and_done_again() -> None:
    hands = Hands()
    accept_each(hands)
    hands.press("finish")
    hands.screen.answer("g")
    hands.press("undo")
    assert hands.session.review.purpose is None
    assert not hands.pending
    hands.press("redo")
    assert hands.session.review.purpose == "gold"


def test_a_finished_article_says_so_when_it_is_finished_again() -> None:
    hands = Hands()
    accept_each(hands)
    hands.press("finish")
    hands.screen.answer("g")
    hands.press("finish")
    assert "finished as gold" in hands.screen.asked


def test_undo_goes_back_to_where_the_change_was_made() -> None:
    hands = Hands()
    hands.press("accept", "accept")
    hands.go_to("d1q5")
    hands.press("undo")
    assert hands.session.focus.item == "d1q2"
    assert hands.pending == EVERY_QUOTE - {"d1q1"}
    assert hands.said[-1].startswith("undone")
    hands.press("redo")
    assert hands.session.focus.item == hands.quote("d1q2").id
    assert hands.pending == EVERY_QUOTE - {"d1q1", "d1q2"}


def test_undo_and_redo_keep_the_focus_on_the_part_that_was_changed() -> None:
    hands = Hands()
    hands.session.move(on_quote(hands.quote("d1q1"), "sources"))
    hands.press("character-left")
    assert hands.here == "Mayor Ines Corvel"
    for action, words in (("undo", "Mayor Ines Corvell"), ("redo", "Mayor Ines Corvel")):
        hands.press(action)
        assert hands.session.focus.role == "sources"
        assert hands.here == words


def test_undoing_a_new_quote_leaves_its_span_marked_and_redo_brings_it_back_into_focus() -> None:
    hands = Hands()
    span = hands.mark("Corvell said no")
    hands.press("new-quote")
    made = hands.session.focus.item
    hands.press("undo")
    assert hands.session.focus.item is None
    assert hands.session.focus.span == span
    hands.press("redo")
    assert hands.session.focus.item == made


def test_undoing_a_deletion_focuses_what_is_back() -> None:
    hands = Hands()
    hands.press("delete")
    assert hands.session.view.locate("d1q1") is None
    hands.press("undo")
    assert hands.session.focus.item == "d1q1"


def test_there_is_an_end_to_undo_and_redo() -> None:
    hands = Hands()
    hands.press("undo")
    assert hands.said[-1] == "nothing to undo"
    hands.press("redo")
    assert hands.said[-1] == "nothing to redo"
    assert hands.changes == 0


def test_repeating_gives_the_next_quote_to_the_same_speaker() -> None:
    hands = Hands()
    hands.press("repeat")
    assert hands.said[-1] == "nothing to repeat yet"
    hands.press("4")
    hands.go_to("d1q3")
    hands.press("repeat")
    assert hands.quote("d1q3").speakers == ("d1e4",)


def test_repeating_a_pick_gives_the_next_quote_to_the_same_speaker() -> None:
    hands = Hands()
    hands.press("pick-speaker")
    hands.screen.answer(scene.at("Hale"))
    hands.go_to("d1q2")
    hands.press("repeat")
    assert hands.quote("d1q2").speakers == ("d1e3",)


def test_repeating_grows_what_is_in_focus_now() -> None:
    hands = Hands()
    hands.session.move(Focus(scene.at("carry")))
    hands.press("grow")
    hands.session.move(Focus(scene.at("brakes")))
    hands.press("repeat")
    assert len(hands.here) > len("brakes")


@pytest.mark.parametrize(
    "action",
    [
        *("accept", "reject", "accept-all", "flag", "undo", "redo", "repeat", "finish", "3"),
        *("pick-speaker", "type-speaker", "speaker-state", "grow", "shrink", "token-right"),
        *("character-left", "pick-end", "new-quote", "contents", "cue", "source", "mention"),
        *("label", "carry", "complete", "choose-reading", "delete"),
    ],
)
@pytest.mark.parametrize("item", ["d1q1", "d1m1", None])
def test_a_read_only_article_is_never_changed(action: str, item: str | None) -> None:
    hands = Hands(holder="scene: is open for Bo")
    if item is None:
        hands.mark("Corvell said no")
    else:
        hands.go_to(item)
    before = hands.session.review.dossier
    hands.press(action)
    if hands.screen.targets:
        hands.screen.answer(hands.screen.targets[-1])
    elif hands.screen.asked:
        rows = hands.screen.rows
        hands.screen.answer(rows[0][0].partition(" ")[0] if rows else "Hale")
    assert hands.session.review.dossier is before
    assert hands.changes == 0


def test_a_read_only_article_says_who_has_it() -> None:
    hands = Hands(holder="scene: is open for Bo")
    hands.press("accept")
    assert hands.said == ["read only: scene: is open for Bo"]
    assert isinstance(hands.session.item, Quote)
