"""Drafts made in the background: the open article first, then all that have none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from annotators.worker_client import Event, WorkerClient, WorkerError


class Drafting:
    """Asks the worker process for drafts and tells how far it is.

    `on_drafted` gets the id of each article that has a draft now, `on_state` a
    short line such as `drafting 3 of 7`, empty when nothing is under way,
    `on_failed` a line that says what went wrong.
    """

    def __init__(
        self,
        place: Path,
        *,
        on_drafted: Callable[[str], None],
        on_state: Callable[[str], None],
        on_failed: Callable[[str], None],
    ) -> None:
        self._client = WorkerClient(place, on_event=self._hear)
        self._on_drafted = on_drafted
        self._on_state = on_state
        self._on_failed = on_failed
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._done = 0
        self._loading = False

    def ask(self, article_ids: Iterable[str], *, urgent: bool = False) -> None:
        """Have articles drafted; those asked for already stay where they are in the queue."""
        for article_id in article_ids:
            if article_id not in self._tasks:
                work = self._draft(article_id, urgent=urgent)
                self._tasks[article_id] = asyncio.create_task(work)
        self._tell()

    @property
    def is_busy(self) -> bool:
        """Whether drafts are still to come."""
        return bool(self._tasks)

    def cancel(self) -> None:
        """Take back everything, what is under way too."""
        self._client.drop()
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        self._done, self._loading = 0, False
        self._tell()

    async def stop(self) -> None:
        """End the worker process."""
        for task in self._tasks.values():
            task.cancel()
        await self._client.stop()

    async def _draft(self, article_id: str, *, urgent: bool) -> None:
        try:
            await self._client.draft(article_id, urgent=urgent)
        except WorkerError as error:
            self._finish(article_id)
            self._on_failed(str(error))
        else:
            self._finish(article_id)
            self._on_drafted(article_id)

    def _finish(self, article_id: str) -> None:
        self._tasks.pop(article_id, None)
        self._done = self._done + 1 if self._tasks else 0
        self._tell()

    def _hear(self, event: Event) -> None:
        self._loading = event.get("event") == "loading"
        self._tell()

    def _tell(self) -> None:
        total = self._done + len(self._tasks)
        if not self._tasks:
            self._on_state("")
        elif self._loading:
            self._on_state("loading the model")
        else:
            self._on_state(f"drafting {self._done + 1} of {total}")
