"""Where a command writes: what is new takes the place of what was there only when all went well."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotators.commands.failure import UsageError
from annotators.errors import CopydeskError
from annotators.store.tinydb_storage import sync_folder, temporary_of


@contextlib.contextmanager
def new_file(name: str) -> Iterator[BinaryIO]:
    """Stdout for `-`, or a file that takes the place of `name` only when all went well."""
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(name)
    # Its name is fixed, so that a kill leaves one at most and the next run takes it.
    temporary = temporary_of(target)
    try:
        stream = temporary.open("wb")
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", place=name) from None
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise _unwritable(error, name) from error
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def new_folder(name: str) -> Iterator[Path]:
    """A folder that gets its name when all went well; UsageError where one with files is."""
    target = Path(name)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise UsageError("is there already", place=name, remedy="name a new or empty folder")
    temporary = temporary_of(target)
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", place=name) from None
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise _unwritable(error, name) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _unwritable(error: OSError, name: str) -> CopydeskError:
    return CopydeskError(f"cannot be written ({error.strerror or error})", place=name)
