"""What a list of articles shows of an annotation file, without reading all of it."""

from __future__ import annotations

from dataclasses import dataclass

from annotators.model.again import second_name
from annotators.model.layer import Layer
from annotators.store.documents import Document
from annotators.store.dossier_tables import group_layers, present_tables, read_group
from annotators.store.tinydb_storage import Tables


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One annotator's part of an annotation file.

    `layer` is their open layer, else the finished one that stands, with
    nothing but its quotes; `flags` counts all its items with a flag. `changed`
    is when they last did anything (ISO 8601). `annotator` is None when nobody
    did. `others` have layers of their own.
    """

    sha256: str
    annotator: str | None
    layer: Layer | None
    flags: int
    is_open: bool
    changed: str
    others: tuple[str, ...]


def read_outline(tables: Tables, annotator: str | None, *, place: str) -> Outline:
    """The outline for an annotator; for None, for whoever worked at the article last.

    Raises CopydeskError, with `place`, for what is broken or newer.
    """
    sha256, tables = present_tables(tables, place=place)
    work = {
        _whose(header): (header, items) for header, items in group_layers(tables, "work", place)
    }
    finished: dict[str, tuple[Document, list[Document]]] = {}
    for name in ("training", "gold"):
        for header, items in group_layers(tables, name, place):
            known = finished.get(_whose(header))
            if known is None or _revision(known[0]) < _revision(header):
                finished[_whose(header)] = (header, items)
    entries = [entry for entry in tables.get("history", {}).values() if isinstance(entry, dict)]
    names = sorted({*work, *finished})
    if annotator is None:
        annotator = str(entries[-1].get("by", "")) if entries else next(iter(names), None)
    again = second_name(annotator or "")
    if again in work:
        annotator = again
    group = work.get(annotator or "") or finished.get(annotator or "")
    header, items = group or ({}, [])
    quotes = [item for item in items if item.get("type") == "quote"]
    layer = read_group(header, quotes, place) if group else None
    own = [str(entry.get("at", "")) for entry in entries if entry.get("by") == annotator]
    created = layer.header.created if layer else ""
    return Outline(
        sha256=sha256,
        annotator=annotator,
        layer=layer,
        flags=sum(bool(item.get("flag")) for item in items),
        is_open=annotator in work,
        changed=own[-1] if own else created,
        others=tuple(name for name in names if name != annotator),
    )


def _whose(header: Document) -> str:
    return str(header.get("annotator"))


def _revision(header: Document) -> int:
    revision = header.get("revision")
    return revision if isinstance(revision, int) else 0
