"""Settling a dispute: one side, the other, both or neither, as a whole or part by part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotators.adjudication.overlay import Dispute, Overlay
from annotators.model import intents
from annotators.model.change import Change, Edit, joined
from annotators.model.deciding import Fresh, decide, with_entity, with_speakers, withdraw
from annotators.model.items import Item, Mention, Quote, Role
from annotators.model.view import View


def take_agreed(view: View, overlay: Overlay, fresh: Fresh) -> Change:
    """Take everything that all sides say and that is still pending."""
    pending = [item for item in overlay.agreed if view.is_pending(item)]
    changes = [intents.accept(view, view.locate(item.id) or item, fresh) for item in pending]
    edits = intents.unrepeated(edit for change in changes for edit in change.edits)
    return joined("take what all sides say", edits)


def take_side(view: View, dispute: Dispute, side: int, fresh: Fresh) -> Change:
    """Take one side's reading and reject the others; that there is nothing is a reading, too."""
    return _take(view, dispute, dispute.of_side(side), f"take side {side + 1}", fresh)


def take_reading(view: View, dispute: Dispute, reading: Quote | Mention, fresh: Fresh) -> Change:
    """Take this reading, whoever has it, and reject the others; other parts of its side stay."""
    return _take(view, dispute.against(reading), [reading], "take a reading", fresh)


def take_all(view: View, dispute: Dispute, fresh: Fresh) -> Change:
    """Take every reading: each is an item of its own."""
    return _take(view, dispute, [v.item for v in dispute.versions], "take all sides", fresh)


def take_none(view: View, dispute: Dispute, fresh: Fresh) -> Change:
    """Say that there is nothing here, whatever the sides say."""
    return _take(view, dispute, [], "take no side", fresh)


def take_mixed(
    view: View, dispute: Dispute, reading: Quote, role: Role, other: Quote, *, fresh: Fresh
) -> Change:
    """Take a reading with the part that another one has for a role, and reject the others."""
    mixed = _with_part(view, reading, role, other)
    return _take(
        view, dispute.against(reading), [mixed], "take a reading with a part of another", fresh
    )


def take_part(view: View, quote: Quote, role: Role, reading: Quote, fresh: Fresh) -> Change:
    """Give a quote the spans that another reading has for a role; a source brings its speaker."""
    return intents.put_quote(view, _with_part(view, quote, role, reading), role, fresh)


def with_rejected(view: View, overlay: Overlay, change: Change, fresh: Fresh) -> Change:
    """A change that rejects the other readings too: what is corrected is thereby taken.

    The first change of all takes what all sides say along.
    """
    touched = {origin for edit in change.edits if (origin := _origin(edit.after))}
    edits = list(change.edits)
    if not view.layer.items():
        agreed = take_agreed(view, overlay, fresh)
        edits += (edit for edit in agreed.edits if _origin(edit.after) not in touched)
    for edit in change.edits:
        made = edit.after
        if edit.before is not None or not isinstance(made, Quote | Mention):
            continue
        dispute = overlay.dispute(made)
        reading = dispute.reading(made) if dispute else None
        if dispute is None or reading is None or made.trace.decision == "rejected":
            continue
        edits += (
            withdraw(view, _standing(view, version.item), fresh)
            for version in dispute.against(reading).versions
            if version.item.id not in touched and view.is_pending(version.item)
        )
    return joined(change.intent, intents.unrepeated(edits))


def _origin(item: Item | None) -> str:
    """The id of what an item was decided from."""
    return item.trace.origin.item if item is not None and item.trace.origin else ""


def give_reason(view: View, dispute: Dispute, reason: str) -> Change:
    """Note on all that was decided in a dispute, what was rejected too, why it was."""
    edits = []
    for version in dispute.versions:
        known = _decided(view, version.item)
        if known is not None:
            noted = replace(known, trace=replace(known.trace, note=reason))
            edits.append(Edit(known, noted))
    return joined("give a reason", edits)


def _with_part(view: View, quote: Quote, role: Role, reading: Quote) -> Quote:
    taken = intents.with_spans(quote, role, reading.spans(role))
    seen = view.as_seen(reading)
    if role == "sources" and isinstance(seen, Quote):
        taken = replace(taken, speakers=seen.speakers, speaker_state=seen.speaker_state)
    return taken


def _take(
    view: View,
    dispute: Dispute,
    wanted: Iterable[Quote | Mention],
    intent: str,
    fresh: Fresh,
) -> Change:
    kept = {item.id: item for item in wanted}
    edits: list[Edit] = []
    for version in dispute.versions:
        item = _standing(view, kept.get(version.item.id, version.item))
        if version.item.id in kept:
            edits += _brought(view, item, fresh)
            edits.append(decide(view, item, fresh))
        else:
            edits.append(withdraw(view, item, fresh))
    return joined(intent, intents.unrepeated(edits))


def _standing(view: View, reading: Quote | Mention) -> Quote | Mention:
    """The reading, as the next decision on it if there was one already."""
    seen, known = view.as_seen(reading), _decided(view, reading)
    return seen if known is None else replace(seen, id=known.id, trace=known.trace)


def _decided(view: View, reading: Quote | Mention) -> Quote | Mention | None:
    """What was decided of a reading, a rejection too."""
    every: Iterable[Quote | Mention] = (*view.layer.quotes.values(), *view.layer.mentions.values())
    origins = ((known, known.trace.origin) for known in every)
    return next((known for known, origin in origins if origin and origin.item == reading.id), None)


def _brought(view: View, item: Quote | Mention, fresh: Fresh) -> list[Edit]:
    if isinstance(item, Quote):
        return with_speakers(view, item, fresh)
    return with_entity(view, item, fresh)
