"""Formats of one file an article: names that are safe and taken once, files in a fixed order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

_RESERVED = frozenset('<>:"|?*\\')
_LONGEST = 150


class FileNames:
    """Names for the files of articles below one folder, none given twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, article_id: str) -> str:
        """A path without suffix as near to the id as a file's can be: `a/b`, then `a/b.2`."""
        parts = [safe for part in article_id.split("/") if (safe := _safe(part))]
        name = "/".join(parts) or "article"
        number, found = 2, name
        while found.casefold() in self._taken:
            found, number = f"{name}.{number}", number + 1
        self._taken.add(found.casefold())
        return found


def files_below(path: Path, suffix: str) -> Iterator[tuple[Path, str]]:
    """The file itself, or those of a folder with the suffix: each with its name without it.

    Names are relative to the folder and have slashes; the order is theirs.
    What begins with a dot is passed over.
    """
    if not path.is_dir():
        yield path, path.name.removesuffix(suffix)
        return
    found = {
        file.relative_to(path).as_posix(): file
        for file in path.rglob(f"*{suffix}")
        if file.is_file() and not file.name.startswith(".")
    }
    for name in sorted(found):
        yield found[name], name.removesuffix(suffix)


def new_file(folder: Path, name: str) -> Path:
    """The path of a file below the folder, whose own folder is there afterwards."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _safe(part: str) -> str:
    shown = "".join(
        "_" if c in _RESERVED or unicodedata.category(c)[0] == "C" else c for c in part
    ).strip(" ")
    # Names that begin with a dot are hidden, and two dots lead out of the folder.
    shown = shown.encode()[:_LONGEST].decode("utf-8", "ignore").rstrip(". ")
    return f"_{shown}" if shown.startswith(".") else shown
