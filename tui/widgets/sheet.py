"""The sheet: an article laid out with its marks, margin, focus and letters, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.cache import LRUCache
from textual.strip import Strip

from annotators.model.span import Span
from tui.text_gate import hidden_offsets, shown_lines
from tui.themes.looks import Looks
from tui.widgets.layout import Layout
from tui.widgets.margin import MarginNote, MarginRow, focused_row, margin_segments
from tui.widgets.page import BLANK, Page, PageRows
from tui.widgets.paint import (
    Letters,
    Mark,
    RowMarks,
    changed_rows,
    letters_by_row,
    marks_by_row,
    row_segments,
    whole_end,
)

RELATED_LAYER, FOCUS_LAYER = 90, 95
KEPT_STRIPS = 1024

Damage = dict[int, tuple[int, int]]
"""The rows that look different now, each with the first and the end cell that do."""


class Focus(NamedTuple):
    """The one focus: a span with an active end, other parts of its item, and its margin note."""

    span: Span
    at_end: bool = True
    related: tuple[Span, ...] = ()
    beside: Span | None = None
    look: str = "focus"

    @property
    def active(self) -> int:
        """An offset on the row of the active end."""
        return max(self.span.start, self.span.end - 1) if self.at_end else self.span.start


class Sheet:
    """Everything that decides how a row looks; each setter answers with what it changed."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.text = ""
        self.layout = Layout("", 1)
        self.indent = 0
        self.margin_width = 0
        self.focus: Focus | None = None
        self.width = 1
        self._hidden: Sequence[int] = ()
        self._rows = PageRows(BLANK, self.layout)
        self._letters: Mapping[int, str] = {}
        self._strips: LRUCache[object, Strip] = LRUCache(KEPT_STRIPS)
        self._row_letters: dict[int, Letters] = {}
        self._overlay: dict[int, RowMarks] = {}
        self._focus_note: MarginNote | None = None
        self._focus_rows = range(0)
        self._focus_name_row = -1

    @property
    def left(self) -> int:
        """The cell at which the text begins."""
        return self.indent + self.margin_width

    @property
    def measure(self) -> tuple[int, int, int, int]:
        """Cells for the text, the margin, the indent and the whole width."""
        return self.layout.width, self.margin_width, self.indent, self.width

    def take(self, text: str) -> None:
        """Take another text, a blank page without focus or letters; it is yet to be wrapped."""
        self.text, self._hidden = shown_lines(text), hidden_offsets(text)
        self._letters, self.focus = {}, None
        self.layout = Layout("", 1)
        self._bucket(BLANK)

    def wrap(self, column: int, margin: int, indent: int, width: int) -> None:
        """Lay the text out anew: cells for the text, the margin, the indent, and all in all."""
        self.layout = Layout(self.text, column)
        self.margin_width, self.indent, self.width = margin, indent, width
        self._bucket(self._rows.page)

    def restyle(self, looks: Looks) -> None:
        """Take the looks of another theme."""
        self.looks = looks
        self._strips.clear()

    def set_page(self, page: Page, rows: range) -> Damage:
        """Replace what is said of the text; only `rows` are looked at for what that changes."""
        old, self._rows = self._rows, self._rows.followed_by(page, rows)
        new = self._rows
        old_focus, self._focus_note = self._focus_note, self._note_in_focus()
        beside = {row for row in rows if old.margin(row) != new.margin(row)}
        damage = self._margin_damage(beside | self._note_rows(old_focus, self._focus_note))
        return damage | self._whole_rows(row for row in rows if old.marks(row) != new.marks(row))

    def set_letters(self, letters: Mapping[int, str]) -> Damage:
        """Replace the letters drawn over words."""
        self._letters = dict(letters)
        old, self._row_letters = self._row_letters, letters_by_row(self.layout, self._letters)
        return self._whole_rows(changed_rows(old, self._row_letters))

    def set_focus(self, focus: Focus | None) -> Damage:
        """Move the focus."""
        self.focus = focus
        old_note, self._focus_note = self._focus_note, self._note_in_focus()
        old, self._overlay = self._overlay, self._bucket_focus()
        damage = self._margin_damage(self._note_rows(old_note, self._focus_note))
        for row in changed_rows(old, self._overlay):
            first, end = self._changed_cells(row, old.get(row, ()), self._overlay.get(row, ()))
            damage[row] = (0 if row in damage else first, end)
        return damage

    def strip(self, row: int) -> Strip:
        """One row, from the margin to the right edge."""
        marks = self._rows.marks(row) + self._overlay.get(row, ())
        letters = self._row_letters.get(row, ())
        margin = self._margin_row(row)
        focus = self._focus_note if margin and margin.bar == self._focus_note else None
        key = (row, marks, letters, margin, focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(row, marks, letters, margin)
        return strip

    def _draw(self, row: int, marks: RowMarks, letters: Letters, margin: MarginRow | None) -> Strip:
        segments = [Segment(" " * self.indent, self.looks.base)] if self.indent else []
        if self.margin_width:
            segments += margin_segments(margin, self._focus_note, self.margin_width, self.looks)
        segments += row_segments(self.layout, row, marks, self.looks, letters)
        used = self.left + self.layout.cell_of(row, self.layout.ends[row])
        segments.append(Segment(" " * max(0, self.width - used), self.looks.base))
        return Strip(segments, max(self.width, used))

    def _margin_row(self, row: int) -> MarginRow | None:
        found, note = self._rows.margin(row), self._focus_note
        if note is None or row not in self._focus_rows:
            return found
        return focused_row(found, note, named=row == self._focus_name_row)

    def _bucket(self, page: Page) -> None:
        self._strips.clear()
        self._rows = PageRows(page, self.layout, self._hidden)
        self._row_letters = letters_by_row(self.layout, self._letters)
        self._focus_note = self._note_in_focus()
        self._overlay = self._bucket_focus()

    def _bucket_focus(self) -> dict[int, RowMarks]:
        focus = self.focus
        if focus is None:
            return {}
        caret = self.layout.snap(focus.active)
        return marks_by_row(
            self.layout,
            [
                *(Mark(span, "related", RELATED_LAYER) for span in focus.related),
                Mark(focus.span, focus.look, FOCUS_LAYER),
                Mark(Span(caret, whole_end(self.layout, caret + 1)), "caret", FOCUS_LAYER + 1),
            ],
        )

    def _note_in_focus(self) -> MarginNote | None:
        beside = self.focus.beside if self.focus else None
        note = self._rows.note(beside) if beside else None
        rows = self._focus_rows = self.layout.rows_of(note.span) if note else range(0)
        labels = (found.label for row in rows if (found := self._rows.margin(row)))
        self._focus_name_row = -1 if note is None or note in labels else rows.start
        return note

    def _note_rows(self, old: MarginNote | None, new: MarginNote | None) -> set[int]:
        if old == new:
            return set()
        return {row for note in (old, new) if note for row in self.layout.rows_of(note.span)}

    def _changed_cells(self, row: int, old: RowMarks, new: RowMarks) -> tuple[int, int]:
        layout = self.layout
        # A mark said twice is one said once, and still a change: contents may be their own source.
        spans = [mark.span for mark in set(old) ^ set(new) or {*old, *new}]
        first = layout.cell_of(row, min(span.start for span in spans))
        end = layout.cell_of(row, max(span.end for span in spans))
        return self.left + max(0, first - 1), self.left + end + 2

    def _whole_rows(self, rows: Iterable[int]) -> Damage:
        return dict.fromkeys(rows, (0, self.width))

    def _margin_damage(self, rows: set[int]) -> Damage:
        return dict.fromkeys(rows, (0, self.left))
