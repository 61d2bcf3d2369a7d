"""A heading and rows, of which those around the current one are shown where not all fit."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from tui.widgets.lines import Line, Run
from tui.widgets.panel import Panel


class ListPanel(Panel):
    """Rows below a heading; the heading says which of them are shown, where not all are."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._heading = Line()
        self._rows: tuple[Line, ...] = ()
        self._current: int | None = None
        self._first = 0

    def set_rows(self, heading: Line, rows: Sequence[Line], current: int | None = None) -> None:
        """Replace the heading and the rows; the current row is kept in view."""
        self._heading, self._rows, self._current = heading, tuple(rows), current
        self._draw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Room for all rows, where the height is `auto`."""
        return 1 + len(self._rows)

    def on_resize(self) -> None:
        """Show as many rows as fit now."""
        self._draw()

    def line_clicked(self, row: int) -> None:
        """Tell which row was clicked."""
        if row > 0:
            self.row_clicked(self._first + row - 1)

    def row_clicked(self, index: int) -> None:
        """What a click on a row means."""

    def _draw(self) -> None:
        count, room = len(self._rows), max(1, (self.size.height or 1 + len(self._rows)) - 1)
        current = self._current or 0
        self._first = max(0, min(self._first, count - room, current))
        if current >= self._first + room:
            self._first = current - room + 1
        shown = self._rows[self._first : self._first + room]
        heading = self._heading
        if len(shown) < count:
            place = f"{self._first + 1}–{self._first + len(shown)} of {count}"
            heading = heading._replace(right=(Run(place, "faint"),))
        self.set_lines([heading, *shown])
