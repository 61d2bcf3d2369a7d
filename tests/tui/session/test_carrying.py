from __future__ import annotations

from annotators.model.elsewhere import Carried
from annotators.model.items import Mention
from tests.annotators.model import scene
from tests.tui.session.hands import Hands

TWINS = tuple(
    Mention(id=f"d1m{7 + nth}", span=scene.at("Corvell", nth=nth), label="PERSON", entity="d1e1")
    for nth in range(2)
)


def two_of_a_chain() -> Hands:
    """The scene with a quote without a source after that of `she`, both the mayor's."""
    text = scene.TEXT.replace("she added.", "she added. “Not I.”")
    after = scene.quote("“Not I.”", "", "", "d1e1", text=text, item="d1q9")
    kept = scene.QUOTES[:2]
    draft = scene.draft(*scene.CAST, *scene.MENTIONS[:2], *kept, after)
    return Hands(scene.review(article=scene.article(text), draft=draft))


def test_a_corrected_speaker_is_offered_to_the_chain_and_taken_after_a_look() -> None:
    hands = two_of_a_chain()
    hands.go_to("d1q2")
    hands.press("3")
    assert hands.said[-1] == "1 more of this chain; * shows them"
    assert hands.quote("d1q9").speakers == ("d1e1",), "a correction is of one quote only"
    hands.press("carry")
    assert hands.screen.asked == "Give to Hale too?"
    assert hands.screen.rows[0][1] == "yes, change 1 more; u takes it back"
    assert hands.screen.rows[1] == ("", "quote 3: Ines Corvell → Hale  “Not I.”")
    hands.screen.answer("y")
    assert hands.quote("d1q9").speakers == ("d1e3",)
    assert hands.quote("d1q9").trace.decision == "corrected"
    hands.press("undo")
    assert hands.quote("d1q9").speakers == ("d1e1",)
    assert hands.quote("d1q2").speakers == ("d1e3",)


def test_without_a_correction_nothing_is_offered() -> None:
    hands = two_of_a_chain()
    hands.go_to("d1q2")
    hands.press("carry")
    assert hands.said == ["no other quote of this chain"]
    hands.press("1")
    assert len(hands.said) == 1


def test_a_capital_letter_labels_and_shows_where_else_the_text_stands() -> None:
    hands = Hands(scene.review(draft=scene.draft(*scene.CAST, *TWINS, *scene.QUOTES)))
    hands.go_to("d1m7")
    hands.press("label")
    hands.screen.answer("G")
    assert hands.mention("d1m7").label == "GPE"
    assert hands.screen.asked == "Label GPE everywhere?"
    assert hands.mention("d1m8").label == "PERSON", "three keys, and a look before the third"
    hands.screen.answer("y")
    assert hands.mention("d1m8").label == "GPE"


def test_a_correction_can_be_proposed_in_other_articles() -> None:
    hands = Hands(scene.review(draft=scene.draft(*scene.CAST, *TWINS, *scene.QUOTES)))
    sent: list[Carried] = []
    hands.session.elsewhere = sent.append
    hands.go_to("d1q5")
    hands.press("2", "carry")
    keys = [key for key, _ in hands.screen.rows if key]
    assert keys == ["o"], "there is no other of the chain here"
    hands.screen.answer("o")
    assert [(c.sort, c.text, c.before, c.after) for c in sent] == [
        ("speaker", "the board", "the board", "the ministry")
    ]
    hands.go_to("d1m7")
    hands.press("label")
    hands.screen.answer("G")
    hands.screen.answer("*")
    assert hands.mention("d1m8").label == "GPE"
    assert len(sent) == 1, "only for this article"
    hands.go_to("d1m7")
    hands.press("carry")
    hands.screen.answer("o")
    assert sent[-1].after == "GPE"
