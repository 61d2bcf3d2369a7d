"""A list over the article from which one key, or a click, takes one row."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from tui.widgets.lines import Line, Run
from tui.widgets.list_panel import ListPanel

Choice = tuple[str, str]
"""The key that takes it, and what it is."""


class ChoiceList(ListPanel):
    """A title and rows of key and text. Shown while it has rows; the screen owns its keys."""

    DEFAULT_CSS = """
    ChoiceList {
        display: none;
        overlay: screen;
        width: 64;
        max-width: 90%;
        height: auto;
        max-height: 64vh;
        background: $panel;
        border: round $primary;
        padding: 0 1;
        margin: 1 0 1 12;
        constrain: inside inside;
    }
    """

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    def show(
        self,
        title: str,
        choices: Sequence[Choice],
        current: int | None = None,
        *,
        high: bool = False,
    ) -> None:
        """List the choices; `current` is the one that Enter would take.

        The list stands at the foot of the screen, or `high` at its top where the foot holds what
        the choice is about.
        """
        rows = [
            Line(
                (Run(f"{key:>2} ", "key"), Run(text)), look="selected" if number == current else ""
            )
            for number, (key, text) in enumerate(choices)
        ]
        self.set_rows(Line((Run(title, "heading"),)), rows, current)
        height = self.screen.size.height
        self.styles.offset = (0, -height if high else height)
        self.display = True
        self.refresh(layout=True)

    def close(self) -> None:
        """Take the list off the screen."""
        self.display = False

    def row_clicked(self, index: int) -> None:
        """Say which row was picked."""
        self.post_message(self.Picked(index))
