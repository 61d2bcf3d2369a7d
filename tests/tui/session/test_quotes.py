from __future__ import annotations

import pytest

from tests.annotators.model import scene
from tests.tui.session.hands import Hands
from tui.session.focus import on_quote


def test_a_new_quote_takes_what_is_proposed_for_it() -> None:
    without = scene.draft(*scene.CAST, *scene.MENTIONS, *scene.QUOTES[1:])
    hands = Hands(scene.review(draft=without))
    span = hands.mark("“It is late,”")
    hands.press("new-quote")
    quote = hands.session.quote
    assert quote is not None
    assert quote.contents == (span,)
    assert hands.words(*quote.cues) == ["said"]
    assert hands.words(*quote.sources) == ["Mayor Ines Corvell"]
    assert quote.speakers == ("d1e1",)
    assert quote.trace.decision == "added"
    assert hands.session.focus.span == span


def test_a_quote_is_not_made_twice() -> None:
    hands = Hands()
    hands.press("new-quote")
    assert hands.changes == 0
    assert "already" in hands.said[-1]


def test_white_space_alone_is_no_quote_and_no_mention() -> None:
    hands = Hands()
    hands.session.move(on_quote(hands.quote("d1q1")))
    hands.press("leave")
    blank = hands.session.focus.on(scene.at("\n\n"))
    hands.session.move(blank)
    hands.press("new-quote", "mention")
    assert hands.changes == 0


@pytest.mark.parametrize(
    ("action", "role", "phrase"),
    [("cue", "cues", "carry"), ("source", "sources", "Hale"), ("contents", "contents", "fruit")],
)
def test_on_a_quote_a_part_is_picked_by_letters(action: str, role: str, phrase: str) -> None:
    hands = Hands()
    hands.press(action)
    hands.screen.answer(scene.at(phrase))
    spans = hands.words(*hands.quote("d1q1").spans(role))  # type: ignore[arg-type]
    assert spans == (["“It is late,”", "fruit"] if role == "contents" else [phrase])
    assert hands.here == phrase
    assert hands.session.focus.role == role


def test_a_source_that_is_a_mention_is_offered_whole() -> None:
    hands = Hands()
    hands.go_to("d1q5")
    hands.press("source")
    assert scene.at("The ministry") in hands.screen.targets
    assert scene.at("The") not in hands.screen.targets
    hands.screen.answer(scene.at("The ministry"))
    assert hands.words(*hands.quote("d1q5").sources) == ["The ministry"]


@pytest.mark.parametrize(
    ("action", "role"), [("cue", "cues"), ("source", "sources"), ("contents", "contents")]
)
def test_a_marked_span_becomes_a_part_of_the_quote_at_hand(action: str, role: str) -> None:
    hands = Hands()
    hands.go_to("d1q4")
    span = hands.mark("Corvell said no")
    before = hands.quote("d1q4").spans(role)  # type: ignore[arg-type]
    hands.press(action)
    kept = before if role == "contents" else ()
    assert hands.quote("d1q4").spans(role) == tuple(sorted((*kept, span)))  # type: ignore[arg-type]
    assert hands.session.focus.span == span
    assert hands.session.focus.item == hands.quote("d1q4").id


def test_a_mention_takes_the_place_of_the_source_of_the_quote_at_hand() -> None:
    hands = Hands()
    hands.go_to("d1q5")
    hands.go_to("d1m4")
    hands.press("source")
    assert hands.words(*hands.quote("d1q5").sources) == ["Hale"]


def test_without_a_quote_at_hand_a_part_has_nowhere_to_go() -> None:
    hands = Hands(scene.review(draft=None))
    hands.press("source")
    assert hands.changes == 0
    assert "go to a quote first" in hands.said[-1]


def test_deleting_a_part_leaves_the_quote() -> None:
    hands = Hands()
    hands.session.move(on_quote(hands.quote("d1q1"), "cues"))
    hands.press("delete")
    assert hands.quote("d1q1").cues == ()
    assert hands.session.focus.item == hands.quote("d1q1").id


def test_deleting_the_last_contents_deletes_the_quote() -> None:
    hands = Hands()
    hands.press("contents")
    hands.screen.answer(scene.at("fruit"))
    hands.press("delete")
    assert hands.words(*hands.quote("d1q1").contents) == ["“It is late,”"]
    hands.press("delete")
    assert hands.session.view.locate("d1q1") is None
    assert hands.session.focus.item is None


def test_deleting_the_last_contents_is_said() -> None:
    hands = Hands()
    hands.press("delete")
    assert "the whole quote is deleted" in hands.said[-1]
