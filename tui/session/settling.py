"""Settling what layers differ in: the actions that take one side, the other, both or neither."""

from __future__ import annotations

from collections.abc import Callable

from annotators.adjudication import settling
from annotators.adjudication.overlay import Dispute, Overlay
from annotators.model.items import Mention, Quote
from tui.session.deciding import Deciding
from tui.session.session import Session


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
            "take-right": lambda: self.take_side(len(self._overlay.sides) - 1),
            "take-both": self.take_all,
            "take-neither": self.take_none,
        }

    def take_this(self) -> None:
        """Take the reading in focus and reject the others; what all sides say is accepted."""
        session, dispute = self._session, self._dispute()
        item = session.item
        reading = dispute.reading(item) if dispute and item else None
        if dispute is None or reading is None or item is None or not session.view.is_pending(item):
            self._deciding.accept()
            return
        self._deciding.settle(
            lambda _: settling.take_reading(session.view, dispute, reading, session.review.fresh)
        )

    def take_side(self, side: int) -> None:
        """Take what a side says; on a decided quote the part in focus as that side has it."""
        session, dispute = self._session, self._known_dispute()
        if dispute is None:
            return
        quote, role = session.quote, session.focus.role
        if quote is None or role is None or session.view.is_pending(quote):
            self._deciding.settle(
                lambda _: settling.take_side(session.view, dispute, side, session.review.fresh)
            )
            return
        reading = dispute.of_side(side)
        name = self._overlay.sides[side].name
        if not isinstance(reading, Quote):
            session.on_say(f"{name} has nothing here; {session.key('take-neither')} takes it away")
            return
        change = settling.take_part(session.view, quote, role, reading, session.review.fresh)
        if not session.do(change):
            session.on_say(f"{name} has the same here")

    def take_all(self) -> None:
        """Take every reading as an item of its own."""
        session, dispute = self._session, self._known_dispute()
        if dispute is not None:
            self._deciding.settle(
                lambda _: settling.take_all(session.view, dispute, session.review.fresh)
            )

    def take_none(self) -> None:
        """Say that there is nothing here, whatever the sides say."""
        session, dispute = self._session, self._known_dispute()
        if dispute is not None:
            self._deciding.settle(
                lambda _: settling.take_none(session.view, dispute, session.review.fresh)
            )

    def _known_dispute(self) -> Dispute | None:
        dispute = self._dispute()
        if dispute is None:
            self._session.on_say("all sides say the same here")
        return dispute

    def _dispute(self) -> Dispute | None:
        item: Quote | Mention | None = self._session.item
        return self._overlay.dispute(item) if item is not None else None
