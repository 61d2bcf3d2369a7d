"""Annotating blind, and an article that comes back to somebody who is not told so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotators.project import Project
from annotators.store.article_store import ArticleStore
from annotators.store.index_cache import Standing
from tests.tui.corpus import CONFIG
from tests.tui.desk_pilot import seated
from tests.tui.test_comparing import annotate
from tui.work.returning import coming_back

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def with_settings(project: Project, lines: str) -> Project:
    """The project with more settings."""
    path = Path(project.root, "config.yaml")
    path.write_text(CONFIG + lines, encoding="utf-8")
    return Project.find(project.root)


async def test_an_article_is_opened_blind_and_stays_so_until_it_is_finished(
    project: Project,
) -> None:
    async with seated(project, article_id="zoo") as seat:
        await seat.press("w")
        await seat.until(lambda: "Bakers" in seat.shown)
        await seat.press("{", "down", "b")
        assert seat.article == "strike"
        assert not seat.session.view.quotes
        assert "blind" in seat.shown.splitlines()[0]
        await seat.press("K")
        assert "you annotate it blind; finish it first" in seat.foot
        await seat.saved()
    async with seated(project, article_id="strike") as seat:
        assert not seat.session.view.quotes
        await seat.press("F", "g")
        await seat.until(lambda: seat.article != "strike")
        await seat.saved()
    dossier = ArticleStore(project).load("strike")
    assert dossier is not None
    standing = dossier.standing("anna")
    assert standing is not None
    assert (standing.header.blind, standing.header.based_on) == (True, None)


async def test_what_one_has_begun_with_its_draft_cannot_be_done_blind(project: Project) -> None:
    await annotate(project, "anna", "x", "a")
    async with seated(project, article_id="zoo") as seat:
        await seat.press("w")
        await seat.until(lambda: "Bakers" in seat.shown)
        await seat.press("{", "down", "b")
        assert seat.article == "zoo"
        assert "you have a layer of it that was not made blind" in seat.foot


async def test_a_share_of_the_articles_is_blind_for_everybody(project: Project) -> None:
    async with seated(with_settings(project, "blind: 1\n"), article_id="ferry") as seat:
        assert not seat.session.view.quotes
        assert seat.session.review.is_hidden


async def test_a_finished_article_comes_back_as_if_it_were_the_next(project: Project) -> None:
    again = with_settings(project, "again: 1\n")
    await annotate(again, "anna", "x", "a")
    async with seated(again, article_id="zoo") as seat:
        await seat.press("F", "t")
        await seat.until(lambda: seat.article == "ferry")
        await seat.press("a", "a", "a", "a", "3", "F", "g")
        await seat.until(lambda: seat.article == "strike")
        assert "this is the next article" in seat.foot
        assert len(seat.session.view.undecided) == 2
        await seat.press("H")
        assert "nothing has been changed" in seat.foot
        await seat.press("a")
        await seat.saved()
    async with seated(again, article_id="strike") as seat:
        assert len(seat.session.view.undecided) == 1
        await seat.press("a", "F", "g")
        await seat.until(lambda: seat.article != "strike")
        await seat.saved()
    dossier = ArticleStore(again).load("strike")
    assert dossier is not None
    assert [layer.header.annotator for layer in dossier.all_standing()] == ["anna"]
    (second,) = dossier.repeated()
    assert (second.header.annotator, second.header.repeats) == ("anna (again)", "anna")
    assert [len(layer.quotes) for layer in (dossier.finished)] == [2, 2]


def back(*standings: Standing, share: float = 1, now: datetime | None = NOW) -> str | None:
    known = {s.id: s for s in standings}
    found = (coming_back(known, known.__getitem__, "anna", share=share, just=f"j{n}", now=now)
             for n in range(20))  # fmt: skip
    return next((one for one in found if one is not None), None)


@pytest.mark.parametrize(
    ("changed", "others", "share", "now", "is_back"),
    [
        ("2026-03-01T10:00:00Z", (), 1, NOW, True),
        ("2026-03-03T10:00:00Z", (), 1, NOW, False),
        ("2026-03-03T10:00:00Z", (), 1, None, True),
        ("2026-03-01T10:00:00Z", ("anna (again)",), 1, NOW, False),
        ("2026-03-01T10:00:00Z", (), 0, NOW, False),
    ],
)
def test_what_comes_back_has_rested_and_comes_once(
    changed: str, others: tuple[str, ...], share: float, now: datetime | None, is_back: bool
) -> None:
    one = Standing(id="one", title="", status="finished", changed=changed, others=others)
    assert back(one, share=share, now=now) == ("one" if is_back else None)


def test_what_is_unfinished_does_not_come_back_and_the_oldest_comes_first() -> None:
    old = Standing(id="b", title="", status="finished", changed="2026-02-01T00:00:00Z")
    new = Standing(id="a", title="", status="finished", changed="2026-02-02T00:00:00Z")
    opened = Standing(id="c", title="", status="open", changed="2026-01-01T00:00:00Z")
    assert back(new, old, opened) == "b"
