"""Carrying a correction over to the other articles of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotators.errors import CopydeskError
from annotators.model import intents
from annotators.model.elsewhere import Carried
from annotators.model.review import Review
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from annotators.store.carrying import carry_over
from annotators.store.draft_store import DraftStore
from tests.tui.corpus import FERRY, FERRY_DRAFT, add_article, make_project

BOARD = Carried(
    sort="speaker", text="The board", before="", after="Harbour Board", origin="strike", by="anna"
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path)
    add_article(made, "again", FERRY, FERRY_DRAFT)
    return made


def review(project: Project, article_id: str) -> Review:
    article = read_article(project.article_path(article_id), article_id=article_id)
    return Review(
        article,
        "anna",
        dossier=ArticleStore(project).load(article_id),
        draft=DraftStore(project).shown(article),
    )


def test_it_is_proposed_wherever_it_fits_and_the_drafts_stay(project: Project) -> None:
    ids = list(project.article_ids())
    before = DraftStore(project).load("ferry")
    assert list(carry_over(project, BOARD, ids)) == ["again", "ferry"]
    assert DraftStore(project).load("ferry") == before
    view = review(project, "ferry").view
    quote = next(q for q in view.quotes if q.id == "q5")
    assert [view.entities[s].name for s in quote.speakers] == ["Harbour Board"]
    assert view.is_pending(quote)


def test_it_is_proposed_once(project: Project) -> None:
    assert list(carry_over(project, BOARD, ["ferry"])) == ["ferry"]
    assert list(carry_over(project, BOARD, ["ferry"])) == []
    assert DraftStore(project).carried("ferry") == (BOARD,)


def test_what_is_finished_or_decided_is_left_alone(project: Project) -> None:
    desk = review(project, "ferry")
    desk.do(intents.accept_all(desk.view, desk.view.undecided, desk.fresh))
    desk.finish("training")
    ArticleStore(project).save(desk.dossier, desk.article)
    desk = review(project, "again")
    quote = next(q for q in desk.view.quotes if q.id == "q5")
    desk.do(intents.reject(desk.view, quote, desk.fresh))
    ArticleStore(project).save(desk.dossier, desk.article)
    assert list(carry_over(project, BOARD, ["ferry", "again"])) == []


def test_drafting_again_keeps_what_was_carried_over(project: Project) -> None:
    list(carry_over(project, BOARD, ["ferry"]))
    article = read_article(project.article_path("ferry"), article_id="ferry")
    store = DraftStore(project)
    again = store.load("ferry")[-1].with_header(draft="d2")
    store.add("ferry", again, article.sha256)
    shown = store.shown(article)
    assert shown is not None
    assert shown.header.draft == "d2"
    assert shown.quotes["q5"].speakers != ()


def test_one_broken_article_does_not_keep_it_from_the_others(project: Project) -> None:
    project.draft_path("again").write_text("{")
    assert list(carry_over(project, BOARD, ["again", "gone", "zoo", "ferry"])) == ["ferry"]


def test_a_damaged_record_is_told_with_its_file(project: Project) -> None:
    list(carry_over(project, BOARD, ["ferry"]))
    path = project.draft_path("ferry")
    path.write_text(path.read_text().replace('"sort": "speaker"', '"sort": 3').replace(
        '"sort":"speaker"', '"sort":3'))  # fmt: skip
    with pytest.raises(CopydeskError, match=r"ferry\.json.*damaged"):
        DraftStore(project).carried("ferry")
