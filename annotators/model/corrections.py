"""What people put right in a draft, by its sort: the account that decisions leave behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args

from annotators.model.items import ROLES, Entity, Item, Mention, Quote
from annotators.model.layer import Layer
from annotators.model.record import item_record

Fault = Literal["boundary", "wrong role", "wrong speaker", "wrong label", "missed", "spurious"]
FAULTS: tuple[Fault, ...] = get_args(Fault)
"""Every sort of correction, in the order they are told."""


class Correction(NamedTuple):
    """One thing that a draft had wrong, and the item as it was decided."""

    fault: Fault
    item: Item


def corrections(layer: Layer) -> Iterator[Correction]:
    """Every correction in a person's layer, item by item.

    `boundary`: a part of a quote, or a mention, reaches less or more far, or is
    there or not; `wrong role`: the words were another part of the quote; `wrong
    speaker`: other speakers, or another state of them, or a mention of another
    entity; `wrong label`: another label, form or name; `missed`: the draft did
    not have the item; `spurious`: it is none. One item may have several.
    """
    for item in layer.items():
        yield from (Correction(fault, item) for fault in faults_of(item))


def faults_of(item: Item) -> tuple[Fault, ...]:
    """What the draft had wrong about one decided item."""
    decision, was = item.trace.decision, item.trace.was
    if decision == "rejected":
        return ("spurious",)
    if isinstance(item, Entity):
        return _changed(item, was, {"wrong label": ("name", "label")})
    if decision == "added":
        return ("missed",)
    if isinstance(item, Mention):
        fields: dict[Fault, tuple[str, ...]] = {
            "boundary": ("start", "end"),
            "wrong speaker": ("entity",),
            "wrong label": ("form", "label"),
        }
        return _changed(item, was, fields)
    return (*_misplaced(item, was), *_changed(item, was, {"wrong speaker": _SPEAKING}))


_SPEAKING = ("speakers", "speaker_state")


def _changed(
    item: Item, was: Mapping[str, Any] | None, fields: Mapping[Fault, tuple[str, ...]]
) -> tuple[Fault, ...]:
    if was is None:
        return ()
    now = item_record(item)
    return tuple(
        fault
        for fault, names in fields.items()
        if any(name in was and was[name] != now[name] for name in names)
    )


def _misplaced(quote: Quote, was: Mapping[str, Any] | None) -> tuple[Fault, ...]:
    """Whether parts of a quote changed their role, and whether others changed their ends."""
    if was is None:
        return ()
    now = {(role, span.start, span.end) for role in ROLES for span in quote.spans(role)}
    before = {(role, *pair) for role in ROLES for pair in _pairs(was.get(role))}
    new, gone = now - before, before - now
    swapped = {part[1:] for part in new} & {part[1:] for part in gone}
    rest = [part for part in (*new, *gone) if part[1:] not in swapped]
    found: list[Fault] = ["boundary"] if rest else []
    return (*found, "wrong role") if swapped else tuple(found)


def _pairs(value: object) -> Iterator[tuple[int, int]]:
    for pair in value if isinstance(value, list | tuple) else ():
        if isinstance(pair, list | tuple) and len(pair) == 2:  # noqa: PLR2004 - start and end
            yield pair[0], pair[1]
