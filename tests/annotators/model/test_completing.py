"""Filling in what a quote lacks, reading it otherwise, and the speaker that follows the source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.model import intents
from annotators.model.completing import completion, follow_source, readings, taken
from annotators.model.items import Entity, Item, Mention, Quote, Trace
from annotators.model.kind import Kinds
from annotators.model.layer import Header, Layer
from annotators.model.units import Units
from annotators.model.view import View
from tests.annotators.model import scene
from tests.annotators.model.scene import article, at, quote
from tests.strategies import articles

TEXT = "“It is late,” Ines Corvell said. Hale told it that the brakes were new, he added."
CORVELL = Entity(id="ines", name="Ines Corvell", label="PERSON")
HALE = Entity(id="hale", name="Hale", label="PERSON")
NAMES: tuple[Item, ...] = (
    CORVELL,
    HALE,
    Mention(id="m1", span=at("Ines Corvell", TEXT), label="PERSON", entity="ines"),
    Mention(id="m2", span=at("Hale", TEXT), label="PERSON", entity="hale"),
)


def seen(*items: Item, text: str = TEXT) -> tuple[View, Units]:
    view = View.of(article(text), Layer.of(Header(), items))
    return view, Units(view.article, Kinds(text))


def test_what_is_missing_is_filled_in() -> None:
    bare = quote("“It is late,”", text=TEXT)
    full = completion(*seen(*NAMES, bare), bare)
    assert full.cues == (at("said", TEXT),)
    assert full.sources == (at("Ines Corvell", TEXT),)
    assert (full.speakers, full.speaker_state) == (("ines",), "known")


def test_the_speaker_is_filled_in_by_the_source_that_stands() -> None:
    half = replace(quote("“It is late,”", "", "Hale", text=TEXT), speaker_state="undecided")
    full = completion(*seen(*NAMES, half), half)
    assert (full.sources, full.speakers) == ((at("Hale", TEXT),), ("hale",))


def test_a_speaker_that_was_given_stays() -> None:
    half = quote("“It is late,”", "", "", "hale", text=TEXT)
    full = completion(*seen(*NAMES, half), half)
    assert full.speakers == ("hale",)
    assert full.sources == (at("Ines Corvell", TEXT),)


def test_a_quote_that_lacks_its_contents_gets_what_its_source_says() -> None:
    half = quote((), "", "Ines Corvell", text=TEXT)
    assert completion(*seen(*NAMES, half), half).contents == (at("“It is late,”", TEXT),)


def test_where_nothing_is_known_the_quote_stays_as_it_is() -> None:
    text = "Rain fell on the old brakes."
    bare = quote("the old brakes", text=text)
    assert completion(*seen(bare, text=text), bare) == bare


@given(st.data())
def test_whatever_stands_is_never_changed_by_filling_in(data: st.DataObject) -> None:
    story = data.draw(articles())
    view = View.of(story, None)
    draw_span = scene_spans(len(story.text))
    item = Quote(
        id="q",
        contents=data.draw(st.tuples(draw_span)),
        cues=data.draw(st.one_of(st.just(()), st.tuples(draw_span))),
        sources=data.draw(st.one_of(st.just(()), st.tuples(draw_span))),
    )
    units = Units(story, view.kinds, None)
    full = completion(view, units, item)
    for role in ("contents", "cues", "sources"):
        standing = item.spans(role)  # type: ignore[arg-type]
        assert not standing or full.spans(role) == standing  # type: ignore[arg-type]
    for proposal in readings(view, units, item):
        assert taken(item, proposal) != item


def scene_spans(length: int) -> st.SearchStrategy:  # type: ignore[type-arg]
    starts = st.integers(0, length - 1)
    return starts.flatmap(
        lambda start: st.integers(start + 1, min(length, start + 30)).map(
            lambda end: scene.Span(start, end)
        )
    )


def test_other_readings_are_others() -> None:
    text = "“It is late,” Ines Corvell, the mayor, said, “and cold.”"
    whole = quote("“It is late,”", "said", "Ines Corvell, the mayor,", "ines", text=text)
    view, units = seen(CORVELL, whole, text=text)
    told, *_, said = readings(view, units, whole)
    assert (told.sources, told.because) == ((at("Ines Corvell", text),), "“Ines Corvell” alone")
    assert said.contents == (at("“and cold.”", text),)
    by_source = readings(view, units, whole, by_source=True)[0]
    assert by_source.because == "the quotations on both sides"
    other = taken(whole, by_source)
    assert other == replace(whole, contents=(at("“It is late,”", text), at("“and cold.”", text)))


@pytest.mark.parametrize(
    ("trace", "speakers", "then"),
    [
        (Trace(), ("hale",), ("ines",)),
        (Trace(decision="accepted", was={"speakers": ["hale"], "speaker_state": "known"}),
         ("hale",), ("hale",)),
        (Trace(decision="corrected", was={"speakers": ["hale"], "speaker_state": "known"}),
         ("hale",), ("ines",)),
        (Trace(decision="corrected", was={"speakers": ["ines"], "speaker_state": "known"}),
         ("board",), ("board",)),
        (Trace(decision="added"), (), ("ines",)),
        (Trace(decision="added"), ("board",), ("board",)),
    ],
)  # fmt: skip
def test_the_speaker_follows_another_source_unless_a_person_gave_it(
    trace: Trace, speakers: tuple[str, ...], then: tuple[str, ...]
) -> None:
    board = Entity(id="board", name="the board")
    before = replace(quote("“It is late,”", "said", "Hale", *speakers, text=TEXT), trace=trace)
    view, _ = seen(*NAMES, board, before)
    moved = intents.with_spans(before, "sources", [at("Ines Corvell", TEXT)])
    assert follow_source(view, before, moved).speakers == then


def test_a_source_that_names_nobody_leaves_the_speaker() -> None:
    before = quote("“It is late,”", "said", "Ines Corvell", "ines", text=TEXT)
    view, _ = seen(*NAMES, before)
    moved = intents.with_spans(before, "sources", [at("the brakes", TEXT)])
    assert follow_source(view, before, moved).speakers == ("ines",)


def test_the_pronoun_follows_when_another_speaker_is_read() -> None:
    view = scene.review().view
    before = next(q for q in view.quotes if q.id == "d1q2")
    change = intents.read_as(view, before, replace(before, speakers=("d1e3",)), scene.ids())
    pronoun = [edit.after for edit in change.edits if isinstance(edit.after, Mention)]
    assert [mention.entity for mention in pronoun] == ["d1e3"]
