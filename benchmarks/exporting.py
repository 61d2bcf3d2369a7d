"""How long an export of many articles takes in each format, and how much memory.

Each format runs in a process of its own, over the bundled layers again and again,
each time under another id. Run with `make bench BENCH=exporting` (ARGS="--articles
10000 --format brat" for others than 1,000 and every format).
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

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = ROOT / "corpus" / "bundled.jsonl"
MOST = 500
"""Megabytes that an export of 10,000 articles may take."""


def main() -> int:
    """Print a row for each format; 1 where one takes more memory than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--format", action="append", default=[])
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return measure(options.one, options.articles)
    names = options.format or [name for name, known in FORMATS.items() if known.writes]
    print(f"{options.articles} articles\nformat         seconds    MB of memory   MB written")
    return max(
        subprocess.run(
            [sys.executable, __file__, "--one", name, "--articles", str(options.articles)],
            check=False,
        ).returncode
        for name in names
    )


def measure(name: str, articles: int) -> int:
    """Write that many records in the format into a folder that passes."""
    form = find_writer(name)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        if isinstance(form, FileWriter):
            with (Path(folder) / "out").open("wb") as stream:
                losses = sum(1 for _ in form.write(records(articles), stream))
        else:
            losses = sum(1 for _ in form.write_folder(records(articles), Path(folder)))
        seconds = time.perf_counter() - started
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:14} {seconds:7.1f} {peak:15.0f} {size / 1e6:12.1f}   {losses} losses", flush=True)
    return int(peak > MOST)


def records(number: int) -> Iterator[Record]:
    """The bundled layers, over and over, under ids and texts of their own."""
    bundled = [record for record in NATIVE.read(BUNDLED) if isinstance(record, Record)]
    for index, record in enumerate(islice(cycle(bundled), number)):
        text = f"{record.article.text}\n{index}"
        yield replace(
            record, article=replace(record.article, id=f"{record.article.id}-{index}", text=text)
        )


if __name__ == "__main__":
    sys.exit(main())
