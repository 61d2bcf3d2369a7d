"""Where a correction would hold too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotators.model import intents, naming
from annotators.model.carrying import carry_speaker, chain, steps
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.review import Review
from tests.annotators.model import scene
from tests.annotators.model.scene import at, quote

TEXT = """\
“One,” Ines Corvell said. “Two,” the minister said. “Three,” she said. “Four,” she added.

“Five,” Hale said. “Six,” she said. “Seven,” the minister said. “Eight.”
"""
INES = Entity(id="ines", name="Ines Corvell", label="PERSON", digit=1)
HALE = Entity(id="hale", name="Hale", label="PERSON", digit=2)
QUILL = Entity(id="quill", name="Ada Quill", label="PERSON", digit=3)


def said(words: str, source: str, speaker: str, nth: int = 0) -> Quote:
    found = quote(f"“{words}”", "", "", speaker, text=TEXT, item=words)
    if not source:
        return found
    place = at(source, TEXT, nth)
    return replace(found, sources=(place,))


DRAFT: tuple[Item, ...] = (
    INES,
    HALE,
    QUILL,
    Mention(id="m1", span=at("Ines Corvell", TEXT), label="PERSON", entity="ines"),
    Mention(id="m2", span=at("Hale", TEXT), label="PERSON", entity="hale"),
    said("One,", "Ines Corvell", "ines"),
    said("Two,", "the minister", "ines"),
    said("Three,", "she", "ines"),
    said("Four,", "she", "ines", 1),
    said("Five,", "Hale", "hale"),
    said("Six,", "she", "ines", 2),
    said("Seven,", "the minister", "ines", 1),
    said("Eight.", "", "ines"),
)


def review() -> Review:
    return scene.review(article=scene.article(TEXT), draft=scene.draft(*DRAFT))


def found(desk: Review, item: str) -> Quote:
    quote = desk.view.locate(item)
    assert isinstance(quote, Quote)
    return quote


def give(desk: Review, item: str, entity: Entity) -> None:
    desk.do(intents.give_speaker(desk.view, found(desk, item), entity, desk.fresh))


@pytest.mark.parametrize(
    ("item", "others"),
    [
        ("Three,", ["Two,", "Four,"]),
        ("Two,", ["Three,", "Four,", "Seven,"]),
        ("Six,", ["Seven,", "Eight."]),
        ("One,", ["Two,", "Three,", "Four,"]),
        ("Five,", []),
    ],
)
def test_the_chain_is_who_was_meant_by_the_same_words_or_without_a_name(
    item: str, others: list[str]
) -> None:
    desk = review()
    give(desk, item, QUILL)
    assert [quote.id for quote in chain(desk.view, found(desk, item))] == others


def test_what_nobody_corrected_has_no_chain() -> None:
    desk = review()
    assert chain(desk.view, found(desk, "Three,")) == ()
    give(desk, "Three,", INES)
    assert chain(desk.view, found(desk, "Three,")) == ()


def test_what_a_person_judged_is_left_alone() -> None:
    desk = review()
    desk.do(intents.accept(desk.view, found(desk, "Four,"), desk.fresh))
    give(desk, "Two,", HALE)
    give(desk, "Three,", QUILL)
    assert chain(desk.view, found(desk, "Three,")) == ()


def test_a_quote_of_which_only_the_span_was_corrected_is_of_the_chain() -> None:
    desk = review()
    other = found(desk, "Four,")
    change = intents.add_part(desk.view, other, "cues", at("added", TEXT), desk.fresh)
    desk.do(change)
    give(desk, "Three,", QUILL)
    names = {quote.id for quote in chain(desk.view, found(desk, "Three,"))}
    assert found(desk, "Four,").id in names


def test_the_chain_is_given_in_one_change_and_taken_back_in_one() -> None:
    desk = review()
    give(desk, "Three,", QUILL)
    before = desk.view
    change = carry_speaker(before, found(desk, "Three,"), desk.fresh)
    told = [(step.item, step.before, step.after) for step in steps(before, change)]
    assert told == [
        ("Two,", "Ines Corvell", "Ada Quill"),
        ("Four,", "Ines Corvell", "Ada Quill"),
    ]
    desk.do(change)
    assert {found(desk, i).speakers for i in ("Two,", "Three,", "Four,")} == {("quill",)}
    assert {found(desk, i).trace.decision for i in ("Two,", "Four,")} == {"corrected"}
    assert found(desk, "Six,").speakers == ("ines",)
    desk.undo()
    assert found(desk, "Two,").speakers == ("ines",)
    assert found(desk, "Three,").speakers == ("quill",)


def test_the_steps_of_a_label_are_its_places() -> None:
    twin = Mention(id="m3", span=at("minister", TEXT), label="ORG")
    other = Mention(id="m4", span=at("minister", TEXT, 1), label="ORG")
    desk = scene.review(article=scene.article(TEXT), draft=scene.draft(*DRAFT, twin, other))
    desk.do(naming.relabel(desk.view, twin, "PERSON", desk.fresh))
    mention = desk.view.locate("m3")
    assert isinstance(mention, Mention)
    change = naming.relabel_twins(desk.view, mention, desk.fresh)
    assert steps(desk.view, change) == (("m4", other.span, "ORG", "PERSON"),)
