"""How touching an item makes it a person's decision.

Every intention of `annotators.model.intents` goes through here: whatever a
person changes is thereby decided, keeps where it came from and what it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from annotators.model.change import Edit
from annotators.model.items import Decision, Entity, Item, Mention, Origin, Quote, Trace
from annotators.model.record import item_record
from annotators.model.sources import in_sources
from annotators.model.view import View

Fresh = Callable[[str], str]
"""Makes a new id from the letter of its sort: `q` quote, `m` mention, `e` entity."""

T = TypeVar("T", bound=Item)

_PROVENANCE = {"because", "was", "from", "by", "at", "decision"}


def decide(view: View, item: T, fresh: Fresh, *, bulk: bool = False) -> Edit:
    """The edit that puts `item`, as the person wants it, into their layer.

    `item` has the id of what stood in the view. An item from the draft gets an
    id of its own and keeps the draft's as its origin; entities keep their id,
    so that what refers to them goes on doing so.
    """
    before = view.layer.find(item)
    if before is None and _in_draft(view, item) is None:
        trace = replace(item.trace, decision="added")
        return Edit(None, replace(item, trace=trace))
    if before is not None:
        trace = replace(item.trace, decision=_decision(before, item), bulk=bulk)
        return Edit(before, replace(item, trace=trace))
    return Edit(None, _from_draft(view, item, fresh, bulk=bulk))


def withdraw(view: View, item: Quote | Mention, fresh: Fresh) -> Edit:
    """The edit that rejects an item: a tombstone, or nothing where a person had made it."""
    before = view.layer.find(item)
    if before is not None and before.trace.origin is None:
        return Edit(before, None)
    edit = decide(view, item, fresh)
    assert edit.after is not None  # noqa: S101 - decide always gives an item
    trace = replace(edit.after.trace, decision="rejected")
    return Edit(edit.before, replace(edit.after, trace=trace))


def with_speakers(view: View, quote: Quote, fresh: Fresh) -> list[Edit]:
    """Edits that bring the quote's speakers along, and what in its sources refers to them.

    Names come along only where names are in scope: nobody has judged their labels otherwise.
    """
    names = "entities" in view.layer.header.scope
    edits = [
        decide(view, view.entities[speaker], fresh)
        for speaker in quote.speakers
        if speaker in view.entities and speaker not in view.layer.entities
    ]
    edits.extend(
        decide(view, mention, fresh)
        for mention in in_sources(view, quote)
        if view.is_pending(mention)
        and mention.entity in quote.speakers
        and (names or mention.form != "name")
    )
    return edits


def with_entity(view: View, mention: Mention, fresh: Fresh) -> list[Edit]:
    """The edit that brings the entity of a mention along, where the layer lacks it."""
    entity = view.entities.get(mention.entity or "")
    if entity is None or entity.id in view.layer.entities:
        return []
    return [decide(view, entity, fresh)]


def _in_draft(view: View, item: Item) -> Item | None:
    return view.draft.find(item) if view.draft is not None else None


def _from_draft(view: View, item: T, fresh: Fresh, *, bulk: bool) -> T:
    original = _in_draft(view, item)
    assert original is not None and view.draft is not None  # noqa: S101, PT018
    standing = _standing(view, item) or original
    was = {k: v for k, v in item_record(standing).items() if k not in _PROVENANCE}
    decision: Decision = "accepted" if _same(standing, item) else "corrected"
    trace = Trace(
        decision=decision,
        origin=Origin(view.draft.header.draft or "", original.id),
        was=was,
        note=item.trace.note,
        flag=item.trace.flag,
        bulk=bulk,
    )
    new_id = item.id if isinstance(item, Entity) else fresh("q" if isinstance(item, Quote) else "m")
    return replace(item, id=new_id, trace=trace)


def _standing(view: View, item: Item) -> Item | None:
    """The item as the view shows it, with the draft's entities under the layer's ids."""
    known: Item | None
    known = view.entities.get(item.id) if isinstance(item, Entity) else view.standing(item.id)
    return known if isinstance(known, type(item)) else None


def _decision(before: Item, after: Item) -> Decision:
    was = before.trace.was
    if was is None:
        return "added"
    record = item_record(replace(after, id=str(was.get("id", "")), trace=Trace()))
    kept = {k: v for k, v in was.items() if k in record}
    return "accepted" if record == kept else "corrected"


def _same(one: Item, other: Item) -> bool:
    return replace(one, trace=Trace()) == replace(other, trace=Trace())
