"""Layers as lines of a file: one document a line, under a number that its name gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from annotators.model.article import Article
from annotators.model.items import Item, Quote
from annotators.model.layer import Layer
from annotators.store.documents import header_document, searchable
from annotators.store.history_record import item_type
from annotators.store.numbering import free_number, number_of
from annotators.store.tinydb_storage import json_bytes


class Line(NamedTuple):
    """A document: its number, its JSON, and both as the file has them."""

    number: int
    document: bytes
    whole: bytes


def line_of(number: int, document: object) -> Line:
    """A document, or what is JSON already, under a number."""
    return _line(number, json_bytes(document))


def layer_name(layer: Layer) -> str:
    """What names a layer in its file."""
    return f"{layer.header.annotator}/{layer.header.revision}"


def owner_of(layer: Layer) -> dict[str, Any]:
    """The fields that say in an item's document whose it is."""
    header = layer.header
    owner: dict[str, Any] = {"annotator": header.annotator}
    return owner | {"revision": header.revision} if header.revision else owner


def header_line(layer: Layer, **fields: Any) -> Line:
    """A layer's header and `fields`."""
    name = f"{layer_name(layer)}/layer"
    return line_of(number_of(name), header_document(layer, **fields))


def item_line(layer: Layer, item: Item, owner: Mapping[str, Any], article: Article) -> Line:
    """An item of a layer; `owner` is the layer's."""
    name = f"{layer_name(layer)}/{item_type(item)}/{item.id}"
    document = searchable(item, owner, _speaker_names(item, layer), article)
    return line_of(number_of(name), document)


def numbered(lines: Iterable[Line]) -> list[Line]:
    """Lines of one table; of two with the same number the later gets the next that is free."""
    lines = list(lines)
    if len({line.number for line in lines}) == len(lines):
        return lines
    taken: set[int] = set()
    return [under(free_number(line.number, taken), line) for line in lines]


def under(number: int, line: Line) -> Line:
    """The same document under this number."""
    return line if line.number == number else _line(number, line.document)


def _line(number: int, document: bytes) -> Line:
    return Line(number, document, b'  "%d": %b' % (number, document))


def _speaker_names(item: Item, layer: Layer) -> tuple[str, ...]:
    if not isinstance(item, Quote):
        return ()
    cast = (layer.entities.get(speaker) for speaker in item.speakers)
    return tuple(entity.name for entity in cast if entity is not None)
