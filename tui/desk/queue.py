"""The queue of articles: how it is filtered, sorted and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from annotators.store.index_cache import Standing
from tui.session.rows import counted

SORTS: tuple[tuple[str, Callable[[Standing], Any]], ...] = (
    ("queue", lambda s: s.id),
    ("status", lambda s: (("open", "draft", "new", "finished").index(s.status), s.id)),
    ("least sure", lambda s: (s.least is None, s.least or 0.0, s.id)),
    ("models differ", lambda s: (s.alike is None, s.alike or 0.0, -s.quotes, s.id)),
    ("pending", lambda s: (-s.pending, s.id)),
    ("title", lambda s: (s.title.casefold(), s.id)),
    ("last change", lambda s: (not s.changed, _backwards(s.changed), s.id)),
)
"""Names of the sort orders and their keys; articles are worked in the order they are listed in."""


class Queue:
    """Standings with what a filter looks into; made beside the screen, for it takes its time."""

    def __init__(self, standings: Iterable[Standing] = ()) -> None:
        self._rows = [(standing, haystack(standing)) for standing in standings]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Standing]:
        """The standings in the order they were given in."""
        return (standing for standing, _ in self._rows)

    def plus(self, standings: Iterable[Standing]) -> Queue:
        """A queue with more at its end."""
        longer = Queue(standings)
        longer._rows[:0] = self._rows
        return longer

    def arranged(self, words: str, sort: int) -> list[Standing]:
        """The standings whose line holds all the words, in the order of that sort."""
        rows = self._rows
        for word in words.casefold().split():
            rows = [row for row in rows if word in row[1]]
        return sorted((standing for standing, _ in rows), key=SORTS[sort][1])


def haystack(standing: Standing) -> str:
    """What a filter looks into: title, id, status, purpose, annotators, `flag`, `problem`."""
    extras = ("flag" if standing.flags else "", "problem" if standing.problem else "")
    parts = (standing.title, standing.id, standing.status, standing.purpose or "", *extras)
    return " ".join((*parts, standing.annotator, *standing.others)).casefold()


def summary(standings: Sequence[Standing]) -> str:
    """The corpus in one line."""
    finished = [s for s in standings if s.status == "finished"]
    gold = sum(1 for s in finished if s.purpose == "gold")
    quotes = sum(s.quotes for s in standings)
    pending = sum(s.pending for s in standings)
    return (
        f"{counted(len(standings), 'article')}   {gold} gold   {len(finished) - gold} training   "
        f"{quotes} quotes, {pending} pending   {counted(sum(s.flags for s in standings), 'flag')}"
    )


def _backwards(iso: str) -> tuple[int, ...]:
    return tuple(-ord(c) for c in iso)
