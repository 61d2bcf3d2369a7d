"""What a person can want of the quotes and speakers, each as a change of their layer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotators.model.change import Change, Edit, joined
from annotators.model.deciding import Fresh, decide, with_entity, with_speakers, withdraw
from annotators.model.items import Entity, Mention, Quote, Role, SpeakerState
from annotators.model.sources import in_sources
from annotators.model.span import Span, cut
from annotators.model.speaking import new_name
from annotators.model.view import View

DIGITS = range(1, 10)


def accept(view: View, item: Quote | Mention, fresh: Fresh) -> Change:
    """Take a pending item as it stands."""
    return joined(f"accept {_sort(item)}", _decided(view, item, fresh))


def accept_all(view: View, items: Iterable[Quote | Mention], fresh: Fresh) -> Change:
    """Take all that are left at once; each is marked `bulk`, which bars gold."""
    every = tuple(items)
    edits = [decide(view, item, fresh, bulk=True) for item in every]
    for item in every:
        edits += _brought(view, item, fresh)
    return joined("accept all that are left", unrepeated(edits))


def reject(view: View, item: Quote | Mention, fresh: Fresh) -> Change:
    """Say that this is no quote, or no mention."""
    return joined(f"reject {_sort(item)}", [withdraw(view, item, fresh)])


def flag(view: View, item: Quote | Mention, note: str, fresh: Fresh) -> Change:
    """Flag an item with a note; an empty note takes the flag away."""
    flagged = replace(item, trace=replace(item.trace, flag=bool(note), note=note))
    return joined(f"flag {_sort(item)}", _decided(view, flagged, fresh))


def give_speaker(view: View, quote: Quote, entity: Entity, fresh: Fresh) -> Change:
    """Give the quote to an entity, and the pronoun or noun in its source with it."""
    given = replace(
        quote,
        speakers=(entity.id,),
        speaker_state=_state_of(view, entity, quote),
        trace=quote.trace,
    )
    edits: list[Edit] = []
    if entity.id not in view.layer.entities:
        edits.append(decide(view, _with_digit(view, entity), fresh))
    edits += _carried(view, quote, entity, fresh)
    edits += _decided(view, given, fresh)
    return joined(f"give quote to {entity.name}", unrepeated(edits))


def add_speaker(view: View, quote: Quote, entity: Entity, fresh: Fresh) -> Change:
    """Give the quote one more speaker; one of several that it has already is taken away."""
    if entity.id in quote.speakers and len(quote.speakers) > 1:
        speakers = tuple(speaker for speaker in quote.speakers if speaker != entity.id)
    else:
        speakers = tuple(dict.fromkeys((*quote.speakers, entity.id)))
    changed = replace(quote, speakers=speakers, speaker_state="known")
    edits: list[Edit] = []
    if entity.id not in view.layer.entities:
        edits.append(decide(view, _with_digit(view, entity), fresh))
    edits += _decided(view, changed, fresh)
    return joined(f"speaker {entity.name}", unrepeated(edits))


def give_to_mention(view: View, quote: Quote, mention: Mention, fresh: Fresh) -> Change:
    """Give the quote to who a mention refers to; a mention of nobody yet founds an entity."""
    known = view.entities.get(mention.entity or "")
    if known is not None:
        return give_speaker(view, quote, known, fresh)
    entity = new_entity(view, cut(view.article.text, mention.span), fresh, label=mention.label)
    change = give_speaker(view, quote, entity, fresh)
    tied = decide(view, replace(mention, entity=entity.id), fresh)
    return joined(change.intent, unrepeated((*change.edits, tied)))


def new_entity(view: View, name: str, fresh: Fresh, *, label: str | None = None) -> Entity:
    """A new member of the cast under the first free digit; not yet in any layer."""
    return _with_digit(view, Entity(id=fresh("e"), name=name, label=label))


def set_state(view: View, quote: Quote, state: SpeakerState, fresh: Fresh) -> Change:
    """Say that a speaker is unnamed, that nobody is given, or that it is undecided."""
    nameless = tuple(s for s in quote.speakers if not _has_label(view, s))
    speakers = {"known": quote.speakers, "unnamed": nameless}.get(state, ())
    changed = replace(quote, speaker_state=state, speakers=speakers)
    return joined(f"speaker {state}", _decided(view, changed, fresh))


def move_part(  # noqa: PLR0917 - the part is told by three of them
    view: View, quote: Quote, role: Role, old: Span, new: Span, fresh: Fresh
) -> Change:
    """Put one span of a quote somewhere else, or change how far it reaches.

    What it comes to hold of the same role is no span of its own any more.
    """
    spans = (*(s for s in quote.spans(role) if s != old and not new.holds(s)), new)
    changed = with_spans(quote, role, spans)
    return joined(f"move {_ONE[role]}", _decided(view, changed, fresh))


def add_part(view: View, quote: Quote, role: Role, span: Span, fresh: Fresh) -> Change:
    """Give the quote one more span of a role."""
    changed = with_spans(quote, role, (*quote.spans(role), span))
    return joined(f"add {_ONE[role]}", _decided(view, changed, fresh))


def delete_part(view: View, quote: Quote, role: Role, span: Span, fresh: Fresh) -> Change:
    """Take one span out of a quote; without its last contents the quote goes too."""
    left = tuple(s for s in quote.spans(role) if s != span)
    if role == "contents" and not left:
        return joined("delete quote", [withdraw(view, quote, fresh)])
    changed = with_spans(quote, role, left)
    return joined(f"delete {_ONE[role]}", _decided(view, changed, fresh))


def put_quote(view: View, quote: Quote, role: Role, fresh: Fresh) -> Change:
    """Put the quote, with other spans of one role than it had, in the place of what it was."""
    return joined(f"set {_ONE[role]}", _decided(view, quote, fresh))


def read_as(view: View, quote: Quote, read: Quote, fresh: Fresh) -> Change:
    """Put another reading of the quote in its place, or one that is more complete."""
    edits: list[Edit] = []
    speaker = view.entities.get(read.speakers[0]) if read.speakers else None
    if speaker is not None and read.speakers != quote.speakers:
        edits += _carried(view, replace(read, speakers=quote.speakers), speaker, fresh)
    edits += _decided(view, read, fresh)
    return joined("complete quote", unrepeated(edits))


def new_quote(view: View, quote: Quote, fresh: Fresh) -> Change:
    """Put a quote there that the model did not find; its id is to be fresh."""
    return joined("new quote", _decided(view, quote, fresh))


def founding(view: View, change: Change, fresh: Fresh) -> Change:
    """The change, with a new member of the cast for a source that names somebody unheard of."""
    edits: list[Edit] = []
    for edit in change.edits:
        quote = edit.after
        is_open = isinstance(quote, Quote) and quote.speaker_state == "undecided"
        if isinstance(quote, Quote) and is_open and (named := new_name(view, quote)):
            entity = new_entity(view, named[0], fresh, label=named[1])
            edits.append(decide(view, entity, fresh))
            given = replace(quote, speakers=(entity.id,), speaker_state="known")
            edits.append(Edit(edit.before, given))
        else:
            edits.append(edit)
    return joined(change.intent, edits)


def with_spans(quote: Quote, role: Role, spans: Iterable[Span]) -> Quote:
    """The quote with other spans of one role, sorted and without repetition."""
    ordered = tuple(sorted(set(spans)))
    if role == "contents":
        return replace(quote, contents=ordered)
    return replace(quote, cues=ordered) if role == "cues" else replace(quote, sources=ordered)


_ONE: dict[Role, str] = {"contents": "contents", "cues": "cue", "sources": "source"}


def _has_label(view: View, entity_id: str) -> bool:
    entity = view.entities.get(entity_id)
    return entity is not None and entity.label is not None


def _sort(item: Quote | Mention) -> str:
    return "quote" if isinstance(item, Quote) else "mention"


def _decided(view: View, item: Quote | Mention, fresh: Fresh) -> list[Edit]:
    return [*_brought(view, item, fresh), decide(view, item, fresh)]


def _brought(view: View, item: Quote | Mention, fresh: Fresh) -> list[Edit]:
    """What a decision on an item brings along, so that the layer holds whom it refers to."""
    if isinstance(item, Quote):
        return with_speakers(view, item, fresh)
    return with_entity(view, item, fresh)


def unrepeated(edits: Iterable[Edit]) -> list[Edit]:
    """Leave out edits that bring the same thing along a second time."""
    kept: list[Edit] = []
    seen: set[tuple[type, str]] = set()
    for edit in edits:
        item = edit.after or edit.before
        if item is None:
            continue
        origin = item.trace.origin
        key = (type(item), origin.item if origin and edit.before is None else item.id)
        if key not in seen:
            seen.add(key)
            kept.append(edit)
    return kept


def _carried(view: View, quote: Quote, entity: Entity, fresh: Fresh) -> list[Edit]:
    """Nominals and pronouns in the source that meant the old speaker now mean the new one."""
    return [
        decide(view, replace(mention, entity=entity.id), fresh)
        for mention in in_sources(view, quote)
        if mention.form != "name"
        and (mention.entity is None or mention.entity in quote.speakers)
        and mention.entity != entity.id
    ]


def _state_of(view: View, entity: Entity, quote: Quote) -> SpeakerState:
    others = (q for q in view.quotes if q.id != quote.id and entity.id in q.speakers)
    return "unnamed" if any(q.speaker_state == "unnamed" for q in others) else "known"


def _with_digit(view: View, entity: Entity) -> Entity:
    if entity.digit is not None:
        return entity
    free = next((d for d in DIGITS if d not in view.by_digit), None)
    return replace(entity, digit=free)
