"""Accept, reject, flag, finish, undo: the actions that decide."""

from __future__ import annotations

from collections.abc import Callable

from annotators.model import intents
from annotators.model.change import Change
from annotators.model.history import Entry
from annotators.model.items import Mention, Quote
from annotators.model.layer import Purpose
from annotators.model.review import UnfinishedError
from tui.session.asking import Asker
from tui.session.focus import kept, on_item
from tui.session.moving import Moving
from tui.session.session import Session


class Deciding:
    """The actions that decide about items, or about the whole article."""

    def __init__(self, session: Session, asker: Asker, moving: Moving) -> None:
        self._session = session
        self._asker = asker
        self._moving = moving
        self.on_finished: Callable[[Purpose], object] = lambda _: None

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        return {
            "accept": self.accept,
            "reject": self.reject,
            "accept-all": self.accept_all,
            "flag": self.flag,
            "undo": self.undo,
            "redo": self.redo,
            "repeat": self.repeat,
            "finish": self.finish,
        }

    def accept(self) -> None:
        """Accept the item in focus and go on; a decided one is left as it is."""
        session, item = self._session, self._ready_item()
        if item is None:
            return
        if session.view.is_pending(item):
            session.do(intents.accept(session.view, item, session.review.fresh))
        self._go_on(item)

    def reject(self) -> None:
        """Reject the item in focus and go on."""
        session = self._session
        self.settle(lambda item: intents.reject(session.view, item, session.review.fresh))

    def settle(self, make: Callable[[Quote | Mention], Change]) -> None:
        """Do what is made of the item in focus, if it was drawn, and go on."""
        item = self._ready_item()
        if item is not None and self._session.do(make(item)):
            self._go_on(item)

    def accept_all(self) -> None:
        """Accept all that are left, after asking."""
        session = self._session
        waiting = session.view.undecided
        if not waiting:
            session.on_say("nothing is left to decide")
            return
        rows = [("y", f"accept all {len(waiting)} unread, for training only")]
        change = intents.accept_all(session.view, waiting, session.review.fresh)
        self._asker.choose("Accept all that are left?", rows, lambda _: self._do_quietly(change))

    def flag(self) -> None:
        """Flag the item in focus with a note."""
        session, item = self._session, self._session.item
        if item is None or not session.is_writable:
            return

        pending = session.view.is_pending(item)

        def keep(note: str) -> None:
            change = intents.flag(session.view, item, note.strip(), session.review.fresh)
            if session.do(change) and pending:
                session.on_say(
                    f"flagged, and so accepted as it stands; {session.key('undo')} takes it back"
                )

        self._asker.type_text("note", keep, start=item.trace.note)

    def undo(self) -> None:
        """Take the last change back and go to where it was."""
        session = self._session
        if session.is_writable:
            before = session.item
            self._after_replay(session.review.undo(), before, "undone", "nothing to undo")

    def redo(self) -> None:
        """Bring back what was undone."""
        session = self._session
        if session.is_writable:
            before = session.item
            self._after_replay(session.review.redo(), before, "done again", "nothing to redo")

    def repeat(self) -> None:
        """Do the last change again, to the item in focus."""
        if self._session.last is None:
            self._session.on_say("nothing to repeat yet")
        elif self._session.is_writable:
            self._session.last()

    def finish(self) -> None:
        """Finish as gold or training, once nothing is pending."""
        session = self._session
        if not session.is_writable:
            return
        if session.view.undecided:
            self._stop_at(
                session.view.undecided[0], f"{len(session.view.undecided)} left to decide"
            )
            return
        rows = [("g", "gold: for measuring, never trained on"), ("t", "training")]
        purposes: dict[str, Purpose] = {"g": "gold", "t": "training"}
        title = "Finish this article as"
        if session.review.purpose is not None:
            title = f"It is finished as {session.review.purpose}; finish it again as"
        self._asker.choose(title, rows, lambda key: self._finish_as(purposes[key]))

    def _finish_as(self, purpose: Purpose) -> None:
        session = self._session
        try:
            session.review.finish(purpose)
        except UnfinishedError as error:
            self._stop_at(error.item, str(error))
            return
        session.refocus()
        self.on_finished(purpose)

    def _ready_item(self) -> Quote | Mention | None:
        """The item in focus, if it was drawn; else a notice, and the key is dropped."""
        session, item = self._session, self._session.item
        if item is None:
            session.on_say(
                f"no item here; {session.key('next-pending')} goes to the next one to decide"
            )
            return None
        if not session.is_writable:
            return None
        if not self._asker.is_painted(session.focus.span):
            # It may have been scrolled away by the mouse, or by a smaller window.
            session.on_move()
            session.on_say(
                "that key came before the item was on the screen; look and press it again"
            )
            return None
        return item

    def _go_on(self, item: Quote | Mention) -> None:
        session = self._session
        if isinstance(item, Mention) and "entities" not in session.review.layer.header.scope:
            left = [m for m in session.view.mentions if session.view.is_pending(m)]
            ahead = [m for m in left if m.span > item.span] or left
            if ahead:
                session.move(on_item(ahead[0]))
        elif session.view.undecided:
            self._moving.pending(1, beyond=item)
        else:
            session.on_say(f"all decided; {session.key('finish')} finishes the article")

    def _do_quietly(self, change: Change) -> None:
        if self._session.do(change):
            self._session.on_say(f"accepted in bulk; {self._session.key('undo')} takes it back")

    def _stop_at(self, item: Quote | Mention, why: str) -> None:
        self._session.move(on_item(item))
        self._session.on_say(f"not finished: {why}")

    def _after_replay(
        self, entry: Entry | None, before: Quote | Mention | None, done: str, nothing: str
    ) -> None:
        session = self._session
        if entry is None:
            session.on_say(nothing)
            return
        item = self._touched(entry)
        if item is not None:
            stays = before is not None and bool(_names(before) & _names(item))
            session.focus = kept(session.view, session.focus, item) if stays else on_item(item)
        session.refocus()
        session.on_say(f"{done}: {entry.intent}")

    def _touched(self, entry: Entry) -> Quote | Mention | None:
        """The standing item that a change was made from, else the one that it made."""
        made = [e.after or e.before for e in entry.edits]
        ids = [entry.focus, *(i.id for i in reversed(made) if isinstance(i, Quote | Mention))]
        found = (self._session.view.locate(item_id) for item_id in ids if item_id)
        return next((item for item in found if item is not None), None)


def _names(item: Quote | Mention) -> set[str]:
    """The ids that an item is known by: its own, and that of what it was decided from."""
    return {item.id, item.trace.origin.item if item.trace.origin else item.id}
