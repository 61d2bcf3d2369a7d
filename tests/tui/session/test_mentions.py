from __future__ import annotations

from annotators.model.items import Mention
from tests.annotators.model import scene
from tests.tui.session.hands import Hands


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
    assert hands.screen.rows == [("p P", "PERSON"), ("o O", "ORG"), ("g G", "GPE")]
    hands.screen.answer("o")
    assert hands.mention("d1m4").label == "ORG"
    assert hands.session.focus.item == hands.mention("d1m4").id


def test_a_label_is_offered_for_every_place_of_the_text_with_a_preview() -> None:
    twins = (
        Mention(id="d1m7", span=scene.at("Corvell"), label="PERSON", entity="d1e1"),
        Mention(id="d1m8", span=scene.at("Corvell", nth=1), label="PERSON", entity="d1e1"),
    )
    hands = Hands(scene.review(draft=scene.draft(*scene.CAST, *twins, *scene.QUOTES)))
    hands.go_to("d1m7")
    hands.press("label")
    hands.screen.answer("g")
    assert "1 more “Corvell”" in hands.said[-1]
    hands.press("carry")
    assert [text for _, text in hands.screen.rows[1:]] == ["mention 2: PERSON → GPE  Corvell"]
    hands.screen.answer("y")
    assert hands.mention("d1m8").label == "GPE"
    assert "1 more" in hands.said[-1]
    hands.press("carry")
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
