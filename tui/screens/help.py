"""What the keys do here, from the table of actions."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.keys.actions import ACTIONS, DESK, PLACES, Action, Context
from tui.keys.keymap import Keymap
from tui.keys.names import pressed
from tui.widgets.inspector_panel import folded
from tui.widgets.lines import Line, Run
from tui.widgets.row_list import RowList

_WIDTH, _FRAME = 104, 6
"""Cells: the list at its widest, and its frame and scroll bar."""
_KEYS, _NAMES = 9, 18
"""Cells: the columns of keys and of names."""


class HelpScreen(ModalScreen[bool]):
    """What the keys do, those first that mean something where the hands are.

    Any other key than those that scroll leaves. Answers whether the tutorial was asked for.
    """

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
        """Scroll as the cursor of the bare text moves; anything else leaves."""
        event.stop()
        event.prevent_default()
        key = pressed(event.key, event.character, printable=event.is_printable)
        action = self._keymap.meaning("cursor", key)
        rows = {"row-down": 1, "row-up": -1, "page-down": self._list.page,
                "page-up": -self._list.page}.get(action.id if action else "")  # fmt: skip
        if rows is None:
            self.dismiss(action is not None and action.id == "tutorial")
        else:
            self._list.move(rows)


def help_lines(keymap: Keymap, context: Context, width: int = _WIDTH) -> list[Line]:
    """First the actions that mean something here, then all others, on lines of so many cells."""
    here = [action for action in ACTIONS if context in action.where]
    others = [action for action in ACTIONS if action not in here]
    lines = _heading(f"What the keys do {PLACES[context]}")
    scroll = f"{keymap.shown('row-down')} {keymap.shown('row-up')} scroll"
    learn = f"{keymap.told('tutorial')} begins the tutorial"
    lines.append(Line((Run(" "), Run(f"{scroll}, {learn}, other keys leave", "faint"))))
    for group in dict.fromkeys(action.group for action in here):
        lines += _section(group, [a for a in here if a.group == group], keymap, width)
    lines += [Line((Run(" "),)), *_heading("What the other keys do")]
    for where in dict.fromkeys(action.where for action in others):
        lines += _section(_told(where), [a for a in others if a.where == where], keymap, width)
    return lines


def _heading(text: str) -> list[Line]:
    return [Line((Run(" "), Run(text, "heading")))]


def _told(where: tuple[Context, ...]) -> str:
    return "on the desk" if where == DESK else " and ".join(PLACES[place] for place in where)


def _section(title: str, actions: list[Action], keymap: Keymap, width: int) -> list[Line]:
    told = [line for action in actions for line in _lines(keymap, action, width)]
    return [Line((Run(" "),)), Line((Run(" "), Run(title.upper(), "brand"))), *told]


def _lines(keymap: Keymap, action: Action, width: int) -> list[Line]:
    """An action with its keys, its name as `config.yaml` has it, and what it does."""
    keys, column = keymap.all_shown(action.id), _KEYS
    while len(keys) > 1 and len(" ".join(keys)) > column:
        keys = keys[:-1]
    indent = column + _NAMES + 3
    first, *rest = folded(action.help, max(20, width - indent))
    names = (
        Run(" "),
        Run(f"{' '.join(keys):>{column}}  ", "key"),
        Run(f"{action.id:<{_NAMES}}", "bold"),
    )
    return [Line((*names, Run(first))), *(Line((Run(" " * indent), Run(line))) for line in rest)]
