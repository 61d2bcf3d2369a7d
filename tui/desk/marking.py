"""What the article view draws: marks in the text and notes in the margin."""

from __future__ import annotations

from collections.abc import Iterator

from annotators.model.items import Quote
from annotators.model.span import Span
from annotators.model.view import View
from tui.session.session import Session
from tui.widgets.margin import MarginNote, NoteState
from tui.widgets.paint import Mark

_ZONE_LOOKS = {
    "headline": "headline",
    "byline": "boilerplate",
    "published": "boilerplate",
    "updated": "boilerplate",
    "source": "boilerplate",
    "subhead": "subhead",
}
_LOOKS = {"contents": "contents", "cues": "cue", "sources": "source"}
_NAME_LAYER, _QUOTE_LAYER, _FOUND_LAYER = 1, 2, 3


def marks(session: Session) -> list[Mark]:
    """Every mark of the article: layout, names, parts of quotes, places found."""
    view = session.view
    found = [
        Mark(zone.span, _ZONE_LOOKS[zone.kind])
        for zone in view.article.zones
        if zone.kind in _ZONE_LOOKS
    ]
    found += [
        Mark(m.span, f"name-{m.label}", _NAME_LAYER) for m in view.mentions if m.form == "name"
    ]
    found += _quote_marks(view)
    length = len(session.searched)
    found += [Mark(Span(at, at + length), "found", _FOUND_LAYER) for at in session.matches]
    return found


def _quote_marks(view: View) -> Iterator[Mark]:
    for quote in view.quotes:
        suffix = "-pending" if view.is_pending(quote) else ""
        for role, span in quote.parts:
            layer = _QUOTE_LAYER + (role != "contents")
            yield Mark(span, _LOOKS[role] + suffix, layer)


def notes(view: View) -> list[MarginNote]:
    """A note in the margin for each quote."""
    return [note_of(view, quote) for quote in view.quotes]


def note_of(view: View, quote: Quote) -> MarginNote:
    """Who speaks a quote, as the margin says it."""
    label = speaker_label(view, quote)
    first, _, rest = label.partition(" ")
    short = f"{first} {rest.split()[-1]}" if first.isdigit() and rest else label
    return MarginNote(
        span=_reach(quote),
        label=label,
        state=_state(view, quote),
        flag=quote.trace.flag,
        short=short,
    )


def speaker_label(view: View, quote: Quote) -> str:
    """The digit and name of the speakers, or what is known instead."""
    known = [view.entities[s] for s in quote.speakers if s in view.entities]
    if known:
        more = f" +{len(known) - 1}" if len(known) > 1 else ""
        digit = f"{known[0].digit} " if known[0].digit else ""
        return f"{digit}{known[0].name}{more}"
    return {"none": "– nobody given", "unnamed": "– unnamed"}.get(quote.speaker_state, "– who?")


def _reach(quote: Quote) -> Span:
    return quote.hull


def _state(view: View, quote: Quote) -> NoteState:
    pending = view.is_pending(quote)
    if quote.id in view.parents:
        return "nested-pending" if pending else "nested"
    return "pending" if pending else "decided"
