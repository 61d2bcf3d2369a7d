"""Moving the focus: from item to item, part to part, token to token."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol

from annotators.model.items import Mention, Quote
from annotators.model.naming import SPEECHLESS
from annotators.model.span import Span
from annotators.model.view import position
from tui.session.focus import Focus, on_item, on_mention, on_quote, stepped_part
from tui.session.session import Session


class Sheet(Protocol):
    """What moving by rows needs to know of the article as it is drawn."""

    def offset_by_rows(self, offset: int, rows: int) -> int:
        """The offset so many rows below, in the same column."""
        ...

    def page(self, direction: int) -> int:
        """Scroll a page down (1) or up (-1); the offset that the cursor comes to."""
        ...


class Moving:
    """The actions that change the focus and nothing else."""

    def __init__(self, session: Session, sheet: Sheet) -> None:
        self._session = session
        self._sheet = sheet

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        return {
            "next-pending": lambda: self.pending(1),
            "previous-pending": lambda: self.pending(-1),
            "next-quote": lambda: self._step(self._session.view.quotes, 1),
            "previous-quote": lambda: self._step(self._session.view.quotes, -1),
            "next-mention": lambda: self._step(self._session.mentions, 1),
            "previous-mention": lambda: self._step(self._session.mentions, -1),
            "next-part": lambda: self._part(1),
            "previous-part": lambda: self._part(-1),
            "enter": self.open_item,
            "leave": self.leave,
            "hold": self.hold,
            "row-up": lambda: self._rows(-1),
            "row-down": lambda: self._rows(1),
            "page-up": lambda: self._go_to(self._sheet.page(-1)),
            "page-down": lambda: self._go_to(self._sheet.page(1)),
            "start": lambda: self._go_to(0),
            "end": lambda: self._go_to(len(self._session.review.article.text)),
            "next-match": lambda: self.match(1),
            "previous-match": lambda: self.match(-1),
        }

    def pending(self, step: int, *, beyond: Quote | Mention | None = None) -> None:
        """Go to the next (1) or previous (-1) item that waits for a decision, around the end.

        It is the next one after `beyond`, which may be gone; else after the focus.
        """
        session = self._session
        waiting = session.view.undecided
        if not waiting:
            session.on_say(
                f"nothing is left to decide; {session.key('finish')} finishes the article"
            )
            return
        at = position(beyond) if beyond is not None else self._position()
        self._step(waiting, step, at=at, around=True)

    def open_item(self) -> None:
        """Focus the innermost item around the marked span; on an item, the next one out."""
        session = self._session
        marked = session.focus.span if session.focus.item is None else None
        found = self._items_at(session.focus.active, marked)
        if not found:
            session.on_say("no quote and no mention here")
            return
        ids = [focus.item for focus in found]
        index = ids.index(session.focus.item) + 1 if session.focus.item in ids else 0
        session.move(found[index % len(found)])

    def leave(self) -> None:
        """Put the bare cursor at the active end."""
        focus = self._session.focus
        if focus.item is None and focus.held is None and self._token(focus.active) == focus.span:
            return
        self._go_to(focus.active)

    def hold(self) -> None:
        """Hold the cursor where it is, or let go."""
        session = self._session
        focus = session.focus
        session.move(focus._replace(held=None if focus.held is not None else focus.span.start))

    def click(self, offset: int) -> None:
        """Focus what was clicked: the innermost item, or the bare token."""
        found = self._items_at(offset)
        if found:
            self._session.move(found[0])
        else:
            self._go_to(offset)

    def search(self, words: str) -> None:
        """Find all places of some words, whatever their case, and go to the next one."""
        session = self._session
        session.searched = words
        found = re.finditer(re.escape(words), session.review.article.text, re.IGNORECASE)
        places = [match.start() for match in found] if words else []
        session.matches = tuple(places)
        session.on_redraw()
        if places:
            self.match(1, here=True)
        elif words:
            session.on_say(f"“{words}” does not stand in this article")

    def match(self, step: int, *, here: bool = False) -> None:
        """Go to the next or previous place that the search found."""
        session = self._session
        if not session.matches:
            session.on_say(f"nothing was searched for; {session.key('search')} searches")
            return
        at = session.focus.span.start - (1 if here else 0)
        ahead = [m for m in session.matches if m > at] or list(session.matches)
        behind = [m for m in session.matches if m < at] or list(session.matches)
        start = ahead[0] if step > 0 else behind[-1]
        session.move(Focus(Span(start, start + len(session.searched))))
        number = session.matches.index(start) + 1
        session.on_say(f"{number} of {len(session.matches)} places of “{session.searched}”")

    def _step(
        self,
        items: Sequence[Quote | Mention],
        step: int,
        *,
        at: tuple[int, int] | None = None,
        around: bool = False,
    ) -> None:
        session = self._session
        if not items:
            session.on_say("there is none")
            return
        wanted = _beside(items, at or self._position(), step, session.focus.item)
        if wanted is not None:
            session.move(on_item(wanted))
        elif around:
            session.move(on_item(items[0 if step > 0 else -1]))
            ends = ("end", "beginning") if step > 0 else ("beginning", "end")
            session.on_say(f"round the {ends[0]}; on from the {ends[1]}")
        else:
            session.on_say("that was the last" if step > 0 else "that was the first")

    def _position(self) -> tuple[int, int]:
        item = self._session.item
        if item is not None:
            return position(item)
        start = self._session.focus.span.start
        return start, start

    def _part(self, step: int) -> None:
        quote = self._session.quote
        if quote is not None:
            self._session.move(stepped_part(quote, self._session.focus, step))

    def _items_at(self, offset: int, marked: Span | None = None) -> list[Focus]:
        """What stands at an offset, the innermost first; what holds all that is marked, if any.

        Names that nobody speaks by, such as dates, come last.
        """
        view = self._session.view
        found = [
            (m.label in SPEECHLESS, m.span.length, on_mention(m)) for m in view.mentions_at(offset)
        ]
        for quote in view.quotes_at(offset):
            role, span = next(part for part in quote.parts if part[1].touches(offset))
            found.append((False, span.length, on_quote(quote, role, span)))
        ordered = [focus for *_, focus in sorted(found, key=lambda entry: entry[:2])]
        whole = [f for f in ordered if marked is not None and f.span.holds(marked)]
        return whole or ordered

    def _rows(self, rows: int) -> None:
        focus = self._session.focus
        offset = self._sheet.offset_by_rows(focus.active, rows)
        if focus.item is None and focus.held is not None:
            self._stretch(focus, offset)
        else:
            self._go_to(offset)

    def _stretch(self, focus: Focus, offset: int) -> None:
        held = self._token(focus.held or 0)
        token = self._token(offset)
        if held is not None and token is not None:
            span = Span(min(held.start, token.start), max(held.end, token.end))
            self._session.move(focus._replace(span=span, at_end=token.start >= held.start))

    def _go_to(self, offset: int) -> None:
        token = self._token(offset)
        if token is not None:
            self._session.move(Focus(token))

    def _token(self, offset: int) -> Span | None:
        return self._session.units.token_at(offset) or self._session.units.token_before(offset)


def _beside(
    items: Sequence[Quote | Mention], at: tuple[int, int], step: int, current: str | None
) -> Quote | Mention | None:
    """The next (1) or previous (-1) of items in the order of the text, as seen from a place."""
    if step > 0:
        first = bisect_left(items, at[0], key=_start)
        near = (items[i] for i in range(first, len(items)) if position(items[i]) > at)
    else:
        last = bisect_right(items, at[0], key=_start)
        near = (items[i] for i in reversed(range(last)) if position(items[i]) < at)
    return next((item for item in near if item.id != current), None)


def _start(item: Quote | Mention) -> int:
    return position(item)[0]
