"""A long list of lines with a cursor, drawn row by row, however long it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.text_gate import elide
from tui.widgets.lines import Line, line_segments
from tui.widgets.looking import UNSTYLED, looks_of, needed


class RowList(ScrollView):
    """Rows made into lines only when they come into view."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowList { background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    class Opened(Message):
        """A row was clicked twice, or clicked while the cursor was on it."""

        def __init__(self, row: int) -> None:
            self.row = row
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._line: Callable[[int], Line] = lambda _: Line()
        self._looks = UNSTYLED
        self.cursor = 0

    def show(self, count: int, line: Callable[[int], Line], *, cursor: int = 0) -> None:
        """Show so many rows; `line` makes the one with a number."""
        self._count, self._line = count, line
        self.cursor = max(0, min(cursor, count - 1))
        self.virtual_size = Size(self.size.width, count)
        self._keep_in_view()
        self.refresh()

    def move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        old, self.cursor = self.cursor, max(0, min(self.cursor + rows, self._count - 1))
        if not self._keep_in_view():
            self._refresh_row(old)
            self._refresh_row(self.cursor)

    @property
    def page(self) -> int:
        """How many rows are in view."""
        return max(1, self.size.height)

    def render_line(self, y: int) -> Strip:
        """One row of the view."""
        width, row = self.size.width, y + self.scroll_offset.y
        if row >= self._count:
            return Strip.blank(width, self._looks.base)
        line = self._line(row)
        if row == self.cursor:
            line = Line((line.left[0]._replace(text="▸"), *line.left[1:]), line.right, "selected")
        return Strip(line_segments(line, width, self._looks), width)

    def on_mount(self) -> None:
        """Take the looks of the theme."""
        self._looks = looks_of(self)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line that was drawn."""
        return needed(super().get_line_filters())

    def notify_style_update(self) -> None:
        """Take the looks of the theme when it changes."""
        super().notify_style_update()
        self._looks = looks_of(self)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, self._count)
        self._keep_in_view()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to what was clicked; a second click opens it."""
        row = event.y + self.scroll_offset.y
        if row >= self._count:
            return
        if row == self.cursor:
            self.post_message(self.Opened(row))
        else:
            self.move(row - self.cursor)

    def _keep_in_view(self) -> bool:
        """Scroll, if need be, so that the cursor is in view; answers whether it did."""
        top, height = self.scroll_offset.y, self.size.height
        if height < 1 or top <= self.cursor < top + height:
            return False
        to = self.cursor if self.cursor < top else self.cursor - height + 1
        self.scroll_to(y=to, animate=False, immediate=True)
        self.refresh()
        return True

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))


def padded(texts: Sequence[tuple[str, int]]) -> str:
    """Columns of text, each cut and filled to its cells; a negative width aligns at the right."""
    columns = []
    for text, width in texts:
        cut = elide(text, abs(width))
        blank = " " * (abs(width) - cell_len(cut))
        columns.append(blank + cut if width < 0 else cut + blank)
    return " ".join(columns)
