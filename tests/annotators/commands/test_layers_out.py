"""`annotate`, `show`, `export`, `stats` and `check` on a small project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotators.commands import main
from annotators.exchange.docbin import DOCBIN
from annotators.exchange.format import Record
from annotators.exchange.native import read_line
from annotators.model.change import Change, Edit
from annotators.model.items import Quote
from annotators.model.review import Review
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from tests.annotators.commands.conftest import STRIKE, VOTE, Run, finish

Captured = pytest.CaptureFixture[str]


def lines(captured: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def test_annotate_drafts_what_has_no_draft_and_then_nothing(
    project: Project, run: Run, capsys: Captured
) -> None:
    assert run("annotate") == 0
    assert "2 drafts made" in capsys.readouterr().err
    assert all(DraftStore(project).load(name) for name in project.article_ids())
    assert run("annotate") == 0
    assert "0 drafts made, 0 already there" in capsys.readouterr().err
    assert run("annotate", "vote") == 0
    assert "0 drafts made, 1 already there" in capsys.readouterr().err


def test_annotate_goes_on_where_it_was_stopped(
    project: Project, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("annotators.commands.annotate._Work._write", stop)
        assert run("annotate") == 130
    assert run("annotate") == 0
    assert "1 draft made" in capsys.readouterr().err


def test_annotate_writes_the_drafts_in_the_order_of_its_inputs(
    run: Run, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "a.txt").write_text("“Ho,” said he.")
    records = [{"id": "z", "text": "“Hi.”", "publisher": "p"}, {"id": "y", "text": "No."}]
    (tmp_path / "r.jsonl").write_text("\n".join(json.dumps(record) for record in records))
    args = ("vote", tmp_path / "r.jsonl", tmp_path / "a.txt", "corpus/articles/strike.txt")
    assert run("annotate", "--stdout", *args) == 0
    out = lines(capsys)
    assert [record["id"] for record in out] == ["vote", "z", "y", "a", "strike"]
    assert out[1]["publisher"] == "p"
    assert out[0]["attributions"][0]["kind"] == "direct"


def test_annotate_to_stdout_needs_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("“Ho,” said he.")
    assert main(["annotate", "--stdout", "a.txt"]) == 0
    assert lines(capsys)[0]["layer"]["model"] == "fake 1"
    assert main(["annotate", "a.txt"]) == 2


def test_annotate_tells_of_a_bad_record_and_goes_on(
    run: Run, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "r.jsonl").write_text('{"id": 1}\n{"id": "b", "text": "B."}')
    assert run("annotate", "--stdout", tmp_path / "r.jsonl") == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "r.jsonl, line 1" in err


def test_show_marks_contents_and_names_the_speaker_and_obeys_no_text(
    run: Run, capsys: Captured
) -> None:
    run("annotate")
    capsys.readouterr()
    assert run("show", "vote", "--width", "60") == 0
    out = capsys.readouterr().out
    assert "1 Ada Quill ?   | [“It is late,”] Ada Quill said. [“We go" in out
    assert "[now].”]" in out
    assert run("show", "strike") == 0
    out = capsys.readouterr().out
    assert "␛[31mred" in out
    assert "\x1b" not in out


def test_show_loses_no_character(run: Run, capsys: Captured) -> None:
    assert run("show", "vote", "--width", "30") == 0
    shown = [line.partition("|")[2] for line in capsys.readouterr().out.splitlines()]
    assert "".join("".join(shown).split()) == "".join(VOTE.split())


def test_show_reads_an_article_outside_any_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Hello.")
    assert main(["show", "a.txt"]) == 0
    assert "Hello." in capsys.readouterr().out


def test_show_refuses_an_annotator_who_has_no_layer(
    project: Project, run: Run, capsys: Captured
) -> None:
    finish(project, "vote", "anna")
    assert run("show", "vote", "--annotator", "anna") == 0
    assert "?" not in capsys.readouterr().out.partition("said")[0].partition("Quill")[0]
    assert run("show", "vote", "--annotator", "bo") == 1


def test_export_writes_finished_layers_in_the_order_of_the_articles(
    project: Project, run: Run, capsys: Captured
) -> None:
    gold, training = finish(project, "vote", "anna"), finish(project, "strike", "bo", "training")
    assert run("export", "-o", "-") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert read_line(first.encode()).layer == training
    assert read_line(second.encode()).layer == gold
    assert run("export", "-o", "-", "--only", "gold") == 0
    assert [record["id"] for record in lines(capsys)] == ["vote"]


def test_export_asks_whose_gold_is_meant(project: Project, run: Run, capsys: Captured) -> None:
    finish(project, "vote", "anna")
    finish(project, "vote", "bo")
    assert run("export", "-o", "-") == 1
    assert "--annotator" in capsys.readouterr().err
    assert run("export", "-o", "-", "--annotator", "bo") == 0
    assert [record["layer"]["annotator"] for record in lines(capsys)] == ["bo"]
    assert run("export", "-o", "-", "--annotator", "bo", "--annotator", "anna") == 0
    assert len(lines(capsys)) == 2


def test_export_writes_a_docbin_and_says_what_it_lost(
    project: Project, run: Run, capsys: Captured
) -> None:
    gold = finish(project, "vote", "anna")
    assert run("export", "-o", "out.spacy") == 0
    (found,) = DOCBIN.read(Path("out.spacy"))
    assert isinstance(found, Record)
    assert found.layer == gold
    assert "1 layer written in the format docbin" in capsys.readouterr().err


def test_export_writes_drafts_when_asked(run: Run, capsys: Captured) -> None:
    run("annotate")
    capsys.readouterr()
    assert run("export", "-o", "-", "--drafts") == 0
    assert [record["layer"]["model"] for record in lines(capsys)] == ["fake 1", "fake 1"]
    assert run("export", "-o", "-", "--drafts", "--only", "gold") == 2


def test_a_failed_export_leaves_the_old_file(
    project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(project, "vote", "anna")
    Path("out.jsonl").write_text("old")
    monkeypatch.setattr("annotators.exchange.native.write_line", lambda *_, **__: 1 / 0)
    assert run("export", "-o", "out.jsonl") == 1
    assert Path("out.jsonl").read_text() == "old"
    assert not list(Path().glob(".out*"))


@pytest.mark.parametrize("args", [("-o", "x.odd"), ("-o", "-", "--format", "docbin")])
def test_export_to_nowhere_fit_is_refused(run: Run, args: tuple[str, ...]) -> None:
    assert run("export", *args) == 2


def test_stats_count_people_and_decisions(project: Project, run: Run, capsys: Captured) -> None:
    run("annotate")
    finish(project, "vote", "anna")
    capsys.readouterr()
    assert run("stats", "--json") == 0
    (counts,) = lines(capsys)
    assert (counts["articles"], counts["drafts"], counts["untouched"]) == (2, 2, 1)
    anna = counts["annotators"]["anna"]
    assert anna["articles"] == {"training": 0, "gold": 1, "open": 0}
    assert anna["quotes"] == {"accepted": 2, "corrected": 0, "rejected": 0, "added": 0}
    assert anna["kinds"]["direct"] == 2
    assert run("stats") == 0
    assert "2 accepted" in capsys.readouterr().out


def test_check_lists_findings_with_their_line(project: Project, run: Run, capsys: Captured) -> None:
    assert run("check") == 0
    article = read_article(project.article_path("vote"), article_id="vote")
    review = Review(article, "anna")
    review.do(Change("new", (Edit(None, Quote(id="q1")),)))
    ArticleStore(project).save(review.dossier, article)
    assert run("check") == 1
    assert "vote, line 1, anna (open): " in capsys.readouterr().out
    for problem in review.problems():
        review.dismiss(problem)
    ArticleStore(project).save(review.dossier, article)
    assert run("check") == 0


def test_check_names_spans_beyond_the_text(project: Project, run: Run, capsys: Captured) -> None:
    assert run("annotate", "vote") == 0
    path = project.draft_path("vote")
    tables = json.loads(path.read_bytes())
    quote = next(d for d in tables["items"].values() if d["type"] == "quote")
    quote["cues"] = [[9000, 9004]]
    path.write_text(json.dumps(tables), "utf-8")
    capsys.readouterr()
    assert run("check") == 1
    (told,) = (line for line in capsys.readouterr().err.splitlines() if "beyond" in line)
    assert f"{path}, draft fake-" in told
    assert f"quote {quote['id']}: reaches beyond the text (to 9004 of " in told
    assert told.endswith("remove the file: drafts can be made again")


def test_check_reports_broken_and_stray_files(project: Project, run: Run, capsys: Captured) -> None:
    finish(project, "vote", "anna")
    project.annotation_path("gone").write_text("{}")
    project.annotation_path("strike").write_text("{")
    assert run("check") == 1
    err = capsys.readouterr().err
    assert "strike.json" in err
    assert "gone.json: belongs to no article" in err
    assert STRIKE.encode() == project.article_path("strike").read_bytes()
