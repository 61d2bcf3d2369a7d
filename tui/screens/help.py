"""What the keys do here, from the table of actions."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.keys.actions import ACTIONS, Action, Context
from tui.keys.keymap import Keymap, key_shown
from tui.widgets.inspector_panel import folded
from tui.widgets.lines import Line, Run
from tui.widgets.row_list import RowList

_PLACES: dict[Context, str] = {
    "quote": "on a quote",
    "mention": "on a mention",
    "cursor": "on the bare text",
    "corpus": "in the corpus",
}

_WIDTH, _FRAME, _NAMES = 104, 6, 27
"""Cells: the list at its widest, its frame and scroll bar, and the keys and labels in it."""


class HelpScreen(ModalScreen[None]):
    """Every action that means something where the hands are; any other key leaves."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > RowList {
        width: 104; max-width: 96%; height: 90%;
        background: $panel; border: round $primary; padding: 0 1;
    }
    """

    def __init__(self, keymap: Keymap, context: Context) -> None:
        super().__init__()
        self._list = RowList()
        self._keymap = keymap
        self._hands: Context = context

    def compose(self) -> ComposeResult:
        """The list of actions."""
        yield self._list

    def on_resize(self, event: events.Resize) -> None:
        """Fill the list, its sentences folded to the room there is."""
        room = min(_WIDTH, int(event.size.width * 0.96)) - _FRAME
        lines = help_lines(self._keymap, self._hands, room)
        self._list.show(len(lines), lambda row: lines[row], cursor=self._list.cursor)

    def on_key(self, event: events.Key) -> None:
        """Scroll with the arrows and pages; anything else leaves."""
        event.stop()
        event.prevent_default()
        rows = {"down": 1, "up": -1, "pagedown": self._list.page, "pageup": -self._list.page}
        if event.key in rows:
            self._list.move(rows[event.key])
        else:
            self.dismiss()


def help_lines(keymap: Keymap, context: Context, width: int = _WIDTH) -> list[Line]:
    """The actions of a context by group, with all their keys, on lines of so many cells."""
    here = [action for action in ACTIONS if context in action.where]
    title = f"What the keys do {_PLACES[context]} (arrows scroll, any other key leaves)"
    lines = [Line((Run(" "), Run(title, "heading")))]
    for group in dict.fromkeys(action.group for action in here):
        lines += [Line((Run(" "),)), Line((Run(" "), Run(group.upper(), "brand")))]
        for action in here:
            if action.group == group:
                lines += _lines(keymap, action, width)
    return lines


def _lines(keymap: Keymap, action: Action, width: int) -> list[Line]:
    keys = keymap.keys(action.id)
    shown = keymap.shown(action.id) if len(keys) > 2 else " ".join(map(key_shown, keys))  # noqa: PLR2004
    first, *rest = folded(action.help, max(20, width - _NAMES))
    names = (Run(" "), Run(f"{shown:>8}  ", "key"), Run(f"{action.label:<16}", "bold"))
    return [Line((*names, Run(first))), *(Line((Run(" " * _NAMES), Run(line))) for line in rest)]
