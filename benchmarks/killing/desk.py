"""The workbench: edited by key in a pseudo-terminal, killed, and its files looked at."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.items import Entity, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from benchmarks.killing.ground import LostError, add_article, environment, project_in
from benchmarks.saving import SENTENCE
from benchmarks.terminal import Terminal

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
