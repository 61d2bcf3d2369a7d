"""The findings: what is wrong with the layer, as lines to jump from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from tui.widgets.lines import Line, Run
from tui.widgets.list_panel import ListPanel


class FindingsPanel(ListPanel):
    """One line a finding; a click on one says which."""

    class Picked(Message):
        """A finding was clicked."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    _count = 0

    def show(self, findings: Sequence[str], current: int | None = None) -> None:
        """List the findings; `current` is the one last jumped to."""
        heading = Line((Run("FINDINGS", "heading"),), (Run(str(len(findings) or ""), "faint"),))
        rows = [
            Line((Run("! ", "warning"), Run(text)), look="selected" if number == current else "")
            for number, text in enumerate(findings)
        ]
        self._count = len(rows)
        self.set_rows(heading, rows or [Line((Run("none", "faint"),))], current)

    def row_clicked(self, index: int) -> None:
        """Say which finding was picked."""
        if index < self._count:
            self.post_message(self.Picked(index))
