"""Corrections carried over from another article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotators.model import intents, naming
from annotators.model.elsewhere import Carried, changed, correction_of, with_carried
from annotators.model.items import Entity, Mention, Quote
from annotators.model.record import RecordError
from annotators.model.review import Review
from annotators.model.view import View
from tests.annotators.model import scene

BOARD = Carried(
    sort="speaker", text="The board", before="the board", after="Harbour Board", label="ORG",
    origin="other", by="anna", at="2026-01-01T00:00:00Z",
)  # fmt: skip
GPE = Carried(sort="label", text="Corvell", before="PERSON", after="GPE", origin="other", by="anna")


def item(desk: Review, item_id: str) -> Quote | Mention:
    found = desk.view.locate(item_id)
    assert found is not None
    return found


def test_a_speaker_is_proposed_where_the_same_source_had_the_same_one() -> None:
    draft = scene.draft()
    shown = with_carried(scene.article(), draft, [BOARD])
    quote = shown.quotes["d1q5"]
    (speaker,) = quote.speakers
    assert (shown.entities[speaker].name, shown.entities[speaker].label) == ("Harbour Board", "ORG")
    assert quote.trace.because == "anna gave “The board” to Harbour Board in other"
    assert {i: q for i, q in shown.quotes.items() if i != "d1q5"} == {
        i: q for i, q in draft.quotes.items() if i != "d1q5"
    }
    assert with_carried(scene.article(), draft, [BOARD]) == shown, "ids are the same each time"


def test_one_who_is_in_the_cast_already_is_that_one() -> None:
    shown = with_carried(scene.article(), scene.draft(), [replace(BOARD, after="hale")])
    assert shown.quotes["d1q5"].speakers == ("d1e3",)


@pytest.mark.parametrize(
    "carried", [replace(BOARD, before="Hale"), replace(BOARD, text="council"),
                replace(BOARD, after="the board"), replace(BOARD, before="")],
)  # fmt: skip
def test_another_source_or_speaker_is_left_alone(carried: Carried) -> None:
    assert changed(scene.article(), scene.draft(), carried) == ()


def test_a_label_is_proposed_for_the_same_text_with_the_same_label() -> None:
    shown = with_carried(scene.article(), scene.draft(), [GPE])
    assert shown.mentions["d1m6"].label == "GPE"
    assert shown.mentions["d1m1"].label == "PERSON"
    assert shown.entities["d1e1"].label == "GPE"
    assert changed(scene.article(), scene.draft(), replace(GPE, before="ORG")) == ()


def test_what_is_proposed_is_as_pending_as_it_was_and_a_decision_stays() -> None:
    desk = scene.review()
    desk.do(intents.accept(desk.view, item(desk, "d1q5"), desk.fresh))
    decided = desk.layer
    shown = with_carried(desk.article, desk.draft, [BOARD, GPE])  # type: ignore[arg-type]
    view = View.of(desk.article, decided, shown)
    assert view.pending == desk.view.pending
    assert view.locate("d1q5") == item(desk, "d1q5")


def test_what_a_person_corrected_is_told() -> None:
    desk = scene.review()
    assert correction_of(desk.view, item(desk, "d1q5")) is None
    hall = Entity(id="hall", name="Town Hall", label="ORG")
    quote = item(desk, "d1q5")
    assert isinstance(quote, Quote)
    desk.do(intents.give_speaker(desk.view, quote, hall, desk.fresh))
    told = correction_of(desk.view, item(desk, "d1q5"))
    assert told == Carried(
        sort="speaker", text="the board", before="the board", after="Town Hall", label="ORG"
    )
    mention = item(desk, "d1m6")
    assert isinstance(mention, Mention)
    desk.do(naming.relabel(desk.view, mention, "GPE", desk.fresh))
    assert correction_of(desk.view, item(desk, "d1m6")) == Carried(
        sort="label", text="Corvell", before="PERSON", after="GPE"
    )


def test_a_pronoun_says_nothing_of_other_articles() -> None:
    desk = scene.review()
    quote = item(desk, "d1q2")
    assert isinstance(quote, Quote)
    desk.do(intents.give_speaker(desk.view, quote, scene.HALE, desk.fresh))
    assert correction_of(desk.view, item(desk, "d1q2")) is None


def test_it_comes_back_from_its_record() -> None:
    assert Carried.from_record(BOARD.to_record()) == BOARD
    for record in ({}, BOARD.to_record() | {"sort": "other"}, BOARD.to_record() | {"label": 1}):
        with pytest.raises(RecordError):
            Carried.from_record(record)
