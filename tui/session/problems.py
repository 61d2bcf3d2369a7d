"""Problems: going from one to the next, and saying that one is none."""

from __future__ import annotations

from collections.abc import Callable

from annotators.model.findings import Finding
from annotators.model.items import Mention, Quote
from tui.session.focus import Focus, on_item, on_quote
from tui.session.session import Session


class Problems:
    """The actions on what is found to be wrong."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shown: tuple[Finding | None, Focus | None] = (None, None)
        self._place = 0

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        return {
            "next-finding": lambda: self._step(1),
            "previous-finding": lambda: self._step(-1),
            "dismiss-finding": self.dismiss,
        }

    def show(self, finding: Finding) -> None:
        """Go to a problem and say what it is; the next one is the one after it in the list."""
        session = self._session
        item = session.view.locate(finding.item) if finding.item else None
        session.move(_place(item, finding))
        self._shown, self._place = (finding, session.focus), session.problems.index(finding)
        session.on_say(finding.text)

    def dismiss(self) -> None:
        """Say that the problem at hand is none: the one gone to last, else one of what is here."""
        session = self._session
        if not session.is_writable:
            return
        finding = self._at_hand()
        if finding is None:
            key = session.key("next-finding")
            session.on_say(f"no problem here; {key} goes to the next one")
            return
        self._shown, self._place = (finding, session.focus), session.problems.index(finding)
        session.review.dismiss(finding, focus=session.focus.item or "")
        session.on_change()
        session.on_say(f"right as it is: {finding.text}; {session.key('undo')} takes it back")

    def _at_hand(self) -> Finding | None:
        session, focus = self._session, self._session.focus
        shown, place = self._shown
        if shown in session.problems and focus == place:
            return shown
        here = (
            p
            for p in session.problems
            if p.item == focus.item and (p.item is not None or p.span.overlaps(focus.span))
        )
        return next(here, None)

    def _step(self, step: int) -> None:
        session = self._session
        problems = session.problems
        if not problems:
            session.on_say("no problems found")
            return
        shown, focus = self._shown
        if session.focus == focus and shown in problems:
            finding = problems[(problems.index(shown) + step) % len(problems)]
        elif session.focus == focus:
            # It is gone, and the one after it has its place in the list.
            finding = problems[(self._place + min(step, 0)) % len(problems)]
        else:
            at = session.focus.span.start
            ahead = [p for p in problems if p.span.start > at] or list(problems)
            behind = [p for p in problems if p.span.start < at] or list(problems)
            finding = ahead[0] if step > 0 else behind[-1]
        self.show(finding)


def _place(item: Quote | Mention | None, finding: Finding) -> Focus:
    """The focus on the very part that a problem is about; without one, on its item or the text."""
    if item is None:
        return Focus(finding.span)
    if isinstance(item, Mention) or finding.span not in (span for _, span in item.parts):
        return on_item(item)
    return on_quote(item, span=finding.span)
