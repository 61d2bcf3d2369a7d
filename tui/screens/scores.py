"""The scores: every figure opens the items behind it, and every item its place on the desk."""

from __future__ import annotations

from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.desk.scores import ScoreItem, ScoreRow, score_rows
from tui.keys.keymap import Keymap
from tui.keys.names import pressed
from tui.session.rows import counted
from tui.text_gate import elide
from tui.widgets.hints_bar import HintsBar
from tui.widgets.lines import Line, Run
from tui.widgets.panel import Panel
from tui.widgets.row_list import RowList, padded
from tui.work.scoring import Scoring

_CELL = 19
"""Cells that a figure takes."""
_FRAME = 6
_ARTICLE = 24


class Place(NamedTuple):
    """Where the cursor is: the row and column of the table, and the item of the list, if any."""

    row: int = 1
    column: int = 0
    item: int | None = None


class Left(NamedTuple):
    """How the screen was left: at which place, and with which item to open, if any."""

    place: Place
    item: ScoreItem | None = None
    anew: bool = False


class Table(Panel):
    """What is scored against what."""

    DEFAULT_CSS = "Table { height: 2; background: $panel; }"


class ScoresScreen(ModalScreen[Left]):
    """A table of figures; Enter lists what counts against one, and again opens it on the desk."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ScoresScreen { align: center middle; }
    ScoresScreen > RowList { background: $panel; padding: 0 1; }
    """

    def __init__(self, keymap: Keymap, scoring: Scoring, place: Place) -> None:
        super().__init__()
        self._keymap = keymap
        self._scoring = scoring
        self._rows = score_rows(scoring.evaluation)
        self._place = place
        self._items: list[ScoreItem] = []
        self._head = Table()
        self._list = RowList()
        self._hints = HintsBar()

    def compose(self) -> ComposeResult:
        """What is scored, the table or the items behind a cell of it, the keys."""
        yield self._head
        yield self._list
        yield self._hints

    def on_mount(self) -> None:
        """Draw the table, or the list that was left."""
        item, self._place = self._place.item, self._place._replace(item=None)
        self._step(0)
        if item is not None:
            self._open(item)
        self._show()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Move as on the bare text; Enter goes deeper, Escape back."""
        event.stop()
        event.prevent_default()
        action = self._keymap.meaning(
            "cursor", pressed(event.key, event.character, printable=event.is_printable)
        )
        meant = action.id if action else ""
        size = len(self._rows) + len(self._items)
        rows = {"row-down": 1, "row-up": -1, "page-down": self._list.page, "next-quote": 1,
                "page-up": -self._list.page, "start": -size, "end": size,
                "previous-quote": -1}.get(meant)  # fmt: skip
        if rows is not None:
            self._step(rows)
        elif meant in {"token-right", "token-left"} and self._place.item is None:
            self._turn(1 if meant == "token-right" else -1)
        elif meant == "enter":
            self._choose()
        elif meant == "show-scores":
            self.dismiss(Left(Place(), anew=True))
        elif meant in {"leave", "quit"}:
            self._leave()
        self._show()

    @on(RowList.Opened)
    def open_row(self) -> None:
        """Open what was clicked."""
        self._choose()
        self._show()

    def _choose(self) -> None:
        if self._place.item is None:
            self._open(0)
        elif self._items:
            self.dismiss(Left(self._place, self._items[self._place.item]))

    def _open(self, item: int) -> None:
        """List the items behind the cell in focus."""
        cells = self._rows[self._place.row].cells if self._rows else ()
        behind = cells[self._place.column].items if self._place.column < len(cells) else None
        self._items = behind() if behind else []
        if self._items:
            self._place = self._place._replace(item=min(item, len(self._items) - 1))
        else:
            self._hints.show_message("nothing counts against this figure")

    def _leave(self) -> None:
        if self._place.item is None:
            self.dismiss(Left(self._place))
        else:
            self._place, self._items = self._place._replace(item=None), []

    def _step(self, rows: int) -> None:
        """Move down or up; in the table to the nearest row with figures."""
        if self._place.item is not None:
            item = max(0, min(self._place.item + rows, len(self._items) - 1))
            self._place = self._place._replace(item=item)
            return
        open_rows = [n for n, row in enumerate(self._rows) if not row.is_heading]
        if open_rows:
            at = min(range(len(open_rows)), key=lambda n: abs(open_rows[n] - self._place.row))
            to = open_rows[max(0, min(at + rows, len(open_rows) - 1))]
            self._place = self._place._replace(row=to)

    def _turn(self, columns: int) -> None:
        last = len(self._rows[self._place.row].cells) - 1 if self._rows else 0
        column = max(0, min(self._place.column + columns, last))
        self._place = self._place._replace(column=column)

    def _show(self) -> None:
        scoring, is_list = self._scoring, self._place.item is not None
        articles = counted(len(scoring.evaluation.comparisons), "article")
        unread = f", {scoring.problems} cannot be read" if scoring.problems else ""
        about = [Line((Run("SCORES  ", "bold"), Run(f"{scoring.title}: {articles}{unread}")))]
        if is_list:
            row = self._rows[self._place.row]
            found = counted(len(self._items), "item")
            about.append(Line((Run(f"{row.title}, {found}", "faint"),)))
            self._list.show(len(self._items), self._item_line, cursor=self._place.item or 0)
        else:
            self._list.show(len(self._rows), self._table_line, cursor=self._place.row)
        self._head.set_lines(about)
        opens = "open on the desk" if is_list else "what counts against it"
        back = "the table" if is_list else "the desk"
        again = self._keymap.shown("show-scores")
        keys = [("↑↓" if is_list else "↑↓←→", "move"), ("Enter", opens), ("Esc", back)]
        self._hints.show_hints([*keys, (again, "score others")])

    def _table_line(self, number: int) -> Line:
        row: ScoreRow = self._rows[number]
        width = max(20, self.size.width - _FRAME - 4 * _CELL)
        look = "faint" if row.is_heading else ""
        runs = [Run(" "), Run(" " + padded([(row.title, width)]), look)]
        for column, cell in enumerate(row.cells):
            here = number == self._place.row and column == self._place.column
            text = padded([(cell.text, -(_CELL - 3))])
            runs.append(Run(f" [{text}]" if here else f"  {text} ", "bold" if here else look))
        return Line(tuple(runs))

    def _item_line(self, number: int) -> Line:
        item = self._items[number]
        half = max(20, (self.size.width - _FRAME - _ARTICLE) // 2 - 2)
        cells = [(item.article, _ARTICLE), (elide(item.gold, half), half), (item.other, half)]
        return Line((Run(" "), Run(" " + padded(cells))))
