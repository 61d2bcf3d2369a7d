"""`evaluate` and `agreement` on a small project and on files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotators.project import Project
from tests.annotators.commands.conftest import STRIKE, VOTE, Run, finish

Captured = pytest.CaptureFixture[str]

FIRST, SECOND = "“It is late,”", "“We go [now].”"


def spans(*words: str) -> list[list[int]]:
    return [[VOTE.index(word), VOTE.index(word) + len(word)] for word in words]


def quote(name: str, *contents: str, source: str = "Ada Quill") -> dict[str, Any]:
    return {
        "id": name,
        "sources": spans(source),
        "cues": spans("said"),
        "contents": spans(*contents),
    }


def record(*quotes: dict[str, Any], annotator: str = "anna", **fields: Any) -> dict[str, Any]:
    return {"id": "vote", "text": VOTE, "annotator": annotator, "attributions": quotes, **fields}


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "gold.jsonl", record(quote("g1", FIRST, SECOND)))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return write(tmp_path / "other.jsonl", record(quote("o1", FIRST), quote("o2", SECOND)))


def test_files_are_scored_without_a_project(
    gold: Path, other: Path, run: Run, capsys: Captured
) -> None:
    assert run("evaluate", gold, other, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["quotes"]["all"]["gold"] == 1
    assert told["quotes"]["direct"]["relation"]["r"] == 1
    assert told["quotes"]["direct"]["relation"]["p"] == 0.5
    assert told["faults"]["split"] == 1
    assert "speaker" not in told["quotes"]["all"]
    assert "names" not in told


def test_the_items_behind_a_figure_are_listed(
    gold: Path, other: Path, run: Run, capsys: Captured
) -> None:
    assert run("evaluate", gold, other, "--items", "split", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [q["id"] for q in told["gold"]] == ["g1"]
    assert [q["id"] for q in told["other"]] == ["o1", "o2"]
    assert run("evaluate", gold, other, "--items", "relation") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("relation: vote, line 3")
    assert lines[1] == "  other Council to vote “It is late,” Ada Quill said. [“We go [now].”]"
    assert lines[2] == "        o2: sources Ada Quill, cues said, speaker undecided"
    assert run("evaluate", gold, other, "--items", "split", "--kind", "indirect") == 0
    assert capsys.readouterr().out == ""


def test_layers_of_the_project_are_scored_with_speakers_and_names(
    project: Project, run: Run, capsys: Captured
) -> None:
    assert run("annotate") == 0
    finish(project, "vote", "anna")
    capsys.readouterr()
    assert run("evaluate", "gold", "draft", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["quotes"]["all"]["full"]["f1"] == 1
    assert told["cast"]["lea"]["f1"] == 1
    assert (told["with_draft"], told["same_draft"]) == (1, 1)
    assert list(told["grounds"]) == ["draft"]
    assert run("evaluate", "anna", "draft@fake", "--draws", "0") == 0
    out, err = capsys.readouterr()
    assert "100.0" in out
    assert "made with a draft in view" in err
    assert run("evaluate", "gold", "draft", "--blind") == 2
    assert run("evaluate", "gold", "draft@other") == 2


def test_gold_made_blind_and_with_a_draft_is_told_apart(
    gold: Path, run: Run, capsys: Captured
) -> None:
    seen = record(quote("g2", FIRST), layer={"annotator": "anna", "based_on": "d1"})
    write(gold, record(quote("g1", FIRST)), {**seen, "id": "seen"})
    other = write(gold.parent / "other.jsonl", record(quote("o", FIRST)))
    assert run("evaluate", gold, other, "--json") == 0
    told = json.loads(capsys.readouterr().out)["grounds"]
    assert told["blind"]["relation"]["f1"] == 1
    assert told["draft"]["relation"]["f1"] == 0
    assert run("evaluate", gold, other) == 0
    assert "with one in view" in capsys.readouterr().out


def test_names_are_scored_where_both_sides_were_asked(
    tmp_path: Path, run: Run, capsys: Captured
) -> None:
    layer = {"annotator": "anna", "scope": ["quotes", "entities"]}
    names = [{"id": "m1", "start": 32, "end": 41, "label": "PERSON", "form": "name"}]
    one = write(tmp_path / "one.jsonl", record(layer=layer, mentions=names))
    two = write(
        tmp_path / "two.jsonl", record(layer=layer, mentions=[{**names[0], "label": "ORG"}])
    )
    assert run("evaluate", one, two) == 0
    out = capsys.readouterr().out
    assert "PERSON" in out
    assert "gold \\ other" in out
    assert run("evaluate", one, two, "--items", "PERSON>ORG") == 0
    assert "m1: ORG" in capsys.readouterr().out


def test_a_scope_can_be_named_where_files_say_nothing_of_it(
    tmp_path: Path, run: Run, capsys: Captured
) -> None:
    names = [{"id": "m1", "start": 32, "end": 41, "label": "PERSON", "form": "name"}]
    file = write(tmp_path / "one.jsonl", record(quote("q", FIRST), mentions=names))
    assert run("evaluate", file, file, "--json") == 0
    assert "names" not in json.loads(capsys.readouterr().out)
    assert run("evaluate", file, file, "--json", "--scope", "entities") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["names"]["labels"]["PERSON"]["exact"]["f1"] == 1
    assert "quotes" not in told


def test_the_threshold_says_when_contents_are_found(gold: Path, run: Run, capsys: Captured) -> None:
    half = write(gold.parent / "half.jsonl", record(quote("o", FIRST)))
    for threshold, found in (("0.5", 1), ("0.6", 0)):
        assert run("evaluate", gold, half, "--json", "--threshold", threshold) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["quotes"]["all"]["relation"]["f1"] == found
    assert run("evaluate", gold, half, "--threshold", "2") == 2


def test_gold_may_be_of_another_format(gold: Path, run: Run, capsys: Captured) -> None:
    odd = gold.rename(gold.with_suffix(".gold"))
    assert run("evaluate", odd, odd, "--format", "native", "--json") == 0
    assert run("evaluate", odd, odd, "--gold-format", "native") == 2
    assert run("evaluate", odd, odd, "--gold-format", "odd", "--format", "native") == 2
    other = write(gold.parent / "other.jsonl", record(quote("o", FIRST, SECOND)))
    capsys.readouterr()
    assert run("evaluate", odd, other, "--gold-format", "native", "--json") == 0
    assert json.loads(capsys.readouterr().out)["quotes"]["all"]["exact"]["f1"] == 1


def test_an_article_without_an_answer_counts_as_missed_unless_only_shared_ones_are_asked_for(
    gold: Path, other: Path, run: Run, capsys: Captured
) -> None:
    strike = {"id": "strike", "text": STRIKE, "attributions": [
        {"id": "s1", "sources": [[36, 45]], "cues": [[46, 50]], "contents": [[14, 34]]}
    ]}  # fmt: skip
    write(gold, record(quote("g1", FIRST, SECOND)), strike)
    assert run("evaluate", gold, other, "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["quotes"]["all"]["gold"] == 2
    assert "1 article of" in err
    assert run("evaluate", gold, other, "--shared", "--json") == 0
    assert json.loads(capsys.readouterr().out)["quotes"]["all"]["gold"] == 1


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("gold.jsonl", "nobody"), 2, "neither a file nor anybody"),
        (("gold.jsonl", "other.jsonl@bo"), 2, "holds no such layer"),
        (("gold.jsonl", "other.jsonl", "--items", "odd"), 2, "names no items"),
        (("gold.jsonl", "twice.jsonl"), 1, "several layers of it, by anna and bo"),
        (("gold.jsonl", "text.jsonl"), 1, "different texts"),
        (("gold.jsonl", "broken.jsonl"), 1, "line 1"),
    ],
)
def test_what_cannot_be_scored_is_one_line(  # noqa: PLR0917 - fixtures
    argv: tuple[str, ...], code: int, said: str, gold: Path, other: Path, run: Run, capsys: Captured
) -> None:
    folder = gold.parent
    write(folder / "twice.jsonl", record(), record(annotator="bo"))
    write(folder / "text.jsonl", record() | {"text": VOTE + "more"})
    (folder / "broken.jsonl").write_text("{\n")
    named = [str(folder / word) if ".jsonl" in word else word for word in argv]
    assert run("evaluate", *named) == code
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 1
    assert said in err[0]


def test_one_annotator_of_a_file_can_be_named(gold: Path, run: Run, capsys: Captured) -> None:
    both = write(gold.parent / "both.jsonl", record(quote("a", FIRST)), record(annotator="bo"))
    assert run("evaluate", gold, f"{both}@bo", "--json") == 0
    assert json.loads(capsys.readouterr().out)["quotes"]["all"]["other"] == 0


def test_of_several_layers_the_adjudicated_one_is_meant(
    gold: Path, run: Run, capsys: Captured
) -> None:
    layer = {"annotator": "cy", "adjudicates": ["anna", "bo"]}
    settled = record(quote("c", FIRST, SECOND), annotator="", layer=layer)
    three = write(gold.parent / "three.jsonl", record(), record(annotator="bo"), settled)
    assert run("evaluate", gold, three, "--json") == 0
    assert json.loads(capsys.readouterr().out)["quotes"]["all"]["relation"]["f1"] == 1


def test_agreement_of_a_file(tmp_path: Path, run: Run, capsys: Captured) -> None:
    file = write(
        tmp_path / "people.jsonl",
        record(quote("a", FIRST, SECOND)),
        record(quote("b", FIRST, SECOND), annotator="bo"),
        record(quote("c", FIRST), annotator="cy\x1b[2J"),
    )
    assert run("agreement", file) == 0
    out = capsys.readouterr().out
    assert "Made without a draft: 1 article, 3 annotators, 3 pairs of layers" in out
    assert "1 of 1 disagreement, heaviest first" in out
    assert ["anna", "–", "100.0", "100.0"] in [line.split() for line in out.splitlines()]
    assert "  anna, bo\n    Ada Quill: Council to vote [“It is late,”]" in out
    assert "\x1b" not in out
    assert run("agreement", file, "--annotator", "anna", "--annotator", "bo", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["blind"]["relations"]["all"]["relation"]["value"] == 1
    assert told["blind"]["disagreements"] == []


def test_agreement_in_the_project_keeps_layers_over_a_draft_apart(
    project: Project, run: Run, capsys: Captured
) -> None:
    for name in ("anna", "bo"):
        finish(project, "vote", name, "training")
    assert run("agreement", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["draft"]
    assert told["draft"]["relations"]["all"]["full"]["value"] == 1
    assert run("agreement", "--only", "gold") == 2
    assert "two annotators" in capsys.readouterr().err


def test_models_are_compared_by_their_newest_drafts(
    project: Project, tmp_path: Path, run: Run, capsys: Captured
) -> None:
    assert run("annotate") == 0
    file = write(tmp_path / "theirs.jsonl", record(quote("t", FIRST)))
    assert run("import", file, "--as-draft", "theirs") == 0
    capsys.readouterr()
    assert run("agreement", "--drafts", "--json") == 0
    told = json.loads(capsys.readouterr().out)["blind"]
    assert told["annotators"] == ["fake 1", "theirs"]
    assert told["by_article"] == [{"article": "vote", "relation": pytest.approx(2 / 3)}]
    assert run("agreement", "--drafts", "--annotator", "fake 1", "--annotator", "theirs") == 0
    assert "fake 1  theirs" in capsys.readouterr().out
    assert [sorted(place["quotes"]) for place in told["disagreements"]] == [["fake 1", "theirs"]]


def test_a_layer_of_nobody_cannot_agree(tmp_path: Path, run: Run, capsys: Captured) -> None:
    file = write(tmp_path / "nobody.jsonl", record(annotator=""))
    assert run("agreement", file) == 1
    assert "names no annotator" in capsys.readouterr().err
