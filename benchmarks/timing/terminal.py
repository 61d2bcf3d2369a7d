"""A program in a pseudo terminal: what it writes and when, and what a key costs it."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

KEYS = {
    "left": b"\x1b[D", "right": b"\x1b[C", "up": b"\x1b[A", "down": b"\x1b[B",
    "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~", "escape": b"\x1b", "enter": b"\r",
}  # fmt: skip
_FRAME_END = b"\x1b[?2026l"
_ANSWERS = (
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
    (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
    (b"\x1b[c", b"\x1b[?62;22c"),
)
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78])")
_CHILD = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
_TICK = os.sysconf("SC_CLK_TCK")


class Press(NamedTuple):
    """What came of one key: milliseconds to the end of the first frame, frames, bytes."""

    ms: float
    frames: int
    written: int


class Terminal:
    """Runs a program as a terminal would; use it in a `with`."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        size: tuple[int, int] = (160, 50),
    ) -> None:
        self._master, slave = os.openpty()
        self._last_read = 0.0
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.written = bytearray()
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-S", "-c", _CHILD, *argv],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env={"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **env},
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.hang_up()

    def until(self, text: str, *, seconds: float = 60.0, kept: int = 0) -> float:
        """Milliseconds from the start until a text has been written; TimeoutError if it is not.

        Where so much is written that looking through it takes its time, only
        the last `kept` bytes are looked at.
        """
        end = time.perf_counter() + seconds
        while text.encode() not in self.text():
            del self.written[: -kept or 0]
            if not self._read(end - time.perf_counter()):
                raise TimeoutError(f"{text!r} was not written; but: {self.text()[-2000:]!r}")
        return (self._last_read - self.begun) * 1000

    def text(self) -> bytes:
        """All that was written so far, without escape sequences."""
        return _SEQUENCE.sub(b"", bytes(self.written))

    def press(self, key: str, *, quiet: float = 0.04, seconds: float = 2.0) -> Press:
        """Send a key and read until nothing is written for `quiet` seconds."""
        del self.written[:]
        sent, painted = time.perf_counter(), 0.0
        self.send(key)
        wait = seconds
        while self._read(wait):
            wait = quiet
            if not painted and _FRAME_END in self.written:
                painted = self._last_read - sent
        return Press(painted * 1000, self.written.count(_FRAME_END), len(self.written))

    def send(self, key: str) -> None:
        """Send a key."""
        os.write(self._master, KEYS.get(key, key.encode()))

    def until_gone(self, seconds: float) -> None:
        """Read on until the program has ended; TimeoutError if it has not within so long."""
        end = time.perf_counter() + seconds
        while self.process.poll() is None:
            self._read(0.05)
            if time.perf_counter() > end:
                raise TimeoutError(f"it still runs after {seconds} seconds")
        self.rest(0.0)

    def rest(self, quiet: float = 0.4) -> None:
        """Read until nothing is written for so long."""
        while self._read(quiet):
            pass

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def cpu_ms(self) -> float:
        """The CPU time that the program (not its children) has taken."""
        status = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        user, system = status.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1000 / _TICK

    def peak_mb(self) -> float:
        """The most memory that the program (not its children) has held."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024

    def _read(self, seconds: float) -> bool:
        """Read what comes within so many seconds and answer its questions; whether any came."""
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # the other end is closed
            return False
        self._last_read = time.perf_counter()
        self.written += data
        for question, answer in _ANSWERS:
            if question in data:
                os.write(self._master, answer)
        return bool(data)
