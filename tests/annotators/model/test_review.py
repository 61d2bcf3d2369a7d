"""Undo, redo and finishing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.model import intents, naming
from annotators.model.change import StaleChangeError
from annotators.model.items import Item
from annotators.model.layer import Layer
from annotators.model.record import item_record
from annotators.model.review import Review, UnfinishedError
from tests.annotators.model import scene
from tests.annotators.model.intentions import any_change


def said(layer: Layer) -> dict[tuple[str, str], Item]:
    """The items of a layer, in no order."""
    return {(type(item).__name__, item.id): item for item in layer.items()}


def untimed(layer: Layer) -> list[dict[str, object]]:
    """The records of a layer without when they were made."""
    records = [item_record(item) for item in layer.items()]
    return sorted(({**r, "at": None} for r in records), key=lambda record: str(record["id"]))


def accept_each(review: Review) -> None:
    """Accept every pending item in scope, one by one."""
    while review.view.undecided:
        review.do(intents.accept(review.view, review.view.undecided[0], review.fresh))


@given(st.data(), st.integers(1, 12))
@settings(max_examples=80)
def test_undoing_all_restores_the_exact_set_and_redoing_all_the_end(
    data: st.DataObject, steps: int
) -> None:
    review = scene.review()
    start, seen = said(review.layer), review.view.pending
    for _ in range(steps):
        change = any_change(review, data)
        if change is not None:
            review.do(change)
    end, pending = said(review.layer), review.view.pending
    while review.undo():
        pass
    assert said(review.layer) == start
    assert review.view.pending == seen
    while review.redo():
        pass
    assert said(review.layer) == end
    assert review.view.pending == pending


@given(st.data())
@settings(max_examples=40)
def test_undo_after_any_mix_of_doing_undoing_and_finishing_restores_the_start(
    data: st.DataObject,
) -> None:
    review = scene.review()
    for _ in range(data.draw(st.integers(1, 15))):
        match data.draw(st.sampled_from(("do", "do", "undo", "redo", "finish", "draft"))):
            case "undo":
                review.undo()
            case "redo":
                review.redo()
            case "finish":
                accept_each(review)
                review.finish("training")
            case "draft":
                review.take_draft(scene.draft(name=data.draw(st.sampled_from(("d1", "d2")))))
            case _:
                change = any_change(review, data)
                if change is not None:
                    review.do(change)
    while review.undo():
        pass
    assert said(review.layer) == {}
    assert review.dossier.finished == ()


@given(st.data(), st.integers(1, 8))
@settings(max_examples=40)
def test_every_entity_that_a_decision_refers_to_is_in_the_layer(
    data: st.DataObject, steps: int
) -> None:
    review = scene.review()
    for _ in range(steps):
        change = any_change(review, data)
        if change is not None:
            review.do(change)
    layer = review.layer
    standing = [m for m in layer.mentions.values() if m.trace.decision != "rejected"]
    assert {m.entity for m in standing} - {None} <= set(layer.entities)
    quotes = [q for q in layer.quotes.values() if q.trace.decision != "rejected"]
    assert {s for q in quotes for s in q.speakers} <= set(layer.entities)


@given(st.data(), st.integers(1, 8))
@settings(max_examples=40)
def test_no_two_decisions_come_from_one_draft_item(data: st.DataObject, steps: int) -> None:
    review = scene.review()
    for _ in range(steps):
        change = any_change(review, data)
        if change is not None:
            review.do(change)
    origins = [item.trace.origin for item in review.layer.items() if item.trace.origin]
    assert len(origins) == len(set(origins))


def test_a_change_is_stamped_with_time_and_annotator() -> None:
    review = scene.review()
    review.do(intents.accept(review.view, review.view.quotes[0], review.fresh), focus="d1q1")
    (quote,) = review.layer.quotes.values()
    assert quote.trace.by == scene.ANNA
    assert quote.trace.at.endswith("Z")
    (entry,) = review.dossier.history.entries
    assert (entry.number, entry.kind, entry.focus) == (1, "change", "d1q1")


def test_doing_nothing_leaves_no_trace() -> None:
    review = scene.review()
    quote = review.view.quotes[0]
    review.do(intents.accept(review.view, quote, review.fresh))
    before = review.dossier
    again = review.view.quotes[0]
    review.do(intents.accept(review.view, again, review.fresh))
    assert review.dossier == before


def test_a_change_made_from_an_older_state_is_refused() -> None:
    review = scene.review()
    quote = review.view.quotes[0]
    review.do(intents.accept(review.view, quote, review.fresh))
    own = review.view.quotes[0]
    stale = intents.set_state(review.view, own, "none", review.fresh)
    review.do(intents.set_state(review.view, own, "unnamed", review.fresh))
    before = review.dossier
    with pytest.raises(StaleChangeError):
        review.do(stale)
    assert review.dossier == before


def test_finishing_refuses_what_is_pending_and_names_the_first() -> None:
    review = scene.review()
    with pytest.raises(UnfinishedError, match="5 still to decide") as refused:
        review.finish("training")
    assert refused.value.item == review.view.quotes[0]
    assert review.dossier.finished == ()


def test_finishing_asks_only_for_what_is_in_scope() -> None:
    review = scene.review(scope=("entities",))
    assert {item.id for item in review.view.undecided} == {m.id for m in scene.MENTIONS}
    accept_each(review)
    assert review.view.pending == {quote.id for quote in scene.QUOTES}
    review.finish("gold")
    assert review.purpose == "gold"


def test_gold_refuses_what_was_accepted_in_bulk_and_training_does_not() -> None:
    review = scene.review()
    review.do(intents.accept_all(review.view, review.view.undecided, review.fresh))
    with pytest.raises(UnfinishedError, match="bulk"):
        review.finish("gold")
    assert review.finish("training").header.purpose == "training"


def test_bulk_marks_every_item_in_scope_mentions_too() -> None:
    review = scene.review(scope=("quotes", "entities"))
    review.do(intents.accept_all(review.view, review.view.undecided, review.fresh))
    items = (*review.layer.quotes.values(), *review.layer.mentions.values())
    assert len(items) == len(scene.QUOTES) + len(scene.MENTIONS)
    assert all(item.trace.bulk for item in items)


def test_deciding_a_bulk_item_by_itself_makes_it_good_for_gold() -> None:
    review = scene.review()
    review.do(intents.accept_all(review.view, review.view.undecided, review.fresh))
    for quote in review.view.quotes:
        review.do(intents.accept(review.view, quote, review.fresh))
    assert review.finish("gold").header.revision == 1


def test_finishing_is_one_undoable_step() -> None:
    review = scene.review()
    accept_each(review)
    open_items = untimed(review.layer)
    snapshot = review.finish("gold")
    assert review.dossier.work == {}
    assert review.purpose == "gold"
    review.undo()
    assert review.dossier.finished == ()
    assert untimed(review.layer) == open_items
    assert review.purpose is None
    review.redo()
    assert review.dossier.finished == (snapshot,)


def test_a_finished_layer_stands_until_its_working_copy_is_finished() -> None:
    review = scene.review()
    accept_each(review)
    first = review.finish("gold")
    review.do(intents.set_state(review.view, review.view.quotes[0], "none", review.fresh))
    assert review.purpose is None
    assert review.dossier.standing(scene.ANNA) == first
    second = review.finish("training")
    assert second.header.revision == 2
    assert review.dossier.finished == (first, second)
    assert review.dossier.standing(scene.ANNA) == second


def test_undoing_the_only_change_since_finishing_closes_the_working_copy() -> None:
    review = scene.review()
    accept_each(review)
    review.finish("gold")
    review.do(intents.set_state(review.view, review.view.quotes[0], "none", review.fresh))
    review.undo()
    assert review.dossier.work == {}
    assert review.purpose == "gold"


def test_undoing_the_only_change_of_an_imported_layer_closes_the_working_copy() -> None:
    made = scene.review()
    accept_each(made)
    made.finish("gold")
    imported = replace(made.dossier, history=scene.review().dossier.history)
    review = scene.review(dossier=imported)
    review.do(intents.set_state(review.view, review.view.quotes[0], "none", review.fresh))
    review.undo()
    assert review.dossier.work == {}
    assert review.purpose == "gold"


def test_undo_reaches_back_over_finishing_and_a_restart() -> None:
    review = scene.review()
    accept_each(review)
    review.finish("gold")
    again = scene.review(dossier=review.dossier)
    steps = 0
    while again.undo():
        steps += 1
    assert steps == len(scene.QUOTES) + 1
    assert said(again.layer) == {}


def test_undo_takes_back_only_ones_own_changes() -> None:
    anna = scene.review()
    anna.do(intents.accept(anna.view, anna.view.quotes[0], anna.fresh))
    ben = scene.review(annotator="ben", dossier=anna.dossier)
    ben.do(intents.reject(ben.view, ben.view.quotes[1], ben.fresh))
    anna = scene.review(dossier=ben.dossier)
    undone = anna.undo()
    assert undone is not None
    assert undone.by == scene.ANNA
    assert anna.undo() is None
    assert said(anna.layer) == {}
    left = anna.dossier.layer("ben")
    assert left is not None
    assert [q.trace.decision for q in left.quotes.values()] == ["rejected"]
    assert [entry.number for entry in anna.dossier.history.entries] == [1, 2, 3]


def test_history_is_only_ever_added_to() -> None:
    review = scene.review()
    seen: tuple[object, ...] = ()
    for act in (
        lambda: review.do(intents.accept(review.view, review.view.quotes[0], review.fresh)),
        review.undo,
        review.redo,
        review.undo,
        lambda: review.do(
            naming.delete_mention(review.view, review.view.mentions[0], review.fresh)
        ),
        review.redo,
    ):
        act()
        entries = review.dossier.history.entries
        assert entries[: len(seen)] == seen
        seen = entries
    assert [entry.kind for entry in review.dossier.history.entries] == [
        "change", "undo", "redo", "undo", "change",
    ]  # fmt: skip
    assert review.dossier.history.entries[1].of == 1


def test_a_new_change_ends_what_could_be_redone() -> None:
    review = scene.review()
    review.do(intents.accept(review.view, review.view.quotes[0], review.fresh))
    review.undo()
    review.do(intents.reject(review.view, review.view.quotes[0], review.fresh))
    assert review.redo() is None
