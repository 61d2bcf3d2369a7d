"""Comparing layers at the desk: what is taken at once, what each key takes, what is kept of it."""

from __future__ import annotations

from dataclasses import replace

from annotators.adjudication.overlay import Side
from annotators.model.dossier import Dossier
from annotators.model.items import Quote
from annotators.model.layer import Header, Layer
from tests.annotators.model import scene
from tests.annotators.model.scene import CAST, HALE, MENTIONS, QUOTES, article, at
from tests.tui.session.hands import Hands
from tui.session.session import Session
from tui.work.comparing import compared, sides

LATE, TELL, BRAKES, INNER, FRUIT = QUOTES
SHORTER = replace(
    BRAKES,
    id="b3",
    contents=(at("the brakes were new"),),
    sources=(at("Hale"),),
    speakers=(HALE.id,),
)


def layer(name: str, *quotes: Quote) -> Layer:
    """A finished layer of these quotes."""
    header = Header(annotator=name, purpose="gold", revision=1)
    return Layer.of(header, (*CAST, *MENTIONS, *quotes))


ANN, BEN = layer("ann", LATE, BRAKES, FRUIT), layer("ben", LATE, SHORTER, TELL)
DOSSIER = Dossier(article="scene", sha256=article().sha256, finished=(ANN, BEN))


def hands_of(*chosen: Layer) -> Hands:
    """Anna at the comparison of these layers, of the two above without a word."""
    own = Session(scene.review(dossier=DOSSIER))
    picked = [Side(one.header.annotator, one) for one in chosen or (ANN, BEN)]
    return Hands(session=compared(own, picked))


def test_people_and_models_can_be_compared_but_not_what_was_settled() -> None:
    settled = layer("anna (adjudicated)", LATE)
    dossier = replace(DOSSIER, finished=(*DOSSIER.finished, settled))
    assert [side.name for side in sides(dossier, [scene.draft()])] == ["ann", "ben", "rules 1"]


def test_what_both_say_is_taken_and_the_first_difference_has_the_focus() -> None:
    hands = hands_of()
    assert [q.contents for q in hands.session.review.layer.quotes.values()] == [LATE.contents]
    assert hands.session.quote is not None
    assert hands.session.quote.contents == TELL.contents
    assert hands.session.view.undecided[0].trace.because == "ben; ann: nothing here"


def test_a_key_takes_a_side_and_goes_on_to_the_next_difference() -> None:
    hands = hands_of()
    hands.press("take-left")
    assert hands.here == "Hale told it that the brakes were new"
    hands.press("take-right")
    assert hands.here == "“two” carry fruit"
    hands.press("take-left")
    assert hands.said[-1].startswith("all decided")
    taken = [(q.contents, q.speakers) for q in hands.session.view.quotes]
    assert taken == [
        (LATE.contents, LATE.speakers),
        (SHORTER.contents, SHORTER.speakers),
        (FRUIT.contents, FRUIT.speakers),
    ]


def test_accepting_a_reading_rejects_its_rival() -> None:
    hands = hands_of()
    hands.press("next-pending", "next-pending")
    assert hands.here == "the brakes were new"
    hands.press("accept")
    assert hands.words(
        *(q.contents[0] for q in hands.session.view.undecided if isinstance(q, Quote))
    ) == [
        "“Somebody has to tell her,”",
        "“two” carry fruit",
    ]


def test_both_and_neither_are_decisions_too() -> None:
    hands = hands_of()
    hands.press("take-neither", "take-both", "take-neither")
    spans = [q.contents for q in hands.session.view.quotes]
    assert spans == [LATE.contents, BRAKES.contents, SHORTER.contents]


def test_on_a_decided_quote_only_the_part_in_focus_is_taken() -> None:
    hands = hands_of()
    hands.press("next-pending", "take-left", "previous-quote", "next-part", "next-part")
    assert hands.here == "The ministry"
    hands.press("take-right")
    quote = hands.session.quote
    assert quote is not None
    assert (quote.contents, quote.sources, quote.speakers) == (
        BRAKES.contents,
        SHORTER.sources,
        SHORTER.speakers,
    )


def test_where_all_say_the_same_there_is_nothing_to_take() -> None:
    hands = hands_of()
    hands.press("previous-quote", "take-right")
    assert hands.said[-1] == "all sides say the same here"


def test_without_a_comparison_the_key_for_one_is_told() -> None:
    hands = Hands()
    hands.press("take-left")
    assert "no layers are compared" in hands.said[-1]


def test_what_was_settled_is_a_layer_of_its_own_that_names_its_sides() -> None:
    hands = hands_of()
    hands.press("take-left", "take-left", "take-left")
    finished = hands.session.review.finish("gold")
    assert finished.header.annotator == "anna (adjudicated)"
    assert finished.header.adjudicates == ("ann", "ben")
    dossier = hands.session.review.dossier
    assert dossier.standing("ann") == ANN
    origins = {q.trace.origin.item for q in finished.quotes.values() if q.trace.origin}
    assert "1.d1q1+2.d1q1" in origins


def test_going_on_with_a_comparison_takes_nothing_again() -> None:
    hands = hands_of()
    hands.press("undo")
    own = Session(scene.review(dossier=hands.session.review.dossier))
    again = compared(own, [Side("ann", ANN), Side("ben", BEN)])
    assert len(again.view.undecided) == len(hands.session.view.undecided)
