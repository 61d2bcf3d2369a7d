"""How every article stands, found in a thread: with many articles no key waits for the list."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from annotators.errors import CopydeskError
from annotators.store.index import Index
from annotators.store.index_cache import Standing
from tui.desk.queue import Queue

_FIRST = 100
"""After how many articles the first part of the list is told: more than most screens show."""
_GROWS = 1.5
"""How many times as long the list is each time that it is told while it grows."""
_SHARE, _LONGEST_REST = 4, 1.0
"""How many times as long as it worked the thread rests before it lists again; seconds at most."""


class Listing:
    """Lists all articles anew when it is asked to; what is asked meanwhile is one list more.

    `on_listed` is called in the thread with what is listed so far, and whether
    that is all; `on_failed` with a line that says why nothing can be listed.
    `ready` is called in the thread before it begins.
    """

    def __init__(
        self,
        index: Index,
        *,
        ready: Callable[[], object],
        on_listed: Callable[[Queue, bool], object],
        on_failed: Callable[[str], object],
    ) -> None:
        self._index = index
        self._ready = ready
        self._on_listed = on_listed
        self._on_failed = on_failed
        self._known = Queue()
        self._asked: list[str] = []
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None

    @property
    def known(self) -> Queue:
        """The list as it was the last time."""
        return self._known

    def ask(self, annotator: str) -> None:
        """Have all listed as it stands for an annotator."""
        with self._wake:
            self._asked = [annotator]
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="listing", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: bool(self._asked))
                annotator = self._asked.pop()
            begun = time.monotonic()
            self._ready()
            try:
                self._list(annotator)
            except CopydeskError as error:
                self._on_failed(str(error))
            time.sleep(min(_LONGEST_REST, _SHARE * (time.monotonic() - begun)))

    def _list(self, annotator: str) -> None:
        for listed, is_all in self._parts(annotator):
            if is_all:
                self._known = listed
            # What was known before is more than a part of what is known now.
            if is_all or not self._known:
                self._on_listed(listed, is_all)

    def _parts(self, annotator: str) -> Iterator[tuple[Queue, bool]]:
        """The list as it grows, and at last the whole one."""
        listed, new = Queue(), list[Standing]()
        due = float(_FIRST)
        for standing in self._index.standings(annotator):
            new.append(standing)
            if len(listed) + len(new) >= due:
                due, listed, new = due * _GROWS, listed.plus(new), []
                yield listed, False
        yield listed.plus(new), True
