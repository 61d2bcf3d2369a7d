"""Mentions: the actions that make one, label it, and carry its label."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotators.model import naming
from annotators.model.items import Mention
from annotators.model.span import cut, trim
from tui.session.asking import Asker
from tui.session.focus import on_mention
from tui.session.session import Session


class Mentions:
    """The actions on spans that name or refer to somebody."""

    def __init__(self, session: Session, asker: Asker, labels: Sequence[str]) -> None:
        self._session = session
        self._asker = asker
        self._labels = _lettered(labels)

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        return {
            "mention": self.new_mention,
            "label": self.choose_label,
            "label-everywhere": self.label_everywhere,
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
        """Choose the label of the mention in focus."""
        session = self._session

        def give(key: str) -> None:
            self._label(self._labels[key])

        rows = list(self._labels.items())
        if session.mention is not None:
            self._asker.choose("Label", rows, give)

    def label_everywhere(self) -> None:
        """Carry the label to every name with the same text."""
        session, mention = self._session, self._session.mention
        if mention is None:
            return
        change = naming.relabel_twins(session.view, mention, session.review.fresh)
        count = sum(1 for edit in change.edits if isinstance(edit.after, Mention))
        if session.do(change):
            session.on_say(
                f"{count} more labelled {mention.label}; {session.key('undo')} takes it back"
            )
        else:
            session.on_say("every place with this text has this label")

    def _label(self, label: str) -> None:
        session, mention = self._session, self._session.mention
        if mention is None:
            return
        session.do(naming.relabel(session.view, mention, label, session.review.fresh))
        session.last = lambda: self._label(label)
        now = session.mention
        others = [m for m in naming.twins(session.view, now) if m.label != label] if now else []
        if others and now:
            text = cut(session.review.article.text, now.span)
            key = session.key("label-everywhere")
            session.on_say(f"{len(others)} more “{text}” with another label; {key} labels them all")


def _lettered(labels: Sequence[str]) -> dict[str, str]:
    """A letter for each label: its first one that is still free."""
    keys: dict[str, str] = {}
    for label in labels:
        letters = label.lower() + "abcdefghijklmnopqrstuvwxyz"
        free = next((c for c in letters if c.isalpha() and c not in keys), None)
        if free is not None:
            keys[free] = label
    return keys
