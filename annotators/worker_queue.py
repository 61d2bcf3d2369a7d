"""What a worker has been asked for: urgent requests first, each group in its order."""

from __future__ import annotations

from collections import deque
from threading import Condition
from typing import NamedTuple


class Request(NamedTuple):
    """Somebody wants a draft of an article; `id` is the number to answer under."""

    id: int
    article: str
    urgent: bool = False


class RequestQueue:
    """Requests handed from the thread that reads them to the one that works."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._urgent: deque[Request] = deque()
        self._patient: deque[Request] = deque()
        self._closed = False

    def put(self, request: Request) -> None:
        """Add a request at the end of its group."""
        with self._changed:
            (self._urgent if request.urgent else self._patient).append(request)
            self._changed.notify()

    def take(self) -> Request | None:
        """The next request, waiting for one; None once the queue is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._urgent or self._patient)
            if self._closed:
                return None
            return (self._urgent or self._patient).popleft()

    def cancel(self, number: int) -> bool:
        """Take a request out; False when it is not waiting any more."""
        with self._changed:
            for group in (self._urgent, self._patient):
                for request in group:
                    if request.id == number:
                        group.remove(request)
                        return True
        return False

    def close(self) -> None:
        """Let nobody wait any longer; what still waits is dropped."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def __len__(self) -> int:
        with self._changed:
            return len(self._urgent) + len(self._patient)
