"""What a save costs with few articles and with many, beside the least that the disk asks for.

    python -m benchmarks.saving [--folder DIR] [--saves N] [--articles N ...]

Two articles are saved: one of 15 KB, and one of 150 KB with 500 entries of
history. Each save is of a change, as at the desk. The floor is a file of the same
bytes written by temporary file, fsync, rename and fsync of the folder; floor and
saves of every project take turns, so that a slow moment of the disk meets all of
them. A ratio is the median of the ratios of single turns. Trust the ratios, not
the milliseconds.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from annotators.model import intents
from annotators.model.article import Article
from annotators.model.change import Edit
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.items import Entity, Mention, Origin, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.record import item_record
from annotators.model.review import Review
from annotators.model.span import Span
from annotators.project import Project, create_project
from annotators.reading.text import article_of
from annotators.store.article_store import ArticleStore

SENTENCE = "“We will not go there again,” said Hong Min, a research fellow at the institute.\n\n"
QUOTES = 24
"""How many attributions an article of PolNeAR has."""
SIZES = ((185, QUOTES, 0), (1850, 10 * QUOTES, 500))
"""Sentences, quotes and entries of history at least: 15 KB of text, and 150 KB."""


def article_of_size(article_id: str, sentences: int = 55) -> Article:
    """An article of so many sentences; 55 are some 800 words."""
    text = "Talks fail\n\nBy Jane Doe\n\n" + SENTENCE * sentences
    return article_of(text, article_id=article_id)


def finished_work(article: Article, count: int = QUOTES) -> Dossier:
    """A working copy over a finished layer, with the history of each of its quotes."""
    trace = Trace(
        decision="accepted",
        origin=Origin("d-0123456789", "d-0123456789-100-120"),
        by="anna",
        at="2024-05-01T10:00:00Z",
        score=0.93,
    )
    cast = [Entity(id=f"e{n}", name=f"Hong Min {n}", digit=n, trace=trace) for n in range(1, 6)]
    names = [
        Mention(id=f"m{n}", span=Span(60 + n * 80, 68 + n * 80), label="PERSON", entity="e1")
        for n in range(count)
    ]
    quotes = []
    for n in range(count):
        quote = Quote(
            id=f"q{n:08}",
            contents=(Span(25 + n * 80, 54 + n * 80),),
            cues=(Span(55 + n * 80, 59 + n * 80),),
            sources=(Span(60 + n * 80, 68 + n * 80),),
            speakers=("e1",),
            speaker_state="known",
        )
        was = item_record(quote)
        quotes.append(replace(quote, trace=replace(trace, was=was)))
    entries = [
        Entry(
            number=n + 1,
            kind="change",
            intent="accept quote",
            by="anna",
            at="2024-05-01T10:00:00Z",
            edits=(Edit(None, quote),),
            model="rules 3 (en_core_web_md 3.8.0)",
        )
        for n, quote in enumerate(quotes)
    ]
    layer = Layer.of(
        Header(annotator="anna", created="2024-05-01T10:00:00Z"), [*cast, *names, *quotes]
    )
    return Dossier(
        article=article.id,
        sha256=article.sha256,
        work={"anna": layer},
        finished=(layer.with_header(purpose="gold", revision=1),),
        history=History(tuple(entries)),
    )


def fill(project: Project, count: int) -> None:
    """Put `count` annotated articles in the project, as fast as the disk takes them."""
    article = article_of_size("template")
    store = ArticleStore(project)
    store.save(finished_work(article), article)
    made = project.annotation_path("template").read_bytes()
    project.annotation_path("template").unlink()
    for number in range(count):
        name = f"{number // 1000}/article-{number:05}"
        for path, data in (
            (project.articles_dir / f"{name}.txt", article.text.encode()),
            (project.annotation_path(name), made.replace(b'"template"', f'"{name}"'.encode())),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def write_floor(path: Path, data: bytes) -> None:
    """The least that a safe save can do."""
    temporary = path.with_name(f".{path.name}.floor")
    with temporary.open("wb", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def shown(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    high = sorted(times)[int(len(times) * 0.95)]
    return f"{median(times):7.2f} ms median {high:7.2f} ms p95"


class Saver:
    """An article among `count` others that is changed and saved again and again."""

    def __init__(self, project: Project, count: int, size: tuple[int, int, int]) -> None:
        self.count, (sentences, quotes, entries) = count, size
        self.article = article_of_size(f"0/saved-{sentences}", sentences)
        path = project.articles_dir / f"{self.article.id}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.article.text.encode())
        self._store = ArticleStore(project)
        self._path = project.annotation_path(self.article.id)
        self._review = Review(self.article, "anna", dossier=finished_work(self.article, quotes))
        while len(self._review.dossier.history.entries) < entries:
            self._change()
        self._store.save(self._review.dossier, self.article)
        self.saves: list[float] = []
        self.floors: list[float] = []

    def turn(self) -> None:
        """Change something and save it; before or after it, write as many bytes plainly."""
        self._change()
        # A file of its own for each size: freeing the blocks of the old one is part of it.
        data, beside = self._path.read_bytes(), self._path.with_suffix(".floor")
        jobs = [
            (self.saves, self._save),
            (self.floors, lambda: write_floor(beside, data)),
        ]
        for times, job in random.sample(jobs, 2):
            times.append(milliseconds(job))

    def told(self, few: Saver) -> str:
        """One line: the save, beside the floor and beside that among few articles."""
        size = self._path.stat().st_size / 1024
        floor = median(s / f for s, f in zip(self.saves, self.floors, strict=True))
        among = median(s / f for s, f in zip(self.saves, few.saves, strict=True))
        return (
            f"{self.count:7} articles, {len(self.article.text) / 1024:4.0f} KB of text, file of"
            f" {size:4.0f} KB: save {shown(self.saves)}, floor {shown(self.floors)},"
            f"  {floor:.2f} x floor,  {among:.2f} x among {few.count}"
        )

    def _change(self) -> None:
        view = self._review.view
        number = len(self._review.dossier.history.entries)
        quote = view.quotes[number % len(view.quotes)]
        self._review.do(intents.flag(view, quote, f"look at {number}", self._review.fresh))

    def _save(self) -> None:
        self._store.save(self._review.dossier, self.article)


def measure(folder: Path, counts: Sequence[int], saves: int) -> None:
    """Fill a project with each number of articles, then save in all of them by turns."""
    every: dict[int, list[Saver]] = {}
    for count in counts:
        project = create_project(folder / str(count))
        fill(project, count)
        every[count] = [Saver(project, count, size) for size in SIZES]
    os.sync()
    for _ in range(saves):
        for savers in every.values():
            for saver in savers:
                saver.turn()
    few = every[counts[0]]
    for savers in every.values():
        for saver, base in zip(savers, few, strict=True):
            print(saver.told(base))


def main() -> None:
    """Measure in a temporary folder, or below --folder for another disk."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, help="measure on the disk of this folder")
    parser.add_argument("--saves", type=int, default=100)
    parser.add_argument("--articles", type=int, nargs="*", default=[10, 10_000])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        measure(Path(folder), given.articles, given.saves)


if __name__ == "__main__":
    main()
