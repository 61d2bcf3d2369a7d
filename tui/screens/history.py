"""The history of the open article: who decided what, and when."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from annotators.model.history import Entry
from annotators.model.items import Mention, Quote
from annotators.model.review import Review
from annotators.model.telling import teller
from tui.keys.keymap import Keymap
from tui.keys.names import pressed
from tui.text_gate import elide
from tui.widgets.lines import Line, Run
from tui.widgets.row_list import RowList

_WIDTH, _FRAME = 150, 6
"""Cells: the list at its widest, and its frame and scroll bar."""
_TIME, _NAME = 16, 12
"""Cells: the columns of times and of annotators."""


class HistoryScreen(ModalScreen[str]):
    """Every entry, the newest first; Enter goes to its item, other keys leave.

    Answers with the id of the item that was chosen, empty for none.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    HistoryScreen { align: center middle; }
    HistoryScreen > RowList {
        width: 150; max-width: 96%; height: 80%;
        background: $panel; border: round $primary; padding: 0 1;
    }
    """

    def __init__(self, keymap: Keymap, review: Review) -> None:
        super().__init__()
        self._keymap = keymap
        # What others decided is not to be seen before an article that is done blind is finished.
        self._entries = [
            entry
            for entry in reversed(review.dossier.history.entries)
            if not review.is_hidden or entry.by == review.annotator
        ]
        self._tell = teller(review.dossier, review.article.text)
        self._list = RowList()
        self._list.border_title = "History"
        self._list.border_subtitle = f"{keymap.told('enter')} goes to the item, other keys leave"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be told."""
        return not self._entries

    def compose(self) -> ComposeResult:
        """The list of entries."""
        yield self._list

    def on_resize(self, event: events.Resize) -> None:
        """Fill the list to the room there is."""
        room = min(_WIDTH, int(event.size.width * 0.96)) - _FRAME

        def line(row: int) -> Line:
            entry = self._entries[row]
            when, whose = entry.at[:_TIME].replace("T", " "), elide(entry.by, _NAME)
            words = elide(str(self._tell(entry)), max(20, room - _TIME - _NAME - 3))
            known = Run(f"{when:<{_TIME}} {whose:<{_NAME}} ", "faint")
            return Line((Run(" "), known, Run(words)))

        self._list.show(len(self._entries), line, cursor=self._list.cursor)

    def on_key(self, event: events.Key) -> None:
        """Scroll as the cursor of the bare text moves; Enter chooses, anything else leaves."""
        event.stop()
        event.prevent_default()
        key = pressed(event.key, event.character, printable=event.is_printable)
        action = self._keymap.meaning("cursor", key)
        meant = action.id if action else ""
        size = len(self._entries)
        rows = {"row-down": 1, "row-up": -1, "page-down": self._list.page,
                "page-up": -self._list.page, "start": -size, "end": size}.get(meant)  # fmt: skip
        if rows is not None:
            self._list.move(rows)
        elif meant == "enter":
            self._choose()
        else:
            self.dismiss("")

    @on(RowList.Opened)
    def choose_clicked(self) -> None:
        """Go to the item of the entry that was clicked."""
        self._choose()

    def _choose(self) -> None:
        self.dismiss(item_of(self._entries[self._list.cursor]))


def item_of(entry: Entry) -> str:
    """The id of the quote or mention that an entry is about; empty for none."""
    items = [edit.after or edit.before for edit in entry.edits]
    found: list[Quote | Mention] = [item for item in items if isinstance(item, Quote)]
    found += [item for item in items if isinstance(item, Mention)]
    return found[0].id if found else ""
