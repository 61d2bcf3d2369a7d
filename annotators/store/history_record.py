"""Entries of an article's history as documents, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from annotators.model.change import Edit
from annotators.model.history import Entry, Kind
from annotators.model.items import Entity, Item, Quote
from annotators.model.layer import Purpose
from annotators.model.record import (
    RecordError,
    item_record,
    read_entity,
    read_mention,
    read_quote,
)

_READERS: Mapping[str, Callable[[Mapping[str, Any]], Item]] = {
    "mention": read_mention,
    "entity": read_entity,
    "quote": read_quote,
}


def item_type(item: Item) -> str:
    """The word for an item's sort in the field `type`."""
    if isinstance(item, Quote):
        return "quote"
    return "entity" if isinstance(item, Entity) else "mention"


def read_item(sort: object, record: Mapping[str, Any]) -> Item:
    """The item of that sort in a record; RecordError when it is none."""
    reader = _READERS.get(sort) if isinstance(sort, str) else None
    if reader is None:
        raise RecordError(f'"type" is {sort!r}, not one of {", ".join(_READERS)}')
    return reader(record)


def history_record(entry: Entry) -> dict[str, Any]:
    """An entry as a document, without the fields that say nothing."""
    fields: dict[str, Any] = {
        "number": entry.number,
        "kind": entry.kind,
        "intent": entry.intent,
        "by": entry.by,
        "at": entry.at,
        "edits": [_edit_record(edit) for edit in entry.edits] or None,
        "of": entry.of,
        "purpose": entry.purpose,
        "revision": entry.revision or None,
        "model": entry.model or None,
        "focus": entry.focus or None,
        "finding": entry.finding or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def read_history(record: Mapping[str, Any]) -> Entry:
    """The entry in a document; RecordError when it is none."""
    edits = record.get("edits") or []
    if not isinstance(edits, list):
        raise RecordError('"edits" is to be a list')
    return Entry(
        number=_whole(record, "number"),
        kind=_choice(record, "kind", get_args(Kind)),
        intent=_text(record, "intent"),
        by=_text(record, "by"),
        at=_text(record, "at"),
        edits=tuple(_read_edit(edit) for edit in edits),
        of=_whole(record, "of") if record.get("of") is not None else None,
        purpose=_choice(record, "purpose", (None, *get_args(Purpose))),
        revision=_whole(record, "revision") if "revision" in record else 0,
        model=_text(record, "model"),
        focus=_text(record, "focus"),
        finding=_text(record, "finding"),
    )


def _edit_record(edit: Edit) -> dict[str, Any]:
    known = edit.before or edit.after
    return {
        "type": None if known is None else item_type(known),
        "before": None if edit.before is None else item_record(edit.before),
        "after": None if edit.after is None else item_record(edit.after),
    }


def _read_edit(record: object) -> Edit:
    if not isinstance(record, Mapping):
        raise RecordError('each of "edits" is to be an object')
    sort, before, after = (record.get(name) for name in ("type", "before", "after"))
    return Edit(
        None if before is None else read_item(sort, _mapping(before)),
        None if after is None else read_item(sort, _mapping(after)),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RecordError('"before" and "after" are to be objects')
    return value


def _whole(record: Mapping[str, Any], name: str) -> int:
    value = record.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise RecordError(f'"{name}" is missing or no whole number')
    return value


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name, "")
    if not isinstance(value, str):
        raise RecordError(f'"{name}" is to be text')
    return value


def _choice(record: Mapping[str, Any], name: str, allowed: tuple[Any, ...]) -> Any:
    value = record.get(name)
    if value not in allowed:
        known = ", ".join(word for word in allowed if word)
        raise RecordError(f'"{name}" is {value!r}, not one of {known}')
    return value
