"""Which layers are scored: first what is right, then what is scored against it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.keys.keymap import Keymap
from tui.keys.names import pressed
from tui.widgets.hints_bar import HintsBar
from tui.widgets.lines import Line, Run
from tui.widgets.panel import Panel
from tui.widgets.row_list import RowList

_TITLES = ("SCORES  What is right?", "SCORES  And what is scored against {}?")


class LayerChoice(ModalScreen[tuple[str, str] | None]):
    """Two words that each mean layers, one chosen after the other; None when it was left."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    LayerChoice > Panel { height: 1; background: $panel; }
    LayerChoice > RowList { background: $panel; padding: 0 1; }
    """

    def __init__(self, keymap: Keymap, words: Sequence[str]) -> None:
        super().__init__()
        self._keymap = keymap
        self._words = tuple(words)
        self._gold = ""
        self._title = Panel()
        self._list = RowList()
        self._hints = HintsBar()

    def compose(self) -> ComposeResult:
        """The question, the words, the keys."""
        yield self._title
        yield self._list
        yield self._hints

    def on_mount(self) -> None:
        """Ask for what is right."""
        self._ask()
        self._hints.show_hints([("↑↓", "move"), ("Enter", "choose"), ("Esc", "back")])

    def on_key(self, event: events.Key) -> None:
        """Move as on the bare text; Enter chooses, Escape goes back."""
        event.stop()
        event.prevent_default()
        key = pressed(event.key, event.character, printable=event.is_printable)
        action = self._keymap.meaning("cursor", key)
        meant = action.id if action else ""
        size = len(self._words)
        rows = {"row-down": 1, "row-up": -1, "next-quote": 1, "previous-quote": -1,
                "start": -size, "end": size}.get(meant)  # fmt: skip
        if rows is not None:
            self._list.move(rows)
        elif meant == "enter":
            self._choose()
        elif self._gold:
            self._gold = ""
            self._ask()
        else:
            self.dismiss(None)

    @on(RowList.Opened)
    def choose_clicked(self) -> None:
        """Choose what was clicked."""
        self._choose()

    def _choose(self) -> None:
        word = self._shown[self._list.cursor]
        if self._gold:
            self.dismiss((self._gold, word))
        else:
            self._gold = word
            self._ask()

    @property
    def _shown(self) -> list[str]:
        """The words that can be chosen now; nothing is scored against itself."""
        return [word for word in self._words if word != self._gold]

    def _ask(self) -> None:
        title = _TITLES[bool(self._gold)].format(self._gold)
        self._title.set_lines([Line((Run(title, "bold"),))])
        words = self._shown
        cursor = words.index("draft") if self._gold and "draft" in words else 0
        self._list.show(len(words), lambda row: _line(words[row]), cursor=cursor)


def _line(word: str) -> Line:
    return Line((Run(" "), Run(f" {word}")))
