"""Mentions: the actions that make one and label it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotators.model import naming
from annotators.model.items import Mention
from annotators.model.span import trim
from tui.session.asking import Asker
from tui.session.carrying import Carrying
from tui.session.focus import on_mention
from tui.session.session import Session


class Mentions:
    """The actions on spans that name or refer to somebody."""

    def __init__(
        self, session: Session, asker: Asker, labels: Sequence[str], carrying: Carrying
    ) -> None:
        self._session = session
        self._asker = asker
        self._carrying = carrying
        self._labels = _lettered(labels)

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        return {
            "mention": self.new_mention,
            "label": self.choose_label,
        }

    def new_mention(self) -> None:
        """Make the span in focus a mention."""
        session = self._session
        span = trim(session.review.article.text, session.focus.span)
        if span is None:
            return
        known = next((m for m in session.view.mentions if m.span == span), None)
        if known is not None:
            session.move(on_mention(known))
            return
        change = naming.new_mention(session.view, span, session.review.fresh)
        made = next((e.after for e in change.edits if isinstance(e.after, Mention)), None)
        session.do(change, then=on_mention(made) if made else None)

    def choose_label(self) -> None:
        """Choose the label of the mention in focus; by a capital letter, for all with its text."""
        session = self._session

        def give(key: str) -> None:
            self._label(self._labels[key.lower()])
            if key.isupper():
                self._carrying.preview()
            else:
                self._carrying.offer()

        rows = [(f"{key} {key.upper()}", label) for key, label in self._labels.items()]
        if session.mention is not None:
            self._asker.choose("Label; a capital letter: everywhere", rows, give)

    def _label(self, label: str) -> None:
        session, mention = self._session, self._session.mention
        if mention is None:
            return
        session.do(naming.relabel(session.view, mention, label, session.review.fresh))
        session.last = lambda: self._label(label)


def _lettered(labels: Sequence[str]) -> dict[str, str]:
    """A letter for each label: its first one that is still free."""
    keys: dict[str, str] = {}
    for label in labels:
        letters = label.lower() + "abcdefghijklmnopqrstuvwxyz"
        free = next((c for c in letters if c.isalpha() and c not in keys), None)
        if free is not None:
            keys[free] = label
    return keys
