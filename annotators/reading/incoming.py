"""Texts that may become articles: in files, folders and patterns of text, HTML, JSON Lines, CSV."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from annotators.errors import CopydeskError
from annotators.reading.folder import SUFFIX, find_files
from annotators.reading.html import read_page
from annotators.reading.meta import read_meta
from annotators.reading.rows import JSON_LINES, TABLES, Fields, Row, count_rows, read_rows
from annotators.reading.text import read_bytes, read_text

PAGES = (".html", ".htm", ".xhtml")
_ROWS = (*JSON_LINES, *TABLES)
_ALL = (SUFFIX, *PAGES, *_ROWS)


@dataclass(frozen=True)
class Text:
    """A text to become an article, with what is known of it; `data` are the bytes of its file."""

    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    data: bytes | None = None


@dataclass(frozen=True)
class Incoming:
    """One article that comes in: what it is to be called, where it stands, and how it is read.

    `name` need not be an id yet. `read` raises CopydeskError for what is no article.
    """

    name: str
    place: str
    read: Callable[[], Text]


@dataclass(frozen=True)
class Source:
    """A file that articles come from; `fault` is why it cannot be taken, if it cannot."""

    name: str
    path: Path
    fault: CopydeskError | None = None

    @property
    def holds_many(self) -> bool:
        """Whether every line or row of it is an article."""
        return self.path.suffix.lower() in _ROWS

    def count(self) -> int:
        """About how many articles come from it."""
        return count_rows(self.path) if self.holds_many else 1


def find_sources(names: Iterable[str]) -> Iterator[Source]:
    """The files that names of files and folders, and patterns (`news/**/*.html`), mean.

    A file in a folder keeps its place below it in its name; one below a
    pattern, its place below the part without wildcards. Raises CopydeskError
    for a name that means nothing.
    """
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from _below(path)
        elif path.exists():
            yield Source(_stem(path.name), path)
        else:
            yield from _matches(name)


def read_source(source: Source, fields: Fields) -> Iterator[Incoming]:
    """The articles of a file, one by one; what cannot be read says so when it is read."""
    place = str(source.path)
    if source.fault is not None:
        yield _faulty(source.name, place, source.fault)
    elif source.holds_many:
        yield from _rows(source, fields)
    elif source.path.suffix.lower() in PAGES:
        yield Incoming(source.name, place, partial(_page, source.path))
    else:
        yield Incoming(source.name, place, partial(_plain, source.path))


def _below(folder: Path, above: str = "") -> Iterator[Source]:
    for name, path, fault in find_files(folder, _ALL):
        yield Source(above + name, path, fault)


def _matches(pattern: str) -> Iterator[Source]:
    # A path's own glob takes no pattern that begins at the root.
    found = glob.glob(pattern, recursive=True) if glob.has_magic(pattern) else []  # noqa: PTH207
    if not found:
        raise CopydeskError(
            "matches no file" if glob.has_magic(pattern) else "is not there",
            place=pattern,
            remedy="check the name of the file",
        )
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:fixed])
    for path in map(Path, sorted(found)):
        below = path.relative_to(root).as_posix()
        if path.is_file():
            yield Source(_stem(below), path)
        elif not pattern.endswith("**"):
            # After `**` the files of a folder come by themselves.
            yield from _below(path, f"{below}/")


def _rows(source: Source, fields: Fields) -> Iterator[Incoming]:
    try:
        for row in read_rows(source.path, fields):
            name = row.article_id or f"{source.name}/{row.number:04d}"
            place = f"{source.path}, record {row.number}"
            yield Incoming(name, place, partial(_row, row))
    except CopydeskError as error:
        yield _faulty(source.name, str(source.path), error)


def _row(row: Row) -> Text:
    if row.fault is not None:
        raise row.fault
    return Text(row.text, row.meta or {})


def _page(path: Path) -> Text:
    page = read_page(read_bytes(path), place=str(path))
    return Text(page.text, page.meta)


def _plain(path: Path) -> Text:
    return Text(read_text(path), read_meta(path), read_bytes(path))


def _faulty(name: str, place: str, fault: CopydeskError) -> Incoming:
    def read() -> Text:
        raise fault

    return Incoming(name, place, read)


def _stem(name: str) -> str:
    """A file's name without its suffix, its folders kept."""
    return os.path.splitext(name)[0]  # noqa: PTH122 - a path would drop what looks like a folder
