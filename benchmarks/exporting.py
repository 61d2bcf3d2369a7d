"""How long an export of many articles takes in each format, and how much memory.

Each format runs in a process of its own, over the bundled layers again and again,
each time under another id. Run with `make bench BENCH=exporting` (ARGS="--articles
10000 --format brat" for others than 1,000 and every format). `--short` cuts every
article after its first lines, which shows in a tenth of the time whether memory
grows with the number of articles.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from annotators.exchange.format import FileWriter, Record
from annotators.exchange.native import NATIVE
from annotators.exchange.registry import FORMATS, find_writer
from annotators.model.layer import Layer

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = ROOT / "corpus" / "bundled.jsonl"
FIRST = 600
"""Code points of a short article."""

MOST = 500
"""Megabytes that an export of 10,000 articles may take."""


def main() -> int:
    """Print a row for each format; 1 where one takes more memory than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--format", action="append", default=[])
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return measure(options.one, options.articles, is_short=options.short)
    names = options.format or [name for name, known in FORMATS.items() if known.writes]
    print(f"{options.articles} articles\nformat         seconds    MB of memory   MB written")
    same = ["--articles", str(options.articles), *["--short"] * options.short]
    return max(
        subprocess.run([sys.executable, __file__, "--one", name, *same], check=False).returncode
        for name in names
    )


def measure(name: str, articles: int, *, is_short: bool) -> int:
    """Write that many records in the format into a folder that passes."""
    form = find_writer(name)
    given = records(articles, is_short=is_short)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        if isinstance(form, FileWriter):
            with (Path(folder) / "out").open("wb") as stream:
                losses = sum(1 for _ in form.write(given, stream))
        else:
            losses = sum(1 for _ in form.write_folder(given, Path(folder)))
        seconds = time.perf_counter() - started
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:14} {seconds:7.1f} {peak:15.0f} {size / 1e6:12.1f}   {losses} losses", flush=True)
    return int(peak > MOST)


def records(number: int, *, is_short: bool) -> Iterator[Record]:
    """The bundled layers, over and over, under ids and texts of their own."""
    bundled = [record for record in NATIVE.read(BUNDLED) if isinstance(record, Record)]
    bundled = [shortened(record) for record in bundled] if is_short else bundled
    for index, record in enumerate(islice(cycle(bundled), number)):
        text = f"{record.article.text}\n{index}"
        yield replace(
            record, article=replace(record.article, id=f"{record.article.id}-{index}", text=text)
        )


def shortened(record: Record) -> Record:
    """The first lines of an article, with what is said of them."""
    layer = record.layer
    quotes = [q for q in layer.quotes.values() if q.parts and q.hull.end <= FIRST]
    mentions = [m for m in layer.mentions.values() if m.span.end <= FIRST]
    speakers = {speaker for quote in quotes for speaker in quote.speakers}
    cast = [e for e in layer.entities.values() if e.id in speakers]
    return replace(
        record,
        article=replace(record.article, text=record.article.text[:FIRST]),
        layer=Layer.of(layer.header, [*cast, *mentions, *quotes]),
    )


if __name__ == "__main__":
    sys.exit(main())
