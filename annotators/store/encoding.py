"""A dossier as the bytes of its file; what did not change is not encoded again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import partial
from operator import is_
from typing import Any, NamedTuple

from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.items import Item, Mention, Quote
from annotators.model.layer import Layer
from annotators.store.documents import header_document, in_text_order, place_of, searchable
from annotators.store.history_record import history_record, item_type
from annotators.store.migrate import STORE_SCHEMA
from annotators.store.numbering import free_number, number_of
from annotators.store.tinydb_storage import Tables, encode, table_bytes, to_bytes

_MOST = 20_000
"""Lines that are held at most."""


class _Line(NamedTuple):
    """A document: the number it would have, its JSON, and both as the file has them."""

    number: int
    document: bytes
    whole: bytes


class _Encoded(NamedTuple):
    """Entries of a history, their lines, and the numbers that are taken."""

    entries: tuple[Entry, ...]
    lines: list[bytes]
    numbers: frozenset[int]


class DossierEncoder:
    """Encodes the dossiers of one article.

    Values are frozen, so that a line is made once for each: a save after one
    change encodes that change and not the article's whole history. The values
    are held, so that no other can take their place.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._lines: dict[tuple[int, Hashable], tuple[object, _Line]] = {}
        self._places: dict[int, tuple[Item, tuple[int, ...]]] = {}
        self._finished: dict[tuple[int, int], tuple[Layer, list[_Line]]] = {}
        self._history = _Encoded((), [], frozenset())

    def encode(self, dossier: Dossier, foreign: Tables) -> bytes:
        """The file of a dossier and of the tables that are somebody else's."""
        about = {"id": dossier.article, "sha256": dossier.sha256, "schema": STORE_SCHEMA}
        work = (
            line
            for _, layer in sorted(dossier.work.items())
            for line in self._layer_lines(layer, {})
        )
        tables = {
            "article": [_line(1, encode(about).encode()).whole],
            "work": _numbered(work),
            "training": _numbered(self._finished_lines(dossier, "training")),
            "gold": _numbered(self._finished_lines(dossier, "gold")),
            "history": self._history_lines(dossier.history),
        }
        standing = {id(layer) for layer in dossier.finished}
        self._finished = {key: kept for key, kept in self._finished.items() if key[0] in standing}
        parts = [table_bytes(name, lines) for name, lines in tables.items()]
        return to_bytes(parts, foreign)

    def _finished_lines(self, dossier: Dossier, purpose: str) -> Iterator[_Line]:
        for order, layer in enumerate(dossier.finished, start=1):
            if (layer.header.purpose or "training") == purpose:
                known = self._finished.get((id(layer), order))
                if known is None:
                    known = layer, list(self._layer_lines(layer, {"order": order}))
                    self._finished[id(layer), order] = known
                yield from known[1]

    def _layer_lines(self, layer: Layer, fields: Mapping[str, Any]) -> Iterator[_Line]:
        """The header with `fields`, then each item in the order of the text."""
        header = layer.header
        whose = f"{header.annotator}/{header.revision}"
        yield _named(f"{whose}/layer", header_document(layer, **fields))
        owner: dict[str, Any] = {"annotator": header.annotator}
        if header.revision:
            owner["revision"] = header.revision
        for item in in_text_order(layer, self._place):
            named = _speaker_names(item, layer)
            make = partial(self._item_line, item, whose, owner, named)
            yield self._once(item, (whose, named), make)

    def _item_line(
        self, item: Item, whose: str, owner: Mapping[str, Any], named: tuple[str, ...]
    ) -> _Line:
        name = f"{whose}/{item_type(item)}/{item.id}"
        return _named(name, searchable(item, owner, named, self._article))

    def _history_lines(self, history: History) -> list[bytes]:
        """Every entry; those that were there the last time are as they were."""
        entries, known = history.entries, self._history
        is_longer = len(entries) >= len(known.entries)
        if not (is_longer and all(map(is_, known.entries, entries))):
            known = _Encoded((), [], frozenset())
        lines, numbers = list(known.lines), set(known.numbers)
        for entry in entries[len(lines) :]:
            number = free_number(entry.number, numbers)
            lines.append(_line(number, encode(history_record(entry)).encode()).whole)
        # Only when all are encoded, so that a failure half way leaves nothing behind.
        self._history = _Encoded(entries, lines, frozenset(numbers))
        return lines

    def _place(self, item: Mention | Quote) -> tuple[int, ...]:
        known = self._places.get(id(item))
        if known is not None and known[0] is item:
            return known[1]
        place = place_of(item)
        self._places[id(item)] = item, place
        return place

    def _once(self, value: object, context: Hashable, make: Callable[[], _Line]) -> _Line:
        """The line of a value; `context` is what else it depends on."""
        known = self._lines.get((id(value), context))
        if known is not None and known[0] is value:
            return known[1]
        if len(self._lines) >= _MOST:
            self._lines.clear()
            self._places.clear()
        line = make()
        self._lines[id(value), context] = value, line
        return line


def _speaker_names(item: Item, layer: Layer) -> tuple[str, ...]:
    if not isinstance(item, Quote):
        return ()
    cast = (layer.entities.get(speaker) for speaker in item.speakers)
    return tuple(entity.name for entity in cast if entity is not None)


def _named(name: str, document: Mapping[str, Any]) -> _Line:
    """A document under the number that its name gives it."""
    return _line(number_of(name), encode(document).encode())


def _line(number: int, document: bytes) -> _Line:
    return _Line(number, document, b'  "%d": %b' % (number, document))


def _numbered(lines: Iterable[_Line]) -> list[bytes]:
    taken: set[int] = set()
    numbered = []
    for line in lines:
        number = free_number(line.number, taken)
        numbered.append(line.whole if number == line.number else _line(number, line.document).whole)
    return numbered
