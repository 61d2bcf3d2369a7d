"""A dossier as the tables of a TinyDB database, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.layer import Layer
from annotators.model.record import SCHEMA, RecordError
from annotators.store.documents import Document, layer_documents, numbered, read_layer
from annotators.store.history_record import history_record, read_history
from annotators.store.migrate import check_version, migrate
from annotators.store.tinydb_storage import Tables

TABLES = ("article", "work", "training", "gold", "history")
"""The tables of an annotation file; any other is somebody else's and left alone."""

_T = TypeVar("_T")


def dossier_tables(dossier: Dossier, article: Article) -> Tables:
    """The dossier as tables: open layers in `work`, finished ones by their purpose."""
    finished = list(enumerate(dossier.finished, start=1))
    return {
        "article": {
            "1": {"id": dossier.article, "sha256": dossier.sha256, "schema": SCHEMA},
        },
        "work": numbered(
            document
            for _, layer in sorted(dossier.work.items())
            for document in layer_documents(layer, article)
        ),
        **{
            purpose: numbered(
                document
                for order, layer in finished
                if (layer.header.purpose or "training") == purpose
                for document in layer_documents(layer, article, order=order)
            )
            for purpose in ("training", "gold")
        },
        "history": _history_table(dossier.history),
    }


def read_dossier(tables: Tables, *, article_id: str, place: str) -> Dossier:
    """The dossier in an annotation file's tables.

    Raises CopydeskError, with `place`, for what is broken, newer, or of
    another article.
    """
    about = next(iter(tables.get("article", {}).values()), None)
    if not isinstance(about, dict) or not isinstance(about.get("sha256"), str):
        raise CopydeskError(
            'has no table "article" that names the text',
            place=place,
            remedy="it is no annotation file of copydesk: move it away",
        )
    tables = migrate(tables, about.get("schema"), place=place)
    work = _read_layers(tables, ("work",), place)
    finished = _read_layers(tables, ("training", "gold"), place)
    entries = _read_documents(tables, "history", read_history, place)
    return Dossier(
        article=article_id,
        sha256=about["sha256"],
        work={layer.header.annotator: layer for layer in work},
        finished=tuple(finished),
        history=History(tuple(sorted(entries, key=_number))),
    )


def _number(entry: Entry) -> int:
    return entry.number


def _history_table(history: History) -> dict[str, Document]:
    table: dict[str, Document] = {}
    for entry in history.entries:
        number = entry.number
        while str(number) in table:
            number += 1
        table[str(number)] = history_record(entry)
    return table


def _read_layers(tables: Tables, names: tuple[str, ...], place: str) -> list[Layer]:
    found: list[tuple[int, Layer]] = []
    for name in names:
        for header, items in _grouped(tables, name, place):
            check_version(header.get("schema"), place=f"{place}, table {name}")
            layer = _read(partial(read_layer, items=items), header, place, f"table {name}")
            found.append((_order_of(header), layer))
    return [layer for _, layer in sorted(found, key=lambda pair: pair[0])]


def _order_of(header: Mapping[str, Any]) -> int:
    order = header.get("order")
    return order if isinstance(order, int) else 0


def _grouped(
    tables: Tables, name: str, place: str
) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Each layer's header with its items; both name the annotator and the revision."""
    headers: dict[tuple[Any, Any], Mapping[str, Any]] = {}
    items: dict[tuple[Any, Any], list[Mapping[str, Any]]] = {}
    for document in _read_documents(tables, name, _as_mapping, place):
        owner = (str(document.get("annotator")), document.get("revision") or 0)
        if document.get("type") == "layer":
            headers[owner] = document
        else:
            items.setdefault(owner, []).append(document)
    if lost := items.keys() - headers.keys():
        who = ", ".join(sorted(annotator for annotator, _ in lost))
        raise _damaged(place, f"table {name}", f"items of {who} have no layer")
    return [(header, items.get(owner, [])) for owner, header in headers.items()]


def _as_mapping(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return document


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
