"""Two copies of one annotation file joined, each changed since a common base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from annotators.errors import CopydeskError
from annotators.store.documents import Document
from annotators.store.dossier_tables import TABLES, group_layers, present_tables
from annotators.store.merging_history import join_histories
from annotators.store.merging_items import Conflict, Three, differing, join_items
from annotators.store.numbering import by_number, numbered
from annotators.store.tinydb_storage import Encoded, Tables, encode

_PURPOSES = ("training", "gold")


@dataclass(frozen=True)
class Merged:
    """The tables of the joined file, and where the copies contradict each other."""

    tables: Tables
    conflicts: tuple[Conflict, ...]


class _Group(NamedTuple):
    """One layer as its documents, and the table that it stands in."""

    table: str
    header: Document
    items: list[Document]


def merge_tables(base: Tables, ours: Tables, theirs: Tables, *, place: str, at: str) -> Merged:
    """Join two copies of an annotation file three-way; an empty base is none.

    What one copy alone changed is taken. Where both changed the same thing
    otherwise, ours stands and theirs is kept too: in a note on the flagged
    item, as a revision of its own, under another number. `at` is the time
    (ISO 8601) that the history has for what was flagged. Raises CopydeskError
    when the copies are of different texts, or one of them is damaged.
    """
    sha256, ours = present_tables(ours, place=f"{place} (ours)")
    other, theirs = present_tables(theirs, place=f"{place} (theirs)")
    base = present_tables(base, place=f"{place} (base)")[1] if base else {}
    if sha256 != other:
        raise CopydeskError(
            "the two copies are of different texts",
            place=place,
            remedy="join the article's text first, then open each copy over it",
        )
    three = Three(*(_layers(tables, place) for tables in (base, ours, theirs)))
    joining = _Joining(three)
    entries: Three[Sequence[Document]] = Three(
        *(_entries(tables, place) for tables in (base, ours, theirs))
    )
    history = join_histories(entries, joining.renumbered, joining.conflicts, at)
    foreign, contradicting = _join_foreign(base, ours, theirs)
    layers = {name: joining.table(name) for name in TABLES[1:4]}
    tables: Tables = {"article": ours["article"], **layers, "history": history, **foreign}
    return Merged(tables, (*joining.conflicts, *contradicting))


def _entries(tables: Tables, place: str) -> list[Document]:
    """The entries of a history; CopydeskError where one is not told by a number."""
    entries = by_number(tables.get("history", {}))
    for entry in entries:
        if not all(isinstance(entry.get(name), int | None) for name in ("number", "of")):
            raise CopydeskError(
                '"number" or "of" of an entry is no number',
                place=f"{place}, table history",
                remedy="take the copy back from git or a backup, or mend it",
            )
    return entries


def _layers(tables: Tables, place: str) -> dict[tuple[str, int], _Group]:
    """Every layer by its annotator and revision; -1 stands for open work."""
    found: dict[tuple[str, int], _Group] = {}
    for table in ("work", *_PURPOSES):
        for header, items in group_layers(tables, table, place):
            revision = -1 if table == "work" else _revision(header)
            found[str(header.get("annotator")), revision] = _Group(table, header, items)
    return found


class _Joining:
    """Joins layer by layer.

    `renumbered` says what our revisions are called where the other copy has
    another layer of the same number.
    """

    def __init__(self, three: Three[dict[tuple[str, int], _Group]]) -> None:
        self.conflicts: list[Conflict] = []
        self.renumbered: dict[tuple[str, int], int] = {}
        self._layers: dict[tuple[str, int], _Group] = {}
        keys = dict.fromkeys(chain(three.ours, three.theirs))
        self._known = {*keys}
        for whose, revision in sorted(keys, key=lambda key: (key[1] < 0, key)):
            key = (whose, revision)
            groups = Three(three.base.get(key), three.ours.get(key), three.theirs.get(key))
            joined = self._join(key, groups)
            if joined is not None:
                self._layers[key] = joined

    def table(self, name: str) -> dict[str, Encoded]:
        """The layers of one table as its documents."""
        finished = [key for key in self._layers if key[1] >= 0]
        finished.sort(key=lambda key: (_order(self._layers[key].header), key))
        lines: list[tuple[str, Encoded]] = []
        for key in (*sorted(set(self._layers) - set(finished)), *finished):
            group = self._layers[key]
            if group.table == name:
                order = {"order": finished.index(key) + 1} if key in finished else {}
                lines += _lines(group._replace(header={**group.header, **order}))
        return numbered(lines)

    def _join(self, key: tuple[str, int], groups: Three[_Group | None]) -> _Group | None:
        base, ours, theirs = groups
        if _same(ours, theirs) or _same(theirs, base):
            return ours
        if _same(ours, base):
            return theirs
        if ours is None or theirs is None:
            self._tell(key, "layer", key[0], "closed in one copy, changed in the other")
            return ours or theirs
        return self._join_work(key, groups) if key[1] < 0 else self._keep_both(key, ours, theirs)

    def _join_work(self, key: tuple[str, int], groups: Three[_Group | None]) -> _Group:
        base, ours, theirs = groups
        assert ours is not None and theirs is not None  # noqa: S101, PT018 - asked before
        items, conflicts = join_items(
            Three(base.items if base else [], ours.items, theirs.items), key[0]
        )
        self.conflicts += conflicts
        header, contradicting = _join_headers(
            base.header if base else {}, ours.header, theirs.header
        )
        if contradicting:
            self._tell(key, "layer", key[0], f"{', '.join(contradicting)} set otherwise")
        owner = {"revision": header["revision"]} if header.get("revision") else {}
        owned = [{k: v for k, v in item.items() if k != "revision"} | owner for item in items]
        return _Group("work", header, owned)

    def _keep_both(self, key: tuple[str, int], ours: _Group, theirs: _Group) -> _Group:
        """Theirs keeps its number, ours gets the next one and so goes on standing."""
        whose, revision = key
        number = max(known for name, known in self._known if name == whose) + 1
        self._known.add((whose, number))
        self.renumbered[key] = number
        self._tell(key, "layer", whose, f"two revisions {revision}; ours is {number} now")
        header = {**ours.header, "revision": number}
        self._layers[whose, number] = ours._replace(
            header=header, items=[{**item, "revision": number} for item in ours.items]
        )
        return theirs

    def _tell(self, key: tuple[str, int], sort: str, item: str, what: str) -> None:
        self.conflicts.append(Conflict(key[0], sort, item, what))


def _join_headers(
    base: Document, ours: Document, theirs: Document
) -> tuple[Document, tuple[str, ...]]:
    """The joined header, and the fields that both copies set otherwise."""
    joined = dict(ours)
    contradicting = []
    for name in differing(ours, theirs):
        if ours.get(name) == base.get(name):
            joined.pop(name, None)
            joined |= {name: theirs[name]} if name in theirs else {}
        elif name == "created":
            joined[name] = min(str(ours.get(name)), str(theirs.get(name)))
        elif theirs.get(name) != base.get(name):
            contradicting.append(name)
    return joined, tuple(contradicting)


def _join_foreign(
    base: Tables, ours: Tables, theirs: Tables
) -> tuple[Tables, tuple[Conflict, ...]]:
    """Tables that are not ours, document by document."""
    joined: Tables = {}
    conflicts = []
    for name in (n for n in dict.fromkeys((*ours, *theirs)) if n not in TABLES):
        three = Three(*(tables.get(name, {}) for tables in (base, ours, theirs)))
        kept: dict[str, Any] = {}
        aside: list[Any] = []
        for number in dict.fromkeys((*three.ours, *three.theirs)):
            was, own, other = (side.get(number) for side in three)
            taken = own if other in (own, was) else other if own == was else own or other
            if taken is not None:
                kept[number] = taken
            if own is not None and own not in (was, other) and other not in (was, None):
                aside.append(other)
                conflicts.append(Conflict("", f"table {name}", number, "changed in both copies"))
        for document in aside:
            kept[str(max((int(n) for n in kept if n.isdecimal()), default=0) + 1)] = document
        joined[name] = kept
    return joined, tuple(conflicts)


def _lines(group: _Group) -> Iterable[tuple[str, Encoded]]:
    whose = f"{group.header.get('annotator')}/{_revision(group.header)}"
    yield f"{whose}/layer", encode(group.header)
    for item in group.items:
        yield f"{whose}/{item.get('type')}/{item.get('id')}", encode(item)


def _same(one: _Group | None, other: _Group | None) -> bool:
    if one is None or other is None:
        return one is other
    place = {"order": None}
    return (one.table, one.header | place, one.items) == (
        other.table, other.header | place, other.items,
    )  # fmt: skip


def _revision(header: Mapping[str, Any]) -> int:
    revision = header.get("revision")
    return revision if isinstance(revision, int) else 0


def _order(header: Mapping[str, Any]) -> int:
    order = header.get("order")
    return order if isinstance(order, int) else 0
