from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from annotators.errors import CopydeskError
from annotators.project import Project
from annotators.store.lock import ArticleLock, HeldError, hold
from annotators.store.tinydb_storage import temporary_of

HOLDER = """
import sys
from pathlib import Path
from annotators.project import Project
from annotators.store.lock import hold
with hold(Project(Path(sys.argv[1])), "a/b", "Bo"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_held_article_names_its_holder(project: Project) -> None:
    with (
        hold(project, "a/b", "anna"),
        pytest.raises(HeldError, match="a/b: is open for anna since 20") as caught,
    ):
        hold(project, "a/b", "Bo").acquire()
    assert caught.value.holder["pid"] == os.getpid()
    assert set(caught.value.holder) == {"annotator", "pid", "host", "since"}


def test_articles_do_not_hold_each_other(project: Project) -> None:
    with hold(project, "a", "anna"), hold(project, "a.holder", "Bo"), hold(project, "b", "Bo"):
        pass


def test_a_released_article_is_free(project: Project) -> None:
    lock = ArticleLock(project, "a", "anna")
    lock.acquire()
    lock.acquire()
    assert lock.is_held
    lock.release()
    lock.release()
    assert not lock.is_held
    with hold(project, "a", "Bo"):
        pass


def test_another_thread_may_release(project: Project) -> None:
    lock = ArticleLock(project, "a", "anna")
    lock.acquire()
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    with hold(project, "a", "Bo"):
        pass


def test_a_killed_process_holds_nothing(project: Project) -> None:
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HOLDER, str(project.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        with pytest.raises(HeldError, match="open for Bo"):
            hold(project, "a/b", "anna").acquire()
        process.kill()
        process.wait()
    with hold(project, "a/b", "anna"), pytest.raises(HeldError, match="open for anna"):
        hold(project, "a/b", "Bo").acquire()


@pytest.mark.parametrize("held", ["{", "[" * 100_000])
def test_an_unreadable_holder_is_another_program(project: Project, held: str) -> None:
    with hold(project, "a", "anna"):
        project.lock_path("a").with_suffix(".holder.json").write_text(held)
        with pytest.raises(HeldError, match="open for another program"):
            hold(project, "a", "Bo").acquire()


def test_holding_an_article_clears_what_a_killed_save_left(project: Project) -> None:
    left = temporary_of(project.annotation_path("a"))
    left.parent.mkdir(parents=True)
    left.write_bytes(b"{")
    with hold(project, "a", "anna"):
        assert not left.exists()


def test_a_lock_that_cannot_be_made_is_one_clear_line(project: Project) -> None:
    project.cache_dir.parent.mkdir()
    project.cache_dir.write_text("a file")
    with pytest.raises(CopydeskError, match=r"cannot be locked.*check that you may write"):
        hold(project, "a", "anna").acquire()
