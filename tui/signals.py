"""The signals by which the system, or a terminal that is closed, ends the program."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Timer

_LAST_SECONDS = 1.7
"""How long an orderly end may take: drawing to a terminal that is gone can wait for ever."""


def heed_signals(leave: Callable[[], object]) -> None:
    """Call `leave` in the running loop instead of dying of SIGTERM or SIGHUP; it ends for sure."""
    for name in ("SIGTERM", "SIGHUP"):
        # Not every system has them, and not every loop, nor thread, can wait for them.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            number = getattr(signal, name)
            asyncio.get_running_loop().add_signal_handler(number, _leave, number, leave)


def _leave(number: int, leave: Callable[[], object]) -> None:
    # What hangs up a terminal also sends SIGCONT, on which Textual would begin to draw again.
    signal.signal(signal.SIGCONT, signal.SIG_DFL)
    last = Timer(_LAST_SECONDS, os._exit, (128 + number,))
    last.daemon = True
    last.start()
    leave()
