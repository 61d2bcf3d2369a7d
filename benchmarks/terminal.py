"""A program in a pseudo-terminal, driven by keys and watched by what it writes in the title."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Self

ROWS, COLUMNS = 50, 160

_TITLE = re.compile(r"\x1b\[1;\d+H(.*?)(?=\x1b\[\d+;\d+H|\Z)", re.DOTALL)
_STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_COUNT = re.compile(r"(\d+) of (\d+) decided")


class Terminal:
    """Runs a command until it is killed.

    `progress` is the last count of decided quotes in the title, and of all;
    `saved` the last of those counts beside which the title said "saved".
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._main, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._process = subprocess.Popen(
            command,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", **environment},
        )
        os.close(inner)
        self._unread = ""
        self.tail = ""
        self.progress: tuple[int, int] | None = None
        self.saved: tuple[int, int] | None = None

    def send(self, keys: Iterable[str]) -> None:
        """Press keys, one after the other, without a pause."""
        os.write(self._main, "".join(keys).encode())

    def watch(self, seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
        """Take in what is written until a condition holds; whether it came to hold in time."""
        end = time.monotonic() + seconds
        while not until():
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._main], [], [], left)[0]:
                return until()
            try:
                data = os.read(self._main, 65536)
            except OSError:
                return until()
            self._take(data.decode("utf-8", "replace"))
        return True

    def kill(self) -> None:
        """End the program and all that it started, at once."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self.kill()
        os.close(self._main)

    def _take(self, written: str) -> None:
        self.tail = (self.tail + written)[-2000:]
        self._unread += written
        for title in _TITLE.finditer(self._unread):
            self._read_title(_STYLE.sub("", title[1]))
        # The last row may be written on by what is read next.
        self._unread = self._unread[-4096:]

    def _read_title(self, title: str) -> None:
        count = _COUNT.search(title)
        if count is None:
            return
        self.progress = (int(count[1]), int(count[2]))
        if title.rstrip().endswith("saved") and not title.rstrip().endswith("not saved"):
            self.saved = self.progress
