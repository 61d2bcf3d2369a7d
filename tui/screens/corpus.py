"""The corpus: every article with how it stands; filter, sort, open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen

from annotators.store.index_cache import Standing
from tui.desk.queue import SORTS, Queue, summary
from tui.keys.hints import fitting_hints, following_hints
from tui.keys.keymap import Keymap
from tui.keys.names import pressed
from tui.keys.pending import Hand
from tui.widgets.hints_bar import HintsBar
from tui.widgets.lines import Line, Run
from tui.widgets.panel import Panel
from tui.widgets.prompt_line import PromptLine
from tui.widgets.row_list import RowList, padded
from tui.widgets.title_bar import TitleBar, progress_runs

if TYPE_CHECKING:
    from tui.work.library import Way
    from tui.work.listing import Listing

_NARROW = 110


class Heading(Panel):
    """The names of the columns, and the sums at the foot."""

    DEFAULT_CSS = "Heading { height: 1; padding: 0; }"


class CorpusScreen(Screen[None]):
    """Owns the list of articles and hands keys to it.

    `listing` makes what finds them; `left` says how long so many pending quotes will take.
    """

    AUTO_FOCUS = ""

    class Picked(Message):
        """An article is to be opened, in some way."""

        def __init__(self, article_id: str, way: Way) -> None:
            self.article_id = article_id
            self.way = way
            super().__init__()

    class Acted(Message):
        """An action that is the application's business."""

        def __init__(self, action: str) -> None:
            self.action = action
            super().__init__()

    def __init__(
        self, keymap: Keymap, listing: Callable[..., Listing], left: Callable[[int], str]
    ) -> None:
        super().__init__()
        self._left = left
        self._listing = listing(
            on_listed=lambda queue, is_all: self.call_later(self._show, queue, is_all=is_all),
            on_failed=lambda line: self.call_later(self.say, line),
        )
        self._keymap = keymap
        self._queue = Queue()
        self._shown: list[Standing] = []
        self._words = ""
        self._sort = 0
        self._current = ""
        self._sought = ""
        self._state = ""
        self._is_all = True
        self._title = TitleBar()
        self._heading = Heading()
        self._list = RowList()
        self._foot = Heading()
        self._prompt = PromptLine()
        self._hints = HintsBar()
        self._hand = Hand(keymap)
        self._moves: dict[str, Callable[[], int]] = {
            "corpus-down": lambda: 1,
            "corpus-up": lambda: -1,
            "corpus-page-down": lambda: self._list.page,
            "corpus-page-up": lambda: -self._list.page,
            "corpus-start": lambda: -len(self._shown),
            "corpus-end": lambda: len(self._shown),
        }
        self._deeds: dict[str, Callable[[], None]] = {
            "open-article": self._open,
            "open-blind": lambda: self._open("blind"),
            "filter": lambda: self._prompt.ask("filter"),
            "sort": self._sort_next,
        }

    def compose(self) -> ComposeResult:
        """Names of the columns, the list, the sums, the keys."""
        yield self._title
        yield self._heading
        yield self._list
        yield self._foot
        yield self._prompt
        yield self._hints

    @property
    def order(self) -> list[str]:
        """The ids of the articles as they are listed now."""
        return [standing.id for standing in self._shown]

    def list_anew(self, annotator: str, current: str = "") -> None:
        """Show what is known and have all listed as it stands; the cursor goes to `current`."""
        self._sought = current or self._sought
        self._show(self._listing.known, is_all=False)
        # What lists them would take its share of the time that the first paint needs.
        self.call_after_refresh(self._listing.ask, annotator)

    def _show(self, queue: Queue, *, is_all: bool) -> None:
        self._queue, self._is_all = queue, is_all
        self._arrange()

    def say(self, text: str) -> None:
        """Say something in the last line until the next key."""
        self._hints.show_message(text)

    def show_state(self, text: str) -> None:
        """Say what goes on in the background."""
        self._state = text
        self._draw_title()

    def on_mount(self) -> None:
        """Draw what was shown before there was a screen."""
        self._arrange()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._arrange()

    def on_key(self, event: events.Key) -> None:
        """Hand the key to the action it means here."""
        if self.focused is not None:
            return
        key = pressed(event.key, event.character, printable=event.is_printable)
        event.stop()
        event.prevent_default()
        taken = self._hand.take("corpus", key)
        self.say(f"{taken.lost} means nothing here" if taken.lost else "")
        self._show_hints()
        if taken.meant is not None:
            self.act(taken.meant.action.id, taken.meant.times)

    def act(self, action_id: str, count: int = 1) -> None:
        """Do what an action says; what is not the list's business goes to the application."""
        if action_id in self._moves:
            self._sought = ""
            self._list.move(count * self._moves[action_id]())
        elif action_id in self._deeds:
            self._deeds[action_id]()
        else:
            self.post_message(self.Acted(action_id))

    @on(PromptLine.Changed)
    def filter_rows(self, event: PromptLine.Changed) -> None:
        """List only what holds the typed words."""
        self._words = event.value
        self._arrange()

    @on(PromptLine.Submitted)
    @on(PromptLine.Cancelled)
    def leave_filter(self, event: PromptLine.Submitted | PromptLine.Cancelled) -> None:
        """Keep the filter on Enter, drop it on Escape."""
        self.set_focus(None)
        if isinstance(event, PromptLine.Cancelled):
            self._words = ""
        self._arrange()

    @property
    def deeds(self) -> frozenset[str]:
        """The ids of the actions that are done here."""
        return frozenset(self._moves) | frozenset(self._deeds)

    @on(RowList.Opened)
    def open_row(self) -> None:
        """Open what was clicked."""
        self._open()

    def _open(self, way: Way = "usual") -> None:
        if self._shown:
            self.post_message(self.Picked(self._shown[self._list.cursor].id, way))

    def _sort_next(self) -> None:
        self._sort = (self._sort + 1) % len(SORTS)
        self._arrange()
        self.say(f"sorted by {SORTS[self._sort][0]}")

    def _remember(self) -> None:
        if self._sought:
            self._current = self._sought
        elif self._shown:
            self._current = self._shown[self._list.cursor].id

    def _arrange(self) -> None:
        if not self.is_attached:
            return
        self._remember()
        self._shown = self._queue.arranged(self._words, self._sort)
        ids = self.order
        cursor = ids.index(self._current) if self._current in ids else 0
        if self._is_all or self._current in ids[cursor : cursor + 1]:
            self._sought = ""
        self._list.show(len(self._shown), self._line, cursor=cursor)
        self._heading.set_lines([Line((Run("  "), Run(self._columns(None), "faint")))])
        filtered = f"   filter: {self._words}" if self._words else ""
        left = self._left(sum(standing.pending for standing in self._shown))
        time = f"   about {left} left" if left else ""
        sums = f"{summary(self._shown)}{time}   sorted by {SORTS[self._sort][0]}{filtered}"
        self._foot.set_lines([Line((Run("  "), Run(sums, "faint")))])
        self._draw_title()
        self._show_hints()

    def _draw_title(self) -> None:
        finished = sum(1 for standing in self._queue if standing.status == "finished")
        place = f"{finished} of {len(self._queue)} finished"
        state = self._state if self._is_all else "listing"
        self._title.show("Corpus", place=place, saved=state)

    def _show_hints(self) -> None:
        pending = self._hand.pending
        if pending:
            hints = following_hints(self._keymap, "corpus", pending)
            self._hints.show_hints(hints, mode=pending.shown)
        else:
            self._hints.show_hints(fitting_hints(self._keymap, "corpus", pending=False))

    def _line(self, row: int) -> Line:
        standing = self._shown[row]
        look = "faint" if standing.status == "finished" else "error" if standing.problem else ""
        left = [Run(" "), Run(" "), Run(self._columns(standing), look)]
        if self.size.width >= _NARROW:
            left += [Run(" "), *progress_runs(standing.decided, max(1, standing.quotes), 8)]
        return Line(tuple(left))

    def _columns(self, standing: Standing | None) -> str:
        wide = self.size.width >= _NARROW
        title = max(20, self.size.width - (88 if wide else 40))
        names = ("Article", "Status", "Purpose", "Pending", "Quotes", "Least", "Alike", "Flags")
        cells = names if standing is None else _cells(standing)
        widths = (title, 8, 8, -7, -6, -5, -5, -5)
        columns = list(zip(cells, widths, strict=True))
        if not wide:
            return padded([columns[0], columns[1], columns[3], columns[-1]])
        changed = "Last change" if standing is None else standing.changed[:16].replace("T", " ")
        return padded([*columns, (changed, 16)])


def _cells(standing: Standing) -> tuple[str, ...]:
    if standing.problem:
        return (standing.problem, "problem", *[""] * 6)
    return (
        standing.title,
        standing.status,
        standing.purpose or "",
        str(standing.pending or ""),
        str(standing.quotes or ""),
        *(
            f"{share:.2f}" if share is not None else ""
            for share in (standing.least, standing.alike)
        ),
        "⚑" * min(standing.flags, 5),
    )
