"""What an exchange format is: a name, suffixes, a reader, a writer, and its losses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol, runtime_checkable

from annotators.model.article import Article
from annotators.model.layer import Layer


@dataclass(frozen=True, kw_only=True)
class Record:
    """One layer of one article, as a file holds it; of a bare article, an empty layer.

    `article` has the text, the id and the metadata of the file, and no zones.
    `draft` is the draft that was in view, for formats that show what the layer
    itself leaves out of scope. `extra` holds fields of the record that copydesk
    does not know, those of a foreign format under the format's name. `line` is
    the place in the file, from 1, or 0; `file` names the file where a folder
    was read. `remarks` say what the reader had to put right.
    """

    article: Article
    layer: Layer
    draft: Layer | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0
    file: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands in what was read."""
        return _place(self.line, self.file)


class BadLine(NamedTuple):
    """A record that could not be read: where it stands (line or number, from 1), and why.

    `file` names the file where a folder was read.
    """

    line: int
    reason: str
    file: str = ""

    @property
    def place(self) -> str:
        """Where it stands in what was read."""
        return _place(self.line, self.file)


class Loss(NamedTuple):
    """Something of a layer that a file does not say as the layer does.

    `what` is the same for all losses of one sort, `detail` is of this one.
    `is_left_out` tells what is not in the file at all from what is there in
    another shape.
    """

    article: str
    item: str
    what: str
    detail: str = ""
    is_left_out: bool = False


class Format(Protocol):
    """A way to keep articles and layers in files.

    What it can do more is told by the protocols below: a format is a `Reader`,
    a `FileWriter` or a `FolderWriter`, or a reader and a writer.
    """

    @property
    def name(self) -> str:
        """What a person calls the format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What the names of its files end with, the dot included, in lower case."""


@runtime_checkable
class Reader(Format, Protocol):
    """A format that can be read."""

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """Every record of a file, or of a folder, in order, and each one that cannot be read.

        A record is read when it is asked for, so that a file may be larger than
        the memory where the format allows. OSError passes through.
        """


@runtime_checkable
class FileWriter(Format, Protocol):
    """A format that puts all records into one file."""

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write the records, yielding what the file does not hold; `flat` leaves out nested quotes.

        A record is asked for when the one before it is written, and none is
        kept. Nothing is written unless the losses are gone through to the end.
        """


@runtime_checkable
class FolderWriter(Format, Protocol):
    """A format that puts records into several files of one folder.

    One that is a `FileWriter`, too, does so where no name with its suffix is given.
    """

    def write_folder(
        self, records: Iterable[Record], folder: Path, *, flat: bool = False
    ) -> Iterator[Loss]:
        """As `FileWriter.write`, into an empty folder that is there."""


def _place(line: int, file: str) -> str:
    where = [file] if file else []
    return ", ".join([*where, f"line {line}"] if line else where)
