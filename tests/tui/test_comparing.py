"""A comparison from its key to the finished layer, on the screen and on the disk."""

from __future__ import annotations

from annotators.project import Project
from annotators.store.article_store import ArticleStore
from tests.tui.desk_pilot import seated


async def annotate(project: Project, annotator: str, *keys: str) -> None:
    """Have somebody finish the second article as gold with these keys."""
    async with seated(project, annotator=annotator, article_id="strike") as seat:
        await seat.press(*keys, "F", "g")
        await seat.until(lambda: seat.article != "strike")
        await seat.saved()


async def test_two_people_are_compared_and_what_is_settled_is_finished(project: Project) -> None:
    await annotate(project, "ann", "x", "a")
    await annotate(project, "ben", "a", "2")
    async with seated(project, annotator="carl", article_id="strike") as seat:
        await seat.press("K")
        assert "hand 1.0" in seat.shown
        await seat.press("a", "b")
        assert "comparing ann and ben" in seat.shown
        assert "2 differences to settle" in seat.foot
        assert "ben; ann: nothing here" in seat.shown
        assert "›2 uni" in seat.shown
        await seat.press("R")
        assert seat.here == "“We go back [now],”"
        await seat.press("L", "F", "g")
        await seat.until(lambda: seat.article != "strike")
        await seat.saved()
    dossier = ArticleStore(project).load("strike")
    assert dossier is not None
    settled = dossier.standing("carl (adjudicated)")
    assert settled is not None
    assert settled.header.adjudicates == ("ann", "ben")
    standing = [q for q in settled.quotes.values() if q.trace.decision != "rejected"]
    assert sorted(q.speakers for q in standing) == [("e1",), ("e2",)]
    assert dossier.layer("carl") is None


async def test_readings_are_settled_part_by_part_with_a_reason(project: Project) -> None:
    await annotate(project, "ann", "a", "2")
    await annotate(project, "ben", "a", "a")
    async with seated(project, annotator="carl", article_id="strike") as seat:
        await seat.press("K", "a", "b", '"')
        assert "nothing is settled yet" in seat.foot
        await seat.press("n", "tab", "tab", "R")
        assert "taken with the source and speaker of ben" in seat.foot
        assert seat.session.quote is not None
        assert seat.session.quote.speakers == ("e1",)
        assert not seat.session.view.undecided
        await seat.press('"')
        await seat.type("she says so herself")
        await seat.press("enter")
        assert "the reason is kept" in seat.foot
        assert "she says so herself" in seat.shown
        quotes = seat.session.review.layer.quotes.values()
        noted = [q.trace.decision for q in quotes if q.trace.note == "she says so herself"]
        assert sorted(map(str, noted)) == ["corrected", "rejected"]


async def test_the_key_again_goes_back_to_ones_own_layer(project: Project) -> None:
    await annotate(project, "ann", "x", "a")
    async with seated(project, annotator="carl", article_id="strike") as seat:
        await seat.press("K")
        assert "comparing ann and hand 1.0" in seat.shown
        await seat.press("K")
        assert "comparing" not in seat.shown
        assert len(seat.session.view.undecided) == 2


async def test_one_layer_cannot_be_compared(project: Project) -> None:
    async with seated(project, annotator="carl", article_id="strike") as seat:
        await seat.press("K")
        assert "comparing takes two" in seat.foot
