"""The cast: who speaks in the article, and the digit that gives a quote to each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.message import Message

from tui.widgets.lines import Line, Run
from tui.widgets.list_panel import ListPanel


class CastRow(NamedTuple):
    """One of the cast. `digit` is None from the tenth on; `label` is a short mark such as `PER`."""

    entity: str
    name: str
    digit: int | None = None
    label: str = ""
    quotes: int = 0
    speaks: bool = False
    """Whether they are the speaker of the quote in focus."""


class CastPanel(ListPanel):
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
        if tuple(cast) == self._cast:
            return
        self._cast = tuple(cast)
        speaking = (number for number, row in enumerate(self._cast) if row.speaks)
        heading = Line((Run("CAST", "heading"),))
        self.set_rows(heading, [_line(row) for row in self._cast], next(speaking, None))

    def row_clicked(self, index: int) -> None:
        """Say who was picked."""
        self.post_message(self.Picked(self._cast[index].entity))


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
