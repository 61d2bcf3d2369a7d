"""Everything that can be done to the open article, by the names of the actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotators.model.change import StaleChangeError
from tui.session.asking import Asker
from tui.session.carrying import Carrying
from tui.session.deciding import Deciding
from tui.session.mentions import Mentions
from tui.session.moving import Moving, Sheet
from tui.session.problems import Problems
from tui.session.quotes import Quotes
from tui.session.session import Session
from tui.session.shaping import Shaping
from tui.session.speakers import Speakers


class Deeds:
    """Moving, shaping, making, naming and deciding at one session."""

    def __init__(self, session: Session, asker: Asker, sheet: Sheet, labels: Sequence[str]) -> None:
        self._session = session
        self.moving = Moving(session, sheet)
        carrying = Carrying(session, asker)
        self.speakers = Speakers(session, asker, carrying)
        self.problems = Problems(session)
        self.deciding = Deciding(session, asker, self.moving)
        self._deeds: dict[str, Callable[[], None]] = {
            **self.moving.deeds(),
            **self.speakers.deeds(),
            **Quotes(session, asker).deeds(),
            **Mentions(session, asker, labels, carrying).deeds(),
            **carrying.deeds(),
            **self.problems.deeds(),
            **self.deciding.deeds(),
            **_settling(session, asker, self.deciding),
            **Shaping(session, asker).deeds(),
            "search": lambda: asker.type_text("search", self.moving.search),
        }

    @property
    def names(self) -> frozenset[str]:
        """The ids of the actions that are done here."""
        return frozenset(self._deeds)

    def do(self, action_id: str, count: int = 1) -> None:
        """Do an action, or do it so many times; it ends where nothing comes of it any more."""
        deed, session = self._deeds[action_id], self._session
        with session.moves_at_once():
            for _ in range(count):
                before = session.focus, session.view
                try:
                    deed()
                except StaleChangeError as error:
                    # A file that was joined or mended by hand may not fit its own history.
                    session.on_say(f"this cannot be done any more: {error}")
                if before[0] == session.focus and before[1] is session.view:
                    break


def _settling(session: Session, asker: Asker, deciding: Deciding) -> dict[str, Callable[[], None]]:
    """What settles a comparison; where none is open, nothing is loaded for it."""
    if session.overlay is None:
        return dict.fromkeys(
            ("take-left", "take-right", "take-both", "take-neither", "reason"),
            lambda: session.on_say(
                f"no layers are compared; {session.key('compare')} compares them"
            ),
        )
    from tui.session.settling import Settling  # noqa: PLC0415 - only a comparison needs it

    return Settling(session, session.overlay, asker, deciding).deeds()
