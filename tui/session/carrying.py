"""Carrying a correction on: an offer, a preview of what would change, and one key that takes it."""

from __future__ import annotations

from collections.abc import Callable

from annotators.model import naming
from annotators.model.carrying import carry_speaker, chain, steps
from annotators.model.change import Change
from annotators.model.elsewhere import Carried, correction_of
from annotators.model.items import Mention, Quote
from annotators.model.span import cut
from tui.session.asking import Asker, Row
from tui.session.rows import short, step_row
from tui.session.session import Session

_TAKES, _ELSEWHERE = "y", "o"
_TITLE = 24
"""How many characters of a name a title shows."""


class Carrying:
    """Offers to take a speaker along the chain, and a label to the same text elsewhere."""

    def __init__(self, session: Session, asker: Asker) -> None:
        self._session = session
        self._asker = asker

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        return {"carry": self.preview}

    def offer(self) -> None:
        """Say where else the correction of the item in focus would hold, if it would."""
        session, item = self._session, self._session.item
        key = session.key("carry")
        if isinstance(item, Quote) and (count := len(chain(session.view, item))):
            session.on_say(f"{count} more of this chain; {key} shows them")
        elif isinstance(item, Mention) and (count := len(self._other_labels(item))):
            text = short(cut(session.review.article.text, item.span), _TITLE)
            session.on_say(f"{count} more “{text}” with another label; {key} shows them")

    def preview(self) -> None:
        """List what carrying the correction on would change; one key takes it."""
        session, item = self._session, self._session.item
        if item is None or not session.is_writable:
            return
        change = self._change(item)
        found = steps(session.view, change)
        carried = correction_of(session.view, item) if session.elsewhere is not None else None
        if not found and carried is None:
            is_quote = isinstance(item, Quote)
            same = "every place with this text has this label"
            session.on_say("no other quote of this chain" if is_quote else same)
            return

        def take(key: str) -> None:
            if found:
                self._take(change, len(found))
            if key == _ELSEWHERE and carried is not None and session.elsewhere is not None:
                session.elsewhere(carried)

        rows = self._keys(len(found), carried) + [step_row(session.view, step) for step in found]
        self._asker.choose(short(self._title(item), 2 * _TITLE), rows, take)

    def _change(self, item: Quote | Mention) -> Change:
        session = self._session
        if isinstance(item, Quote):
            return carry_speaker(session.view, item, session.review.fresh)
        return naming.relabel_twins(session.view, item, session.review.fresh)

    def _title(self, item: Quote | Mention) -> str:
        if isinstance(item, Mention):
            return f"Label {item.label} everywhere?"
        names = [self._session.view.entities[s].name for s in item.speakers[:1]]
        return f"Give to {''.join(names)} too?"

    def _keys(self, count: int, carried: Carried | None) -> list[Row]:
        undo, again = self._session.key("undo"), self._session.key("carry")
        rows: list[Row] = []
        if count:
            takes = f"{again} {_TAKES}" if len(again) == 1 else _TAKES
            rows.append((takes, f"yes, change {count} more; {undo} takes it back"))
        if carried is not None:
            also = "the same, and propose it" if count else "propose it"
            rows.append((_ELSEWHERE, f"{also} in other articles, pending there"))
        return rows

    def _take(self, change: Change, count: int) -> None:
        session = self._session
        if session.do(change):
            session.on_say(f"{change.intent}: {count} more; {session.key('undo')} takes it back")

    def _other_labels(self, mention: Mention) -> list[Mention]:
        twins = naming.twins(self._session.view, mention)
        return [twin for twin in twins if twin.label != mention.label]
