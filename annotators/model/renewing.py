"""The view after a change of a few items, without looking at all the others.

An edit has to be on the screen before the finger is up, in an article of any length.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from annotators.model.change import Edit
from annotators.model.items import Mention, Quote
from annotators.model.layer import Layer
from annotators.model.nearby import order
from annotators.model.view import View, shapes_of

_Sort = TypeVar("_Sort", Quote, Mention)


class _Exchange(NamedTuple):
    """A standing item, and what stands in its place; None for nothing."""

    old: Quote | Mention | None
    new: Quote | Mention | None


def renewed(view: View, layer: Layer, edits: Iterable[Edit]) -> View:
    """What `View.of` answers for the layer that the edits made of the view's own.

    It is asked itself where they touch entities, or what else of the draft is pending.
    """
    found = [_exchange(view, edit) for edit in edits]
    exchanges = [exchange for exchange in found if exchange is not None]
    if len(exchanges) < len(found):
        return View.of(view.article, layer, view.draft, kinds=view.kinds)
    gone = {exchange.old.id for exchange in exchanges if exchange.old is not None}
    new = replace(
        view,
        layer=layer,
        quotes=_exchanged(view.quotes, _of(exchanges, Quote)),
        mentions=_exchanged(view.mentions, _of(exchanges, Mention)),
        pending=view.pending - gone if gone & view.pending else view.pending,
    )
    vars(new).update(_handed_on(view, exchanges))
    return new


def _exchange(view: View, edit: Edit) -> _Exchange | None:
    """What an edit exchanges among the standing items; None where more than that may change."""
    before, after = edit.before, edit.after
    if not isinstance(after, Quote | Mention) or not isinstance(before, Quote | Mention | None):
        return None
    origin = after.trace.origin
    if before is not None and (before.trace.origin != origin or type(before) is not type(after)):
        return None
    draft = view.draft.header.draft or "" if view.draft is not None else ""
    own = origin.item if origin is not None and origin.draft == draft else ""
    shapes = {shape for item in (before, after) if item is not None for shape in shapes_of(item)}
    if any(name != own for shape in shapes for name in view.drafted.get(shape, ())):
        return None
    old = view.standing(own if before is None else before.id)
    if before is None and own not in view.pending:
        old = None
    if old is not None and type(old) is not type(after):
        return None
    return _Exchange(old, after if after.trace.decision != "rejected" else None)


def _of(
    exchanges: Iterable[_Exchange], sort: type[_Sort]
) -> list[tuple[_Sort | None, _Sort | None]]:
    """The exchanges of one sort of items."""
    return [
        (old if isinstance(old, sort) else None, new if isinstance(new, sort) else None)
        for old, new in exchanges
        if isinstance(old, sort) or isinstance(new, sort)
    ]


def _exchanged(
    items: tuple[_Sort, ...], pairs: Sequence[tuple[_Sort | None, _Sort | None]]
) -> tuple[_Sort, ...]:
    """Items in their order, some of them exchanged; the very same ones where none is."""
    if not pairs:
        return items
    found = list(items)
    for old, new in pairs:
        if old is not None:
            del found[bisect_left(found, order(old), key=order)]
        if new is not None:
            insort(found, new, key=order)
    return tuple(found)


def _handed_on(view: View, exchanges: Sequence[_Exchange]) -> dict[str, Any]:
    """What was found out about the view before and is true, or nearly so, of the new one."""
    known = vars(view)
    kept: dict[str, Any] = {}
    for name in {"by_digit", "drafted"} & known.keys():
        kept[name] = known[name]
    quotes, mentions = _of(exchanges, Quote), _of(exchanges, Mention)
    for name in {"nesting", "quotes_near"} & known.keys():
        kept[name] = known[name].changed(*_sides(quotes))
    if "mentions_near" in known:
        kept["mentions_near"] = view.mentions_near.changed(*_sides(mentions))
    if "progress" in known:
        kept["progress"] = _progressed(view, quotes)
    if "undecided" in known:
        gone = {id(old) for old, _ in exchanges}
        kept["undecided"] = tuple(item for item in view.undecided if id(item) not in gone)
    if all(old and new and _speak_alike(old, new) for old, new in quotes):
        kept |= {name: known[name] for name in ("cast", "quote_counts") if name in known}
    return kept


def _sides(pairs: Iterable[tuple[_Sort | None, _Sort | None]]) -> tuple[list[_Sort], list[_Sort]]:
    """What is gone, and what is new."""
    every = list(pairs)
    return [old for old, _ in every if old is not None], [n for _, n in every if n is not None]


def _progressed(view: View, pairs: Iterable[tuple[Quote | None, Quote | None]]) -> tuple[int, int]:
    """How many quotes are decided and stand, now that what is new is decided."""
    decided, total = view.progress
    for old, new in pairs:
        decided -= old is not None and old.id not in view.pending
        decided += new is not None
        total += (new is not None) - (old is not None)
    return decided, total


def _speak_alike(one: Quote, other: Quote) -> bool:
    return one.speakers == other.speakers and one.start == other.start
