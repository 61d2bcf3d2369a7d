"""Formats written to files of a passing folder, and read back from them."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable
from pathlib import Path

from annotators.exchange.format import BadLine, FileWriter, FolderWriter, Loss, Reader, Record

Found = list[Record | BadLine]


def read_bytes(form: Reader, data: bytes, name: str = "file") -> Found:
    """What the format finds in a file of these bytes."""
    return read_files(form, {name: data}, one=name)


def read_files(form: Reader, files: dict[str, bytes], *, one: str = "") -> Found:
    """What the format finds in a folder of these files, or in one of them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return list(form.read(Path(folder) / one))


def written(
    form: FileWriter | FolderWriter, *records: Record, flat: bool = False
) -> tuple[dict[str, bytes], list[Loss]]:
    """The files that the format writes, under their names; a single file has none."""
    if isinstance(form, FileWriter):
        stream = io.BytesIO()
        losses = list(form.write(records, stream, flat=flat))
        return {"": stream.getvalue()}, losses
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        losses = list(form.write_folder(records, folder, flat=flat))
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}, losses


def read_back(form: FileWriter | FolderWriter, files: dict[str, bytes]) -> list[Record]:
    """The records in files that the format wrote; fails where one is bad."""
    assert isinstance(form, Reader)
    found = read_bytes(form, files[""]) if "" in files else read_files(form, files)
    return [_good(record) for record in found]


def _good(found: Record | BadLine) -> Record:
    assert isinstance(found, Record), found
    return found


def reasons(found: Iterable[Record | BadLine]) -> list[str]:
    """Why records are bad, with their places."""
    return [f"{bad.place}: {bad.reason}" for bad in found if isinstance(bad, BadLine)]
