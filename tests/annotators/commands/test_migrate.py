"""`copydesk migrate` says what it would do, keeps what there was, and stops at nothing broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotators.project import Project
from annotators.store.article_store import ArticleStore
from annotators.store.migrate import version_of
from annotators.store.tinydb_storage import AtomicStorage
from tests.annotators.commands.conftest import Run
from tests.annotators.model import scene

OLD = Path(__file__).parents[1] / "store" / "past" / "version-1.json"


@pytest.fixture
def old(project: Project) -> Path:
    """The annotations of an article as version 1 wrote them."""
    project.article_path("scene").write_text(scene.TEXT, encoding="utf-8")
    path = project.annotation_path("scene")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(OLD.read_bytes())
    return path


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    old: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("migrate", "--dry-run") == 0
    said = capsys.readouterr()
    assert "scene: version 1 to 2: 1 document in article" in said.out
    assert "in history" in said.out
    assert "1 file would be brought to version 2" in said.err
    assert old.read_bytes() == OLD.read_bytes()


def test_files_are_brought_up_to_date_with_a_backup(project: Project, old: Path, run: Run) -> None:
    before = ArticleStore(project).load("scene")
    assert run("migrate") == 0
    assert version_of(AtomicStorage(old).read() or {}) == 2
    assert ArticleStore(project).load("scene") == before
    (copy,) = (project.root / "corpus" / "backup").iterdir()
    assert copy.read_bytes() == OLD.read_bytes()
    assert run("migrate") == 0
    assert len(list(copy.parent.iterdir())) == 1


def test_what_cannot_be_migrated_is_told_and_left(
    project: Project, old: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = project.annotation_path("vote")
    newer.write_text(old.read_text("utf-8").replace('"schema": 1', '"schema": 9'), "utf-8")
    kept = newer.read_bytes()
    assert run("migrate") == 1
    said = capsys.readouterr().err
    assert "newer copydesk (version 9" in said
    assert "1 file brought to version 2, 1 failed" in said
    assert newer.read_bytes() == kept
