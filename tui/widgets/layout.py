"""Text to rows and back: wrapped by words at a width in cells, held as flat arrays."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from annotators.model.span import Span
from tui.widgets.graphemes import clusters, is_plain
from tui.widgets.wrapping import wrapped, wrapped_plain

_LINE_END = re.compile("\r\n|\r|\n")
_KEPT_ROWS = 4096


class Layout:
    """The rows of a text that has been through the text gate.

    A row is the half-open span of what is drawn on it. Blanks at which a line is wrapped, and
    line ends, belong to no row; their offsets count to the row before them.
    """

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(1, width)
        self.starts = array("l")
        self.ends = array("l")
        self._even = is_plain(text)
        self._uneven_rows: set[int] = set()
        self._cells: dict[int, list[int]] = {}
        self._wrap()

    def __len__(self) -> int:
        return len(self.starts)

    def row_of(self, offset: int) -> int:
        """The row on which, or at whose end, the offset stands."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def rows_of(self, span: Span) -> range:
        """The rows that a span touches."""
        return range(self.row_of(span.start), self.row_of(max(span.start, span.end - 1)) + 1)

    def span(self, row: int) -> Span:
        """What is drawn on a row."""
        return Span(self.starts[row], self.ends[row])

    def is_blank(self, row: int) -> bool:
        """Whether nothing is drawn on a row."""
        return self.starts[row] == self.ends[row]

    def place(self, offset: int) -> tuple[int, int]:
        """The row and the cell at which an offset stands."""
        row = self.row_of(offset)
        return row, self.cell_of(row, offset)

    def cell_of(self, row: int, offset: int) -> int:
        """The cell of a row at which an offset stands; the ends of the row where it is outside."""
        start, end = self.starts[row], self.ends[row]
        within = min(max(offset, start), end) - start
        return self._row_cells(row)[within] if row in self._uneven_rows else within

    def offset_at(self, row: int, cell: int) -> int:
        """The offset of the grapheme on a cell; the end of the row beyond its text."""
        start, end = self.starts[row], self.ends[row]
        if row not in self._uneven_rows:
            return min(start + max(0, cell), end)
        cells = self._row_cells(row)
        held = cells[max(0, bisect_right(cells, max(0, cell)) - 1)]
        return start + bisect_left(cells, held)

    def snap(self, offset: int) -> int:
        """The start of the grapheme that holds an offset."""
        row = self.row_of(offset)
        if row not in self._uneven_rows or offset >= self.ends[row]:
            return offset
        return self.offset_at(row, self.cell_of(row, offset))

    def grapheme_after(self, offset: int) -> int:
        """The offset one grapheme on."""
        row = self.row_of(offset)
        if self.text[offset : offset + 2] == "\r\n":
            return offset + 2
        if row not in self._uneven_rows or offset >= self.ends[row]:
            return min(offset + 1, len(self.text))
        cells, within = self._row_cells(row), offset - self.starts[row]
        return self.starts[row] + bisect_right(cells, cells[within])

    def grapheme_before(self, offset: int) -> int:
        """The offset one grapheme back."""
        if self.text[max(0, offset - 2) : offset] == "\r\n":
            return offset - 2
        return self.snap(max(0, offset - 1))

    def _row_cells(self, row: int) -> list[int]:
        """The cell of each code point of an uneven row, and of its end."""
        cells = self._cells.get(row)
        if cells is None:
            if len(self._cells) >= _KEPT_ROWS:
                self._cells.clear()
            cells = self._cells[row] = _cells_of(self.text[slice(*self.span(row))])
        return cells

    def _wrap(self) -> None:
        start = 0
        for match in _LINE_END.finditer(self.text):
            self._wrap_line(start, match.start())
            start = match.end()
        self._wrap_line(start, len(self.text))

    def _wrap_line(self, start: int, end: int) -> None:
        if self._even or is_plain(self.text, start, end):
            self._add(wrapped_plain(self.text, start, end, self.width))
            return
        first = len(self.starts)
        rows = wrapped(self.text[start:end], self.width)
        self._add((start + row_start, start + row_end) for row_start, row_end in rows)
        self._uneven_rows.update(range(first, len(self.starts)))

    def _add(self, rows: Iterable[tuple[int, int]]) -> None:
        for start, end in rows:
            self.starts.append(start)
            self.ends.append(end)


def _cells_of(line: str) -> list[int]:
    cells: list[int] = []
    used = 0
    for start, end, width in clusters(line):
        cells += [used] * (end - start)
        used += width
    return [*cells, used]
