"""The strip over the article that says which key to press, and what it does."""

from __future__ import annotations

from tui.tutorial.course import Told
from tui.widgets.inspector_panel import folded
from tui.widgets.lines import Line, Run, cells_of
from tui.widgets.panel import Panel


class TutorialStrip(Panel):
    """Five lines: the step, the key and what it does, and what there is to say."""

    DEFAULT_CSS = """
    TutorialStrip {
        height: 5;
        background: $panel;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told = Told()
        self._reply = ""

    def show(self, told: Told, reply: str = "") -> None:
        """Say what is to be done; `reply` comes before the reason for it."""
        self._told, self._reply = told, reply
        self._draw()

    def on_resize(self) -> None:
        """Fold the sentences to the new width."""
        self._draw()

    def _draw(self) -> None:
        told = self._told
        leaves = "any key leaves" if told.is_over else "Esc leaves"
        press = (Run("Press "), Run(f" {told.key} ", "selected"), Run("  ")) if told.key else ()
        room = max(20, self.content_size.width)
        indent = cells_of(press)
        does, *more = folded(told.does, max(20, room - indent))
        reply = folded(self._reply, room) if self._reply else []
        self.set_lines(
            [
                Line((Run(told.heading, "heading"),), (Run(leaves, "faint"),)),
                Line((*press, Run(does, "bold"))),
                *(Line((Run(" " * indent), Run(line, "bold"))) for line in more),
                *(Line((Run(line, "warning"),)) for line in reply),
                *(Line((Run(line),)) for line in folded(told.tells, room)),
            ]
        )
