"""The dossier in the tables of a TinyDB database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

from annotators.errors import CopydeskError
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.layer import Layer
from annotators.model.record import RecordError
from annotators.model.span import Span
from annotators.store.documents import (
    Document,
    read_item_document,
    read_layer,
    words_of,
)
from annotators.store.history_record import read_history
from annotators.store.migrate import check_version, migrate
from annotators.store.tinydb_storage import Tables

TABLES = ("article", "work", "training", "gold", "history")
"""The tables of an annotation file; any other is somebody else's and left alone."""

_T = TypeVar("_T")


def read_dossier(tables: Tables, *, article_id: str, place: str) -> Dossier:
    """The dossier in an annotation file's tables.

    Raises CopydeskError, with `place`, for what is broken or newer.
    """
    sha256, tables = present_tables(tables, place=place)
    work = [read_group(*group, place) for group in group_layers(tables, "work", place)]
    finished = [
        (_order_of(header), read_group(header, items, place))
        for name in ("training", "gold")
        for header, items in group_layers(tables, name, place)
    ]
    entries = _read_documents(tables, "history", read_history, place)
    return Dossier(
        article=article_id,
        sha256=sha256,
        work={layer.header.annotator: layer for layer in work},
        finished=tuple(layer for _, layer in sorted(finished, key=itemgetter(0))),
        history=History(tuple(sorted(entries, key=_number))),
    )


def read_words(tables: Tables, *, place: str) -> dict[Span, str]:
    """What stood at the spans of the items in the tables; raises as `read_dossier`."""
    words: dict[Span, str] = {}
    for name in ("training", "gold", "work"):
        for _, items in group_layers(tables, name, place):
            for document in items:
                words |= words_of(_read(read_item_document, document, place, name), document)
    return words


def present_tables(tables: Tables, *, place: str) -> tuple[str, Tables]:
    """The hash of the annotated text, and the tables as this version has them."""
    about = next(iter(tables.get("article", {}).values()), None)
    if not isinstance(about, dict) or not isinstance(about.get("sha256"), str):
        raise CopydeskError(
            'has no table "article" that names the text',
            place=place,
            remedy="it is no annotation file of copydesk: move it away",
        )
    return about["sha256"], migrate(tables, about.get("schema"), place=place)


def group_layers(tables: Tables, name: str, place: str) -> list[tuple[Document, list[Document]]]:
    """Each layer's header in a table, with its items; nothing in them is read yet."""
    headers: dict[tuple[Any, Any], Document] = {}
    items: dict[tuple[Any, Any], list[Document]] = {}
    for document in _read_documents(tables, name, dict, place):
        revision = document.get("revision") or 0
        if not isinstance(revision, int):
            raise _damaged(place, f"table {name}", '"revision" is to be a number')
        owner = (str(document.get("annotator")), revision)
        if document.get("type") == "layer":
            headers[owner] = document
        else:
            items.setdefault(owner, []).append(document)
    if lost := items.keys() - headers.keys():
        who = ", ".join(sorted(annotator for annotator, _ in lost))
        raise _damaged(place, f"table {name}", f"items of {who} have no layer")
    return [(header, items.get(owner, [])) for owner, header in headers.items()]


def read_group(header: Document, items: Sequence[Document], place: str) -> Layer:
    """The layer of a header and its items; CopydeskError for what is broken or newer."""
    where = f"layer of {header.get('annotator')}"
    check_version(header.get("schema"), place=f"{place}, {where}")
    return _read(partial(read_layer, items=items), header, place, where)


def _number(entry: Entry) -> int:
    return entry.number


def _order_of(header: Mapping[str, Any]) -> int:
    order = header.get("order")
    return order if isinstance(order, int) else 0


def _read_documents(
    tables: Tables, name: str, read: Callable[[Mapping[str, Any]], _T], place: str
) -> list[_T]:
    return [
        _read(read, document, place, f"table {name}, document {number}")
        for number, document in tables.get(name, {}).items()
    ]


def _read(read: Callable[[Mapping[str, Any]], _T], document: Any, place: str, where: str) -> _T:
    if not isinstance(document, dict):
        raise _damaged(place, where, "is no object")
    try:
        return read(document)
    except RecordError as error:
        raise _damaged(place, where, str(error)) from None


def _damaged(place: str, where: str, why: str) -> CopydeskError:
    return CopydeskError(
        why,
        place=f"{place}, {where}",
        remedy="take the file back from git or a backup, or mend it; it was left as it is",
    )
