"""Where the eye goes: what is in view, and the cursor up and down the rows."""

from __future__ import annotations

import re

from annotators.model.span import Span
from tui.widgets.layout import Layout

CONTEXT = 3
"""Rows kept between the focus and the edge of the view after a jump."""
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")


def start_of(layout: Layout, row: int) -> int:
    """The offset at which a row begins; the nearest row where there is no such row."""
    return layout.starts[min(max(0, row), len(layout) - 1)]


def span_of(layout: Layout, rows: range) -> Span:
    """From the first to the last code point drawn on some rows."""
    last = min(max(rows.start, rows.stop - 1), len(layout) - 1)
    return Span(start_of(layout, rows.start), layout.ends[last])


def words(layout: Layout, rows: range) -> list[Span]:
    """The words on some rows that are two cells or wider, in order."""
    found = []
    for row in rows[: max(0, len(layout) - rows.start)]:
        start, end = layout.span(row)
        for match in _WORD.finditer(layout.text, start, end):
            span = Span(*match.span())
            if layout.cell_of(row, span.end) - layout.cell_of(row, span.start) > 1:
                found.append(span)
    return found


def top_for(rows: range, top: int, height: int) -> int | None:
    """The row to bring to the top so that some rows are in view; None where they are already.

    What is less than a page away comes in from the edge, what is further off to the upper third.
    """
    if height < 1 or (top <= rows.start and rows.stop <= top + height):
        return None
    context = min(CONTEXT, max(0, (height - len(rows)) // 2))
    if top + height < rows.stop and rows.start < top + 2 * height:
        return rows.stop - height + context
    if rows.start < top < rows.stop + height:
        return max(0, rows.start - context)
    return max(0, rows.start - max(context, (height - len(rows)) // 3))


class Column:
    """The cell column that a cursor keeps on its way up and down, past shorter rows."""

    def __init__(self) -> None:
        self._reached = -1
        self._cell = 0

    def move(self, layout: Layout, offset: int, rows: int) -> int:
        """The offset so many rows further down (or up), on the nearest row that has text."""
        row, cell = layout.place(offset)
        if not self._is_here(layout.text, offset):
            self._cell = cell
        target = _row_with_text(layout, row + rows, 1 if rows > 0 else -1)
        self._reached = layout.offset_at(target, self._cell)
        if self._reached >= layout.ends[target] > layout.starts[target]:
            self._reached = layout.grapheme_before(layout.ends[target])
        return self._reached

    def _is_here(self, text: str, offset: int) -> bool:
        """Whether the cursor is still where it was put, or on the word that stands there."""
        return offset <= self._reached and not _BLANK.search(text, offset, self._reached)


def _row_with_text(layout: Layout, row: int, step: int) -> int:
    last = len(layout) - 1
    for direction in (step, -step):
        found = min(max(0, row), last)
        while 0 <= found <= last:
            if not layout.is_blank(found):
                return found
            found += direction
    return 0
