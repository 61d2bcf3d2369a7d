"""The cast: who speaks in the article, and the digit that gives a quote to each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.message import Message

from tui.widgets.lines import Line, Run
from tui.widgets.panel import Panel


class CastRow(NamedTuple):
    """One of the cast. `digit` is None from the tenth on; `label` is a short mark such as `PER`."""

    entity: str
    name: str
    digit: int | None = None
    label: str = ""
    quotes: int = 0
    speaks: bool = False
    """Whether they are the speaker of the quote in focus."""


class CastPanel(Panel):
    """The cast, one line each; a click on one says who was picked."""

    class Picked(Message):
        """One of the cast was clicked."""

        def __init__(self, entity_id: str) -> None:
            self.entity_id = entity_id
            super().__init__()

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._cast: tuple[CastRow, ...] = ()

    def show(self, cast: Sequence[CastRow]) -> None:
        """Show the cast."""
        self._cast = tuple(cast)
        self.set_lines([Line((Run("CAST", "heading"),)), *map(_line, self._cast)])

    def line_clicked(self, row: int) -> None:
        """Say who was picked."""
        if row > 0:
            self.post_message(self.Picked(self._cast[row - 1].entity))


def _line(row: CastRow) -> Line:
    count = f"{row.quotes}" if row.quotes else ""
    return Line(
        (
            Run("▸", "match") if row.speaks else Run(" "),
            Run(f"{row.digit or ' '} ", "digit"),
            Run(row.name, "match" if row.speaks else ""),
            Run(f" {row.label}" if row.label else "", "faint"),
        ),
        (Run(count, "faint"),),
        "selected" if row.speaks else "",
    )
