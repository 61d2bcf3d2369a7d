"""A defect of the program itself: noted in a file for whoever mends it, told in one line."""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path


def note_defect(error: BaseException) -> str:
    """Append the traceback to the log of errors; answers a line about it for the user."""
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
