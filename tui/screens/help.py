"""What the keys do here, from the table of actions."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.keys.actions import ACTIONS, Action, Context
from tui.keys.keymap import Keymap, key_shown
from tui.widgets.lines import Line, Run
from tui.widgets.row_list import RowList

_PLACES: dict[Context, str] = {
    "quote": "on a quote",
    "mention": "on a mention",
    "cursor": "on the bare text",
    "corpus": "in the corpus",
}


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
        self._lines = help_lines(keymap, context)

    def compose(self) -> ComposeResult:
        """The list of actions."""
        yield self._list

    def on_mount(self) -> None:
        """Fill the list."""
        self._list.show(len(self._lines), lambda row: self._lines[row])

    def on_key(self, event: events.Key) -> None:
        """Scroll with the arrows and pages; anything else leaves."""
        event.stop()
        event.prevent_default()
        rows = {"down": 1, "up": -1, "pagedown": self._list.page, "pageup": -self._list.page}
        if event.key in rows:
            self._list.move(rows[event.key])
        else:
            self.dismiss()


def help_lines(keymap: Keymap, context: Context) -> list[Line]:
    """The actions of a context by group, with all their keys."""
    here = [action for action in ACTIONS if context in action.where]
    title = f"What the keys do {_PLACES[context]} (arrows scroll, any other key leaves)"
    lines = [Line((Run(" "), Run(title, "heading")))]
    for group in dict.fromkeys(action.group for action in here):
        lines += [Line((Run(" "),)), Line((Run(" "), Run(group.upper(), "brand")))]
        lines += [_line(keymap, action) for action in here if action.group == group]
    return lines


def _line(keymap: Keymap, action: Action) -> Line:
    keys = keymap.keys(action.id)
    shown = keymap.shown(action.id) if len(keys) > 2 else " ".join(map(key_shown, keys))  # noqa: PLR2004
    return Line((Run(" "), Run(f"{shown:>8}  ", "key"), Run(f"{action.label:<16}", "bold"),
                 Run(action.help)))  # fmt: skip
