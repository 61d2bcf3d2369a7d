"""`copydesk train` before it begins: what it reads, and what it refuses, in one line."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from annotators.commands import main
from annotators.commands.train import read_stories
from annotators.evaluation.pairing import Said
from annotators.model.span import Span

LINE = {
    "schema": 1,
    "id": "lift",
    "text": "Venn said it runs.",
    "attributions": [{"id": "q1", "sources": [[0, 4]], "cues": [[5, 9]], "contents": [[10, 17]]}],
}


def data(folder: Path, **more: object) -> Path:
    path = folder / "data.jsonl"
    path.write_text(json.dumps(LINE | more) + "\n", encoding="utf-8")
    return path


def test_attributions_without_contents_are_left_out(tmp_path: Path) -> None:
    bare = {"id": "q2", "sources": [[0, 4]], "cues": [[13, 17]], "contents": []}
    path = data(tmp_path, attributions=[*LINE["attributions"], bare])
    (story,) = read_stories([path])
    assert story.told == (Said((Span(0, 4),), (Span(5, 9),), (Span(10, 17),)),)


def test_gold_is_not_trained_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data(tmp_path, layer={"annotator": "ann", "purpose": "gold", "revision": 1})
    assert main(["train", "--data", str(path), "--out", str(tmp_path / "w")]) != 0
    assert "gold" in capsys.readouterr().err
    assert not (tmp_path / "w").exists()


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "--data", str(tmp_path / "none.jsonl")]) != 0
    assert "none.jsonl" in capsys.readouterr().err


def test_a_line_that_is_no_record_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    assert main(["train", "--data", str(path)]) != 0
    assert "bad.jsonl, line 1" in capsys.readouterr().err


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed")
def test_without_torch_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data(tmp_path)
    assert main(["train", "--data", str(path), "--out", str(tmp_path / "w")]) == 2
    assert "copydesk[train]" in capsys.readouterr().err
