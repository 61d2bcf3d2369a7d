"""The margin: who speaks, beside what they say, as in a script."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from annotators.model.span import Span
from tui.text_gate import elide
from tui.themes.looks import Looks
from tui.widgets.layout import Layout

NoteState = Literal["decided", "pending", "nested", "nested-pending", "rejected"]

BARS: dict[str, str] = {
    "decided": "┃",
    "pending": "┆",
    "nested": "║",
    "nested-pending": "‖",
    "rejected": "╌",
}
FOCUS, FLAG, PENDING = "▸", "⚑", " ?"
WIDE, NARROW = 20, 15
"""Cells the margin takes, its bar and the blank before the text included."""
_MOST_DIGITS = 4


class MarginNote(NamedTuple):
    """What stands beside the rows of a quote. `short` is the label where there is little room."""

    span: Span
    label: str
    state: NoteState = "decided"
    flag: bool = False
    short: str = ""


class MarginRow(NamedTuple):
    """One row of the margin: whose bar it shows, and whose label, if any.

    `also` are the digits of the others who speak on the row and found no room for a label.
    """

    bar: MarginNote
    label: MarginNote | None = None
    also: str = ""


def margin_rows(layout: Layout, notes: Iterable[MarginNote]) -> dict[int, MarginRow]:
    """The rows of the margin: the innermost quote's bar; labels where a quote or paragraph begins.

    Two labels never share a row: the later one moves down while its own paragraph has room, and
    where there is none its digit stands behind the label that has the row.
    """
    bars: dict[int, MarginNote] = {}
    labels: dict[int, MarginNote] = {}
    crowded: dict[int, list[str]] = {}
    for note in sorted(notes, key=lambda note: note.span):
        rows = layout.rows_of(note.span)
        for row in rows:
            held = bars.get(row)
            if held is None or note.span.length < held.span.length:
                bars[row] = note
        if not _place_labels(layout, rows, note, labels):
            crowded.setdefault(rows.start, []).append(note.label)
    return {
        row: MarginRow(note, held := labels.get(row), _others(held, crowded.get(row, ())))
        for row, note in bars.items()
    }


def _others(held: MarginNote | None, names: Iterable[str]) -> str:
    """The digits of those who are not named by the label that has the row, each once."""
    others = dict.fromkeys(name for name in names if held is None or name != held.label)
    return "".join(map(_digit, others))


def _place_labels(
    layout: Layout, rows: range, note: MarginNote, labels: dict[int, MarginNote]
) -> bool:
    """Give the note its rows for a label; whether it found any."""
    wanted, found = True, False
    for row in rows:
        if layout.is_blank(row):
            wanted = True
        elif wanted and row not in labels:
            labels[row] = note
            wanted, found = False, True
    return found


def _digit(label: str) -> str:
    """The digit that a label begins with, else a sign for a name without one."""
    digit = label.lstrip("‹›").partition(" ")[0]
    return digit if digit.isdigit() else "…"


def focused_row(found: MarginRow | None, focus: MarginNote, *, named: bool) -> MarginRow:
    """A row of the margin while a quote that covers it has the focus.

    Its bar is seen; its label takes the place of another's on the one row on which it is `named`,
    because no label of its own found room.
    """
    if found is None or not named:
        return MarginRow(focus, found.label if found else None, found.also if found else "")
    also = found.also.replace(_digit(focus.label), "", 1)
    if found.label is not None and found.label.label != focus.label:
        also = _digit(found.label.label) + also
    return MarginRow(focus, focus, also)


def margin_segments(
    row: MarginRow | None, focus: MarginNote | None, width: int, looks: Looks
) -> list[Segment]:
    """One row of the margin, of exactly the given width."""
    if row is None:
        return [Segment(" " * width, looks.base)]
    segments = _label_segments(row, focus, width - 2, looks)
    look = "bar-focus" if row.bar == focus else f"bar-{row.bar.state}"
    return [*segments, Segment(BARS[row.bar.state], looks.style((look,))), Segment(" ", looks.base)]


def _label_segments(
    row: MarginRow, focus: MarginNote | None, width: int, looks: Looks
) -> list[Segment]:
    note = row.label
    if note is None:
        return [Segment(" " * width, looks.base)]
    focused = note == focus
    pending = note.state.endswith("pending")
    look = "margin-focus" if focused else "margin-pending" if pending else "margin"
    wide = width > NARROW
    sign = (PENDING if wide else PENDING.strip()) if pending else ""
    also = f"{' ' if wide else ''}·{row.also[:_MOST_DIGITS]}" if row.also else ""
    sign = also + sign
    label = elide(_label(note, wide=wide), width - 3 - len(sign)) + sign
    return [
        Segment(FLAG if note.flag else " ", looks.style(("flag",))),
        Segment(FOCUS if focused else " ", looks.style((look,))),
        Segment(label + " " * (width - 2 - cell_len(label)), looks.style((look,))),
    ]


def _label(note: MarginNote, *, wide: bool) -> str:
    return note.label if wide else note.short or surname(note.label)


def surname(label: str) -> str:
    """A label such as `4 Hong Min` with the digit and the last word only: `4 Min`."""
    digit, blank, name = label.partition(" ")
    if not digit.isdigit():
        digit, blank, name = "", "", label
    return digit + blank + (name.split() or [""])[-1]
