"""How a command ends when something is wrong: one line, an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from annotators.errors import CopydeskError

DONE, PROBLEMS, WRONG_USE, STOPPED = 0, 1, 2, 130


class UsageError(CopydeskError):
    """The command was asked for something that cannot be: exit code 2."""


def complain(error: object) -> None:
    """Say what is wrong in one line on stderr, without control characters."""
    line = str(error) if isinstance(error, CopydeskError) else str(CopydeskError(str(error)))
    print(f"copydesk: {line}", file=sys.stderr)


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work`, whatever happens in it."""
    try:
        code = work()
        sys.stdout.flush()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    except BrokenPipeError:
        _close_stdout()
        return DONE
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - a user sees no traceback
        return _end_with(error)
    return code


def _end_with(error: BaseException) -> int:
    if isinstance(error, KeyboardInterrupt):
        complain("stopped; what was done is kept")
        return STOPPED
    if isinstance(error, CopydeskError):
        complain(error)
        return WRONG_USE if isinstance(error, UsageError) else PROBLEMS
    complain(_unexpected(error))
    return PROBLEMS


def _close_stdout() -> None:
    """Whoever read the output has left; nothing more is to be said, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(error: BaseException) -> str:
    reason = f"{type(error).__name__}: {error}"
    try:
        log = _log_file()
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {sys.argv}\n")
            traceback.print_exception(error, file=file)
    except OSError:
        return f"{reason}; this is a defect of copydesk, please report it"
    return f"{reason}; this is a defect of copydesk, please report it with {log}"


def _log_file() -> Path:
    from platformdirs import user_log_path  # noqa: PLC0415 - only a defect pays for its import

    return user_log_path("copydesk", appauthor=False) / "errors.log"
