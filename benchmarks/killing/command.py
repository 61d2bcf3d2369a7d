"""`annotate`, `import` and `export`: killed while they work, then run to their end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from annotators.errors import CopydeskError
from annotators.exchange.carried import carried_record
from annotators.exchange.format import Record
from annotators.exchange.native import NATIVE, read_lines
from annotators.model.article import Article
from annotators.project import Project
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from benchmarks.killing.ground import ROOT, LostError, add_article, environment, project_in
from benchmarks.saving import article_of_size, finished_work


class Command:
    """A command that is killed again and again, then run to its end."""

    def __init__(self, folder: Path, chance: random.Random, name: str) -> None:
        self.name, self.chance = name, chance
        self.folder = folder
        self.seconds = 0.0
        self.rounds = 0

    def run(self) -> str:
        """A project of its own: kill the command in it, look, run it to its end, look again."""
        self.rounds += 1
        project = project_in(self.folder / f"{self.name}-{self.rounds}")
        arguments, articles = PREPARED[self.name](project)
        whole = self._start(project, arguments)
        if not self.seconds:
            begun = time.monotonic()
            self._end(whole)
            self.seconds = time.monotonic() - begun
            return "at its end"
        try:
            whole.wait(self.chance.uniform(0.3, 1) * self.seconds)
            where = "at its end"
        except subprocess.TimeoutExpired:
            os.killpg(whole.pid, signal.SIGKILL)
            whole.wait()
            where = "while it worked"
        self._look(project, articles, is_done=False)
        self._end(self._start(project, arguments))
        self._look(project, articles, is_done=True)
        return where

    def _start(self, project: Project, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tui", self.name, *arguments, "--project", str(project.root)],
            start_new_session=True,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **environment(project)},
        )

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        _, said = process.communicate()
        if process.returncode:
            raise LostError(f"{self.name} ended with {process.returncode}: {said.decode()}")

    def _look(self, project: Project, articles: Sequence[Article], *, is_done: bool) -> None:
        """Whether everything that is there is whole, and everything there when all is done."""
        people, drafts = ArticleStore(project), DraftStore(project)
        found = 0
        for article in articles:
            try:
                if self.name == "annotate":
                    found += drafts.newest(article.id, article.sha256) is not None
                else:
                    found += people.load(article.id) is not None
            except CopydeskError as error:
                raise LostError(str(error)) from None
        if self.name == "export":
            found = _exported(project)
            if found not in {0, len(articles)}:
                raise LostError(f"{found} of {len(articles)} layers are in the file")
        hidden = (path for path in project.root.rglob(".*") if path.is_file())
        left = [str(path) for path in hidden if path.name != ".gitignore"]
        if is_done and (found < len(articles) or left):
            raise LostError(f"{found} of {len(articles)} are there; left over: {left}")


def _exported(project: Project) -> int:
    path = project.root / "out.jsonl"
    if not path.exists():
        return 0
    with path.open("rb") as stream:
        records = list(read_lines(stream))
    if not all(isinstance(record, Record) for record in records):
        raise LostError("a line of the exported file is broken")
    return len(records)


def _to_annotate(project: Project) -> tuple[list[str], list[Article]]:
    return [], [add_article(project, number) for number in range(3)]


def _to_import(project: Project) -> tuple[list[str], list[Article]]:
    # Each of another length: the layers of one text would all go to one article.
    articles = [article_of_size(f"article-{number:04}", 55 + number) for number in range(20)]
    path = project.root / "in.jsonl"
    with path.open("wb") as stream:
        records = (carried_record(a, finished_work(a).finished[0]) for a in articles)
        list(NATIVE.write(records, stream))
    return [str(path)], articles


def _to_export(project: Project) -> tuple[list[str], list[Article]]:
    articles = [add_article(project, number) for number in range(20)]
    for article in articles:
        ArticleStore(project).save(finished_work(article), article)
    return ["-o", str(project.root / "out.jsonl")], articles


PREPARED: dict[str, Callable[[Project], tuple[list[str], list[Article]]]] = {
    "annotate": _to_annotate,
    "import": _to_import,
    "export": _to_export,
}
"""For each command what fills a project for it: its arguments, and what it is about."""
