"""How long the decisions at the desk take, from when the first screen is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotators.project import Project
from tui.session.session import Session

if TYPE_CHECKING:
    from annotators.pace import Pace


class Timing:
    """The clock of whoever is at the desk; it stands still until it is started."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._pace: Pace | None = None
        self._runs = False

    def start(self, session: Session | None, annotator: str) -> None:
        """Start the clock."""
        self._runs = True
        self.begin(session, annotator)

    def begin(self, session: Session | None, annotator: str) -> None:
        """From now on it counts how long the annotator's next decision takes."""
        if not self._runs or session is None:
            return
        if self._pace is None or self._pace.annotator != annotator:
            from annotators.pace import pace_of  # noqa: PLC0415 - a screen is shown without it

            self._pace = pace_of(self._project, annotator)
        self._pace.begin(session.review.layer)

    def note(self, session: Session) -> None:
        """A change was made."""
        if self._pace is not None:
            self._pace.note(session.review.layer)

    def left(self, pending: int) -> str:
        """About how long so many pending quotes will take, in words; empty when not known."""
        return self._pace.left(pending) if self._pace is not None else ""

    def write(self) -> None:
        """Keep what was counted."""
        if self._pace is not None:
            self._pace.write()
