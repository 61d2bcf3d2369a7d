"""How a command ends when something is wrong: one line, an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from annotators.defects import note_defect
from annotators.errors import CopydeskError

DONE, PROBLEMS, WRONG_USE, STOPPED = 0, 1, 2, 130


class UsageError(CopydeskError):
    """The command was asked for something that cannot be: exit code 2."""


def complain(error: object) -> None:
    """Say what is wrong on stderr, each thing in one line, without control characters."""
    told = error if isinstance(error, CopydeskError) else CopydeskError(str(error))
    for one in told.each:
        print(f"copydesk: {one}", file=sys.stderr)


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
    complain(note_defect(error))
    return PROBLEMS


def _close_stdout() -> None:
    """Whoever read the output has left; nothing more is to be said, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
