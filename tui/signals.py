"""The signals by which the system, or a terminal that is closed, ends the program."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress


def heed_signals(leave: Callable[[], object]) -> None:
    """Call `leave` in the running loop instead of dying of SIGTERM or SIGHUP."""
    for name in ("SIGTERM", "SIGHUP"):
        # Not every system has them, and not every loop, nor thread, can wait for them.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), leave)
