"""What is said of the text, row by row; found when a row comes into view, and not before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol

from annotators.model.span import Span
from tui.widgets.layout import Layout
from tui.widgets.margin import MarginNote, MarginRow, margin_rows
from tui.widgets.paint import Mark, RowMarks, marks_by_row

HIDDEN_LAYER = 80
_TOGETHER = 24
"""How many rows are looked at together."""


class Page(Protocol):
    """What stands in the text and beside it. It does not change: a change makes another page."""

    def marks(self, span: Span) -> Iterable[Mark]:
        """The marks that reach into a span, and maybe others."""
        ...

    def notes(self, span: Span) -> Sequence[MarginNote]:
        """The notes of the margin that reach into a span; two of them always in one order."""
        ...

    def changes(self, since: Page) -> Iterable[Span] | None:
        """Where the two may say different things; None for anywhere."""
        ...


class BlankPage:
    """A text of which nothing is said."""

    def marks(self, span: Span) -> Iterable[Mark]:  # noqa: ARG002
        """None."""
        return ()

    def notes(self, span: Span) -> Sequence[MarginNote]:  # noqa: ARG002
        """None."""
        return ()

    def changes(self, since: Page) -> None:  # noqa: ARG002
        """Anywhere."""
        return


BLANK = BlankPage()


class PageRows:
    """The rows of a page as it is laid out; `hidden` are offsets at which a mark stands."""

    def __init__(self, page: Page, layout: Layout, hidden: Sequence[int] = ()) -> None:
        self.page = page
        self._layout = layout
        self._hidden = hidden
        self._marks: dict[int, RowMarks] = {}
        self._margin: dict[int, MarginRow | None] = {}

    def followed_by(self, page: Page, rows: range) -> PageRows:
        """The rows of the page that comes after this one.

        Those of `rows` that are near a change are looked at anew, the others are as they were.
        """
        new = PageRows(page, self._layout, self._hidden)
        spans = page.changes(self.page)
        if spans is not None:
            near = [p.apart(self._layout.rows_of(span))[0] for span in spans for p in (self, new)]
            same = [row for row in rows if not any(row in changed for changed in near)]
            new._marks = {row: self.marks(row) for row in same}
            new._margin = {row: self.margin(row) for row in same}
        if left := [row for row in rows if row not in new._marks]:
            new._look_at(range(left[0], left[-1] + 1))
        return new

    def marks(self, row: int) -> RowMarks:
        """The marks of a row, in order."""
        if row not in self._marks:
            self._look_at(self._around(row))
        return self._marks[row]

    def margin(self, row: int) -> MarginRow | None:
        """What the margin shows beside a row, if anything."""
        if row not in self._margin:
            self._look_at(self._around(row))
        return self._margin[row]

    def note(self, span: Span) -> MarginNote | None:
        """The note of a span."""
        return next((note for note in self.page.notes(span) if note.span == span), None)

    def _look_at(self, rows: range) -> None:
        """Find what stands on these rows, and what is beside them."""
        found = marks_by_row(self._layout, self._marks_on(rows), rows)
        self._marks.update({row: found.get(row, ()) for row in rows})
        rows, notes = self.apart(rows)
        beside = margin_rows(self._layout, notes)
        self._margin.update({row: beside.get(row) for row in rows})

    def _marks_on(self, rows: range) -> list[Mark]:
        span, hidden = self._span(rows), self._hidden
        some = hidden[bisect_left(hidden, span.start) : bisect_left(hidden, span.end)]
        return [
            *self.page.marks(span),
            *(Mark(Span(at, at + 1), "hidden", HIDDEN_LAYER) for at in some),
        ]

    def apart(self, rows: range) -> tuple[range, Sequence[MarginNote]]:
        """So many rows that no note reaches over their ends, and their notes.

        Where a label stands hangs on the notes that share rows with its own, and on theirs.
        """
        last, more = len(self._layout), 0
        while True:
            notes = self.page.notes(self._span(rows))
            reached = [rows, *(self._layout.rows_of(note.span) for note in notes)]
            wider = range(min(r.start for r in reached), max(r.stop for r in reached))
            if wider == rows:
                return rows, notes
            # Where one note hangs on the next over many rows, their end is soon found.
            rows = range(max(0, wider.start - more), min(last, wider.stop + more))
            more = len(rows)

    def _around(self, row: int) -> range:
        first = row - row % _TOGETHER
        return range(first, min(first + _TOGETHER, len(self._layout)))

    def _span(self, rows: range) -> Span:
        """All offsets that count to some rows."""
        starts, last = self._layout.starts, len(self._layout.text) + 1
        end = starts[rows.stop] if rows.stop < len(starts) else last
        return Span(starts[rows.start] if rows.start else 0, max(end, 1))
