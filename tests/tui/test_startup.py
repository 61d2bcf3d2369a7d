"""How the workbench starts: without spaCy, or with one line that says why not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotators.project import Project

ROOT = Path(__file__).parents[2]
OPEN = """
import asyncio, sys
from pathlib import Path
from annotators.project import Project
from tui.app import CopydeskApp
from tui.keys.keymap import Keymap

async def look():
    app = CopydeskApp(Project.find(Path(sys.argv[1])), Keymap(), annotator="anna")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        rows = app.screen._compositor.render_strips()
        assert any("Ferry to sail" in row.text for row in rows)
        app.leave()

asyncio.run(look())
heavy = ("spacy", "thinc", "numpy", "annotators.extraction", "annotators.worker")
print(" ".join(name for name in heavy if name in sys.modules))
"""
AT_A_TERMINAL = """
import sys
from tui.__main__ import main
for stream in (sys.stdin, sys.stdout):
    stream.isatty = lambda: True
sys.exit(main())
"""


FIRST_PAINT = """
import asyncio, sys
from pathlib import Path
from annotators.project import Project
from tui.app import CopydeskApp
from tui.keys.keymap import Keymap

from tui.screens.desk import DeskScreen
seen = []

def looking_first(does):
    def look(self):
        if not seen:
            rows = self.screen._compositor.render_strips()
            seen.append((any("Ferry to sail" in row.text for row in rows), set(sys.modules)))
        return does(self)
    return look

DeskScreen.rest = property(looking_first(DeskScreen.rest.fget))
CopydeskApp._settle_in = looking_first(CopydeskApp._settle_in)

async def start():
    app = CopydeskApp(Project.find(Path(sys.argv[1])), Keymap(), annotator="anna")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "tui.screens.desk_rest" in sys.modules
        assert app.workbench.session.is_writable
        app.leave()

asyncio.run(start())
(is_shown, loaded), = seen
assert is_shown
print(" ".join(name for name in sys.argv[2:] if name in loaded))
"""
CAN_WAIT = (
    "yaml", "argparse", "filelock", "secrets", "tinydb",
    "annotators.store.encoding", "annotators.store.outline", "annotators.store.index",
    "annotators.model.findings", "annotators.model.proposals", "annotators.model.elsewhere",
    "tui.screens.desk_rest", "tui.screens.questions", "tui.session.deeds", "tui.drafts",
    "tui.widgets.cast_panel", "tui.widgets.inspector_panel", "tui.widgets.findings_panel",
    "tui.widgets.prompt_line", "tui.widgets.choice_list",
)  # fmt: skip


def run(*argv: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Our interpreter in a process of its own, its ends no terminal."""
    return subprocess.run(  # noqa: S603 - our own interpreter on our own words
        [sys.executable, *argv],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_opening_an_article_with_a_draft_loads_no_spacy(project: Project) -> None:
    done = run("-c", OPEN, str(project.root))
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_first_paint_waits_for_nothing_that_can_wait(project: Project) -> None:
    project.cache_dir.mkdir(parents=True, exist_ok=True)
    Project.find(project.root)  # so that it is kept what its config.yaml says
    done = run("-c", FIRST_PAINT, str(project.root), *CAN_WAIT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_without_a_terminal_one_line_says_what_to_run_instead(project: Project) -> None:
    done = run("-m", "tui", str(project.root))
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("copydesk: the workbench needs a terminal")
    assert "copydesk annotate" in line


@pytest.mark.parametrize(
    ("config", "wanted"),
    [
        ("colum: 80\n", ("line 1", "colum", "column")),
        ("column: 80\nkeys:\n  acept: space\n", ("line 3", "acept", "accept")),
        ("keys:\n  accept: x\n", ("line 2", "accept", "reject")),
        ("keymap: vim\nkeys:\n  accept: g\n", ("line 3", "accept", "begins g ")),
        ("keymap: emacs\n", ("line 1", "keymap", "copydesk, vim")),
        ("theme: mauve\n", ("theme", "mauve", "dark")),
    ],
)
def test_a_wrong_config_is_one_line(project: Project, config: str, wanted: tuple[str, ...]) -> None:
    (project.root / "config.yaml").write_text(config, encoding="utf-8")
    done = run("-c", AT_A_TERMINAL, str(project.root))
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("copydesk: ")
    assert "config.yaml" in line
    assert all(word in line for word in wanted), line


def test_everything_that_is_wrong_in_a_config_is_told_at_once(project: Project) -> None:
    (project.root / "config.yaml").write_text("keys:\n  acept: space\n  undo: ctrl+i\n")
    done = run("-c", AT_A_TERMINAL, str(project.root))
    assert ["acept" in line for line in sorted(done.stderr.splitlines())] == [True, False]


@pytest.mark.parametrize(
    ("argv", "wanted"),
    [
        (["nowhere.txt"], "nowhere.txt: is not there"),
        (["empty.txt"], "empty.txt: is empty"),
        (["--as", "\t"], "is no name for an annotator"),
    ],
)
def test_what_cannot_be_opened_is_one_line(tmp_path: Path, argv: list[str], wanted: str) -> None:
    (tmp_path / "config.yaml").write_text("")
    (tmp_path / "empty.txt").write_text("\n")
    done = run("-c", AT_A_TERMINAL, *argv, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert wanted in line
