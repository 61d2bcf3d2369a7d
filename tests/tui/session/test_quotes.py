from __future__ import annotations

import pytest

from annotators.model.items import Mention, Role
from tests.annotators.model import scene
from tests.tui.session.hands import Hands
from tui.session.focus import Focus, on_quote
from tui.session.session import Session


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


def test_a_quote_is_what_was_marked_where_nothing_is_proposed() -> None:
    without = scene.draft(*scene.CAST, *scene.MENTIONS, *scene.QUOTES[1:])
    hands = Hands(session=Session(scene.review(draft=without), proposes=False))
    span = hands.mark("“It is late,”")
    hands.press("new-quote")
    quote = hands.session.quote
    assert quote is not None
    assert quote.parts == (("contents", span),)
    hands.press("complete", "choose-reading")
    assert hands.changes == 1
    assert "proposes nothing" in hands.said[-1]


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


@pytest.mark.parametrize("action", ["add-source", "add-cue"])
def test_a_quote_has_any_number_of_sources_and_cues(action: str) -> None:
    role: Role = "sources" if action == "add-source" else "cues"
    hands = Hands()
    hands.go_to("d1q1")
    before = hands.quote("d1q1").spans(role)
    hands.press(action)
    hands.screen.answer(scene.at("brakes"))
    assert hands.quote("d1q1").spans(role) > before
    assert len(hands.quote("d1q1").spans(role)) == len(before) + 1
    hands.session.move(Focus(scene.at("fruit")))
    hands.press(action)
    assert len(hands.quote("d1q1").spans(role)) == len(before) + 2


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


def test_one_key_fills_in_what_a_quote_lacks() -> None:
    bare = scene.quote("“It is late,”", item="d1q1")
    hands = Hands(scene.review(draft=scene.draft(*scene.CAST, *scene.MENTIONS, bare)))
    hands.press("complete")
    quote = hands.quote("d1q1")
    assert hands.words(*quote.cues, *quote.sources) == ["said", "Mayor Ines Corvell"]
    assert quote.speakers == ("d1e1",)
    assert quote.trace.decision == "corrected"
    hands.press("complete")
    assert "nothing to fill in" in hands.said[-1]
    hands.press("undo")
    assert hands.quote("d1q1").cues == ()


def test_a_digit_takes_one_of_the_other_readings() -> None:
    hands = Hands()
    hands.go_to("d1q4")
    before = hands.quote("d1q4")
    hands.press("choose-reading")
    keys = [key for key, _ in hands.screen.rows if key]
    assert keys == [str(number) for number in range(1, len(keys) + 1)]
    assert all(text.strip() for _, text in hands.screen.rows), "each says what it rests on"
    hands.screen.answer("1")
    now = hands.quote("d1q4")
    assert (now.cues, now.sources, now.speakers) != (before.cues, before.sources, before.speakers)
    assert now.contents == before.contents
    hands.press("undo")
    assert hands.quote("d1q4") == before


def test_a_marked_source_makes_a_quote_of_what_it_says() -> None:
    hands = Hands(scene.review(draft=scene.draft(*scene.CAST, *scene.MENTIONS)))
    hands.go_to("d1m2")
    hands.press("new-quote")
    quote = hands.session.quote
    assert quote is not None
    assert hands.words(*quote.contents) == ["“Somebody has to tell her,”"]
    assert hands.words(*quote.cues, *quote.sources) == ["added", "she"]
    assert quote.speakers == ("d1e1",)
    assert hands.here == "“Somebody has to tell her,”", "what was found is to be looked at"


def test_a_source_of_which_all_is_said_makes_no_second_quote() -> None:
    hands = Hands()
    hands.go_to("d1m5")
    hands.press("new-quote")
    assert hands.changes == 0
    assert hands.said[-1] == "what this says is a quote already"


def test_a_name_that_says_nothing_is_no_quote() -> None:
    text = "Rain fell on Hale.\n"
    hale = Mention(id="m", span=scene.at("Hale", text), label="PERSON")
    hands = Hands(scene.review(article=scene.article(text), draft=scene.draft(hale)))
    hands.go_to("m")
    hands.press("new-quote")
    assert hands.changes == 0
    assert "no words found that this says" in hands.said[-1]


def test_the_speaker_follows_the_source() -> None:
    hands = Hands()
    hands.go_to("d1q5")
    hands.press("source")
    hands.screen.answer(scene.at("Hale"))
    assert hands.quote("d1q5").speakers == ("d1e3",)
    hands.press("2", "source")
    hands.screen.answer(scene.at("the board"))
    assert hands.quote("d1q5").speakers == ("d1e2",), "a person has said who speaks"
    assert any(p.name == "other-speaker" for p in hands.session.problems)
