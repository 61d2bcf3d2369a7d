"""What the list of articles costs with few of them and with many: the real program in a terminal.

    python -m benchmarks.corpus [--articles 10 10000] [--starts 7] [--presses 40] [--folder DIR]

The first number of articles is the base of the ratios. The list is opened in
turn in each project, once without an index and then with the one that was kept.
Trust the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.layer import Layer
from annotators.project import Project, create_project
from annotators.reading.text import article_of
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from benchmarks.timing.corpus import draft_of
from benchmarks.timing.terminal import Terminal

ROOT = Path(__file__).resolve().parents[1]
PARAGRAPH = (
    "“We will not go there again,” said Ines Corvell, who speaks for the harbour of Vikholm, the"
    " town across the Sund. The talks have been at a standstill since June.\n\n"
)
TOGETHER = 500
"""How many articles are alike but for their headline and share their other files."""


def fill(project: Project, count: int) -> None:
    """Put `count` drafted articles in a project, every fifth of them finished by anna."""
    for first in range(0, count, TOGETHER):
        folder = f"{first // TOGETHER:04}"
        article = article_of(f"Ferry talks {folder} fail\n\n{PARAGRAPH * 4}", article_id=folder)
        draft, work = made_of(project, article)
        for number in range(first, min(first + TOGETHER, count)):
            name = f"{folder}/article-{number:06}"
            put(project.articles_dir / f"{name}.txt", article.text.encode())
            link(draft, project.draft_path(name))
            if number % 5 == 1:
                link(work, project.annotation_path(name))
        draft.unlink()
        work.unlink()


def made_of(project: Project, article: Article) -> tuple[Path, Path]:
    """A draft's file and a finished layer's, of one article."""
    draft = draft_of(article)
    DraftStore(project).add(article.id, draft, article.sha256)
    header = {"annotator": "anna", "draft": None, "purpose": "gold", "revision": 1}
    layer = Layer.of(draft.header, draft.items()).with_header(**header)
    dossier = Dossier(article=article.id, sha256=article.sha256, finished=(layer,))
    ArticleStore(project).save(dossier, article)
    return project.draft_path(article.id), project.annotation_path(article.id)


def put(path: Path, data: bytes) -> None:
    """Write a file, and the folder it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def link(known: Path, path: Path) -> None:
    """The same file under another name: a hundred thousand would fill the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.link(known, path)


class Listed:
    """One start of the program, and what its list of articles cost."""

    def __init__(self, folder: Path, count: int, *, seconds: float) -> None:
        self.count, self.seconds = count, seconds
        env = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        env |= {"HOME": str(folder / "home"), "PYTHONPATH": str(ROOT), "COPYDESK_ANNOTATOR": "anna"}
        argv = [sys.executable, "-m", "tui", str(folder)]
        self.terminal = Terminal(argv, cwd=folder, env=env)
        self.terminal.until("Vikholm")
        self.terminal.rest()

    def open(self) -> dict[str, float]:
        """Milliseconds from the key to the columns, to the first rows and to the whole list."""
        del self.terminal.written[:]
        self.terminal.begun = time.perf_counter()
        self.terminal.send("w")
        plural = "s" if self.count != 1 else ""
        words = {
            "first paint": "Last change",
            "first rows": "Ferry talks 0000",
            "whole list": f"{self.count} article{plural}",
        }
        return {
            name: self.terminal.until(text, seconds=self.seconds, kept=50_000)
            for name, text in words.items()
        }

    def press(self, keys: Iterable[str]) -> list[float]:
        """Milliseconds from each key to the frame that shows what it did."""
        return [self.terminal.press(key).ms for key in keys]

    def end(self) -> None:
        """Kill it."""
        self.terminal.__exit__()


def measure(folders: dict[int, Path], starts: int, presses: int) -> None:
    """Open the list in each project in turn; then scroll and filter."""
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    for number in range(starts + 1):
        for count, folder in folders.items():
            listed = Listed(folder, count, seconds=60 + count / 100)
            for name, taken in listed.open().items():
                found[f"{name}, {'no index yet' if not number else 'index kept'}", count] += [taken]
            if number == starts:
                listed.terminal.rest(1.0)
                found["a row down", count] = listed.press(["down"] * presses)
                found["a page down", count] = listed.press(["pagedown", "pageup"] * (presses // 2))
                found["to the end and back", count] = listed.press(["}", "{"] * 5)
                listed.press("/")
                found["a letter of a filter", count] = listed.press("0001 gold")
                print(f"{count:7} articles: {listed.terminal.peak_mb():.0f} MB at most")
            listed.end()
    base = next(iter(folders))
    for name in dict.fromkeys(name for name, _ in found):
        print(name)
        for count in folders:
            times = found[name, count]
            ratio = median(times) / median(found[name, base])
            print(f"{count:9} {median(times):8.1f} ms median {max(times):8.1f} most   x{ratio:.2f}")


def main() -> None:
    """Measure in temporary projects, or below --folder for another disk."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, help="measure on the disk of this folder")
    parser.add_argument("--articles", type=int, nargs="*", default=[10, 10_000])
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--presses", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folders = {count: Path(name) / str(count) for count in given.articles}
        for count, folder in folders.items():
            fill(create_project(folder), count)
        measure(folders, given.starts, given.presses)


if __name__ == "__main__":
    main()
