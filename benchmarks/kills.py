"""What a SIGKILL at a random moment can break: nothing that the screen called saved.

    python -m benchmarks.kills [--kills 1000] [--command-kills 200] [--seed N] [--folder DIR]

The real application runs in a pseudo-terminal. Quotes are decided by key, a few
at a time, and each time the title says "saved" the count beside it is noted.
Then it is killed, often right after "saved", else at a moment chosen by chance,
its start included. What is on the disk must be whole, must hold at least what
was noted, must go on from the history there was and say what its history says.
`annotate`, `import` and `export` are killed likewise, then run to their end:
nothing may be torn, nothing missing, nothing left over. Exit code 1 when
anything was.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from annotators.errors import CopydeskError
from annotators.exchange.carried import carried_record
from annotators.exchange.format import Record
from annotators.exchange.native import NATIVE, read_lines
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.items import Entity, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from annotators.project import Project, create_project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from benchmarks.saving import SENTENCE, article_of_size, finished_work
from benchmarks.terminal import Terminal

ROOT = Path(__file__).resolve().parents[1]
DECIDING = (
    ("a",),
    ("x",),
    ("2", "n"),
    ("1", "+", "n"),
    ("f", "look", "\r", "n"),
    ("2", "3", "u", "r", "n"),
)
"""Keys that decide the pending quote in focus and go to the next."""

LONGEST_LIFE = 2.0
"""Seconds of editing after which an application is killed at the latest."""

EARLY, AT_ONCE = 0.1, 0.5
"""How often an application is killed while it starts, and right after it said saved."""


class LostError(Exception):
    """Something that was said to be saved is not there, or a file is broken."""


def draft_of(article: Article) -> Layer:
    """A draft with a quote in every sentence and three people to give them to."""
    cast = [Entity(id=f"e{n}", name=f"Hong Min {n}", digit=n) for n in (1, 2, 3)]
    first, size = article.text.index(SENTENCE), len(SENTENCE)
    quotes = [
        Quote(
            id=f"q{start}",
            contents=(Span(start, start + 29),),
            cues=(Span(start + 30, start + 34),),
            sources=(Span(start + 35, start + 43),),
            speakers=("e1",),
            speaker_state="known",
            trace=Trace(score=0.9),
        )
        for start in range(first, len(article.text) - size + 1, size)
    ]
    header = Header(model="hand 1", draft=f"d-{article.sha256[:8]}", created="2026-01-01T00:00:00Z")
    return Layer.of(header, [*cast, *quotes])


def project_in(folder: Path) -> Project:
    """A project that drafts nothing by itself."""
    create_project(folder)
    (folder / "config.yaml").write_text("draft_on_open: false\n", encoding="utf-8")
    return Project.find(folder)


class Desk:
    """A project whose articles are annotated by key until the application is killed."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.project = project_in(folder)
        self.chance = chance
        self.articles = 0
        self.acknowledged = 0
        self._open_new_article()

    def run(self) -> str:
        """Start, edit, kill, look; where the kill fell. Raises LostError."""
        if self.decided > self.total - 10:
            self._open_new_article()
        path = self.project.article_path(self.article.id)
        command = [sys.executable, "-m", "tui", "--as", "anna", str(path)]
        with Terminal(command, environment(self.project)) as terminal:
            where = self._work(terminal)
            terminal.kill()
            # What was written before the kill was on the screen, too.
            terminal.watch(0.2)
            saved = self._saved(terminal)
        self.acknowledged += max(0, saved - self.decided)
        self._check(saved)
        return where

    def _work(self, terminal: Terminal) -> str:
        if self.chance.random() < EARLY:
            terminal.watch(self.chance.uniform(0, 1.5))
            return "while it started"
        if not terminal.watch(60, until=lambda: terminal.progress is not None):
            raise LostError(f"the desk was never shown; the last of it was {terminal.tail!r}")
        end = time.monotonic() + self.chance.uniform(0, LONGEST_LIFE)
        at_once = self.chance.random() < AT_ONCE
        while (left := end - time.monotonic()) > 0:
            before = self._saved(terminal)
            burst = [self.chance.choice(DECIDING) for _ in range(self.chance.randint(1, 4))]
            terminal.send(key for keys in burst for key in keys)
            pause = min(left, self.chance.uniform(0.02, 0.5))
            heard = terminal.watch(pause, until=lambda: self._saved(terminal) > before)  # noqa: B023
            if heard and at_once:
                return "right after it said saved"
        return "while it was edited"

    def _saved(self, terminal: Terminal) -> int:
        """How many quotes are decided in what the title last called saved."""
        if terminal.saved is None:
            return self.decided
        # Rejected quotes are no longer among those that the title counts.
        done, listed = terminal.saved
        return self.total - (listed - done)

    def _check(self, saved: int) -> None:
        try:
            dossier = ArticleStore(self.project).load(self.article.id)
        except CopydeskError as error:
            raise LostError(str(error)) from None
        dossier = dossier or Dossier(article=self.article.id, sha256=self.article.sha256)
        layer, known = Layer(), self.dossier.history.entries
        most = 0
        for entry in dossier.history.entries:
            layer = entry.change.apply(layer)
            most = max(most, len(layer.quotes))
        if most < saved:
            raise LostError(f"{saved} decisions were called saved, {most} are there")
        if dossier.history.entries[: len(known)] != known:
            raise LostError("the history is not the one there was, and more")
        kept = dossier.layer("anna") or Layer()
        if (layer.quotes, layer.entities) != (kept.quotes, kept.entities):
            raise LostError("the layer is not what its history says")
        self.dossier, self.decided = dossier, len(layer.quotes)

    def _open_new_article(self) -> None:
        self.articles += 1
        self.article = add_article(self.project, self.articles)
        draft = draft_of(self.article)
        DraftStore(self.project).add(self.article.id, draft, self.article.sha256)
        self.total, self.decided = len(draft.quotes), 0
        self.dossier = Dossier(article=self.article.id, sha256=self.article.sha256)


def add_article(project: Project, number: int) -> Article:
    """One more article for the project."""
    article = article_of_size(f"article-{number:04}")
    path = project.article_path(article.id)
    path.write_bytes(article.text.encode())
    return read_article(path, article_id=article.id)


def environment(project: Project) -> dict[str, str]:
    """Nothing of whoever runs this: their name and their settings stay out of it."""
    home = f"{project.root}-home"
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    return {**dict.fromkeys(folders, home), "COPYDESK_ANNOTATOR": "anna", "PYTHONPATH": str(ROOT)}


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


def repeat(name: str, run: Callable[[], str], times: int) -> int:
    """Kill so many times and tell how it went; how often something was lost."""
    fell: Counter[str] = Counter()
    lost = 0
    for number in range(times):
        try:
            fell[run()] += 1
        except LostError as error:
            lost += 1
            print(f"{name}, kill {number + 1}: {error}", flush=True)
    places = ", ".join(f"{count} {where}" for where, count in fell.most_common())
    print(f"{name:10}{times:6} kills, {lost} with anything lost or broken   ({places})", flush=True)
    return lost


def main() -> int:
    """Kill the workbench, then each command; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=1000, help="of the workbench")
    parser.add_argument("--command-kills", type=int, default=200, help="of each command")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="work on the disk of this folder")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        desk = Desk(folder / "desk", chance)
        lost = repeat("workbench", desk.run, given.kills) if given.kills else 0
        print(f"{'':10}{desk.acknowledged} decisions called saved, in {desk.articles} articles")
        if given.command_kills:
            for command in PREPARED:
                run = Command(folder, chance, command).run
                lost += repeat(command, run, given.command_kills)
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
