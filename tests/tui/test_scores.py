"""From a figure to the items behind it, to the desk, and back to the figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotators.model.items import Item
from annotators.project import Project
from annotators.reading.text import article_of
from annotators.store.draft_store import DraftStore
from tests.tui import corpus
from tests.tui.desk_pilot import NARROW, WIDE, Seat, seated
from tests.tui.test_comparing import annotate
from tui.screens.scores import ScoresScreen


def draft_of(project: Project, model: str, *left_out: str) -> None:
    """Another model's draft of the second article, without some of its quotes."""
    kept: tuple[Item, ...] = tuple(i for i in corpus.STRIKE_DRAFT if i.id not in left_out)
    article = article_of(corpus.STRIKE, article_id="strike")
    layer = corpus.layer_of(article, kept)
    header = replace(layer.header, model=model, draft=f"{model}-strike", annotator="")
    DraftStore(project).add("strike", replace(layer, header=header), article.sha256)


async def score(seat: Seat, *keys: str) -> None:
    """Open the scores, choose the layers with these keys, and wait for the figures."""
    await seat.press("%")
    if keys:
        await seat.until(lambda: "What is right?" in seat.shown)
        await seat.press(*keys)
    await seat.until(lambda: isinstance(seat.app.screen, ScoresScreen) and "QUOTES" in seat.shown)


def relation(seat: Seat) -> str:
    """The row of the first figure."""
    rows = [line for line in seat.shown.splitlines() if "relation: contents" in line]
    return rows[-1]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_figure_opens_its_items_and_moves_with_their_correction(
    project: Project, size: tuple[int, int]
) -> None:
    await annotate(project, "anna", "x", "a")
    async with seated(project, article_id="zoo", size=size) as seat:
        await score(seat, "enter", "enter")
        assert "66.7" in relation(seat)
        assert "1 article, 1 of them with a draft" in seat.shown
        await seat.press("enter")
        assert "1 item" in seat.shown
        assert "Bakers end their strike [The strike is over]" in seat.shown
        await seat.press("enter")
        assert seat.article == "strike"
        assert seat.here == "The strike is over"
        assert "gold: –   other: the union · said" in seat.foot
        await seat.press("q")
        await score(seat)
        assert "100.0" in relation(seat)
        assert "nothing counts against this figure" in seat.foot
        await seat.press("escape")
        assert seat.article == "strike"


async def test_what_two_models_differ_in_is_settled_in_a_comparison(project: Project) -> None:
    draft_of(project, "other 2", "q2")
    async with seated(project, article_id="zoo") as seat:
        await score(seat, "end", "enter", "end", "enter")
        assert "draft@hand 1.0 against draft@other 2" in seat.shown
        await seat.press("enter", "enter")
        assert "comparing other 2 and hand 1.0" in seat.shown
        assert seat.here == "“We go back [now],”"
        assert seat.session.review.dossier.layer("anna (adjudicated)") is None
        await seat.press("R")
        settled = seat.session.review.dossier.layer("anna (adjudicated)")
        assert settled is not None
        assert len(settled.quotes) == 2
        assert settled.header.adjudicates == ("other 2", "hand 1.0")


async def test_keys_go_from_item_to_item_of_the_list(project: Project) -> None:
    draft_of(project, "other 2", "q1", "q2")
    async with seated(project, article_id="zoo") as seat:
        await seat.press("$")
        assert "no list of items is open; % shows the scores" in seat.foot
        await score(seat, "end", "enter", "end", "enter")
        await seat.press("enter", "enter")
        assert seat.here == "The strike is over"
        await seat.press("$")
        assert seat.here == "“We go back [now],”"
        await seat.press("$")
        assert "that was the last item" in seat.foot
        await seat.press("#")
        assert seat.here == "The strike is over"


async def test_an_article_that_cannot_be_read_is_left_out_and_named(project: Project) -> None:
    await annotate(project, "anna", "x", "a")
    project.draft_path("ferry").write_text("{")
    async with seated(project, article_id="zoo", size=WIDE) as seat:
        await score(seat, "enter", "enter")
        assert ", 1 left out, such as ferry: " in seat.shown


async def test_of_two_people_the_same_draft_is_told_and_the_heaviest_comes_first(
    project: Project,
) -> None:
    await annotate(project, "ann", "x", "a")
    await annotate(project, "ben", "a", "2")
    async with seated(project, article_id="zoo", size=WIDE) as seat:
        await score(seat, "down", "down", "enter", "up", "enter")
        assert "ben against ann" in seat.shown
        assert "1 of them over the same draft" in seat.shown
        assert "AGREEMENT" in seat.shown
        await seat.press("enter")
        assert "1 item" in seat.shown
        assert "the union · said · The strike is over" in seat.shown


async def test_from_the_corpus_too_and_other_layers_can_be_chosen(project: Project) -> None:
    await annotate(project, "anna", "x", "a")
    async with seated(project, article_id="zoo") as seat:
        await seat.press("w")
        await score(seat, "enter", "up", "enter")
        assert "anna against gold" in seat.shown
        await seat.press("%")
        await seat.until(lambda: "What is right?" in seat.shown)
        await seat.press("enter", "escape", "escape")
        assert seat.is_in_corpus
