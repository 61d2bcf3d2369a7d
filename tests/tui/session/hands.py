"""A session without a screen: what a person presses, and what they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from annotators.model.items import Mention, Quote
from annotators.model.layer import Purpose
from annotators.model.parse import Parse
from annotators.model.review import Review
from annotators.model.span import Span, cut
from tests.annotators.model import scene
from tui.session.deeds import Deeds
from tui.session.focus import on_item
from tui.session.session import Session

LABELS = ("PERSON", "ORG", "GPE")
ROW = 40
"""Code points in a row of the fake sheet."""


class FakeScreen:
    """Asker and sheet: keeps what was asked until it is answered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.painted = True
        self.asked = ""
        self.rows: list[tuple[str, str]] = []
        self.targets: list[Span] = []
        self.start = ""
        self.offers: Callable[[str], Sequence[str]] = lambda _: ()
        self._done: Callable[[Any], None] | None = None

    def choose(
        self, title: str, rows: Sequence[tuple[str, str]], done: Callable[[str], None]
    ) -> None:
        self.asked, self.rows, self._done = title, list(rows), done

    def type_text(
        self,
        prompt: str,
        done: Callable[[str], None],
        *,
        start: str = "",
        offers: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        self.asked, self.start, self._done = prompt, start, done
        self.offers = offers or (lambda _: ())

    def pick(self, prompt: str, targets: Sequence[Span], done: Callable[[Span], None]) -> None:
        self.asked, self.targets, self._done = prompt, list(targets), done

    def answer(self, value: str | Span) -> None:
        """Answer what was asked; a span has to be one of the targets."""
        assert self._done is not None, "nothing was asked"
        if isinstance(value, Span):
            assert value in self.targets
        elif self.rows:
            assert any(value in keys.split() for keys, _ in self.rows)
        done, self._done, self.asked, self.rows = self._done, None, "", []
        done(value)

    def mentions_in_view(self) -> Sequence[Span]:
        return [mention.span for mention in self._session.view.mentions]

    def words_in_view(self) -> Sequence[Span]:
        text = self._session.review.article.text
        return [Span(*match.span()) for match in re.finditer(r"\w\w+", text)]

    def is_painted(self, _: Span) -> bool:
        return self.painted

    def offset_by_rows(self, offset: int, rows: int) -> int:
        return min(max(0, offset + rows * ROW), len(self._session.review.article.text))

    def page(self, direction: int) -> int:
        return self.offset_by_rows(self._session.focus.active, 2 * direction)


class Hands:
    """A session, everything that keys do with it, and what it said."""

    def __init__(
        self,
        review: Review | None = None,
        *,
        parse: Parse | None = None,
        holder: str | None = None,
        session: Session | None = None,
    ) -> None:
        self.session = session or Session(review or scene.review(), parse=parse, holder=holder)
        self.screen = FakeScreen(self.session)
        self.said: list[str] = []
        self.changes = 0
        self.finished: list[Purpose] = []
        self.session.on_say = self.said.append
        self.session.on_change = self._count
        self.deeds = Deeds(self.session, self.screen, self.screen, LABELS)
        self.moving = self.deeds.moving
        self.deeds.deciding.on_finished = self.finished.append

    def press(self, *actions: str) -> None:
        """Do actions by their ids; a digit gives the item to a member of the cast."""
        for action in actions:
            if action.isdigit():
                self.deeds.speakers.give_digit(int(action))
            else:
                self.deeds.do(action)

    def go_to(self, item_id: str) -> None:
        """Focus an item."""
        self.session.move(on_item(self.item(item_id)))

    def mark(self, phrase: str, nth: int = 0) -> Span:
        """Mark a phrase: hold the cursor at its first token, stretch to its last."""
        span = scene.at(phrase, self.text, nth)
        self.moving.click(span.start)
        self.press("leave")
        first = self.session.units.token_at(span.start)
        assert first is not None
        self.moving._go_to(first.start)
        self.press("hold")
        while self.session.focus.span.end < span.end:
            self.press("token-right")
        assert self.session.focus.span == span
        return span

    def item(self, item_id: str) -> Quote | Mention:
        """The standing item of an id, or what was decided from it."""
        found = self.session.view.locate(item_id)
        assert found is not None
        return found

    def quote(self, item_id: str) -> Quote:
        """The standing quote of an id."""
        found = self.item(item_id)
        assert isinstance(found, Quote)
        return found

    def mention(self, item_id: str) -> Mention:
        """The standing mention of an id."""
        found = self.item(item_id)
        assert isinstance(found, Mention)
        return found

    def words(self, *spans: Span) -> list[str]:
        """What stands in spans."""
        return [cut(self.text, span) for span in spans]

    @property
    def here(self) -> str:
        """What stands in the focus."""
        return self.text[slice(*self.session.focus.span)]

    @property
    def text(self) -> str:
        return self.session.review.article.text

    @property
    def pending(self) -> set[str]:
        """The ids of the quotes that are still to be decided."""
        return {quote.id for quote in self.session.view.quotes} & self.session.view.pending

    def _count(self) -> None:
        self.changes += 1
