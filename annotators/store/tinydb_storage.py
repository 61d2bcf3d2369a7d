"""A TinyDB storage that a kill, a full disk or a broken file cannot turn against its owner."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotators.errors import CopydeskError

LINE_END = b",\n"
"""What stands between two documents, or two tables."""

TEMPORARY = ".tmp"
"""How the name of a file ends that is being written; it begins with a dot."""

Tables = dict[str, dict[str, Any]]
"""A database as TinyDB hands it over: documents by id, by table."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_as_json = json.JSONEncoder(ensure_ascii=False).encode


class Encoded(str):
    """A document that is JSON already."""

    __slots__ = ()


class AtomicStorage:
    """A JSON file that is at every moment wholly the old or wholly the new one.

    Use it as `TinyDB(path, storage=AtomicStorage)`, or read and write whole
    databases: an article is shown without loading TinyDB. Two writers need a
    lock between them: the temporary file has a fixed name, so that a crash
    leaves one at most.
    """

    def __init__(self, path: str | Path) -> None:
        path = Path(path)
        # A link stays a link: the file it points to is what gets replaced.
        self.path = path if not path.is_symlink() else Path(os.path.realpath(path))

    def read(self) -> Tables | None:
        """The database; None when there is no file yet, or an empty one.

        Raises CopydeskError when the file cannot be read or is no database.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise unreadable(self.path, error) from error
        if not data.strip():
            return None
        try:
            tables: Any = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise _broken(self.path, str(error)) from None
        if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
            raise _broken(self.path, "it holds no tables")
        return tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Put the database in the place of what the file holds, in one step.

        Raises CopydeskError when that fails; the file is then as it was.
        """
        self.write_pieces(to_pieces((), data))

    def close(self) -> None:
        """Nothing is held open between reading and writing."""

    def write_pieces(self, pieces: Sequence[bytes]) -> None:
        """The same for a database that is encoded already."""
        write_atomically(self.path, pieces)


def to_pieces(
    tables: Iterable[Sequence[bytes]], others: Mapping[str, Mapping[str, Any]]
) -> list[bytes]:
    """The database as JSON with one document a line, as a git diff likes it, in pieces.

    `tables` are encoded already, and stand before the others.
    """
    encoded = [
        table_pieces(
            name,
            [
                b"  %b: %b" % (encode(str(key)).encode(), encode(value).encode())
                for key, value in documents.items()
            ],
        )
        for name, documents in others.items()
    ]
    every = [*tables, *encoded]
    if not every:
        return [b"{}\n"]
    return [b"{\n", *_joined(every), b"\n}\n"]


def to_bytes(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The database as JSON with one document a line."""
    return b"".join(to_pieces((), tables))


def table_pieces(name: str, lines: Sequence[bytes]) -> list[bytes]:
    """A table of lines that are encoded already."""
    named = b" %b: " % encode(name).encode()
    if not lines:
        return [named + b"{}"]
    return [named + b"{\n", *_joined([line] for line in lines), b"\n }"]


def table_bytes(name: str, lines: Sequence[bytes]) -> bytes:
    """The same in one piece."""
    return b"".join(table_pieces(name, [LINE_END.join(lines)] if lines else []))


def _joined(parts: Iterable[Sequence[bytes]]) -> list[bytes]:
    pieces: list[bytes] = []
    for part in parts:
        pieces += [LINE_END, *part] if pieces else part
    return pieces


def encode(value: object) -> Encoded:
    """A value as JSON that UTF-8 can hold: lone surrogates are escaped, nothing else is."""
    if isinstance(value, Encoded):
        return value
    return Encoded(json_bytes(value), "utf-8")


def json_bytes(value: object) -> bytes:
    """The same in UTF-8."""
    text = value if isinstance(value, Encoded) else _as_json(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def write_atomically(path: Path, data: bytes | Sequence[bytes], *, durable: bool = True) -> None:
    """Write a file by way of a temporary one; `durable` waits until both are on the disk.

    `data` may come in pieces.
    Missing folders are made. Raises CopydeskError; the file is then as it was.
    """
    temporary = temporary_of(path)
    try:
        _make_folder(path.parent)
        write_file(temporary, data, mode=_mode_of(path), durable=durable)
        os.replace(temporary, path)  # noqa: PTH105 - the one call that tests make fail
        if durable:
            sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        remedy = "make room" if error.errno in _FULL else "check the permissions of its folder"
        raise CopydeskError(
            f"cannot be saved ({error.strerror or error})",
            place=str(path),
            remedy=f"{remedy}; what was saved before is untouched",
        ) from error


def temporary_of(path: Path) -> Path:
    """Where a file is written before it takes its place."""
    return path.with_name(f".{path.name}{TEMPORARY}")


def unreadable(path: Path, error: OSError) -> CopydeskError:
    """The error for a file that the system does not let us read."""
    return CopydeskError(
        f"cannot be read ({error.strerror or error})",
        place=str(path),
        remedy="check that it is a file and that you may read it",
    )


def _make_folder(folder: Path) -> None:
    """Make a folder that is not there, and have its own name on the disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def write_file(
    path: Path, data: bytes | Sequence[bytes], *, mode: int | None = None, durable: bool = True
) -> None:
    """Write a file in its place; raises OSError."""
    if path.is_symlink():
        # Somebody laid it there; what it points to is not ours to write.
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _PLAINLY, 0o666)
    with open(descriptor, "wb", buffering=0) as file:  # noqa: PTH123 - it has a descriptor, no path
        if mode is not None:
            os.chmod(path, mode)  # noqa: PTH101 - pathlib asks the system twice
        _write(file.fileno(), [data] if isinstance(data, bytes) else data)
        if durable:
            os.fsync(file.fileno())


def _write(descriptor: int, pieces: Sequence[bytes]) -> None:
    """Write all pieces, at once where the system can."""
    done = 0
    if hasattr(os, "writev") and 1 < len(pieces) <= _AT_ONCE:
        done = os.writev(descriptor, pieces)
        if done == sum(map(len, pieces)):
            return
    view = memoryview(b"".join(pieces))[done:]
    while view:
        view = view[os.write(descriptor, view) :]


_AT_ONCE = 1024
"""How many pieces any system takes at once."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
"""What the system says where no room is left."""

_PLAINLY = sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW"))
"""No newlines translated, not handed to other programs, no link followed."""


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return None


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _broken(path: Path, why: str) -> CopydeskError:
    return CopydeskError(
        f"is no readable TinyDB database ({why})",
        place=str(path),
        remedy="take it back from git or a backup, or move it away; it was left as it is",
    )
