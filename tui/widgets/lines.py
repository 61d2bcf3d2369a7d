"""Lines of plain values, each a row of runs with a look: what panels and bars are made of."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from tui.text_gate import elide, shown
from tui.themes.looks import Looks


class Run(NamedTuple):
    """Some text in one look. It goes through the text gate when it is drawn."""

    text: str
    look: str = ""


class Line(NamedTuple):
    """Runs from the left edge, runs up to the right edge, and a look under all of them.

    Where there is too little room the left runs are cut.
    """

    left: tuple[Run, ...] = ()
    right: tuple[Run, ...] = ()
    look: str = ""


def cells_of(runs: tuple[Run, ...]) -> int:
    """How many cells some runs take."""
    return sum(cell_len(shown(run.text)) for run in runs)


def line_segments(line: Line, width: int, looks: Looks) -> list[Segment]:
    """A line of exactly the given width."""
    under = (line.look,) if line.look else ()
    right = line.right if cells_of(line.right) <= width else ()
    tail = cells_of(right)
    segments = _cut(line.left, width - tail - bool(tail), under, looks)
    used = sum(cell_len(drawn.text) for drawn in segments) + tail
    segments.append(Segment(" " * (width - used), looks.style(under)))
    return segments + _cut(right, tail, under, looks)


def _cut(runs: tuple[Run, ...], room: int, under: tuple[str, ...], looks: Looks) -> list[Segment]:
    segments = []
    for run in runs:
        if room <= 0:
            break
        text = elide(run.text, room)
        room -= cell_len(text)
        segments.append(Segment(text, looks.style((run.look, *under) if run.look else under)))
    return segments
