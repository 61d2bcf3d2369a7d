"""What every exchange format is: a name, suffixes, a reader, a writer, and its losses."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, BinaryIO, NamedTuple, Protocol, cast

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.layer import Layer


@dataclass(frozen=True, kw_only=True)
class Record:
    """One layer of one article, as a file holds it.

    `article` has the text, the id and the metadata of the file, and no zones.
    `draft` is the draft that was in view, for formats that show what the layer
    itself leaves out of scope. `extra` holds fields of the record that copydesk
    does not know; `line` is the place in the file, from 1, or 0.
    """

    article: Article
    layer: Layer
    draft: Layer | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0


class BadLine(NamedTuple):
    """A record that could not be read: where it stands, from 1, and why."""

    line: int
    reason: str


class Loss(NamedTuple):
    """Something of a layer that a file does not say as the layer does."""

    article: str
    item: str
    what: str


class Format(Protocol):
    """One way to write layers into a file and to read them back."""

    @property
    def name(self) -> str:
        """What a person calls the format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What the names of its files end with, the dot included."""

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write the records, yielding what the file does not hold; `flat` leaves out nested quotes.

        Nothing is written unless the losses are gone through to the end.
        """

    def read(self, stream: BinaryIO) -> Iterator[Record | BadLine]:
        """Every record of the file in order, and each one that cannot be read, with the reason."""


class _Known(NamedTuple):
    suffixes: tuple[str, ...]
    place: str


FORMATS: Mapping[str, _Known] = {
    "native": _Known((".jsonl", ".ndjson"), "annotators.exchange.native:NATIVE"),
    "docbin": _Known((".spacy",), "annotators.exchange.docbin:DOCBIN"),
}
"""Every format by its name. A format's module is imported when it is used first."""


def find_format(name: str | None = None, path: str = "") -> Format:
    """The format of this name, or without one the format of the suffix of `path`.

    Raises CopydeskError when no format has that name or suffix.
    """
    if name is None:
        suffix = PurePath(path).suffix.lower()
        name = next((n for n, known in FORMATS.items() if suffix in known.suffixes), None)
        if name is None:
            raise CopydeskError(
                "no format has this suffix",
                place=path,
                remedy=f"name one with --format: {', '.join(FORMATS)}",
            )
    known = FORMATS.get(name)
    if known is None:
        raise CopydeskError(f"no format is called {name}", remedy=f"there are {', '.join(FORMATS)}")
    module, _, attribute = known.place.partition(":")
    return cast(Format, getattr(importlib.import_module(module), attribute))
