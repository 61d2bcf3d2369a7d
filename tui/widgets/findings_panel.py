"""The findings: what is wrong with the layer, as lines to jump from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from tui.widgets.lines import Line, Run
from tui.widgets.panel import Panel


class FindingsPanel(Panel):
    """One line a finding; a click on one says which."""

    class Picked(Message):
        """A finding was clicked."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    def show(self, findings: Sequence[str], current: int | None = None) -> None:
        """List the findings; `current` is the one last jumped to."""
        heading = Line((Run("FINDINGS", "heading"),), (Run(str(len(findings) or ""), "faint"),))
        if not findings:
            self.set_lines([heading, Line((Run("none", "faint"),))])
            return
        self.set_lines(
            [
                heading,
                *(
                    Line(
                        (Run("! ", "warning"), Run(text)),
                        look="selected" if index == current else "",
                    )
                    for index, text in enumerate(findings)
                ),
            ]
        )

    def line_clicked(self, row: int) -> None:
        """Say which finding was picked."""
        if row > 0 and self.lines[row].left[0].look == "warning":
            self.post_message(self.Picked(row - 1))
