"""The scores: every figure opens the items behind it, and every item its place on the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.desk.score_items import ScoreItem, Version, in_context
from tui.desk.scores import ScoreRow
from tui.keys.keymap import Keymap
from tui.keys.names import pressed
from tui.session.rows import counted
from tui.text_gate import elide
from tui.widgets.hints_bar import HintsBar
from tui.widgets.inspector_panel import folded
from tui.widgets.lines import Line, Run
from tui.widgets.panel import Panel
from tui.widgets.row_list import RowList, padded

_WIDE = 130
"""The width in cells from which figures have their intervals beside them."""
_FIGURE, _INTERVAL, _FRAME = 9, 13, 8
"""Cells: a figure, its interval, and what stands around a row."""
_ARTICLE = 24
_CONTEXT = 160
"""Code points shown before and after an item, where there is room."""
_VERSION_ROWS = 4
"""Rows that the context of each version takes."""


class Place(NamedTuple):
    """Where the cursor is: the row and column of the table, and the item of the list, if any."""

    row: int = 0
    column: int = 0
    item: int | None = None


class Left(NamedTuple):
    """How the screen was left: where, whether with an item to open, whether to score others."""

    place: Place
    items: Sequence[ScoreItem] = ()
    opens: bool = False
    anew: bool = False


class ScoresScreen(ModalScreen[Left]):
    """A table of figures; Enter lists what counts against one, and again opens it on the desk."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = f"""
    ScoresScreen > Panel {{ height: 2; background: $panel; }}
    ScoresScreen > RowList {{ background: $panel; padding: 0 1; }}
    ScoresScreen > #both {{ height: {2 * _VERSION_ROWS + 1}; border-top: solid $border; }}
    """

    def __init__(self, keymap: Keymap, title: str, place: Place) -> None:
        super().__init__()
        self._keymap = keymap
        self._title = title
        self._place = place
        self._rows: Sequence[ScoreRow] = ()
        self._texts: Mapping[str, str] = {}
        self._state = ""
        self._items: Sequence[ScoreItem] = ()
        self._head, self._both = Panel(), Panel(id="both")
        self._list = RowList()
        self._hints = HintsBar()

    def compose(self) -> ComposeResult:
        """What is scored, the table or the items behind a cell of it, the item, the keys."""
        yield self._head
        yield self._list
        yield self._both
        yield self._hints

    def on_mount(self) -> None:
        """Draw what is known so far."""
        self._show()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._show()

    def show_state(self, text: str) -> None:
        """Say beside the title how far it is, or how many articles there are."""
        self._state = text
        self._show()

    def show_rows(self, rows: Sequence[ScoreRow], texts: Mapping[str, str]) -> None:
        """Show the figures, or the list that was left; `texts` are the articles by their ids."""
        self._rows, self._texts = rows, texts
        item, self._place = self._place.item, self._place._replace(item=None)
        self._step(0)
        if item is not None:
            self._open(item)
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Move as on the bare text; Enter goes deeper, Escape back."""
        event.stop()
        event.prevent_default()
        self._hints.show_message("")
        key = pressed(event.key, event.character, printable=event.is_printable)
        action = self._keymap.meaning("cursor", key)
        meant = action.id if action else ""
        size = len(self._rows) + len(self._items)
        rows = {"row-down": 1, "row-up": -1, "page-down": self._list.page, "next-quote": 1,
                "page-up": -self._list.page, "start": -size, "end": size, "next-score": 1,
                "previous-quote": -1, "previous-score": -1}.get(meant)  # fmt: skip
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
        if self._place.item is not None:
            self._place = self._place._replace(item=self._list.cursor)
        elif not self._rows[self._list.cursor].is_heading:
            self._place = self._place._replace(row=self._list.cursor)
        self._choose()
        self._show()

    def _choose(self) -> None:
        if self._place.item is None:
            self._open(0)
        elif self._items:
            self.dismiss(Left(self._place, self._items, opens=True))

    def _open(self, item: int) -> None:
        """List the items behind the cell in focus."""
        cells = self._rows[self._place.row].cells if self._place.row < len(self._rows) else ()
        behind = cells[self._place.column].items if self._place.column < len(cells) else None
        self._items = behind() if behind else ()
        if self._items:
            self._place = self._place._replace(item=min(item, len(self._items) - 1))
        else:
            self._hints.show_message("nothing counts against this figure")

    def _leave(self) -> None:
        if self._place.item is None:
            self.dismiss(Left(self._place))
        else:
            self._place, self._items = self._place._replace(item=None), ()

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
            self._turn(0)

    def _turn(self, columns: int) -> None:
        last = len(self._rows[self._place.row].cells) - 1 if self._rows else 0
        column = max(0, min(self._place.column + columns, last))
        self._place = self._place._replace(column=column)

    def _show(self) -> None:
        is_list = self._place.item is not None and bool(self._items)
        about = [
            Line((Run("SCORES  ", "bold"), Run(f"{self._title}  "), Run(self._state, "faint")))
        ]
        if is_list:
            row = self._rows[self._place.row]
            found = counted(len(self._items), "item")
            about.append(Line((Run(f"{row.title}, {found}", "faint"),)))
            self._list.show(len(self._items), self._item_line, cursor=self._place.item or 0)
            self._both.set_lines(self._versions(self._items[self._place.item or 0]))
        else:
            if self._rows:
                about.append(Line((Run(self._rows[self._place.row].title, "faint"),)))
            self._list.show(len(self._rows), self._table_line, cursor=self._place.row)
        self._both.display = is_list
        self._head.set_lines(about)
        opens = "open on the desk" if is_list else "what counts against it"
        back = "the table" if is_list else "the desk"
        again = self._keymap.shown("show-scores")
        keys = [("↑↓" if is_list else "↑↓←→", "move"), ("Enter", opens), ("Esc", back)]
        self._hints.show_hints([*keys, (again, "score others")])

    def _table_line(self, number: int) -> Line:
        row, is_wide = self._rows[number], self.size.width >= _WIDE
        cell_width = _FIGURE + is_wide * (_INTERVAL + 1)
        width = max(20, self.size.width - _FRAME - 4 * (cell_width + 3))
        look = "faint" if row.is_heading else ""
        runs = [Run(" "), Run(" " + padded([(row.title, width)]), look)]
        for column, cell in enumerate(row.cells):
            here = number == self._place.row and column == self._place.column
            interval = cell.interval if is_wide else ""
            text = padded([(f"{cell.text:>{_FIGURE}} {interval}".rstrip(), cell_width)])
            runs.append(Run(f" [{text}]" if here else f"  {text} ", "bold" if here else look))
        return Line(tuple(runs))

    def _item_line(self, number: int) -> Line:
        item = self._items[number]
        half = max(16, (self.size.width - _FRAME - _ARTICLE) // 2)
        cells = [(item.article, _ARTICLE), (item.gold.words, half), (item.other.words, half)]
        return Line((Run(" "), Run(" " + padded(cells))))

    def _versions(self, item: ScoreItem) -> list[Line]:
        """Both versions in the text around them."""
        lines = []
        for name, version in (("gold", item.gold), ("other", item.other)):
            rows = self._folded(item.article, version)
            for number in range(_VERSION_ROWS):
                text = rows[number] if number < len(rows) else ""
                lines.append(Line((Run(f"{'' if number else name:<7}", "faint"), Run(text))))
        return lines

    def _folded(self, article: str, version: Version) -> list[str]:
        """A version with as much of the text around it as there is room for."""
        width = max(20, self.size.width - 10)
        for context in (_CONTEXT, _CONTEXT // 2, _CONTEXT // 4, _CONTEXT // 8):
            rows = folded(in_context(self._texts[article], version, context), width)
            if len(rows) <= _VERSION_ROWS:
                return rows
        return [
            *rows[: _VERSION_ROWS - 2],
            elide(rows[_VERSION_ROWS - 2], width - 1) + "…",
            rows[-1],
        ]
