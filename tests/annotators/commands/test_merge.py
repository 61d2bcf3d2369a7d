"""`copydesk merge` writes what both copies say and tells where they contradict each other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotators.model import intents
from annotators.model.review import Review
from annotators.project import Project
from annotators.store.article_store import ArticleStore
from annotators.store.lock import hold
from tests.annotators.commands.conftest import Run
from tests.annotators.model import scene


def copy_of(tmp_path: Path, name: str, *speakers: int) -> Path:
    """A copy in which the first quote was accepted, then given to those of the cast."""
    made = scene.review()
    made.do(intents.accept(made.view, made.view.quotes[0], made.fresh))
    for speaker in speakers:
        item = next(iter(made.layer.quotes.values()))
        made.do(intents.give_speaker(made.view, item, made.view.cast[speaker], made.fresh))
    project = Project(tmp_path / name)
    ArticleStore(project).save(made.dossier, made.article)
    return project.annotation_path(made.article.id)


def work_of(path: Path, made: Review) -> str:
    dossier = ArticleStore(Project(path.parents[2])).load(made.article.id)
    assert dossier is not None
    (quote,) = dossier.work["anna"].quotes.values()
    return quote.speakers[0]


def test_what_one_copy_changed_is_taken(
    tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = copy_of(tmp_path, "base"), copy_of(tmp_path, "ours"), copy_of(tmp_path, "theirs", 1)
    before = paths[2].read_bytes()
    assert run("merge", *paths) == 0
    assert "joined, 0 conflicts" in capsys.readouterr().err
    made = scene.review()
    assert work_of(paths[1], made) == made.view.cast[1].id
    assert paths[2].read_bytes() == before


def test_a_conflict_is_told_and_is_exit_code_one(
    tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = copy_of(tmp_path, "base"), copy_of(tmp_path, "ours", 2), copy_of(tmp_path, "theirs", 1)
    kept = paths[1].read_bytes()
    out = tmp_path / "out.json"
    assert run("merge", *paths, "-o", out, "--json") == 1
    (told,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (told["annotator"], told["type"]) == ("anna", "quote")
    assert paths[1].read_bytes() == kept
    assert b"merge: the other copy has" in out.read_bytes()


def test_a_base_that_is_not_there_is_none(tmp_path: Path, run: Run) -> None:
    ours, theirs = copy_of(tmp_path, "ours"), copy_of(tmp_path, "theirs")
    assert run("merge", tmp_path / "nothing.json", ours, theirs) == 0
    assert run("merge", ours, tmp_path / "nothing.json", theirs) == 2


def test_a_damaged_copy_is_refused_and_nothing_written(
    tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = copy_of(tmp_path, "ours"), tmp_path / "theirs.json"
    theirs.write_text('{"article": {"1": {', encoding="utf-8")
    before = ours.read_bytes()
    assert run("merge", ours, ours, theirs) == 1
    assert "theirs.json: is no readable TinyDB database" in capsys.readouterr().err
    assert ours.read_bytes() == before


def test_an_article_that_is_open_is_not_written_to(
    tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = copy_of(tmp_path, "base"), copy_of(tmp_path, "ours"), copy_of(tmp_path, "theirs", 1)
    (tmp_path / "ours" / "config.yaml").write_text("", encoding="utf-8")
    before = paths[1].read_bytes()
    with hold(Project(tmp_path / "ours"), scene.article().id, "Bo"):
        assert run("merge", *paths) == 1
    assert "is open for Bo" in capsys.readouterr().err
    assert paths[1].read_bytes() == before


def test_git_joins_by_it(tmp_path: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    folder = tmp_path / "repository"
    folder.mkdir()

    def do(*arguments: str) -> int:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        done = subprocess.run(  # noqa: S603 - git on our own words
            [git, *who, *arguments], cwd=folder, check=False, capture_output=True
        )
        return done.returncode

    def commit(name: str, *speakers: int) -> None:
        (folder / "a.json").write_bytes(copy_of(tmp_path, name, *speakers).read_bytes())
        do("add", "-A")
        assert do("commit", "-m", name) == 0

    do("init", "-b", "main")
    do("config", "merge.copydesk.driver", f"{sys.executable} -m tui merge %O %A %B")
    (folder / ".gitattributes").write_text("*.json merge=copydesk\n", encoding="utf-8")
    (folder / "tui").symlink_to(Path(__file__).parents[3] / "tui")
    (folder / "annotators").symlink_to(Path(__file__).parents[3] / "annotators")
    commit("base")
    do("checkout", "-b", "theirs")
    commit("theirs", 1)
    do("checkout", "main")
    commit("ours", 2)
    assert do("merge", "theirs") == 1
    assert b"merge: the other copy has" in (folder / "a.json").read_bytes()
