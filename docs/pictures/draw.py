"""Draws the pictures of the README: `python docs/pictures/draw.py`."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
from pathlib import Path

from annotators.commands import main as run_command
from annotators.project import Project
from tui.app import CopydeskApp
from tui.keys.keymap import Keymap

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
SIZE = (160, 46)
ARTICLE = "n-korea-diplomatic-offensive"
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def draw(project: Project) -> None:
    """Show the desk to somebody who has begun, and the corpus to somebody who is done."""
    await show(project, "anna", "desk.svg", "a" * 11)
    await show(project, "desk", "corpus.svg", "w")


async def show(project: Project, annotator: str, name: str, keys: str) -> None:
    """Open the seed article, press the keys, and keep what is seen."""
    app = CopydeskApp(project, Keymap(), annotator=annotator, article_id=ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        for key in keys:
            await pilot.pause(0.2)
            await pilot.press(key)
        await pilot.pause(0.5)
        keep(app, name)


def keep(app: CopydeskApp, name: str) -> None:
    """Write the screen as SVG, without a font from elsewhere."""
    picture = FONT.sub("", app.export_screenshot(title="copydesk"))
    (HERE / name).write_text(picture.replace("Fira Code", "monospace"), encoding="utf-8")


def main() -> None:
    """Draw in a copy of the bundled project, so that nothing of it is changed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(REPOSITORY / "corpus" / "articles", copy / "corpus" / "articles")
        config = (REPOSITORY / "config.yaml").read_text(encoding="utf-8")
        off = config.replace("draft_on_open: true", "draft_on_open: false")
        (copy / "config.yaml").write_text(off, encoding="utf-8")
        run_command(["annotate", "--project", str(copy)])
        bundled = str(REPOSITORY / "corpus" / "bundled.jsonl")
        run_command(["import", bundled, "--project", str(copy)])
        asyncio.run(draw(Project.find(copy)))


if __name__ == "__main__":
    sys.exit(main())
