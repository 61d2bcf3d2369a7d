"""A widget of lines that draws again only the lines that changed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.lines import Line, line_segments
from tui.widgets.looking import UNSTYLED, looks_of, needed


class Panel(Widget):
    """Lines below each other; those for which there is no room are not shown."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Panel {
        background: $background;
        color: $foreground;
        padding: 0 1;
    }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._looks = UNSTYLED

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as they are now."""
        return self._lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Replace the lines; only those that differ are drawn again, and nothing is laid out."""
        old, self._lines = self._lines, tuple(lines)
        count = max(len(old), len(self._lines))
        changed = [row for row in range(count) if old[row : row + 1] != self._lines[row : row + 1]]
        regions = [Region(0, row, self.size.width, 1) for row in changed]
        # Where the panel is not shown it has no width.
        if regions and self.size.width:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """One line of the panel."""
        width = self.size.width
        line = self._lines[y] if y < len(self._lines) else Line()
        return Strip(line_segments(line, width, self._looks), width)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line that was drawn."""
        return needed(super().get_line_filters())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as there are lines, where the height is `auto`."""
        return len(self._lines)

    def on_mount(self) -> None:
        """Take the looks of the theme."""
        self._looks = looks_of(self)

    def notify_style_update(self) -> None:
        """Take the looks of the theme when it changes."""
        super().notify_style_update()
        looks = looks_of(self)
        if looks is not self._looks:
            self._looks = looks
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell which line was clicked."""
        row = event.y - self.gutter.top
        if 0 <= row < min(len(self._lines), self.size.height):
            self.line_clicked(row)

    def line_clicked(self, row: int) -> None:
        """What a click on a line means; nothing, in a panel that is only read."""
