"""The other end of the worker's pipes, for programs that run an asyncio loop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import annotators
from annotators.errors import CopydeskError

Event = Mapping[str, Any]
"""What a worker says unasked: `event` is loading, ready, failed, progress or refused."""

_GRACE = 3.0
_LONGEST_LINE = 2**20
_MOST_CRASHES = 2


class WorkerError(CopydeskError):
    """A draft that the worker could not make, or a worker that cannot be had."""


class WorkerClient:
    """Asks a worker process for drafts; starts it, and once more when it crashes.

    `place` is the project's folder, or the file of an article that is opened alone.
    `on_event` is called in the loop with everything the worker says unasked,
    and with `{"event": "restarted"}`.
    """

    def __init__(
        self,
        place: Path,
        *,
        on_event: Callable[[Event], None] | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        self._command = command or (sys.executable, "-P", "-m", "annotators.worker", str(place))
        self._on_event = on_event or (lambda _: None)
        self._numbers = count(1)
        self._asked: dict[int, dict[str, Any]] = {}
        self._answers: dict[int, asyncio.Future[str]] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._stderr: deque[str] = deque(maxlen=20)
        self._crashes = 0
        self._starting = asyncio.Lock()

    async def start(self) -> None:
        """Start the process, unless it runs; it loads spaCy only when it is asked something."""
        async with self._starting:
            if self._process is None:
                await self._spawn()

    async def draft(self, article: str, *, urgent: bool = False) -> str:
        """Have an article drafted; the id of its draft, also when there was one already.

        An urgent request goes before all that wait. Raises WorkerError when it
        cannot be done, and when `drop` takes the request back.
        """
        await self.start()
        number = next(self._numbers)
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        self._asked[number] = {"id": number, "do": "draft", "article": article, "urgent": urgent}
        self._send(self._asked[number])
        try:
            return await answer
        except asyncio.CancelledError:
            self._send({"do": "cancel", "of": number})
            raise
        finally:
            self._asked.pop(number, None)
            self._answers.pop(number, None)

    def drop(self) -> None:
        """Take back everything, what is under way too: the process is ended at once.

        A draft is written whole or not at all. The next request starts another process.
        """
        process, self._process = self._process, None
        self._fail_all("taken back")
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()

    async def stop(self) -> None:
        """End the process; what is not answered yet fails."""
        process, self._process = self._process, None
        self._fail_all("the worker was stopped")
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), _GRACE)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _spawn(self) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=_environment(),
                start_new_session=True,
                limit=_LONGEST_LINE,
            )
        except OSError as error:
            raise WorkerError(f"the worker cannot be started: {error.strerror}") from error
        self._process = process
        self._tasks = (
            asyncio.create_task(self._keep_stderr(process)),
            asyncio.create_task(self._listen(process)),
        )

    def _send(self, message: Mapping[str, Any]) -> None:
        process = self._process
        if process is None or process.stdin is None or process.stdin.is_closing():
            return
        # A worker that is gone shows at the end of its stdout, where it is dealt with.
        with contextlib.suppress(ConnectionError):
            process.stdin.write(json.dumps(message).encode() + b"\n")

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101 - it was opened as a pipe
        while line := await process.stdout.readline():
            self._hear(line)
        await process.wait()
        await asyncio.wait(self._tasks[:1], timeout=_GRACE)
        if self._process is process:
            await self._recover(process.returncode)

    def _hear(self, line: bytes) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            return
        if "event" in said:
            self._on_event(said)
            return
        answer = self._answers.get(said.get("id"))
        if answer is None or answer.done():
            return
        self._crashes = 0
        if said.get("ok"):
            answer.set_result(str(said.get("draft")))
        else:
            answer.set_exception(WorkerError(str(said.get("error"))))

    async def _recover(self, status: int | None) -> None:
        """Start again and ask again; give up when no request was answered since the last time."""
        self._process = None
        self._crashes += 1
        if self._crashes >= _MOST_CRASHES:
            self._crashes = 0
            self._fail_all(self._last_words(status))
            return
        try:
            await self.start()
        except WorkerError as error:
            self._fail_all(str(error))
            return
        self._on_event({"event": "restarted"})
        for request in tuple(self._asked.values()):
            self._send(request)

    def _fail_all(self, reason: str) -> None:
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(WorkerError(reason))

    def _last_words(self, status: int | None) -> str:
        said = next((line for line in reversed(self._stderr) if line.strip()), "")
        return f"the worker ended by itself (status {status})" + (f": {said}" if said else "")

    async def _keep_stderr(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None  # noqa: S101 - it was opened as a pipe
        with contextlib.suppress(ValueError):
            while line := await process.stderr.readline():
                self._stderr.append(line.decode("utf-8", "replace").rstrip())


def _environment() -> dict[str, str]:
    """The worker imports the `annotators` that this process runs, from wherever it stands."""
    ours = str(Path(annotators.__file__).resolve().parent.parent)
    others = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p and p != ours]
    return os.environ | {"PYTHONPATH": os.pathsep.join((ours, *others))}
