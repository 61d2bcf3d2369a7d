"""`copydesk log` tells who decided what; `stats` counts what was put right."""

from __future__ import annotations

import json

import pytest

from annotators.model import intents
from annotators.model.review import Review
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from tests.annotators.commands.conftest import Run, finish


def test_every_entry_is_a_line(
    project: Project, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    finish(project, "vote", "anna")
    assert run("log", "vote") == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert "anna  accept quote: “It is late,”; speaker Ada Quill  [fake 1]" in lines[0]
    assert "finish as gold" in lines[-1]
    assert "anna put right: 0 boundary" in said.err


def test_an_entry_as_json_has_the_item_before_and_after(
    project: Project, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    finish(project, "vote", "anna")
    finish(project, "vote", "Bo")
    assert run("log", "vote", "--json", "--annotator", "Bo") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {record["by"] for record in records} == {"Bo"}
    first = records[0]["edits"][0]
    assert first["before"] is None
    assert first["after"]["decision"] == "accepted"
    assert (records[0]["id"], records[0]["model"]) == ("vote", "fake 1")


def test_where_nobody_decided_there_is_nothing_to_tell(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("log", "vote") == 0
    assert "nobody has decided anything in vote" in capsys.readouterr().err
    assert run("log", "nowhere") == 2


def test_stats_count_what_was_put_right(
    project: Project, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    finish(project, "vote", "anna")
    article = read_article(project.article_path("vote"), article_id="vote")
    store = ArticleStore(project)
    made = Review(article, "anna", dossier=store.load("vote"))
    made.do(intents.reject(made.view, made.view.quotes[0], made.fresh))
    quote = made.view.quotes[0]
    made.do(intents.set_state(made.view, quote, "unnamed", made.fresh))
    store.save(made.dossier, article)
    assert run("stats", "--json") == 0
    found = json.loads(capsys.readouterr().out)["annotators"]["anna"]["corrections"]
    assert {fault: number for fault, number in found.items() if number} == {
        "spurious": 1,
        "wrong speaker": 1,
    }
    assert run("stats") == 0
    assert "put right       2: 0 boundary" in capsys.readouterr().out
