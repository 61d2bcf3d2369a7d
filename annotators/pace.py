"""How long decisions take, kept on the annotator's own machine and never in a project."""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from annotators.errors import CopydeskError
from annotators.model.layer import Layer
from annotators.project import Project
from annotators.store.tinydb_storage import write_atomically

_PAUSE = 120.0
"""Seconds; whoever decides nothing for longer was away, and that long is all that counts."""
_MOST = 2000
"""How many of the newest times are kept."""
_LEAST = 20
"""How many quotes must be decided before anything is told of the next ones."""
_MINUTE, _HOUR = 60, 3600


class Pace:
    """One annotator's times in one project: seconds of work, and quotes decided in them.

    Each change is a time of its own, whatever it decides, so that a correction
    that takes five changes counts with all of them. What was accepted in bulk
    was decided in no time and does not count.
    """

    def __init__(
        self, path: Path, annotator: str, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.annotator = annotator
        self._path = path
        self._clock = clock
        self._begun = clock()
        self._decided = 0
        self._times: deque[tuple[float, int]] | None = None
        self._seconds, self._quotes = 0.0, 0
        self._is_kept = True

    def begin(self, layer: Layer) -> None:
        """The annotator has an article in hand; their layer of it as it is."""
        self._begun, self._decided = self._clock(), _decided(layer)

    def note(self, layer: Layer) -> None:
        """A change was made; the layer after it."""
        now, decided = self._clock(), _decided(layer)
        spent = min(now - self._begun, _PAUSE)
        self._count(self._known(), (round(spent, 1), decided - self._decided))
        self._begun, self._decided = now, decided
        self._is_kept = False

    @property
    def seconds(self) -> float | None:
        """How long a quote takes; None as long as too few were decided to tell."""
        self._known()
        return self._seconds / self._quotes if self._quotes >= _LEAST else None

    def left(self, pending: int) -> str:
        """About how long so many pending quotes will take, in words; empty when not known."""
        each = self.seconds
        return told(each * pending) if each and pending else ""

    def write(self) -> None:
        """Keep what is new on the disk; never raises, for no work hangs on it."""
        if not self._is_kept:
            self._is_kept = True
            data = json.dumps({"times": list(self._known())}, separators=(",", ":")).encode()
            with suppress(CopydeskError):
                write_atomically(self._path, data, durable=False)

    def _known(self) -> deque[tuple[float, int]]:
        if self._times is None:
            self._times = deque()
            for time in _read(self._path):
                self._count(self._times, time)
        return self._times

    def _count(self, times: deque[tuple[float, int]], new: tuple[float, int]) -> None:
        """Take a time in; the sums are kept, for they are told after every change."""
        times.append(new)
        gone = times.popleft() if len(times) > _MOST else (0.0, 0)
        self._seconds += new[0] - gone[0]
        self._quotes += new[1] - gone[1]


def pace_of(project: Project, annotator: str) -> Pace:
    """The times of an annotator in a project, in the user's own data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415 - the first screen does without

    whose = hashlib.sha256(f"{project.root}\0{annotator}".encode("utf-8", "replace"))
    folder = user_data_path("copydesk", appauthor=False) / "pace"
    return Pace(folder / f"{whose.hexdigest()[:16]}.json", annotator)


def told(seconds: float) -> str:
    """A time as a person says it: `3 min`, `2 h 10 min`, `15 h`."""
    if seconds < _HOUR:
        return f"{max(1, round(seconds / _MINUTE))} min"
    hours, minutes = divmod(round(seconds / _MINUTE / 10) * 10, _MINUTE)
    return f"{hours} h {minutes} min" if minutes and hours < 10 else f"{hours} h"  # noqa: PLR2004


def _decided(layer: Layer) -> int:
    return sum(not quote.trace.bulk for quote in layer.quotes.values())


def _read(path: Path) -> list[tuple[float, int]]:
    try:
        times = json.loads(path.read_bytes())["times"]
        return [(float(spent), int(quotes)) for spent, quotes in times]
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return []
