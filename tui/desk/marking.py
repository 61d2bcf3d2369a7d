"""What stands in the article and beside it: marks in the text and notes in the margin."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import is_
from typing import TYPE_CHECKING

from annotators.model.items import Entity, Quote
from annotators.model.span import Span
from annotators.model.view import View
from tui.session.session import Session
from tui.widgets.margin import MarginNote, NoteState
from tui.widgets.page import Page
from tui.widgets.paint import Mark

if TYPE_CHECKING:
    from annotators.adjudication.overlay import Overlay

_ZONE_LOOKS = {
    "headline": "headline",
    "byline": "boilerplate",
    "published": "boilerplate",
    "updated": "boilerplate",
    "source": "boilerplate",
    "subhead": "subhead",
}
_ROOM = 13
"""Cells of the margin that a name may take before it is shortened."""
_SHORT = {"– undecided": "– who", "– nobody": "– none"}
_ARTICLE = re.compile(r"^(\d )?(?:the|an?) (?=.)", re.IGNORECASE)
"""What a name in the margin is better understood without, where room is short."""
_GIVEN_NAME = re.compile(r"[A-Z]\w*-[a-z]\w*")
"""A given name in two parts, as Korean ones are written; a double family name has two capitals."""
_NAME_LAYER, _QUOTE_LAYER, _FOUND_LAYER = 1, 2, 3


class DeskPage:
    """What the article view shows of a session as it stands now, asked for where it is in view.

    `rests_on` is what all marks and notes may hang on, besides their own items in `view`.
    """

    def __init__(self, session: Session) -> None:
        self.view = view = session.view
        self._overlay = session.overlay
        self._shows = session.shows
        self._matches, self._searched = session.matches, len(session.searched)
        self.rests_on = (view.entities, view.parents, session.overlay, session.matches)
        self._labels: dict[object, tuple[str, str]] = {}
        self._notes: dict[str, MarginNote] = {}

    def marks(self, span: Span) -> list[Mark]:
        """The marks in a span: layout, names, parts of quotes, places found."""
        view = self.view
        found = [
            Mark(zone.span, _ZONE_LOOKS[zone.kind])
            for zone in view.article.zones_within(span)
            if zone.kind in _ZONE_LOOKS
        ]
        found += [
            Mark(mention.span, f"name-{mention.label}", _NAME_LAYER)
            for mention in view.mentions_near.within(span)
            if mention.form == "name" and self._shows(mention)
        ]
        for quote in view.quotes_near.within(span):
            found += _part_marks(quote, "-pending" if view.is_pending(quote) else "")
        first = bisect_left(self._matches, span.start - self._searched)
        for at in self._matches[first : bisect_left(self._matches, span.end)]:
            found.append(Mark(Span(at, at + self._searched), "found", _FOUND_LAYER))
        return found

    def notes(self, span: Span) -> list[MarginNote]:
        """A note for each quote that reaches into a span."""
        found = self.view.quotes_near.within(span)
        self._notes |= {q.id: self._note(q) for q in found if q.id not in self._notes}
        return [self._notes[quote.id] for quote in found]

    def changes(self, since: Page) -> set[Span] | None:
        """Where quotes and names changed; anywhere, where what all of them rest on did."""
        if not isinstance(since, DeskPage) or not all(map(is_, self.rests_on, since.rests_on)):
            return None
        mine, theirs = self.view, since.view
        quotes = mine.quotes_near.changes(theirs.quotes_near)
        return quotes | mine.mentions_near.changes(theirs.mentions_near)

    def _note(self, quote: Quote) -> MarginNote:
        """Who speaks a quote; where layers differ, whose reading it is."""
        said = quote.speakers, quote.speaker_state
        if said not in self._labels:
            self._labels[said] = _labels(self.view, quote)
        (label, short), whose = self._labels[said], _whose(self.view, self._overlay, quote)
        return MarginNote(
            span=quote.hull,
            label=whose + label,
            state=_state(self.view, quote),
            flag=quote.trace.flag,
            short=whose + short,
        )


def _part_marks(quote: Quote, suffix: str) -> list[Mark]:
    return [
        *(Mark(span, f"contents{suffix}", _QUOTE_LAYER) for span in quote.contents),
        *(Mark(span, f"cue{suffix}", _QUOTE_LAYER + 1) for span in quote.cues),
        *(Mark(span, f"source{suffix}", _QUOTE_LAYER + 1) for span in quote.sources),
    ]


def _labels(view: View, quote: Quote) -> tuple[str, str]:
    """Who speaks, as the margin says it where there is room, and where there is little."""
    label = _ARTICLE.sub(r"\1", speaker_label(view, quote))
    known = next((view.entities[s] for s in quote.speakers if s in view.entities), None)
    if known is None or known.label != "PERSON":
        return label, _SHORT.get(label, label)
    short = label.replace(known.name, one_word(known))
    return label.replace(known.name, initialled(known)) if len(label) > _ROOM else label, short


def _whose(view: View, overlay: Overlay | None, quote: Quote) -> str:
    """`‹` for a reading of the left layer, `›` for one of the right; "" for what is settled."""
    dispute = overlay.dispute(quote) if overlay and view.is_pending(quote) else None
    if dispute is None:
        return ""
    signs = {"‹": dispute.of_side(0), "›": dispute.of_side(1)}
    return "".join(
        sign for sign, said in signs.items() if any(item.id == quote.id for item in said)
    )


def one_word(person: Entity) -> str:
    """The one word the article calls a person by, else the family name.

    That is the last word, or the first where the last is a given name in two parts: `Ri Yong-ho`.
    """
    words = person.name.split()
    called = [alias for alias in person.aliases if alias in words]
    if called:
        return called[-1]
    return words[0] if _GIVEN_NAME.fullmatch(words[-1]) else words[-1]


def initialled(person: Entity) -> str:
    """A person's name with initials for all but what the article calls them by: `T. Corvell`."""
    kept = one_word(person)
    return " ".join(w if w == kept else f"{w[0]}." for w in person.name.split())


def speaker_label(view: View, quote: Quote, *, every: bool = False) -> str:
    """The digit and name of the first speaker and how many more there are, or of `every` one.

    Without a speaker it is what is known instead.
    """
    known = [view.entities[s] for s in quote.speakers if s in view.entities]
    names = [f"{entity.digit} {entity.name}" if entity.digit else entity.name for entity in known]
    if every and names:
        return ", ".join(names)
    if names:
        return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "")
    return {"none": "– nobody", "unnamed": "– unnamed"}.get(quote.speaker_state, "– undecided")


def _state(view: View, quote: Quote) -> NoteState:
    pending = view.is_pending(quote)
    if quote.id in view.parents:
        return "nested-pending" if pending else "nested"
    return "pending" if pending else "decided"
