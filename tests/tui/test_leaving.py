"""However it ends, the last change is saved and the terminal is as it was."""

from __future__ import annotations

import os
import select
import signal
import sys
from pathlib import Path

import pytest

from annotators.project import Project
from annotators.store.article_store import ArticleStore
from benchmarks.timing.terminal import Terminal
from tests.tui.desk_pilot import Seat
from tui.app import CopydeskApp
from tui.keys.keymap import Keymap

ROOT = Path(__file__).parents[2]
SECONDS = 2.0
PATIENCE = 20.0
CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")
LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"


def opened(project: Project, *before: str) -> Terminal:
    """The real program on the project, in a terminal of its own; `before` is what starts it."""
    (project.root / "config.yaml").write_text("draft_on_open: false\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    env = {**kept, "PYTHONPATH": str(ROOT), "COPYDESK_ANNOTATOR": "anna"}
    return Terminal([*before, sys.executable, "-m", "tui"], cwd=project.root, env=env)


def decided(project: Project) -> int:
    """How many quotes of the article are decided on the disk."""
    dossier = ArticleStore(project).load("ferry")
    return 0 if dossier is None else len(dossier.work["anna"].quotes)


@pytest.mark.parametrize("end", ["SIGTERM", "SIGHUP", "quit"])
def test_it_saves_gives_the_terminal_back_and_is_gone(project: Project, end: str) -> None:
    with opened(project) as terminal:
        terminal.until("0 of 5 decided", seconds=PATIENCE)
        terminal.rest(0.1)
        terminal.send("a")
        terminal.until("1 of 5 decided", seconds=PATIENCE)
        if end == "quit":
            terminal.send("\x11")
        else:
            terminal.process.send_signal(getattr(signal, end))
        terminal.until_gone(SECONDS)
        assert terminal.process.wait(SECONDS) == 0
        assert LEAVES_ALTERNATE_SCREEN in terminal.written
        assert SHOWS_CURSOR in terminal.written
        assert b"Traceback" not in terminal.text()
    assert decided(project) == 1


def test_a_terminal_that_vanishes_loses_no_change(project: Project) -> None:
    with opened(project) as terminal:
        terminal.until("0 of 5 decided", seconds=PATIENCE)
        terminal.rest(0.1)
        terminal.send("a")
        terminal.until("1 of 5 decided", seconds=PATIENCE)
        terminal.hang_up()
        terminal.process.wait(SECONDS)
    assert decided(project) == 1


@pytest.mark.skipif(not CHILDREN.exists(), reason="children are looked up in /proc")
def test_it_is_gone_when_the_terminal_of_its_shell_vanishes(project: Project) -> None:
    """A shell that dies has the system wake what it ran, and Textual draws to nothing."""
    with opened(project, "sh", "-c", '"$@"; true', "sh") as terminal:
        terminal.until("0 of 5 decided", seconds=PATIENCE)
        terminal.rest(0.1)
        terminal.send("a")
        terminal.until("1 of 5 decided", seconds=PATIENCE)
        shell = terminal.process.pid
        (child,) = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        ended = os.pidfd_open(int(child))
        terminal.hang_up()
        assert select.select([ended], [], [], SECONDS)[0], "still there"
    assert decided(project) == 1


async def test_a_defect_ends_in_one_line_and_loses_nothing(
    project: Project, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("odd\x1b[2J")

    async def decide() -> None:
        async with app.run_test() as pilot:
            await Seat(app, pilot).settle()
            monkeypatch.setattr(app._desk.widgets, "show_items", fail)
            await pilot.press("a")

    app = CopydeskApp(project, Keymap(), annotator="anna")
    with pytest.raises(ZeroDivisionError):
        await decide()
    last_word = app.return_value or ""
    assert last_word.isprintable()
    assert last_word.startswith("ZeroDivisionError: odd")
    assert last_word.endswith("errors.log; what was done is kept")
    assert app.return_code == 1
    assert "in fail" in noted(home)
    assert decided(project) == 1


def noted(home: Path) -> str:
    """What stands in the log of errors."""
    return next(home.rglob("errors.log")).read_text(encoding="utf-8")
