"""Two lines that take the place of the right column on a narrow screen."""

from __future__ import annotations

from tui.widgets.lines import Line, Run
from tui.widgets.panel import Panel


class FocusLines(Panel):
    """The item in focus, then its speaker and score."""

    DEFAULT_CSS = """
    FocusLines {
        height: 2;
        background: $surface;
    }
    """

    def show(
        self,
        item: str,
        text: str = "",
        *,
        speaker: str = "",
        score: str = "",
        pending: bool = False,
    ) -> None:
        """Say what is in focus: `item` such as `QUOTE 11 of 21`, and who is its speaker."""
        look = "warning" if pending else "faint"
        self.set_lines(
            [
                Line((Run(item, "heading"), Run("  "), Run(text))),
                Line((Run("speaker ", "faint"), Run(speaker, "bold")), (Run(score, look),))
                if speaker or score
                else Line(),
            ]
        )
