"""Completing, carrying on and dismissing by real keys, with as few as the design allows."""

from __future__ import annotations

from annotators.model.items import Mention, Quote
from annotators.model.span import Span
from annotators.project import Project
from tests.tui.corpus import FERRY, add_article
from tests.tui.desk_pilot import NARROW, seated
from tui.widgets.choice_list import ChoiceList

TWICE = "Vikholm waits\n\nNobody in Vikholm knows. Vikholm sleeps.\n"


async def test_a_quote_of_what_a_source_says_in_one_key_and_another_reading_in_two(
    project: Project,
) -> None:
    async with seated(project, size=NARROW) as seat:
        await seat.press("n", "n", "x")
        assert seat.session.quote is not None
        await seat.press("k", "]")
        while seat.here != "he":
            await seat.press("]")
        await seat.press("q")
        quote = seat.session.quote
        assert quote is not None
        assert seat.here == "“Nobody has seen the bill,”"
        assert quote.speakers == ("e2",)
        await seat.press("Z")
        assert seat.app.screen.query_one(ChoiceList).display
        await seat.press("1")
        assert seat.session.quote != quote
        await seat.press("u", "u")
        assert not any(q.sources == quote.sources and q.id == quote.id
                       for q in seat.session.view.quotes)  # fmt: skip


async def test_a_label_goes_to_every_place_in_three_keys_with_a_look_before_the_last(
    project: Project,
) -> None:
    places = [i for i in range(len(TWICE)) if TWICE.startswith("Vikholm", i)]
    names = [
        Mention(id=f"m{i}", span=_span(at), label="GPE") for i, at in enumerate(places, start=1)
    ]
    add_article(project, "twice", TWICE, names)
    async with seated(project, article_id="twice") as seat:
        await seat.press("home", "]", "[")
        assert seat.here == "Vikholm"
        await seat.press("l", "P")
        assert "Label PERSON everywhere?" in seat.shown
        labels = {m.label for m in seat.session.view.mentions}
        assert labels == {"PERSON", "GPE"}
        await seat.press("*")
        assert {m.label for m in seat.session.view.mentions} == {"PERSON"}
        await seat.press("u")
        assert {m.label for m in seat.session.view.mentions} == {"PERSON", "GPE"}


async def test_a_speaker_goes_along_the_chain_after_a_look_and_escape_leaves_it(
    project: Project,
) -> None:
    async with seated(project, size=NARROW) as seat:
        await seat.press("n", "n", "1")
        assert "1 more of this chain; * shows them" in seat.foot
        await seat.press("*")
        assert "quote 4: Tomas Hale → Ines Corvell" in seat.shown
        await seat.press("escape")
        assert seat.quote("q4").speakers == ("e2",)
        await seat.press("*", "*")
        assert seat.quote("q4").speakers == ("e1",)
        await seat.press("u")
        assert seat.quote("q4").speakers == ("e2",)
        await seat.saved()


async def test_what_is_missing_is_filled_in_by_one_key(project: Project) -> None:
    bare = Quote(id="q9", contents=(_span(FERRY.index("“We have"), 29),))
    add_article(project, "bare", FERRY, [bare])
    async with seated(project, article_id="bare") as seat:
        await seat.press("z")
        quote = seat.session.quote
        assert quote is not None
        assert [FERRY[s.start : s.end] for s in (*quote.cues, *quote.sources)] == [
            "said", "Mayor Ines Corvell",
        ]  # fmt: skip


async def test_a_dismissed_problem_is_gone_also_after_a_restart(project: Project) -> None:
    async with seated(project) as seat:
        before = len(seat.session.problems)
        await seat.press("y", "!")
        await seat.saved()
        assert len(seat.session.problems) == before - 1
    async with seated(project) as seat:
        assert len(seat.session.problems) == before - 1
        await seat.press("u")
        assert len(seat.session.problems) == before


def _span(start: int, length: int = len("Vikholm")) -> Span:
    return Span(start, start + length)
