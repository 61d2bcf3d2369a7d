"""Each sort of correction falls out of what was drafted and what was decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from annotators.model import intents
from annotators.model.corrections import FAULTS, Fault, corrections, faults_of
from annotators.model.items import Entity, Mention, Quote, Trace
from annotators.model.record import item_record
from annotators.model.span import Span
from tests import strategies
from tests.annotators.model import scene

T = TypeVar("T", Quote, Mention, Entity)
WAS = Quote(
    id="d1", contents=(Span(0, 9),), cues=(Span(10, 14),), sources=(Span(15, 20),),
    speakers=("e1",), speaker_state="known",
)  # fmt: skip
NAME = Mention(id="d2", span=Span(15, 20), label="PERSON", entity="e1")
ENTITY = Entity(id="e1", name="Hale", label="PERSON")


def corrected(was: T, **changes: Any) -> T:
    """What a person made of a draft's item."""
    trace = Trace(decision="corrected", was=item_record(was))
    return replace(was, trace=trace, **changes)


def faults(item: Quote | Mention | Entity) -> set[Fault]:
    return set(faults_of(item))


def test_quotes() -> None:
    assert faults(corrected(WAS)) == set()
    assert faults(corrected(WAS, contents=(Span(0, 8),))) == {"boundary"}
    assert faults(corrected(WAS, sources=())) == {"boundary"}
    assert faults(corrected(WAS, speakers=("e2",))) == {"wrong speaker"}
    assert faults(corrected(WAS, speakers=(), speaker_state="none")) == {"wrong speaker"}
    swapped = corrected(WAS, cues=WAS.sources, sources=WAS.cues)
    assert faults(swapped) == {"wrong role"}
    moved = corrected(WAS, cues=(), sources=WAS.cues, speakers=("e2",))
    assert faults(moved) == {"wrong role", "boundary", "wrong speaker"}


def test_mentions_and_entities() -> None:
    assert faults(corrected(NAME, span=Span(15, 25))) == {"boundary"}
    assert faults(corrected(NAME, label="ORG")) == {"wrong label"}
    assert faults(corrected(NAME, entity="e2")) == {"wrong speaker"}
    assert faults(corrected(ENTITY, label="ORG")) == {"wrong label"}
    assert faults(corrected(ENTITY, digit=3)) == set()


def test_what_was_added_was_missed_and_what_was_rejected_was_spurious() -> None:
    assert faults(replace(WAS, trace=Trace(decision="added"))) == {"missed"}
    assert faults(replace(NAME, trace=Trace(decision="rejected"))) == {"spurious"}
    assert faults(replace(ENTITY, trace=Trace(decision="added"))) == set()


def test_a_layer_of_accepted_drafts_has_nothing_to_tell() -> None:
    made = scene.review()
    while made.view.undecided:
        made.do(intents.accept(made.view, made.view.undecided[0], made.fresh))
    assert list(corrections(made.layer)) == []
    made.do(intents.reject(made.view, made.view.quotes[0], made.fresh))
    assert [found.fault for found in corrections(made.layer)] == ["spurious"]


@given(st.data())
def test_any_layer_has_an_account(data: st.DataObject) -> None:
    for found in corrections(data.draw(strategies.layers(50))):
        assert found.fault in FAULTS
