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
        named = (Run("speaker ", "faint"), Run(speaker, "bold")) if speaker else ()
        self.set_lines(
            [
                Line((Run(item, "heading"), Run("  "), Run(text))),
                Line(named, (Run(score, look),) if score else ()),
            ]
        )
