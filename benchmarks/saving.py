"""What a save costs with few articles and with many, beside the least that the disk asks for.

    python -m benchmarks.saving [--folder DIR] [--saves N] [--articles N ...]

The floor is a file of the same size written by temporary file, fsync, rename
and fsync of the folder; floor and saves take turns, so that a slow moment of
the disk meets both. Trust the ratios, not the milliseconds.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from annotators.model.article import Article
from annotators.model.change import Edit
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.items import Entity, Mention, Origin, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.record import item_record
from annotators.model.span import Span
from annotators.project import Project, create_project
from annotators.reading.text import article_of
from annotators.store.article_store import ArticleStore
from annotators.store.index import Index

SENTENCE = "“We will not go there again,” said Hong Min, a research fellow at the institute.\n\n"
QUOTES = 24
"""How many attributions an article of PolNeAR has."""


def article_of_size(article_id: str) -> Article:
    """An article of some 800 words."""
    return article_of("Talks fail\n\nBy Jane Doe\n\n" + SENTENCE * 55, article_id=article_id)


def finished_work(article: Article) -> Dossier:
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
        for n in range(QUOTES)
    ]
    quotes = []
    for n in range(QUOTES):
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


def measure(folder: Path, count: int, saves: int) -> None:
    """Fill a project with `count` articles, then save one of them again and again."""
    project = create_project(folder / str(count))
    fill(project, count)
    os.sync()
    article_id = project.article_ids()[count // 2]
    article = article_of_size(article_id)
    store = ArticleStore(project)
    opening = milliseconds(lambda: store.load(article_id))
    dossier = store.load(article_id)
    if dossier is None:
        raise SystemExit("the article that was just made is gone")
    path = project.annotation_path(article_id)
    data = path.read_bytes()
    floor, save = [], []
    for _ in range(saves):
        floor.append(milliseconds(lambda: write_floor(path.with_name("floor.bin"), data)))
        save.append(milliseconds(lambda: store.save(dossier, article)))
    print(f"{count:6} articles, {len(data) / 1024:.0f} KB each")
    print(f"  floor          {shown(floor)}")
    print(f"  save           {shown(save)}   {median(save) / median(floor):.2f} x floor")
    print(f"  open           {opening:7.2f} ms")
    for name in ("index, none yet", "index, kept"):
        listing = milliseconds(lambda: list(Index(project).standings("anna")))
        print(f"  {name:15}{listing:7.0f} ms")


def main() -> None:
    """Measure in a temporary folder, or below --folder for another disk."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, help="measure on the disk of this folder")
    parser.add_argument("--saves", type=int, default=100)
    parser.add_argument("--articles", type=int, nargs="*", default=[10, 10_000])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for count in given.articles:
            measure(Path(folder), count, given.saves)


if __name__ == "__main__":
    main()
