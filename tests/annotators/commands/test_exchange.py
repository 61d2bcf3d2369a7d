"""Export and import with other formats than our own, as a person does it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotators.commands import main
from annotators.exchange.registry import FORMATS
from annotators.model.items import Quote
from annotators.model.span import Span
from annotators.project import Project, create_project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from tests.annotators.commands.conftest import STRIKE, VOTE, Run, finish

Captured = pytest.CaptureFixture[str]
BOTH_WAYS = [name for name, known in FORMATS.items() if known.reads and known.writes]


def citron(folder: str, **fields: Any) -> Path:
    path = Path(folder)
    path.mkdir(exist_ok=True)
    (path / "vote.json").write_text(json.dumps({"text": VOTE} | fields), encoding="utf-8")
    return path


def quote(start: int, end: int, **cue: Any) -> dict[str, Any]:
    span = {"start": start, "end": end}
    said = VOTE.index("said")
    return {"cue": {"start": said, "end": said + 4} | cue, "sources": [], "contents": [span]}


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_what_was_exported_comes_back_into_a_new_project(
    name: str, project: Project, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(project, "vote", "anna")
    finish(project, "vote", "bo", "training")
    out = tmp_path / "out"
    assert run("export", "--format", name, "-o", out) == 0
    run("export", "-o", tmp_path / "before.jsonl")
    monkeypatch.chdir(create_project(tmp_path / "other").root)
    assert run("import", "--format", name, out) == 0
    run("export", "-o", tmp_path / "after.jsonl")
    assert (tmp_path / "after.jsonl").read_bytes() == (tmp_path / "before.jsonl").read_bytes()


def test_what_a_format_leaves_out_is_told_and_the_exit_code_says_so(
    project: Project, run: Run, capsys: Captured
) -> None:
    finish(project, "strike", "anna")
    assert run("export", "--format", "cas-xmi", "-o", "out") == 1
    err = capsys.readouterr().err
    assert "left out: 1 item: XML has no place for a control character" in err
    assert "--losses names every one" in err
    assert run("export", "--format", "cas-xmi", "-o", "out2", "--losses") == 1
    assert "left out: strike, text: XML has no place" in capsys.readouterr().err


def test_a_folder_with_files_is_never_written_over(
    project: Project, run: Run, capsys: Captured
) -> None:
    finish(project, "vote", "anna")
    Path("full").mkdir()
    Path("full/mine.txt").write_text("mine")
    assert run("export", "--format", "brat", "-o", "full") == 2
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in Path("full").iterdir()] == ["mine.txt"]
    Path("empty").mkdir()
    assert run("export", "--format", "brat", "-o", "empty") == 0
    assert Path("empty/annotation.conf").is_file()


def test_label_leaves_only_names_of_that_label(
    project: Project, run: Run, capsys: Captured
) -> None:
    finish(project, "vote", "anna")
    for label, number in (("PERSON", 1), ("ORG", 0)):
        assert run("export", "-o", "-", "--label", label) == 0
        record = json.loads(capsys.readouterr().out)
        assert len([m for m in record["mentions"] if m["form"] == "name"]) <= number
        assert len(record["attributions"]) == 2


def test_since_leaves_only_what_was_finished_then_or_later(
    project: Project, run: Run, capsys: Captured
) -> None:
    finish(project, "vote", "anna")
    assert run("export", "-o", "-", "--since", "2020-01-31") == 0
    assert capsys.readouterr().out
    assert run("export", "-o", "-", "--since", "9999-01-01T00:00:00+01:00") == 0
    assert not capsys.readouterr().out
    assert run("export", "-o", "-", "--since", "yesterday") == 2


def test_an_adjudicated_layer_is_meant_where_two_have_finished(
    project: Project, run: Run, capsys: Captured
) -> None:
    finish(project, "vote", "anna")
    finish(project, "vote", "bo")
    finish(project, "vote", "cy")
    assert run("export", "-o", "-") == 1
    assert "--annotator" in capsys.readouterr().err
    article = read_article(project.article_path("vote"), article_id="vote")
    store = ArticleStore(project)
    dossier = store.load("vote")
    assert dossier is not None
    layers = [
        layer.with_header(adjudicates=("anna", "bo")) if layer.header.annotator == "cy" else layer
        for layer in dossier.finished
    ]
    store.save(replace(dossier, finished=tuple(layers)), article)
    assert run("export", "-o", "-") == 0
    (record,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert record["layer"]["annotator"] == "cy"


def test_predictions_stand_beside_each_other_as_drafts(
    project: Project, run: Run, capsys: Captured
) -> None:
    start = VOTE.index("“It")
    folder = citron("citron", quotes=[quote(start, start + 13)])
    assert run("import", "--format", "citron", folder, "--as-draft", "citron 1") == 0
    assert run("import", "--format", "citron", folder, "--as-draft", "citron 2") == 0
    assert run("import", "--format", "citron", folder, "--as-draft", "citron 2") == 0
    assert "1 already there" in capsys.readouterr().err
    assert [d.header.model for d in DraftStore(project).load("vote")] == ["citron 1", "citron 2"]
    assert ArticleStore(project).load("vote") is None


def test_a_near_miss_is_moved_and_told(project: Project, run: Run, capsys: Captured) -> None:
    start = VOTE.index("“It")
    wrong = quote(start, start + 13, text="said")
    wrong["cue"]["start"] += 2
    assert run("import", "--format", "citron", citron("c", quotes=[wrong]), "--as-draft", "c") == 0
    assert "quotes[0].cues moved from" in capsys.readouterr().err
    (draft,) = DraftStore(project).load("vote")
    (found,) = draft.quotes.values()
    assert isinstance(found, Quote)
    assert VOTE[found.cues[0].start : found.cues[0].end] == "said"


def test_a_draft_of_another_version_of_the_text_is_fitted_and_told(
    project: Project, run: Run, capsys: Captured
) -> None:
    other = "Corrected.\r\n" + VOTE.replace("\n", "\r\n").replace("We go [now].", "Gone.")
    there, lost = other.index("“It"), other.index("“Gone")
    said = {"start": other.index("said"), "end": other.index("said") + 4}
    quotes = [
        {"cue": said, "sources": [], "contents": [{"start": there, "end": there + 13}]},
        {"cue": said, "sources": [], "contents": [{"start": lost, "end": lost + 7}]},
    ]
    folder = citron("c", text=other, quotes=quotes)
    assert run("import", "--format", "citron", folder) == 1
    assert "its text is not that of the project's article" in capsys.readouterr().err
    assert run("import", "--format", "citron", folder, "--as-draft", "c") == 0
    err = capsys.readouterr().err
    assert "it is of another version of the text: 1 item moved, 1 lost" in err
    (draft,) = DraftStore(project).load("vote")
    (found,) = draft.quotes.values()
    assert [VOTE[s.start : s.end] for s in found.contents] == ["“It is late,”"]


def test_a_bad_file_of_a_folder_keeps_all_out_unless_asked(
    project: Project, run: Run, capsys: Captured
) -> None:
    folder = citron("c", quotes=[])
    (folder / "strike.json").write_text(json.dumps({"text": STRIKE, "quotes": [3]}))
    args = ("import", "--format", "citron", folder, "--as", "anna")
    assert run(*args) == 1
    assert "c, strike.json, line 1: " in capsys.readouterr().err
    assert ArticleStore(project).load("vote") is None
    assert run(*args, "--skip-bad") == 0
    assert ArticleStore(project).load("vote") is not None


def test_several_formats_of_one_suffix_are_named(run: Run, capsys: Captured) -> None:
    Path("x.json").write_text("{}")
    assert run("import", "x.json") == 2
    assert "--format" in capsys.readouterr().err
    assert main(["import", "x.json", "--format", "csv"]) == 2


def test_a_file_without_ids_finds_the_articles_by_their_texts(
    project: Project, run: Run, capsys: Captured
) -> None:
    before = set(project.article_ids())
    task = {"text": VOTE, "spans": [{"start": 17, "end": 30, "label": "CONTENT"}]}
    Path("tasks.prodigy.jsonl").write_text(json.dumps(task), encoding="utf-8")
    assert run("import", "tasks.prodigy.jsonl", "--as-draft", "p") == 0
    assert "tasks-1: its text is that of vote, so it is taken in there" in capsys.readouterr().err
    words = re.findall(r"\w+|\S", VOTE)
    tags = [f"{word} {'B-CUE' if word == 'said' else 'O'}" for word in words]
    Path("said.iob2").write_text("\n".join(tags), encoding="utf-8")
    assert run("import", "said.iob2", "--as-draft", "c") == 0
    prodigy, conll = DraftStore(project).load("vote")
    assert [q.contents for q in prodigy.quotes.values()] == [(Span(17, 30),)]
    (found,) = conll.quotes.values()
    assert [VOTE[s.start : s.end] for s in found.cues] == ["said"]
    assert run("import", "tasks.prodigy.jsonl", "--as", "anna") == 0
    assert ArticleStore(project).load("vote") is not None
    assert set(project.article_ids()) == before


def test_a_name_that_the_file_was_given_by_chance_leads_to_no_other_text(
    project: Project, run: Run, capsys: Captured
) -> None:
    project.article_path("tasks-1").write_text("Other words altogether.", encoding="utf-8")
    task = {"text": VOTE, "spans": [{"start": 17, "end": 30, "label": "CONTENT"}]}
    Path("tasks.prodigy.jsonl").write_text(json.dumps(task), encoding="utf-8")
    assert run("import", "tasks.prodigy.jsonl", "--as-draft", "p") == 0
    assert "its text is that of vote" in capsys.readouterr().err
    Path("tasks.prodigy.jsonl").write_text(json.dumps(task | {"text": VOTE * 2}), encoding="utf-8")
    assert run("import", "tasks.prodigy.jsonl", "--as-draft", "p") == 1
    assert "none of its words are in the project's article tasks-1" in capsys.readouterr().err
    assert not DraftStore(project).load("tasks-1")


def test_one_text_under_two_ids_comes_back_under_both(
    project: Project, run: Run, capsys: Captured
) -> None:
    lines = [{"id": name, "text": "So.", "annotator": "anna"} for name in ("one", "two")]
    Path("in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert run("import", "in.jsonl") == 0
    assert "2 articles added" in capsys.readouterr().err
    assert {"one", "two"} <= set(project.article_ids())
