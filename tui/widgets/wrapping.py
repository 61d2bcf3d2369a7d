"""Where a line is cut into rows: at blanks, and beside what is two cells wide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tui.widgets.graphemes import Cluster, clusters

Rows = Iterator[tuple[int, int]]


def wrapped_plain(text: str, start: int, end: int, width: int) -> Rows:
    """The rows of a line in which each code point takes one cell."""
    while end - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        stop = start + len(text[start:blank].rstrip(" ")) if blank > start else start
        following = blank + 1
        if stop == start:
            stop = following = start + width
        yield start, stop
        while following < end and text[following] == " ":
            following += 1
        start = following
        if start == end:
            return
    yield start, end


def wrapped(line: str, width: int) -> Rows:
    """The rows of any line, by cells; a grapheme is never cut."""
    start = stop = used = 0
    for word in _words(line):
        if used and used + word.cells > width:
            yield start, stop
            start, used = word.start, 0
        for first, last, cells in word.clusters:
            if used and used + cells > width:
                yield start, first
                start, used = first, 0
            used += cells
            stop = last
        used += word.blanks
    yield start, stop


@dataclass(slots=True)
class _Word:
    """What is not cut while it fits a row, and how many blanks follow it."""

    start: int
    clusters: list[Cluster] = field(default_factory=list)
    cells: int = 0
    blanks: int = 0


def _words(line: str) -> Iterator[_Word]:
    word = _Word(0)
    open_word = True
    for cluster in clusters(line):
        start, end, cells = cluster
        if line[start:end] == " ":
            word.blanks += 1
            continue
        if word.blanks or not open_word or cells > 1:
            yield word
            word = _Word(start)
        word.clusters.append(cluster)
        word.cells += cells
        open_word = cells == 1 and line[start] != "→"
    yield word
