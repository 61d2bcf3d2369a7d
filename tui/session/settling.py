"""Settling what layers differ in: the actions that take one side, the other, both or neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotators.adjudication import settling
from annotators.adjudication.overlay import Dispute, Overlay
from annotators.model.change import Change
from annotators.model.deciding import Fresh
from annotators.model.items import Mention, Quote
from annotators.model.view import View
from tui.session.asking import Asker
from tui.session.deciding import Deciding
from tui.session.session import Session

_PARTS = {"contents": "contents", "cues": "cue", "sources": "source and speaker"}

Way = Callable[[View, Dispute, Fresh], Change]


class Settling:
    """The actions that decide between readings; on a decided quote only the part in focus."""

    def __init__(
        self, session: Session, overlay: Overlay, asker: Asker, deciding: Deciding
    ) -> None:
        self._session = session
        self._overlay = overlay
        self._asker = asker
        self._deciding = deciding
        self._last: Dispute | None = None

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        return {
            "accept": self.take_this,
            "take-left": lambda: self.take_side(0),
            "take-right": lambda: self.take_side(1),
            "take-both": lambda: self._settle(settling.take_all),
            "take-neither": lambda: self._settle(settling.take_none),
            "reason": self.give_reason,
        }

    def take_this(self) -> None:
        """Take the reading in focus and reject the others; what all sides say is accepted."""
        session, item = self._session, self._session.item
        dispute = self._overlay.dispute(item) if item else None
        reading = dispute.reading(item) if dispute and item else None
        if dispute is None or reading is None or item is None or not session.view.is_pending(item):
            self._deciding.accept()
            return
        self._last = dispute
        self._deciding.settle(
            lambda _: settling.take_reading(session.view, dispute, reading, session.review.fresh)
        )

    def take_side(self, side: int) -> None:
        """Take what a side says.

        On a cue, a source or a decided quote it is the part in focus as that
        side has it; of the reading in focus the rest is taken too.
        """
        session, quote = self._session, self._session.quote
        is_pending = quote is None or session.view.is_pending(quote)
        if quote is not None and not is_pending:
            if (dispute := self._dispute()) is not None:
                self._take_part(quote, dispute, side)
        elif quote is None or session.focus.role == "contents" or not self._mix(quote, side):
            self._settle(lambda view, dispute, new: settling.take_side(view, dispute, side, new))

    def give_reason(self) -> None:
        """Note why the dispute in focus, or the one settled last, was settled as it was."""
        session, item = self._session, self._session.item
        here = self._overlay.dispute(item) if item and not session.view.is_pending(item) else None
        dispute = here or self._last
        if dispute is None:
            session.on_say("nothing is settled yet that a reason could be given for")
        elif session.is_writable:
            settled = dispute
            self._asker.type_text("reason", lambda typed: self._note(settled, typed.strip()))

    def _note(self, dispute: Dispute, reason: str) -> None:
        session = self._session
        if session.do(settling.give_reason(session.view, dispute, reason)):
            session.on_say("the reason is kept with what was taken and what was rejected")
        else:
            session.on_say("this is not settled any more")

    def _mix(self, quote: Quote, side: int) -> bool:
        """Take the reading in focus with the part in focus of a side that has another one."""
        session, role = self._session, self._session.focus.role
        dispute = self._overlay.dispute(quote)
        reading, other = (
            dispute and dispute.reading(quote),
            dispute and _first(dispute.of_side(side)),
        )
        if (
            dispute is None
            or role is None
            or not isinstance(reading, Quote)
            or not isinstance(other, Quote)
            or reading in dispute.of_side(side)
            or not self._asker.is_painted(session.focus.span)
        ):
            return False
        self._last = dispute
        fresh = session.review.fresh
        if session.do(
            settling.take_mixed(session.view, dispute, reading, role, other, fresh=fresh)
        ):
            name = self._overlay.sides[side].name
            session.on_say(f"taken with the {_PARTS[role]} of {name}")
        return True

    def _take_part(self, quote: Quote, dispute: Dispute, side: int) -> None:
        session, role = self._session, self._session.focus.role
        reading, name = _first(dispute.of_side(side)), self._overlay.sides[side].name
        if not isinstance(reading, Quote) or role is None:
            session.on_say(f"{name} has nothing here; {session.key('take-neither')} takes it away")
            return
        change = settling.take_part(session.view, quote, role, reading, session.review.fresh)
        if not session.do(change):
            session.on_say(f"{name} has the same here")

    def _settle(self, way: Way) -> None:
        session, dispute = self._session, self._dispute()
        if dispute is not None:
            self._last = dispute
            self._deciding.settle(lambda _: way(session.view, dispute, session.review.fresh))

    def _dispute(self) -> Dispute | None:
        """What the sides differ in where the focus is; says so where they do not."""
        item = self._session.item
        dispute = self._overlay.dispute(item) if item is not None else None
        if dispute is None:
            self._session.on_say("all sides say the same here")
        return dispute


def _first(items: Sequence[Quote | Mention]) -> Quote | Mention | None:
    return next(iter(items), None)
