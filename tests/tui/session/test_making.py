from __future__ import annotations

import pytest

from annotators.model.items import Entity, Mention
from tests.annotators.model import scene
from tests.tui.session.hands import Hands
from tui.session.focus import on_quote


def test_a_digit_gives_the_quote_to_that_member_of_the_cast() -> None:
    hands = Hands()
    hands.press("3")
    quote = hands.quote("d1q1")
    assert quote.speakers == ("d1e3",)
    assert quote.trace.decision == "corrected"
    assert hands.session.focus.item == quote.id


def test_a_digit_that_nobody_has_changes_nothing() -> None:
    hands = Hands()
    hands.press("9")
    assert hands.changes == 0
    assert hands.said == ["nobody has the digit 9"]


def test_a_digit_on_the_bare_text_changes_nothing() -> None:
    hands = Hands()
    hands.press("leave", "3")
    assert hands.changes == 0
    assert "no quote here" in hands.said[-1]


def test_a_digit_ties_a_mention() -> None:
    hands = Hands()
    hands.go_to("d1m6")
    hands.press("3")
    assert hands.mention("d1m6").entity == "d1e3"
    assert hands.session.focus.item == hands.mention("d1m6").id


def test_the_pronoun_in_the_source_follows_the_speaker() -> None:
    hands = Hands()
    hands.go_to("d1q2")
    hands.press("3")
    assert hands.quote("d1q2").speakers == ("d1e3",)
    assert hands.mention("d1m2").entity == "d1e3"


def test_the_name_in_the_source_does_not_follow_the_speaker() -> None:
    hands = Hands()
    hands.press("2")
    assert hands.quote("d1q1").speakers == ("d1e2",)
    assert hands.mention("d1m1").entity == "d1e1"


def test_the_speaker_can_be_picked_among_the_mentions() -> None:
    hands = Hands()
    hands.press("pick-speaker")
    assert scene.at("the board") in hands.screen.targets
    hands.screen.answer(scene.at("the board"))
    assert hands.quote("d1q1").speakers == ("d1e4",)


def test_picking_a_mention_of_nobody_yet_founds_an_entity() -> None:
    loose = Mention(id="d1m7", span=scene.at("her"), form="pronoun")
    draft = scene.draft(*scene.CAST, *scene.MENTIONS, loose, *scene.QUOTES)
    hands = Hands(scene.review(draft=draft))
    hands.press("pick-speaker")
    hands.screen.answer(loose.span)
    (speaker,) = hands.quote("d1q1").speakers
    entity = hands.session.view.entities[speaker]
    assert (entity.name, entity.digit) == ("her", 5)
    assert hands.mention("d1m7").entity == speaker


def test_part_of_a_name_is_enough() -> None:
    hands = Hands()
    hands.press("type-speaker")
    assert list(hands.screen.offers("cor")) == ["Ines Corvell"]
    assert list(hands.screen.offers("BOARD")) == ["the board"]
    assert list(hands.screen.offers("orvell")) == ["orvell (new)"]
    assert list(hands.screen.offers("hal+")) == ["hal (new)"]
    hands.screen.answer("hal")
    assert hands.quote("d1q1").speakers == ("d1e3",)


def test_the_cast_is_offered_before_anything_is_typed() -> None:
    hands = Hands()
    hands.press("type-speaker")
    assert list(hands.screen.offers("")) == ["Ines Corvell", "the ministry", "Hale", "the board"]


def test_those_who_speak_are_offered_first() -> None:
    silent = Entity(id="d1e9", name="Hal Anders", label="PERSON", digit=5)
    draft = scene.draft(*scene.CAST, silent, *scene.MENTIONS, *scene.QUOTES)
    hands = Hands(scene.review(draft=draft))
    hands.press("type-speaker")
    assert list(hands.screen.offers("hal")) == ["Hale", "Hal Anders"]


def test_a_name_that_nobody_bears_founds_an_entity_with_the_next_digit() -> None:
    hands = Hands()
    hands.press("type-speaker")
    hands.screen.answer("  Ada [Quill] ")
    (speaker,) = hands.quote("d1q1").speakers
    entity = hands.session.view.entities[speaker]
    assert (entity.name, entity.digit) == ("Ada [Quill]", 5)
    hands.go_to("d1q2")
    hands.press("5")
    assert hands.quote("d1q2").speakers == (speaker,)


def test_typing_only_spaces_where_nobody_speaks_changes_nothing() -> None:
    hands = Hands(scene.review(draft=scene.draft(scene.quote("“two” carry fruit", item="d1q1"))))
    hands.press("type-speaker")
    hands.screen.answer("  ")
    assert hands.changes == 0


@pytest.mark.parametrize(
    ("key", "state", "keeps"), [("n", "none", 0), ("u", "unnamed", 0), ("d", "undecided", 0)]
)
def test_what_is_known_of_a_speaker_can_be_said(key: str, state: str, keeps: int) -> None:
    hands = Hands()
    hands.press("speaker-state")
    hands.screen.answer(key)
    quote = hands.quote("d1q1")
    assert quote.speaker_state == state
    assert len(quote.speakers) == keeps


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


def test_a_span_becomes_a_mention_with_what_its_twin_is() -> None:
    draft = scene.draft(*scene.CAST, *scene.MENTIONS[:5], *scene.QUOTES)
    hands = Hands(scene.review(draft=draft))
    span = hands.mark("Corvell", 1)
    hands.press("mention")
    mention = hands.session.mention
    assert mention is not None
    assert (mention.span, mention.form) == (span, "name")


def test_making_a_mention_where_one_is_only_goes_there() -> None:
    hands = Hands()
    hands.mark("Hale")
    hands.press("mention")
    assert hands.session.focus.item == "d1m4"
    assert hands.changes == 0


def test_a_label_is_chosen_by_its_first_letter() -> None:
    hands = Hands()
    hands.go_to("d1m4")
    hands.press("label")
    assert hands.screen.rows == [("p", "PERSON"), ("o", "ORG"), ("g", "GPE")]
    hands.screen.answer("o")
    assert hands.mention("d1m4").label == "ORG"
    assert hands.session.focus.item == hands.mention("d1m4").id


def test_a_label_is_offered_for_every_place_of_the_text_and_carried_by_one_more_key() -> None:
    twins = (
        Mention(id="d1m7", span=scene.at("Corvell"), label="PERSON", entity="d1e1"),
        Mention(id="d1m8", span=scene.at("Corvell", nth=1), label="PERSON", entity="d1e1"),
    )
    hands = Hands(scene.review(draft=scene.draft(*scene.CAST, *twins, *scene.QUOTES)))
    hands.go_to("d1m7")
    hands.press("label")
    hands.screen.answer("g")
    assert "1 more “Corvell”" in hands.said[-1]
    hands.press("label-everywhere")
    assert hands.mention("d1m8").label == "GPE"
    assert hands.said[-1].startswith("1 more labelled GPE")
    hands.press("label-everywhere")
    assert hands.said[-1] == "every place with this text has this label"
    hands.press("undo")
    assert hands.mention("d1m8").label == "PERSON"


def test_a_deleted_mention_is_gone_and_the_bare_text_has_the_focus() -> None:
    hands = Hands()
    hands.go_to("d1m4")
    hands.press("delete")
    assert hands.session.view.locate("d1m4") is None
    assert hands.session.focus.item is None
    assert hands.here == "Hale"


def test_a_quote_can_have_several_speakers_and_lose_one_again() -> None:
    hands = Hands()
    first = hands.quote("d1q1").speakers
    hands.press("add-speaker")
    hands.screen.answer("the board")
    assert hands.quote("d1q1").speakers == (*first, "d1e4")
    hands.press("add-speaker")
    hands.screen.answer("ines")
    assert hands.quote("d1q1").speakers == ("d1e4",)


def test_deleting_the_last_contents_is_said() -> None:
    hands = Hands()
    hands.press("delete")
    assert "the whole quote is deleted" in hands.said[-1]
