"""The process that holds spaCy: `python -m annotators.worker PLACE`.

PLACE is a project's folder, or an article's file.

It is spoken to in lines of JSON over stdin and stdout. Requests:

    {"id": 1, "do": "draft", "article": "harbour", "urgent": true}
    {"do": "cancel", "of": 1}
    {"do": "stop"}

An urgent request goes before all that wait. Each draft is answered once, by
`{"id": 1, "ok": true, "draft": ID, "new": true}` or
`{"id": 1, "ok": false, "error": "one line"}`. Unasked it says
`{"event": "loading"}`, `{"event": "ready", "model": NAME}` or
`{"event": "failed", "error": LINE}` when spaCy is loaded for the first request,
`{"event": "progress", "article": ID, "state": "drafting" or "done", "waiting": 2}`,
and `{"event": "refused", "error": LINE}` for a line that is no request.

Starting a worker costs next to nothing. It ends with `stop`, or when stdin
ends: after the article under way, and without what still waits.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TextIO

from annotators.drafting import Drafter
from annotators.errors import CopydeskError
from annotators.project import Project
from annotators.worker_queue import Request, RequestQueue


class Worker:
    """Answers requests for drafts, one after the other."""

    def __init__(self, place: Path, out: TextIO) -> None:
        self._place = place
        self._out = out
        self._writing = Lock()
        self._queue = RequestQueue()
        self._drafter: Drafter | None = None

    def run(self, lines: Iterable[bytes]) -> None:
        """Work until `lines` end or one of them says `stop`."""
        Thread(target=self._listen, args=(lines,), daemon=True).start()
        while (request := self._queue.take()) is not None:
            self._answer(request)

    def _listen(self, lines: Iterable[bytes]) -> None:
        try:
            for line in lines:
                if line.strip() and not self._hear(line):
                    break
        finally:
            self._queue.close()

    def _hear(self, line: bytes) -> bool:
        """Take one request in; False when it says to stop."""
        try:
            said = json.loads(line)
            wish = said["do"]
            if wish == "draft":
                urgent = bool(said.get("urgent"))
                self._queue.put(Request(int(said["id"]), str(said["article"]), urgent))
            elif wish == "cancel":
                number = int(said["of"])
                if self._queue.cancel(number):
                    self._say(id=number, ok=False, error="cancelled")
            elif wish != "stop":
                self._say(event="refused", error=f"nobody here can {str(wish)[:40]!r}")
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            self._say(event="refused", error=f"no request: {type(error).__name__}: {error}")
            return True
        return bool(wish != "stop")

    def _answer(self, request: Request) -> None:
        try:
            drafter = self._ready()
            self._progress(request, "drafting")
            drafted = drafter.draft(request.article)
        except CopydeskError as error:
            self._say(id=request.id, ok=False, error=str(error))
        except Exception as error:  # noqa: BLE001 - one bad article must not end the worker
            traceback.print_exc()
            reason = str(CopydeskError(f"{type(error).__name__}: {error}", place=request.article))
            self._say(id=request.id, ok=False, error=reason)
        else:
            self._say(id=request.id, ok=True, draft=drafted.draft, new=drafted.is_new)
        self._progress(request, "done")

    def _ready(self) -> Drafter:
        if self._drafter is None:
            self._say(event="loading")
            try:
                drafter = Drafter(_project(self._place))
                model = drafter.load()
            except CopydeskError as error:
                self._say(event="failed", error=str(error))
                raise
            self._drafter = drafter
            self._say(event="ready", model=model)
        return self._drafter

    def _progress(self, request: Request, state: str) -> None:
        self._say(event="progress", article=request.article, state=state, waiting=len(self._queue))

    def _say(self, **fields: Any) -> None:
        with self._writing:
            self._out.write(json.dumps(fields) + "\n")
            self._out.flush()


_NICE = 10
"""By how much the screen goes before the worker."""


def main(argv: list[str]) -> int:
    """Serve the project that `argv` names; 2 when it names none."""
    if len(argv) != 1:
        print("usage: python -m annotators.worker PLACE", file=sys.stderr)  # noqa: T201
        return 2
    # Ctrl-C reaches every process of the terminal; only the screen decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    out = _claim_stdout()
    try:
        Worker(Path(argv[0]), out).run(sys.stdin.buffer)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
    return 0


def _project(place: Path) -> Project:
    return Project.single(place) if place.is_file() else Project.find(place)


def _claim_stdout() -> TextIO:
    """A stream to the real stdout; what libraries print goes to stderr from now on."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
