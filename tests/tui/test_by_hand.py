"""What annoyed whoever annotated by hand for an hour, by the keys that they pressed."""

from __future__ import annotations

import pytest
from textual import events

from annotators.model.items import Entity, Quote
from annotators.project import Project
from tests.annotators.model.parses import parse_of
from tests.annotators.model.scene import at
from tests.tui.corpus import FERRY, add_article, said
from tests.tui.desk_pilot import NARROW, WIDE, Seat, seated

SAILORS = "\n\n".join(
    ["Sailors speak", *(f"“Day {day} was long,” a sailor said." for day in range(30))]
)
DAYS = tuple(
    said(f"q{day}", SAILORS, [f"“Day {day} was long,”"], "said", "a sailor", None, 0.5)
    for day in range(30)
)
LATE = """\
The boat is late

Bo Lind has said that the boat was late.
"""
LATE_PARSE = parse_of(
    LATE,
    "1:det:DT 2:nsubj:NN 2:ROOT:VBZ 2:acomp:JJ",
    "1:compound:NNP 3:nsubj:NNP 3:aux:VBZ 3:ROOT:VBN 7:mark:IN 6:det:DT 7:nsubj:NN 3:ccomp:VBD "
    "7:acomp:JJ 3:punct:.",
)
STALL = """\
Eels are dear

“They were never cheap,” said Ola Sund, 71, who sells eels from a stall. “Ask me again in May.”

Later Ola Sund left.
"""
MAYOR = """\
It is late

The mayor of Ryde said it was late.
"""
MAYOR_PARSE = parse_of(
    MAYOR,
    "1:nsubj:PRP 1:ROOT:VBZ 1:acomp:JJ",
    "1:det:DT 4:nsubj:NN 1:prep:IN 2:pobj:NNP 4:ROOT:VBD 6:nsubj:PRP 4:ccomp:VBD 6:acomp:JJ"
    " 4:punct:.",
)


async def test_a_smaller_window_keeps_what_has_the_focus_in_view(project: Project) -> None:
    add_article(project, "sailors", SAILORS, DAYS)
    async with seated(project, size=WIDE, article_id="sailors") as seat:
        await seat.press(*"jjjjjjjjjjjjjjjj")
        here = seat.here
        await seat.pilot.resize_terminal(*NARROW)
        await seat.settle()
        await seat.press("a")
        assert here in {SAILORS[slice(*q.contents[0])] for q in _decided(seat)}


async def test_a_key_on_what_was_scrolled_away_brings_it_back_and_then_holds(
    project: Project,
) -> None:
    add_article(project, "sailors", SAILORS, DAYS)
    async with seated(project, size=NARROW, article_id="sailors") as seat:
        seat.app._desk.widgets.article.scroll_to(y=30, animate=False, immediate=True)
        await seat.pilot.pause()
        await seat.press("a")
        assert "look and press it again" in seat.foot
        assert not _decided(seat)
        await seat.press("a")
        assert [q.start for q in _decided(seat)] == [DAYS[0].start]


async def test_growing_stops_at_the_verb_and_at_the_clause_without_that(project: Project) -> None:
    add_article(project, "late", LATE)
    async with seated(project, article_id="late") as seat:
        seat.session.take_parse(LATE_PARSE)
        await seat.press("home", *["right"] * 7)
        assert seat.here == "said"
        await seat.press("+")
        assert seat.here == "has said"
        await seat.press("escape", *["right"] * 4)
        assert seat.here == "was"
        await seat.press("+")
        assert seat.here == "the boat was late"
        await seat.press("+")
        assert seat.here == "that the boat was late"
        await seat.press("-", "q")
        assert [LATE[slice(*cue)] for cue in _quote(seat).cues] == ["has said"]


async def test_a_source_with_a_new_name_brings_somebody_new_to_the_cast(project: Project) -> None:
    add_article(project, "stall", STALL)
    async with seated(project, article_id="stall") as seat:
        await seat.press("home", "down", "Q", "q")
        known = [seat.session.view.entities[e].name for e in _quote(seat).speakers]
        assert known == ["Ola Sund"]
        assert "1 Ola Sund" in seat.shown
        await seat.press("u")
        assert not seat.session.view.entities


async def test_a_name_that_two_bear_and_a_mere_noun_bring_nobody(project: Project) -> None:
    text = "Who is it\n\n“No,” said Hale.\n\n“Yes,” said the cook.\n"
    two = [Entity(id="e1", name="Ann Hale"), Entity(id="e2", name="Tom Hale")]
    add_article(project, "two", text, two)
    async with seated(project, article_id="two") as seat:
        for row in (1, 2):
            await seat.press("home", *["down"] * row, "Q", "q")
            assert _quote(seat).sources
            assert _quote(seat).speakers == ()


async def test_the_name_in_a_long_source_is_offered_first(project: Project) -> None:
    quote = Quote(
        id="q1",
        contents=(at("“They were never cheap,”", STALL),),
        sources=(at("Ola Sund, 71, who sells eels from a stall", STALL),),
    )
    add_article(project, "stall", STALL, [quote])
    async with seated(project, article_id="stall") as seat:
        await seat.press("t")
        assert "Ola Sund (new)" in seat.shown
        await seat.press("enter")
        assert [seat.session.view.entities[e].name for e in _quote(seat).speakers] == ["Ola Sund"]


async def test_contents_that_grow_over_others_of_the_quote_take_them_in(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("n")
        assert len(_quote(seat).contents) == len(("“We have …", "“The islanders …"))
        await seat.press("G")
        assert [FERRY[slice(*span)][:8] for span in _quote(seat).contents] == ["“We have"]


async def test_going_round_the_end_is_said(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("p")
        assert "on from the end" in seat.foot
        await seat.press("n")
        assert "on from the beginning" in seat.foot


@pytest.mark.parametrize(
    ("word", "tells"), [("The", True), ("mayor", True), ("said", True), ("Ryde", False)]
)
async def test_a_word_of_the_subject_or_the_verb_makes_the_whole_quote(
    project: Project, word: str, tells: bool
) -> None:
    add_article(project, "mayor", MAYOR)
    async with seated(project, article_id="mayor") as seat:
        seat.session.take_parse(MAYOR_PARSE)
        await seat.press("/")
        await seat.type(word)
        await seat.press("enter", "q")
        quote = _quote(seat)
        said = [MAYOR[slice(*span)] for span in (*quote.sources, *quote.cues, *quote.contents)]
        whole = ["The mayor of Ryde", "said", "it was late"]
        assert (said == whole) is tells


async def test_a_problem_is_gone_to_where_it_is_and_put_right_by_the_next_key(
    project: Project,
) -> None:
    quote = said("q1", MAYOR, ["it was late"], "sai", "The mayor of Ryde", None, 0.5)
    add_article(project, "mayor", MAYOR, [quote])
    async with seated(project, article_id="mayor") as seat:
        await seat.press("y")
        assert (seat.here, "“sai” cuts a word" in seat.foot) == ("sai", True)
        await seat.press(">")
        assert seat.here == "said"
        assert not any(p.name == "cut-word" for p in seat.session.problems)


async def test_every_line_that_is_pasted_comes_into_a_note_and_none_onto_the_desk(
    project: Project,
) -> None:
    async with seated(project) as seat:
        seat.app.post_message(events.Paste("axd"))
        await seat.settle()
        assert not _decided(seat)
        await seat.press("f")
        seat.app.post_message(events.Paste("see\n the\tother\nsource\n"))
        await seat.settle()
        await seat.press("enter")
        assert [quote.trace.note for quote in _decided(seat)] == ["see the other source"]


def _quote(seat: Seat) -> Quote:
    quote = seat.session.quote
    assert quote is not None
    return quote


def _decided(seat: Seat) -> list[Quote]:
    return list(seat.session.view.layer.quotes.values())
