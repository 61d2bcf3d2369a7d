"""Settling what layers differ in: the actions that take one side, the other, both or neither."""

from __future__ import annotations

from collections.abc import Callable

from annotators.adjudication import settling
from annotators.adjudication.overlay import Dispute, Overlay
from annotators.model.change import Change
from annotators.model.deciding import Fresh
from annotators.model.items import Quote
from annotators.model.view import View
from tui.session.deciding import Deciding
from tui.session.session import Session

Way = Callable[[View, Dispute, Fresh], Change]


class Settling:
    """The actions that decide between readings; on a decided quote only the part in focus."""

    def __init__(self, session: Session, overlay: Overlay, deciding: Deciding) -> None:
        self._session = session
        self._overlay = overlay
        self._deciding = deciding

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        return {
            "accept": self.take_this,
            "take-left": lambda: self.take_side(0),
            "take-right": lambda: self.take_side(1),
            "take-both": lambda: self._settle(settling.take_all),
            "take-neither": lambda: self._settle(settling.take_none),
        }

    def take_this(self) -> None:
        """Take the reading in focus and reject the others; what all sides say is accepted."""
        session, item = self._session, self._session.item
        dispute = self._overlay.dispute(item) if item else None
        reading = dispute.reading(item) if dispute and item else None
        if dispute is None or reading is None or item is None or not session.view.is_pending(item):
            self._deciding.accept()
            return
        self._deciding.settle(
            lambda _: settling.take_reading(session.view, dispute, reading, session.review.fresh)
        )

    def take_side(self, side: int) -> None:
        """Take what a side says; on a decided quote the part in focus as that side has it."""
        session, quote = self._session, self._session.quote
        if quote is None or session.view.is_pending(quote):
            self._settle(lambda view, dispute, new: settling.take_side(view, dispute, side, new))
        elif (dispute := self._dispute()) is not None:
            self._take_part(quote, dispute, side)

    def _take_part(self, quote: Quote, dispute: Dispute, side: int) -> None:
        session, role = self._session, self._session.focus.role
        reading, name = dispute.of_side(side), self._overlay.sides[side].name
        if not isinstance(reading, Quote) or role is None:
            session.on_say(f"{name} has nothing here; {session.key('take-neither')} takes it away")
            return
        change = settling.take_part(session.view, quote, role, reading, session.review.fresh)
        if not session.do(change):
            session.on_say(f"{name} has the same here")

    def _settle(self, way: Way) -> None:
        session, dispute = self._session, self._dispute()
        if dispute is not None:
            self._deciding.settle(lambda _: way(session.view, dispute, session.review.fresh))

    def _dispute(self) -> Dispute | None:
        """What the sides differ in where the focus is; says so where they do not."""
        item = self._session.item
        dispute = self._overlay.dispute(item) if item is not None else None
        if dispute is None:
            self._session.on_say("all sides say the same here")
        return dispute
