"""The item in focus, spelled out: its parts, its speaker, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.text_gate import shown
from tui.widgets.lines import Line, Run
from tui.widgets.panel import Panel

NAME_CELLS = 10
_FOCUS = "▸"


class Fact(NamedTuple):
    """A name and what it stands for; `wraps` lets long text run on over more lines.

    Text that wraps and has no name takes the whole width. `focused` is what the focus is on.
    """

    name: str
    text: str
    look: str = ""
    wraps: bool = False
    focused: bool = False


class InspectorPanel(Panel):
    """A heading and rows of name and text, cut to the width of the panel."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._heading = Line()
        self._facts: tuple[Fact, ...] = ()

    def show(
        self,
        heading: str,
        facts: Sequence[Fact | tuple[str, str]] = (),
        *,
        state: str = "",
        pending: bool = False,
    ) -> None:
        """Spell an item out; `state` (kind and score) stands at the right of the heading."""
        look = "warning" if pending else "faint"
        self._heading = Line((Run(heading, "heading"),), (Run(state, look),) if state else ())
        self._facts = tuple(Fact(*fact) for fact in facts)
        self._draw()

    def show_text(self, heading: str, lines: Sequence[str]) -> None:
        """Show plain text under a heading, over the whole width."""
        self.show(heading, [Fact("", line, wraps=True) for line in lines if line.strip()])

    def on_resize(self) -> None:
        """Wrap long text anew."""
        self._draw()

    def _draw(self) -> None:
        room = self.size.width or 44
        lines = [self._heading]
        for fact in self._facts:
            named = bool(fact.name) or not fact.wraps
            width = max(1, room - NAME_CELLS if named else room)
            texts = folded(fact.text, width) if fact.wraps else [fact.text]
            for number, text in enumerate(texts):
                name = "" if number else f"{_FOCUS if fact.focused else ' '}{fact.name}"
                indent = name.ljust(NAME_CELLS) if named else ""
                lines.append(Line((Run(indent, "faint"), Run(text, fact.look))))
        self.set_lines(lines)


def folded(text: str, width: int) -> list[str]:
    """Text on lines of at most so many cells, cut at blanks where it has any."""
    lines: list[str] = []
    line = ""
    for word in shown(text).split(" "):
        if line and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def folded_text(text: str, width: int) -> list[str]:
    """Each line of a text that is not blank, folded to so many cells."""
    return [part for line in text.splitlines() if line.strip() for part in folded(line, width)]
