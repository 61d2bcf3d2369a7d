"""How far a span reaches: the ladder, the units, the active end."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from annotators.model import intents, naming
from annotators.model.items import Mention, Quote
from annotators.model.span import Span
from annotators.model.units import UNITS, Unit
from tui.session.asking import Asker
from tui.session.focus import Focus
from tui.session.session import Session

_JOINER = "\N{ZERO WIDTH JOINER}"


class Shaping:
    """The actions that change how far the span in focus reaches."""

    def __init__(self, session: Session, asker: Asker) -> None:
        self._session = session
        self._asker = asker
        self._rungs: list[Span] = []

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        units = {f"unit-{unit}": self._to_unit(unit) for unit in UNITS}
        return units | {
            "grow": self.grow,
            "shrink": self.shrink,
            "token-left": lambda: self._by_token(-1),
            "token-right": lambda: self._by_token(1),
            "character-left": lambda: self._by_character(-1),
            "character-right": lambda: self._by_character(1),
            "swap-end": lambda: self._session.move(self._session.focus.swapped()),
            "pick-end": self.pick_end,
            "pick-ends": self.pick_ends,
            "pick-word": self.pick_word,
        }

    def grow(self) -> None:
        """Grow the span to the next unit."""
        span = self._session.focus.span
        wider = self._session.units.wider(span)
        if wider is None:
            self._session.on_say("the paragraph is as far as it grows")
        else:
            if self._rungs[-1:] != [span]:
                self._rungs = [span]
            self._rungs.append(wider)
            self.reshape(wider)
            self._session.last = self.grow

    def shrink(self) -> None:
        """Shrink the span to the unit before: the one it grew from, if it did."""
        focus = self._session.focus
        if len(self._rungs) > 1 and self._rungs[-1] == focus.span:
            self._rungs.pop()
            narrower: Span | None = self._rungs[-1]
        else:
            narrower = self._session.units.narrower(focus.span, self._active_word(focus))
        if narrower is None:
            self._session.on_say("one token is as far as it shrinks")
        else:
            self.reshape(narrower)
            self._session.last = self.shrink

    def pick_end(self) -> None:
        """Put the active end on a word that is picked by letters."""
        focus = self._session.focus

        def put(word: Span) -> None:
            span = focus.span
            moved = Span(span.start, word.end) if focus.at_end else Span(word.start, span.end)
            if focus.item is None and focus.held is None and self._is_token(span):
                self._session.move(Focus(word))
            elif moved.start >= moved.end:
                swap = self._session.key("swap-end")
                self._session.on_say(f"the active end cannot pass the other one; {swap} swaps them")
            else:
                self.reshape(moved)

        self._asker.pick("the active end goes to", self._asker.words_in_view(), put)

    def pick_ends(self) -> None:
        """Make the span reach from one word to another, both picked by letters."""
        words = self._asker.words_in_view()

        def put_from(first: Span) -> None:
            def put_to(last: Span) -> None:
                self.reshape(Span(min(first.start, last.start), max(first.end, last.end)))

            self._asker.pick("up to", words, put_to)

        self._asker.pick("from", words, put_from)

    def pick_word(self) -> None:
        """Put the bare cursor on a word that is picked by letters, whatever has the focus."""
        self._asker.pick(
            "go to", self._asker.words_in_view(), lambda word: self._session.move(Focus(word))
        )

    def reshape(self, span: Span) -> None:
        """Make the span in focus reach from here to there, and decide its item thereby."""
        session, focus = self._session, self._session.focus
        if span == focus.span:
            return
        item = session.item
        moved = focus.on(span)
        if isinstance(item, Quote) and focus.role is not None:
            change = intents.move_part(
                session.view, item, focus.role, focus.span, span, session.review.fresh
            )
        elif isinstance(item, Mention):
            change = naming.move_mention(session.view, item, span, session.review.fresh)
        else:
            session.move(moved)
            return
        session.focus = moved
        if not session.do(change):
            session.focus = focus

    def _to_unit(self, unit: Unit) -> Callable[[], None]:
        def shape() -> None:
            focus = self._session.focus
            at = Span(focus.active, focus.active + 1)
            around = at if unit == "token" else focus.span
            units = self._session.units
            found = units.unit(unit, around) or units.unit(unit, at)
            if found is None:
                self._session.on_say(f"there is no {unit} around this")
            else:
                self.reshape(found)
                self._session.last = shape

        return shape

    def _by_token(self, step: int) -> None:
        session, focus = self._session, self._session.focus
        if focus.item is None and focus.held is None and self._is_token(focus.span):
            units, span = session.units, focus.span
            to = units.token_at(span.end) if step > 0 else units.token_before(span.start)
            if to is not None:
                session.move(Focus(to))
            return
        stepped = self._token_step(focus, step)
        if stepped is not None:
            self.reshape(stepped)

    def _token_step(self, focus: Focus, step: int) -> Span | None:
        units, (start, end) = self._session.units, focus.span
        if focus.held is not None and self._is_token(focus.span):
            focus = focus._replace(at_end=step > 0)
            self._session.focus = focus
        if focus.at_end:
            if step > 0:
                after = units.token_at(end)
                return Span(start, after.end) if after else None
            last = units.token_before(end)
            before = units.token_before(last.start) if last else None
            return Span(start, before.end) if before and before.end > start else None
        if step < 0:
            earlier = units.token_before(start)
            return Span(earlier.start, end) if earlier else None
        first = units.token_at(start)
        later = units.token_at(first.end) if first else None
        return Span(later.start, end) if later and later.start < end else None

    def _by_character(self, step: int) -> None:
        text, focus = self._session.review.article.text, self._session.focus
        at = focus.span.end if focus.at_end else focus.span.start
        at += step
        while 0 < at < len(text) and _is_inside_character(text, at):
            at += step
        start, end = (focus.span.start, at) if focus.at_end else (at, focus.span.end)
        if 0 <= start < end <= len(text):
            self.reshape(Span(start, end))

    def _active_word(self, focus: Focus) -> int:
        """The offset nearest to the active end that stands in a word, if there is one."""
        text = self._session.review.article.text
        inside = range(focus.span.end - 1, focus.span.start - 1, -1)
        offsets = inside if focus.at_end else reversed(inside)
        return next((at for at in offsets if text[at].isalnum()), focus.active)

    def _is_token(self, span: Span) -> bool:
        return self._session.units.token_at(span.start) == span


def _is_inside_character(text: str, at: int) -> bool:
    """Whether a cut at `at` would take a mark from its letter or part joined signs."""
    return bool(unicodedata.combining(text[at])) or _JOINER in {text[at], text[at - 1]}
