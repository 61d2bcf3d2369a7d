"""What a killed save leaves is cleared at the next start, unless somebody is at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotators.errors import CopydeskError
from annotators.project import Project
from annotators.store.leftovers import clear_leftovers
from annotators.store.lock import hold, in_turn


def test_leftovers_of_every_folder_are_cleared_and_nothing_else(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    left = [
        corpus / "annotations" / "2018" / ".a.json.tmp",
        corpus / "drafts" / ".b.json.tmp",
        corpus / "articles" / ".c.txt.tmp",
    ]
    kept = [
        corpus / "annotations" / "a.json.tmp",
        corpus / "annotations" / ".notes.tmp",
        corpus / "articles" / "c.txt",
    ]
    for path in (*left, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert clear_leftovers(Project(tmp_path)) == len(left)
    assert [path for path in (*left, *kept) if path.exists()] == kept


def test_what_another_one_writes_just_now_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "corpus" / "annotations" / ".a.json.tmp"
    path.parent.mkdir(parents=True)
    project = Project(tmp_path)
    with hold(project, "a", "anna"):
        path.write_text("x", encoding="utf-8")
        assert clear_leftovers(project) == 0
        assert path.exists()
    assert clear_leftovers(project) == 1


def test_whoever_waits_too_long_for_a_turn_is_told(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.lock"
    with (
        in_turn(path),
        pytest.raises(CopydeskError, match="kept by another copydesk; try again"),
        in_turn(path, seconds=0),
    ):
        raise AssertionError
    with in_turn(path, seconds=0):
        pass


def test_a_turn_where_nothing_can_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CopydeskError, match="cannot be locked"), in_turn(tmp_path / "file" / "x"):
        raise AssertionError
