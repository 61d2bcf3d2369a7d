"""Where a line is cut into rows: at blanks, and beside what is two cells wide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tui.widgets.graphemes import PLAIN, WIDE, clusters

Rows = Iterator[tuple[int, int]]
Run = tuple[int, int, int, int]
"""Start, end, and of each grapheme its cells and its code points."""

_INK = PLAIN.replace("\n\r -", "!-")
_ODD = f"[^ →{_INK}{WIDE}]"
# Runs of like characters are placed by arithmetic; only what is odd, and the character it may
# join, is taken apart.
_RUN = (
    f"(?P<odd>[ →{_INK}{WIDE}]?{_ODD}+)|(?P<ink>[{_INK}]+(?!{_ODD}))"
    f"|(?P<wide>[{WIDE}]+(?!{_ODD}))|(?P<tab>→+(?!{_ODD}))|(?P<blank> +(?!{_ODD}))"
)


@cache
def _alike() -> re.Pattern[str]:
    # Compiling so many ranges takes its time, and most articles never come here.
    return re.compile(_RUN)


_CELLS = {"ink": 1, "wide": 2, "tab": 1}


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
        if used and used + word.cells > width and not word.is_loose:
            yield start, stop
            start, used = word.start, 0
        for first, last, cells, points in word.runs:
            at = first
            while at < last:
                fitting = (width - used) // cells if cells else 1
                if fitting < 1 and used:
                    yield start, stop
                    start, used = at, 0
                    continue
                taken = min(max(1, fitting), (last - at) // points)
                at += taken * points
                used += taken * cells
                stop = at
        used += word.blanks
    yield start, stop


@dataclass(slots=True)
class _Word:
    """What is not cut while it fits a row (unless it is loose), and the blanks after it."""

    start: int
    is_loose: bool = False
    runs: list[Run] = field(default_factory=list)
    cells: int = 0
    blanks: int = 0


def _words(line: str) -> Iterator[_Word]:
    word = _Word(0)
    for match in _alike().finditer(line):
        kind = match.lastgroup or "odd"
        if kind == "blank":
            word.blanks += match.end() - match.start()
            continue
        for run in _runs(kind, match):
            first, last, cells, points = run
            is_loose = kind in ("wide", "tab") or cells > 1
            if word.blanks or is_loose or word.is_loose:
                yield word
                word = _Word(first, is_loose)
            word.runs.append(run)
            word.cells += (last - first) // points * cells
    yield word


def _runs(kind: str, match: re.Match[str]) -> list[Run]:
    start, end = match.span()
    if kind in _CELLS:
        return [(start, end, _CELLS[kind], 1)]
    return [(start + a, start + b, cells, b - a) for a, b, cells in clusters(match[0])]
