"""Two continuations of one history joined into one."""

from __future__ import annotations

import heapq
import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotators.model.change import Edit
from annotators.model.history import Entry
from annotators.store.documents import Document, read_item_document
from annotators.store.history_record import history_record
from annotators.store.merging_items import Conflict, Three
from annotators.store.tinydb_storage import Encoded, encode


def join_histories(
    three: Three[Sequence[Document]],
    revisions: Mapping[tuple[str, int], int],
    conflicts: Iterable[Conflict],
    at: str,
) -> dict[str, Encoded]:
    """Every entry of both copies once, in the order of time, numbered anew after what they share.

    `revisions` are the new numbers of our finished layers by annotator and old
    number. What was flagged because of a conflict is an entry more, made `at`
    (ISO 8601), for each annotator.
    """
    ours = [_with_revision(entry, revisions) for entry in three.ours]
    shared = _shared(three.ours, three.theirs)
    known: dict[str, deque[Any]] = defaultdict(deque)
    for entry in ours[shared:]:
        known[_said(entry)].append(entry.get("number"))
    missing, twins = [], {}
    for entry in three.theirs[shared:]:
        if known[_said(entry)]:
            twins[entry.get("number")] = known[_said(entry)].popleft()
        else:
            missing.append(("theirs", entry))
    tail = [("ours", entry) for entry in ours[shared:]]
    joined = [*heapq.merge(tail, missing, key=_time), *_flagging(conflicts, at)]
    return _numbered(ours[:shared], joined, twins)


def _numbered(
    shared: Sequence[Document], tail: Sequence[tuple[str, Document]], twins: Mapping[Any, Any]
) -> dict[str, Encoded]:
    table = {str(entry.get("number")): encode(entry) for entry in shared}
    number = max((_number(entry) for entry in shared), default=0)
    renamed: dict[tuple[str, Any], int] = {}
    for side, entry in tail:
        number += 1
        renamed[side, entry.get("number")] = number
        moved = {**entry, "number": number}
        if "of" in entry:
            of = entry["of"]
            source = ("ours", twins[of]) if side == "theirs" and of in twins else (side, of)
            moved["of"] = renamed.get(source, of)
        table[str(number)] = encode(moved)
    return table


def _flagging(conflicts: Iterable[Conflict], at: str) -> Iterator[tuple[str, Document]]:
    edits: dict[str, list[Edit]] = defaultdict(list)
    for conflict in conflicts:
        if conflict.edit is not None:
            before, after = (read_item_document(document) for document in conflict.edit)
            edits[conflict.whose].append(Edit(before, after))
    for whose, made in sorted(edits.items()):
        entry = Entry(
            number=0,
            kind="change",
            intent="flag what a merge found",
            by=whose,
            at=at,
            edits=tuple(made),
        )
        yield "", history_record(entry)


def _time(told: tuple[str, Document]) -> str:
    return str(told[1].get("at", ""))


def _shared(ours: Sequence[Document], theirs: Sequence[Document]) -> int:
    """How many entries at their beginning the two have in common."""
    both = zip(ours, theirs, strict=False)
    return next(
        (n for n, (own, other) in enumerate(both) if own != other), min(len(ours), len(theirs))
    )


def _said(entry: Document) -> str:
    """An entry without its place, which differs where it was joined before."""
    told = {k: v for k, v in entry.items() if k not in {"number", "of", "revision"}}
    return json.dumps(told, sort_keys=True)


def _with_revision(entry: Document, revisions: Mapping[tuple[str, int], int]) -> Document:
    known = entry.get("revision")
    if not isinstance(known, int):
        return entry
    number = revisions.get((str(entry.get("by")), known))
    return entry if number is None else {**entry, "revision": number}


def _number(entry: Document) -> int:
    number = entry.get("number")
    return number if isinstance(number, int) else 0
