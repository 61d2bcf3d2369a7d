"""Spans to segments: what is said of a text, bucketed by row and turned into styled runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment

from annotators.model.span import Span
from tui.themes.looks import Looks
from tui.widgets.layout import Layout


class Mark(NamedTuple):
    """A span and how it looks; where marks overlap their looks combine, the higher layer last."""

    span: Span
    look: str
    layer: int = 0


RowMarks = tuple[Mark, ...]
Letters = tuple[tuple[int, str], ...]
"""Offsets on one row, in order, and what is drawn over the cells there."""


def in_order(marks: Iterable[Mark]) -> RowMarks:
    """The lowest layer first, then as they stand, what lies inside another after it."""
    return tuple(sorted(marks, key=_order))


def _order(mark: Mark) -> tuple[int, int, int, str]:
    return mark.layer, mark.span.start, -mark.span.end, mark.look


def marks_by_row(
    layout: Layout, marks: Iterable[Mark], within: range | None = None
) -> dict[int, RowMarks]:
    """The marks of each row that has any, in order; `within` are the rows that are asked for."""
    asked = range(len(layout)) if within is None else within
    rows: defaultdict[int, list[Mark]] = defaultdict(list)
    ends, row_of = layout.ends, layout.row_of
    for mark in in_order(marks):
        start, end = mark.span
        first = row_of(start)
        last = first if end <= ends[first] else row_of(max(start, end - 1))
        for row in range(max(first, asked.start), min(last + 1, asked.stop)):
            rows[row].append(mark)
    return {row: tuple(found) for row, found in rows.items()}


def letters_by_row(layout: Layout, letters: Mapping[int, str]) -> dict[int, Letters]:
    """The letters of each row that has any."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for offset, drawn in sorted(letters.items()):
        rows.setdefault(layout.row_of(offset), []).append((layout.snap(offset), drawn))
    return {row: tuple(found) for row, found in rows.items()}


def changed_rows(old: Mapping[int, object], new: Mapping[int, object]) -> set[int]:
    """The rows on which two bucketings differ."""
    return {row for row in old.keys() | new.keys() if old.get(row) != new.get(row)}


def row_segments(
    layout: Layout, row: int, marks: RowMarks, looks: Looks, letters: Letters = ()
) -> list[Segment]:
    """The runs of one row, each in the combined look of all marks on it."""
    start, end = layout.span(row)
    clipped = [
        (max(start, layout.snap(span.start)), min(end, whole_end(layout, span.end)), mark.look)
        for mark in marks
        for span in (mark.span,)
    ]
    cuts = {start, end}
    for first, last, _ in clipped:
        if first < last:
            cuts.update((first, last))
    if letters:
        return _lettered(layout, row, (clipped, cuts), looks, letters)
    return _runs(layout.text, sorted(cuts), clipped, looks)


_Clipped = list[tuple[int, int, str]]


def _runs(text: str, cuts: list[int], clipped: _Clipped, looks: Looks) -> list[Segment]:
    return [
        Segment(
            text[first:last],
            looks.style(tuple([look for a, b, look in clipped if a <= first < b])),
        )
        for first, last in pairwise(cuts)
    ]


def _lettered(
    layout: Layout, row: int, marked: tuple[_Clipped, set[int]], looks: Looks, letters: Letters
) -> list[Segment]:
    """The runs of a row with letters over the first cells of words; no cell moves."""
    clipped, cuts = marked
    runs: list[Segment] = []
    here, end = layout.span(row)
    for offset, drawn in letters:
        if offset < here:
            continue
        runs += _runs(layout.text, _between(cuts, here, offset), clipped, looks)
        cell = layout.cell_of(row, offset)
        here = whole_end(layout, layout.offset_at(row, cell + len(drawn)))
        cells = layout.cell_of(row, here) - cell
        look = "letters" if len(drawn) == 1 else "letters-many"
        runs.append(Segment(set_cell_size(drawn, cells), looks.style((look,))))
    return runs + _runs(layout.text, _between(cuts, here, end), clipped, looks)


def _between(cuts: set[int], start: int, end: int) -> list[int]:
    return sorted({start, end, *(cut for cut in cuts if start < cut < end)})


def whole_end(layout: Layout, offset: int) -> int:
    """The end of a mark, moved on where it would cut a grapheme."""
    snapped = layout.snap(offset)
    return offset if snapped == offset else layout.grapheme_after(snapped)
