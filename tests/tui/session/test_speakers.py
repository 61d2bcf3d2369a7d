from __future__ import annotations

import pytest

from annotators.model.items import Entity, Mention
from tests.annotators.model import scene
from tests.tui.session.hands import Hands


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


def test_an_empty_line_means_whom_the_source_names_and_nobody_bears() -> None:
    quote = scene.quote("reopens", "says", "Harbour", item="d1q9")
    hands = Hands(scene.review(draft=scene.draft(*scene.CAST, *scene.QUOTES, quote)))
    hands.go_to("d1q9")
    hands.press("type-speaker")
    assert next(iter(hands.screen.offers(""))) == "Harbour (new)"
    hands.screen.answer("")
    made = hands.session.quote
    assert made is not None
    assert [hands.session.view.entities[s].name for s in made.speakers] == ["Harbour"]
    hands.press("type-speaker")
    assert next(iter(hands.screen.offers(""))) != "Harbour (new)", "it is a known name now"


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


def test_a_quote_can_have_several_speakers_and_lose_one_again() -> None:
    hands = Hands()
    first = hands.quote("d1q1").speakers
    hands.press("add-speaker")
    hands.screen.answer("the board")
    assert hands.quote("d1q1").speakers == (*first, "d1e4")
    hands.press("add-speaker")
    hands.screen.answer("ines")
    assert hands.quote("d1q1").speakers == ("d1e4",)
