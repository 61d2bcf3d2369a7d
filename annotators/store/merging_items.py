"""The items of one layer joined three-way, one by one."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from annotators.store.documents import WORDS, Document

_T = TypeVar("_T")

Key = tuple[str, str]
"""An item's sort and id."""

_NO_DECISION = frozenset({"id", "at", "speaker_names", "revision", *WORDS})
"""Fields in which two copies of one decision may differ."""


class Three(NamedTuple, Generic[_T]):
    """The same thing in the common base and in the two copies."""

    base: _T
    ours: _T
    theirs: _T


@dataclass(frozen=True)
class Conflict:
    """What the two copies say otherwise about one thing of one annotator."""

    whose: str
    sort: str
    item: str
    what: str
    edit: tuple[Document, Document] | None = None
    """The item that is kept, before and after it was flagged."""

    def __str__(self) -> str:
        """One line, as a person reads it."""
        whose = f" of {self.whose}" if self.whose else ""
        return f"{self.sort} {self.item}{whose}: {self.what}"


def join_items(
    three: Three[Sequence[Document]], whose: str
) -> tuple[list[Document], list[Conflict]]:
    """The documents of both copies, ours first where they are new, and the conflicts.

    Two decisions on the same draft item are one item, whatever their ids. What
    both changed otherwise is ours, flagged, with theirs in its note.
    """
    base, ours, theirs = _by_identity(three)
    joined: list[Document] = []
    conflicts: list[Conflict] = []
    for key in dict.fromkeys((*ours, *theirs)):
        kept, said, note = _join(base.get(key), ours.get(key), theirs.get(key))
        if kept is None:
            continue
        if said:
            flagged = _flagged(kept, note)
            conflicts.append(Conflict(whose, *key, said, (kept, flagged)))
            kept = flagged
        joined.append(kept)
    return _with_entities(joined, three), conflicts


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The names of the fields in which two documents differ."""
    return [name for name in dict.fromkeys((*one, *other)) if one.get(name) != other.get(name)]


def _join(
    was: Document | None, own: Document | None, other: Document | None
) -> tuple[Document | None, str, str]:
    """What is kept of one item; where the copies contradict each other, how, and a note of it."""
    if other in (own, was):
        return own, "", ""
    if own == was:
        return other, "", ""
    if own is None or other is None:
        said = "deleted in one copy, changed in the other"
        return own or other, said, f"merge: {said}"
    fields = [name for name in differing(own, other) if name not in _NO_DECISION]
    told = json.dumps({name: other.get(name) for name in fields}, ensure_ascii=False)
    said = f"{', '.join(fields)} changed in both copies" if fields else ""
    return own, said, f"merge: the other copy has {told}"


def _flagged(item: Document, note: str) -> Document:
    known = item.get("note")
    return {**item, "flag": True, "note": f"{known}; {note}" if known else note}


def _by_identity(three: Three[Sequence[Document]]) -> Three[dict[Key, Document]]:
    """Each side's items by sort and id; what both made alike has our id."""
    sides = Three(*({_key(item): item for item in side} for side in three))
    ours = {
        meaning: key
        for key, item in sides.ours.items()
        if key not in sides.base and key not in sides.theirs
        for meaning in _meanings(item)
    }
    theirs: dict[Key, Document] = {}
    for key, item in sides.theirs.items():
        twin = None
        if key not in sides.base and key not in sides.ours:
            twin = next((ours[m] for m in _meanings(item) if m in ours), None)
        theirs[key if twin is None or twin in theirs else twin] = item
    return Three(sides.base, sides.ours, theirs)


def _key(item: Document) -> Key:
    return str(item.get("type")), str(item.get("id"))


def _meanings(item: Document) -> list[Hashable]:
    """What tells that two new items are one: the draft item they decide on, or the same words."""
    sort, origin = item.get("type"), item.get("from")
    if sort == "entity":
        return []
    found: list[Hashable] = []
    if isinstance(origin, dict):
        found.append((sort, "from", str(origin.get("draft")), str(origin.get("item"))))
    if sort == "quote" and item.get("contents"):
        found.append((sort, json.dumps([item.get("contents"), item.get("cues")])))
    return found


def _with_entities(items: list[Document], three: Three[Sequence[Document]]) -> list[Document]:
    """The items, with the entities that they name though one copy deleted them."""
    there = {item.get("id") for item in items if item.get("type") == "entity"}
    named = {
        name
        for item in items
        for name in (*(item.get("speakers") or ()), item.get("entity"))
        if isinstance(name, str)
    }
    known = {
        item.get("id"): item for side in three for item in side if item.get("type") == "entity"
    }
    return [*items, *(known[name] for name in sorted(named - there) if name in known)]
