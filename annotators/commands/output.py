"""Where a command writes: what is new takes the place of what was there only when all went well."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotators.commands.failure import UsageError
from annotators.errors import CopydeskError


@contextlib.contextmanager
def new_file(name: str) -> Iterator[BinaryIO]:
    """Stdout for `-`, or a file that takes the place of `name` only when all went well."""
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(name)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", place=name) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        raise _unwritable(error, name) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


@contextlib.contextmanager
def new_folder(name: str) -> Iterator[Path]:
    """A folder that gets its name when all went well; UsageError where one with files is."""
    target = Path(name)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise UsageError("is there already", place=name, remedy="name a new or empty folder")
    try:
        temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", place=name) from None
    try:
        yield temporary
        temporary.chmod(0o755)
        temporary.replace(target)
    except OSError as error:
        raise _unwritable(error, name) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _unwritable(error: OSError, name: str) -> CopydeskError:
    return CopydeskError(f"cannot be written ({error.strerror or error})", place=name)
