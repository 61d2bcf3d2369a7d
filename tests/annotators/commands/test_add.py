"""`copydesk add` copies whole files, under safe names, never over another text."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotators.commands.adding import safe_id
from annotators.errors import CopydeskError
from annotators.project import Project
from tests.annotators.commands.conftest import Run


def test_a_file_is_copied_byte_for_byte(project: Project, run: Run, tmp_path: Path) -> None:
    data = "\ufeffA  b\r\n“c”\u00a0\n".encode()
    (tmp_path / "new.txt").write_bytes(data)
    assert run("add", tmp_path / "new.txt") == 0
    assert project.article_path("new").read_bytes() == data


def test_a_folder_keeps_its_order(project: Project, run: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "2018").mkdir(parents=True)
    (tmp_path / "in" / "2018" / "a.txt").write_text("One.")
    (tmp_path / "in" / "b.txt").write_text("Two.")
    assert run("add", tmp_path / "in") == 0
    assert {"2018/a", "b"} < set(project.article_ids())


def test_the_same_text_is_passed_over_and_another_is_refused(
    project: Project, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same, other = tmp_path / "1" / "vote.txt", tmp_path / "2" / "vote.txt"
    for path, data in ((same, project.article_path("vote").read_bytes()), (other, b"Other.")):
        path.parent.mkdir()
        path.write_bytes(data)
    assert run("add", same) == 0
    assert run("add", other) == 1
    said = capsys.readouterr().err
    assert "0 articles added, 1 already there" in said
    assert "another text has this name" in said
    assert project.article_path("vote").read_bytes() == same.read_bytes()


def test_what_is_no_text_is_refused_and_the_rest_is_added(
    project: Project, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\0\0")
    (tmp_path / "good.txt").write_text("Good.")
    assert run("add", tmp_path / "bad.txt", tmp_path / "good.txt") == 1
    assert set(project.article_ids()) == {"good", "strike", "vote"}
    assert not list(project.articles_dir.glob(".*"))


def test_a_file_that_is_not_there_is_wrong_use(run: Run) -> None:
    assert run("add", "nowhere.txt") == 2


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b", "a/b"),
        (".hidden", "hidden"),
        ("a\x1bb", "a_b"),
        ("a//b", "a/b"),
        ("x" * 300, "x" * 200),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_id(name) == safe


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "a/../../b", "..\\a", "", "..."])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(CopydeskError):
        safe_id(name)
