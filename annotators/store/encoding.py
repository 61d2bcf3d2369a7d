"""A dossier as the bytes of its file; what did not change is not encoded again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import is_
from typing import Any, NamedTuple

from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.layer import Layer
from annotators.store.documents import Place, header_document, in_text_order, place_of, searchable
from annotators.store.history_record import history_record, item_type
from annotators.store.migrate import STORE_SCHEMA
from annotators.store.numbering import free_number, number_of
from annotators.store.tinydb_storage import (
    LINE_END,
    Tables,
    encode,
    table_bytes,
    table_pieces,
    to_pieces,
)

_PIECES = 32
"""Into how many pieces the lines of a history fall at most, before they are made one."""


class _Line(NamedTuple):
    """A document: the number it would have, its JSON, and both as the file has them."""

    number: int
    document: bytes
    whole: bytes


class _Finished(NamedTuple):
    """Finished layers in their order, and the two tables that they make."""

    layers: tuple[Layer, ...]
    tables: tuple[bytes, bytes]


class _Entries(NamedTuple):
    """Entries of a history, their lines in a few pieces, and the numbers that are taken."""

    entries: tuple[Entry, ...] = ()
    pieces: tuple[bytes, ...] = ()
    numbers: frozenset[int] = frozenset()


class _Row(NamedTuple):
    """An item of open work, where it stands, and its line."""

    item: Item
    place: Place
    line: _Line


class _Work(NamedTuple):
    """The items of a layer as it was last, the row of each, and which comes when in the file."""

    entities: tuple[Entity, ...]
    items: tuple[Item, ...]
    rows: list[_Row]
    order: list[int]


class DossierEncoder:
    """Encodes the dossiers of one article, one after the other.

    Values are frozen, so that what was encoded the last time need not be again:
    a save after one change encodes that change and not all that was ever done.
    Of the last time only is anything held, and the values with it, so that no
    other can take the place of one that is known by its identity.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._work: dict[str, _Work] = {}
        self._finished = _Finished((), (table_bytes("training", []), table_bytes("gold", [])))
        self._history = _Entries()

    def encode(self, dossier: Dossier, foreign: Tables) -> list[bytes]:
        """The file of a dossier and of the tables that are somebody else's, in pieces.

        What did not change is never copied: with hundreds of kilobytes that is
        most of the time.
        """
        about = {"id": dossier.article, "sha256": dossier.sha256, "schema": STORE_SCHEMA}
        article = table_bytes("article", [_line(1, encode(about).encode()).whole])
        work = table_bytes("work", self._work_lines(dossier.work))
        finished = self._finished_tables(dossier.finished)
        history = table_pieces("history", self._history_pieces(dossier.history))
        tables = [[table] for table in (article, work, *finished)]
        return to_pieces([*tables, history], foreign)

    def _work_lines(self, work: Mapping[str, Layer]) -> list[bytes]:
        known, self._work = self._work, {}
        lines: list[_Line] = []
        for _, layer in sorted(work.items()):
            lines.append(_header(layer, {}))
            lines += self._item_lines(layer, known.get(_name(layer)))
        return _numbered(lines)

    def _item_lines(self, layer: Layer, known: _Work | None) -> list[_Line]:
        """The items in the order of the text; those that are known with the same entities as then.

        A quote's line has the names of its speakers.
        """
        owner = _owner(layer)

        def made(item: Item) -> _Row:
            place = () if isinstance(item, Entity) else place_of(item)
            return _Row(item, place, _item(layer, item, owner, self._article))

        entities, items = tuple(layer.entities.values()), layer.items()
        if known is not None and not _are_same(known.entities, entities):
            known = None
        if known is not None and _stand_alike(known.items, items):
            pairs = zip(known.rows, items, strict=True)
            rows = [row if row.item is item else made(item) for row, item in pairs]
            order = known.order
        else:
            old = {id(row.item): row for row in known.rows} if known is not None else {}
            rows = [old.get(id(item)) or made(item) for item in items]
            order = _text_order(layer, rows)
        self._work[_name(layer)] = _Work(entities, items, rows, order)
        return [rows[at].line for at in order]

    def _finished_tables(self, finished: tuple[Layer, ...]) -> tuple[bytes, bytes]:
        if not _are_same(self._finished.layers, finished):
            numbered = list(enumerate(finished, start=1))
            training = [f for f in numbered if (f[1].header.purpose or "training") == "training"]
            gold = [f for f in numbered if f[1].header.purpose == "gold"]
            tables = self._table("training", training), self._table("gold", gold)
            self._finished = _Finished(finished, tables)
        return self._finished.tables

    def _table(self, name: str, layers: Iterable[tuple[int, Layer]]) -> bytes:
        lines: list[_Line] = []
        for order, layer in layers:
            owner = _owner(layer)
            lines.append(_header(layer, {"order": order}))
            lines += (_item(layer, i, owner, self._article) for i in in_text_order(layer))
        return table_bytes(name, _numbered(lines))

    def _history_pieces(self, history: History) -> tuple[bytes, ...]:
        """Every entry; those that were there the last time are as they were."""
        entries, known = history.entries, self._history
        if not _are_same(known.entries, entries[: len(known.entries)]):
            known = _Entries()
        if len(entries) > len(known.entries):
            numbers, new = set(known.numbers), []
            for entry in entries[len(known.entries) :]:
                number = free_number(entry.number, numbers)
                new.append(_line(number, encode(history_record(entry)).encode()).whole)
            pieces = (*known.pieces, LINE_END.join(new))
            pieces = pieces if len(pieces) <= _PIECES else (LINE_END.join(pieces),)
            known = _Entries(entries, pieces, frozenset(numbers))
        # Only when all are encoded, so that a failure half way leaves nothing behind.
        self._history = known
        return known.pieces


def _are_same(known: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Whether these are the very same values, not only equal ones: `1` equals `True`."""
    return len(known) == len(others) and all(map(is_, known, others))


def _text_order(layer: Layer, rows: Sequence[_Row]) -> list[int]:
    """Which of a layer's rows comes when in the file."""
    number = {id(row.item): at for at, row in enumerate(rows)}
    ordered = in_text_order(layer, lambda item: rows[number[id(item)]].place)
    return [number[id(item)] for item in ordered]


def _stand_alike(known: tuple[Item, ...], items: tuple[Item, ...]) -> bool:
    """Whether items come in the file in the same order as those that they take the place of."""
    if len(known) != len(items):
        return False
    changed = [(old, new) for old, new in zip(known, items, strict=True) if old is not new]
    return all(_order_of(old) == _order_of(new) for old, new in changed)


def _order_of(item: Item) -> tuple[object, ...]:
    """What of an item says where in the file it comes, and its entities."""
    match item:
        case Quote():
            return Quote, item.id, place_of(item), item.speakers
        case Mention():
            return Mention, item.id, place_of(item), item.entity
        case _:
            return Entity, item.id, item


def _name(layer: Layer) -> str:
    return f"{layer.header.annotator}/{layer.header.revision}"


def _owner(layer: Layer) -> dict[str, Any]:
    """The fields that say in an item's document whose it is."""
    header = layer.header
    owner: dict[str, Any] = {"annotator": header.annotator}
    return owner | {"revision": header.revision} if header.revision else owner


def _header(layer: Layer, fields: Mapping[str, Any]) -> _Line:
    return _named(f"{_name(layer)}/layer", header_document(layer, **fields))


def _item(layer: Layer, item: Item, owner: Mapping[str, Any], article: Article) -> _Line:
    name = f"{_name(layer)}/{item_type(item)}/{item.id}"
    return _named(name, searchable(item, owner, _speaker_names(item, layer), article))


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
    lines = list(lines)
    if len({line.number for line in lines}) == len(lines):
        return [line.whole for line in lines]
    taken: set[int] = set()
    numbered = []
    for line in lines:
        number = free_number(line.number, taken)
        numbered.append(line.whole if number == line.number else _line(number, line.document).whole)
    return numbered
