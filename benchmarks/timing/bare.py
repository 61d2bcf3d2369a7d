"""The least that reads an article: a token cursor over wrapped text, and no more.

    python bare.py ARTICLE.txt

What a key costs on the desk is measured against the same key here.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")
_BASE = Style.parse("#d4d4d4 on #1e1e1e")
_CURSOR = Style.parse("reverse bold")
_WIDTH = 120


class Bare(ScrollView, can_focus=True):
    """Rows of text; a move draws the old and the new row again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("right", "move(1)"), ("left", "move(-1)"), ("pagedown", "page(1)"), ("pageup", "page(-1)"),
    ]  # fmt: skip

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.tokens = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in self.tokens]
        self.rows = list(_rows(text))
        self.row_starts = [start for start, _ in self.rows]
        self.at = 0

    def on_mount(self) -> None:
        """Tell how long the text is."""
        self.virtual_size = Size(_WIDTH, len(self.rows))

    def render_line(self, y: int) -> Strip:
        """One row, the token under the cursor reversed."""
        row = y + self.scroll_offset.y
        if row >= len(self.rows):
            return Strip.blank(self.size.width, _BASE)
        start, end = self.rows[row]
        first, last = self.tokens[self.at]
        if not start <= first < end:
            first = last = end
        cuts = ((start, first, _BASE), (first, last, _BASE + _CURSOR), (last, end, _BASE))
        segments = [Segment(self.text[a:b], style) for a, b, style in cuts if a < b]
        return Strip(segments).adjust_cell_length(self.size.width, _BASE)

    def action_move(self, tokens: int) -> None:
        """Move the cursor by tokens."""
        self._go(self.at + tokens)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, the cursor with the text."""
        rows = pages * self.size.height
        row = min(max(0, self._row(self.at) + rows), len(self.rows) - 1)
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)
        self._go(bisect_left(self.starts, self.row_starts[row]))

    def _go(self, token: int) -> None:
        old, self.at = self._row(self.at), min(max(0, token), len(self.tokens) - 1)
        new, top = self._row(self.at), self.scroll_offset.y
        if not top <= new < top + self.size.height:
            self.scroll_to(y=new, animate=False, immediate=True)
        for row in {old, new}:
            self.refresh(Region(0, row - top, self.size.width, 1))

    def _row(self, token: int) -> int:
        return max(0, bisect_right(self.row_starts, self.starts[token]) - 1)


def _rows(text: str) -> list[tuple[int, int]]:
    rows, start = [], 0
    for line in text.split("\n"):
        end, stop = start, start + len(line)
        while stop - end > _WIDTH:
            blank = text.rfind(" ", end, end + _WIDTH)
            cut = blank + 1 if blank > end else end + _WIDTH
            rows.append((end, cut))
            end = cut
        rows.append((end, stop))
        start = stop + 1
    return rows


class BareApp(App[None]):
    """One article."""

    CSS = "Bare { background: #1e1e1e; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    def compose(self) -> ComposeResult:
        """The article alone."""
        yield Bare(Path(sys.argv[1]).read_text(encoding="utf-8"))


if __name__ == "__main__":
    BareApp().run()
