from __future__ import annotations

import pytest

from annotators.model.span import Span
from annotators.reading.text import article_of
from tests.annotators.model import scene
from tests.annotators.model.parses import parse_of
from tests.tui.session.hands import Hands
from tui.session.focus import Focus, on_quote

TALE = "“The old ship sank,” Ann said."
PARSE = parse_of(
    TALE,
    "8:punct:`` 3:det:DT 3:amod:JJ 4:nsubj:NN 8:ccomp:VBD 8:punct:, 8:punct:'' "
    "8:nsubj:NNP 8:ROOT:VBD 8:punct:.",
)


def on_text(phrase: str, *, at_end: bool = True, nth: int = 0) -> Hands:
    """Hands on a bare phrase of the scene."""
    hands = Hands()
    hands.session.move(Focus(scene.at(phrase, nth=nth), at_end=at_end))
    return hands


def on_tale(phrase: str) -> Hands:
    """Hands on a bare phrase of a parsed sentence."""
    article = article_of(TALE, article_id="tale")
    hands = Hands(scene.review(article=article, draft=None), parse=PARSE)
    hands.session.move(Focus(scene.at(phrase, TALE)))
    return hands


def test_growing_climbs_the_ladder_and_shrinking_climbs_down_the_same_rungs() -> None:
    hands = on_tale("ship")
    rungs = [hands.here]
    for _ in range(3):
        hands.press("grow")
        rungs.append(hands.here)
    assert rungs[:3] == ["ship", "The old ship", "The old ship sank"]
    for rung in reversed(rungs[:-1]):
        hands.press("shrink")
        assert hands.here == rung


def test_shrinking_what_did_not_grow_steps_over_the_signs_at_the_active_end() -> None:
    hands = on_tale("“The old ship sank,”")
    hands.press("shrink")
    assert hands.here == "The old ship sank"


def test_without_a_parse_growing_goes_by_token_quotation_sentence_and_paragraph() -> None:
    hands = on_text("late")
    for wanted in ("“It is late,”", "“It is late,” said Mayor Ines Corvell."):
        hands.press("grow")
        assert hands.here == wanted
    hands.press("grow", "grow")
    assert hands.said[-1] == "the paragraph is as far as it grows"


def test_a_token_is_as_far_as_it_shrinks() -> None:
    hands = on_text("late")
    hands.press("shrink")
    assert hands.said == ["one token is as far as it shrinks"]


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("token", "ship"),
        ("phrase", "The old ship"),
        ("clause", "The old ship sank"),
        ("quotation", "“The old ship sank,”"),
        ("sentence", TALE),
        ("paragraph", TALE),
    ],
)
def test_each_unit_has_a_key(unit: str, words: str) -> None:
    hands = on_tale("ship")
    hands.press(f"unit-{unit}")
    assert hands.here == words


def test_a_unit_that_is_not_there_is_said_to_be_missing() -> None:
    hands = on_text("brakes")
    hands.press("unit-quotation")
    assert hands.here == "brakes"
    assert hands.said == ["there is no quotation around this"]


def test_growing_a_part_of_a_quote_corrects_the_quote_and_keeps_the_focus_on_the_part() -> None:
    hands = Hands()
    hands.session.move(on_quote(hands.quote("d1q4")))
    hands.press("unit-token")
    quote = hands.quote("d1q4")
    assert hands.words(*quote.contents) == ["new"]
    assert quote.trace.decision == "corrected"
    assert (hands.session.focus.item, hands.session.focus.role) == (quote.id, "contents")


def test_bringing_a_part_back_to_what_it_was_makes_it_accepted() -> None:
    hands = Hands()
    hands.press("character-left", "character-right")
    assert hands.quote("d1q1").trace.decision == "accepted"


def test_growing_a_mention_moves_the_mention() -> None:
    hands = Hands()
    hands.go_to("d1m4")
    hands.press("token-right")
    assert hands.words(hands.mention("d1m4").span) == ["Hale told"]
    assert hands.session.focus.item == hands.mention("d1m4").id


@pytest.mark.parametrize(
    ("at_end", "action", "words"),
    [
        (True, "token-right", "the brakes were new"),
        (True, "token-left", "the brakes"),
        (False, "token-left", "that the brakes were"),
        (False, "token-right", "brakes were"),
        (True, "character-right", "the brakes were "),
        (True, "character-left", "the brakes wer"),
        (False, "character-left", " the brakes were"),
        (False, "character-right", "he brakes were"),
    ],
)
def test_the_active_end_moves_by_token_and_by_character(
    at_end: bool, action: str, words: str
) -> None:
    hands = on_text("the brakes were", at_end=at_end)
    hands.press(action)
    assert hands.here == words


def test_one_key_swaps_the_active_end() -> None:
    hands = on_text("the brakes were")
    hands.press("swap-end", "token-left")
    assert hands.here == "that the brakes were"
    hands.press("swap-end", "token-left")
    assert hands.here == "that the brakes"


@pytest.mark.parametrize("action", ["token-left", "character-left"])
def test_a_span_never_becomes_empty(action: str) -> None:
    hands = Hands()
    hands.go_to("d1m2")
    hands.press(*[action] * 9)
    assert hands.here in {"she", "s"}
    assert hands.session.focus.span.length >= 1


def test_the_active_end_stops_at_both_ends_of_the_text() -> None:
    hands = on_text("Harbour", at_end=False)
    hands.press("character-left", "token-left")
    assert hands.session.focus.span.start == 0
    end = len(scene.TEXT)
    hands.session.move(Focus(Span(end - 2, end)))
    hands.press("character-right", "character-right")
    assert hands.session.focus.span.end == end


def test_a_character_is_never_parted_from_its_marks() -> None:
    text = "x\u0301e\u0301 👩\u200d👩\u200d👧 said"
    hands = Hands(scene.review(article=scene.article(text), draft=None))
    hands.session.move(Focus(Span(2, 4)))
    hands.press("swap-end", "character-left")
    assert hands.session.focus.span == Span(0, 4)
    hands.session.move(Focus(Span(4, 5)))
    hands.press("character-right")
    assert hands.here == " 👩\u200d👩\u200d👧"


def test_letters_put_the_active_end_on_any_word() -> None:
    hands = Hands()
    hands.go_to("d1q4")
    hands.press("pick-end")
    hands.screen.answer(scene.at("brakes"))
    assert hands.words(*hands.quote("d1q4").contents) == ["that the brakes"]
    hands.press("swap-end", "pick-end")
    hands.screen.answer(scene.at("told"))
    assert hands.words(*hands.quote("d1q4").contents) == ["told it that the brakes"]


def test_the_active_end_cannot_pass_the_other_one() -> None:
    hands = Hands()
    hands.go_to("d1q4")
    hands.press("pick-end")
    hands.screen.answer(scene.at("Harbour"))
    assert hands.changes == 0
    assert "cannot pass" in hands.said[-1]


def test_letters_move_a_bare_cursor() -> None:
    hands = on_text("late")
    hands.press("pick-end")
    hands.screen.answer(scene.at("fruit"))
    assert hands.session.focus == Focus(scene.at("fruit"))


def test_letters_stretch_a_held_cursor() -> None:
    hands = on_text("Somebody")
    hands.press("hold", "pick-end")
    hands.screen.answer(scene.at("tell"))
    assert hands.here == "Somebody has to tell"


def test_letters_put_both_ends_of_a_part() -> None:
    hands = Hands()
    hands.go_to("d1q4")
    hands.press("pick-ends")
    hands.screen.answer(scene.at("brakes"))
    hands.screen.answer(scene.at("told"))
    assert hands.words(*hands.quote("d1q4").contents) == ["told it that the brakes"]


def test_letters_mark_any_words_on_the_bare_text() -> None:
    hands = on_text("Corvell")
    hands.press("pick-ends")
    hands.screen.answer(scene.at("brakes"))
    hands.screen.answer(scene.at("new", nth=0))
    assert hands.here == "brakes were new"
    assert hands.changes == 0


def test_letters_put_the_cursor_on_a_word_from_an_item() -> None:
    hands = Hands()
    hands.go_to("d1q4")
    hands.press("pick-word")
    hands.screen.answer(scene.at("fruit"))
    assert hands.session.focus == Focus(scene.at("fruit"))
    assert hands.changes == 0


def test_the_bare_cursor_goes_from_token_to_token() -> None:
    hands = on_text("It")
    hands.press("token-right")
    assert hands.here == "is"
    hands.press("token-left", "token-left")
    assert hands.here == "“"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["token-right", "token-right"], "the brakes were"),
        (["token-right", "token-left"], "the"),
        (["token-left"], "that the"),
        (["token-left", "token-left", "token-right"], "that the"),
    ],
)
def test_a_held_cursor_marks_what_it_moves_over(keys: list[str], words: str) -> None:
    hands = on_text("the", nth=scene.TEXT[: scene.TEXT.index("the brakes")].count("the"))
    assert hands.session.focus.span.start == scene.TEXT.index("the brakes")
    hands.press("hold", *keys)
    assert hands.here == words
    assert hands.changes == 0


def test_letting_go_keeps_what_was_marked() -> None:
    hands = on_text("brakes")
    hands.press("hold", "token-right", "hold")
    assert hands.session.focus == Focus(scene.at("brakes were"))


def test_the_bare_cursor_is_put_on_any_word_by_letters_before_it_too() -> None:
    hands = Hands()
    hands.press("end")
    word = scene.at("Corvell")
    hands.press("pick-end")
    hands.screen.answer(word)
    assert hands.session.focus.span == word
    assert hands.session.focus.item is None
