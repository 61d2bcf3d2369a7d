"""Corrections carried over to other articles, in a thread: it may take a while to read them all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotators.project import Project

if TYPE_CHECKING:
    from annotators.model.elsewhere import Carried


class CarryingOver:
    """Proposes corrections in other articles, one after the other.

    `on_done` is called in the thread with a line that says in how many.
    """

    def __init__(self, project: Project, on_done: Callable[[str], object]) -> None:
        self._project = project
        self._on_done = on_done
        self._turn = threading.Lock()
        self._threads: list[threading.Thread] = []

    def carry(self, carried: Carried, article_ids: Sequence[str]) -> None:
        """Propose a correction in those of the articles where it fits."""
        thread = threading.Thread(
            target=self._run, args=(carried, article_ids), name="carrying", daemon=True
        )
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()

    def settle(self, seconds: float) -> None:
        """Wait until all is carried over, or for so long."""
        for thread in self._threads:
            thread.join(seconds)

    def _run(self, carried: Carried, article_ids: Sequence[str]) -> None:
        from annotators.store.carrying import carry_over  # noqa: PLC0415 - seldom needed

        with self._turn:
            count = sum(1 for _ in carry_over(self._project, carried, article_ids))
        where = "1 other article" if count == 1 else f"{count or 'no'} other articles"
        self._on_done(f"{carried.after} is proposed in {where}" + ", pending there" * bool(count))
