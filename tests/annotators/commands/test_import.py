"""`copydesk import` takes in layers whole, once, and never over others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from annotators.store.lock import hold
from tests.annotators.commands.conftest import VOTE, Run, finish

Captured = pytest.CaptureFixture[str]
RECORD: dict[str, Any] = {
    "id": "new/one",
    "text": "“Go,” said Ada.\r\n",
    "publisher": "The Lantern",
    "meta": {"desk": "city"},
    "layer": {"annotator": "anna", "purpose": "training", "revision": 2},
    "attributions": [{"id": "q1", "contents": [[0, 5]], "sources": [[11, 14]], "odd": [1]}],
}


def write(*records: dict[str, Any]) -> Path:
    path = Path("in.jsonl")
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def other(**fields: Any) -> dict[str, Any]:
    return RECORD | fields


def test_what_was_exported_comes_back_as_it_was(
    project: Project, run: Run, capsys: Captured
) -> None:
    layer = finish(project, "vote", "anna")
    run("export", "-o", "out.jsonl")
    project.annotation_path("vote").unlink()
    assert run("import", "out.jsonl") == 0
    dossier = ArticleStore(project).load("vote")
    assert dossier is not None
    assert dossier.finished == (layer,)
    assert run("import", "out.jsonl") == 0
    assert "0 layers taken in, 1 already there" in capsys.readouterr().err


def test_an_unknown_article_is_added_and_everything_comes_out_again(
    project: Project, run: Run, capsys: Captured
) -> None:
    assert run("import", write(RECORD)) == 0
    article = read_article(project.article_path("new/one"), article_id="new/one")
    assert article.text == RECORD["text"]
    assert run("export", "-o", "-") == 0
    out = json.loads(capsys.readouterr().out)
    assert (out["publisher"], out["meta"]["desk"]) == ("The Lantern", "city")
    assert out["layer"]["revision"] == 2
    assert out["attributions"][0]["decision"] == "added"
    assert out["attributions"][0]["odd"] == [1]


def test_another_text_is_refused(run: Run, capsys: Captured) -> None:
    assert run("import", write(other(id="vote"))) == 1
    assert "its text is not that of the project's article" in capsys.readouterr().err


def test_another_layer_of_the_same_revision_is_refused(
    project: Project, run: Run, capsys: Captured
) -> None:
    assert run("import", write(RECORD)) == 0
    before = project.annotation_path("new/one").read_bytes()
    assert run("import", write(other(attributions=[]))) == 1
    assert "another revision 2" in capsys.readouterr().err
    assert project.annotation_path("new/one").read_bytes() == before


def test_an_article_is_taken_in_whole_or_not_at_all(project: Project, run: Run) -> None:
    nameless = other(layer={"purpose": "gold"})
    assert run("import", write(RECORD, nameless)) == 1
    assert ArticleStore(project).load("new/one") is None


def test_nothing_is_taken_in_from_a_file_with_bad_lines_unless_asked(
    project: Project, run: Run, capsys: Captured
) -> None:
    path = write(RECORD, {"id": 7}, other(id="new/two"))
    assert run("import", path) == 1
    assert "in.jsonl, line 2" in capsys.readouterr().err
    assert "new/one" not in project.article_ids()
    assert run("import", path, "--skip-bad") == 0
    assert {"new/one", "new/two"} < set(project.article_ids())


def test_layers_become_somebodys_with_as(project: Project, run: Run) -> None:
    assert run("import", write(other(layer={})), "--as", "Bo") == 0
    dossier = ArticleStore(project).load("new/one")
    assert dossier is not None
    assert list(dossier.work) == ["Bo"]


def test_layers_become_drafts_with_as_draft(project: Project, run: Run, capsys: Captured) -> None:
    for said in ("1 layer taken in", "1 already there"):
        assert run("import", write(RECORD), "--as-draft", "corenlp 4") == 0
        assert said in capsys.readouterr().err
    (draft,) = DraftStore(project).load("new/one")
    assert draft.header.model == "corenlp 4"
    assert draft.quotes["q1"].trace.decision is None
    assert ArticleStore(project).load("new/one") is None


@pytest.mark.parametrize("name", ["../../out", "/out", "a/../../out"])
def test_no_id_leads_out_of_the_project(project: Project, run: Run, name: str) -> None:
    assert run("import", write(other(id=name))) == 1
    assert not list(project.root.parent.rglob("out*"))


@pytest.mark.parametrize(
    ("layer", "word"),
    [
        ({"purpose": "gold"}, "--as"),
        ({"model": "m", "draft": "d"}, "--as-draft"),
        ({"annotator": "a\nb", "purpose": "gold"}, "annotator"),
    ],
)
def test_a_layer_of_nobody_is_refused(
    run: Run, capsys: Captured, layer: dict[str, Any], word: str
) -> None:
    assert run("import", write(other(layer=layer))) == 1
    assert word in capsys.readouterr().err


def test_gold_in_bulk_is_refused(run: Run, capsys: Captured) -> None:
    quote = RECORD["attributions"][0] | {"bulk": True, "decision": "accepted"}
    layer = {"annotator": "anna", "purpose": "gold"}
    assert run("import", write(other(layer=layer, attributions=[quote]))) == 1
    assert "bulk" in capsys.readouterr().err


def test_an_article_that_is_open_elsewhere_is_left_alone(
    project: Project, run: Run, capsys: Captured
) -> None:
    record = other(id="vote", text=VOTE)
    with hold(project, "vote", "bo"):
        assert run("import", write(record)) == 1
    assert "is open for bo" in capsys.readouterr().err
    assert run("import", write(record)) == 0


def test_a_file_that_is_not_there_is_wrong_use(run: Run) -> None:
    assert run("import", "nowhere.jsonl") == 2


def test_who_speaks_in_an_imported_layer_has_a_digit(project: Project, run: Run) -> None:
    spoken = {**RECORD["attributions"][0], "speakers": ["e1"]}
    record = other(entities=[{"id": "e1", "name": "Ada"}], attributions=[spoken])
    assert run("import", write(record)) == 0
    dossier = ArticleStore(project).load("new/one")
    assert dossier is not None
    assert [e.digit for e in dossier.finished[0].entities.values()] == [1]
    assert run("import", write(record)) == 0, "and it is known again"
