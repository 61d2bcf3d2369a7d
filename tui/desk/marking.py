"""What the article view draws: marks in the text and notes in the margin."""

from __future__ import annotations

import re
from functools import lru_cache

from annotators.model.items import Entity, Quote
from annotators.model.span import Span, Spans
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
_ROOM = 13
"""Cells of the margin that a name may take before it is shortened."""
_SHORT = {"– undecided": "– who", "– nobody": "– none"}
_ARTICLE = re.compile(r"^(\d )?(?:the|an?) (?=.)", re.IGNORECASE)
"""What a name in the margin is better understood without, where room is short."""
_GIVEN_NAME = re.compile(r"[A-Z]\w*-[a-z]\w*")
"""A given name in two parts, as Korean ones are written; a double family name has two capitals."""
_NAME_LAYER, _QUOTE_LAYER, _FOUND_LAYER = 1, 2, 3


def marks(session: Session) -> list[Mark]:
    """Every mark of the article: layout, names, parts of quotes, places found."""
    view = session.view
    found = [
        Mark(zone.span, _ZONE_LOOKS[zone.kind])
        for zone in view.article.zones
        if zone.kind in _ZONE_LOOKS
    ]
    found += [_name_mark(m.span, m.label) for m in session.mentions if m.form == "name"]
    for quote in view.quotes:
        suffix = "-pending" if view.is_pending(quote) else ""
        found += _part_marks(quote.contents, quote.cues, quote.sources, suffix)
    length = len(session.searched)
    found += [Mark(Span(at, at + length), "found", _FOUND_LAYER) for at in session.matches]
    return found


# After an edit nearly all marks are as they were.
@lru_cache(maxsize=20_000)
def _name_mark(span: Span, label: str | None) -> Mark:
    return Mark(span, f"name-{label}", _NAME_LAYER)


@lru_cache(maxsize=20_000)
def _part_marks(contents: Spans, cues: Spans, sources: Spans, suffix: str) -> tuple[Mark, ...]:
    return (
        *(Mark(span, f"contents{suffix}", _QUOTE_LAYER) for span in contents),
        *(Mark(span, f"cue{suffix}", _QUOTE_LAYER + 1) for span in cues),
        *(Mark(span, f"source{suffix}", _QUOTE_LAYER + 1) for span in sources),
    )


class Notes:
    """The notes in the margin; after an edit only those of changed quotes are made anew."""

    def __init__(self) -> None:
        self._about: object = None
        self._kept: dict[str, tuple[Quote, bool, MarginNote]] = {}

    def of(self, session: Session) -> list[MarginNote]:
        """A note for each quote."""
        view = session.view
        about = (view.entities, view.parents, session.overlay)
        before = self._kept if about == self._about else {}
        self._about, self._kept = about, {}
        for quote in view.quotes:
            pending, known = view.is_pending(quote), before.get(quote.id)
            if known is None or known[0] is not quote or known[1] != pending:
                known = (quote, pending, note_of(session, quote))
            self._kept[quote.id] = known
        return [note for _, _, note in self._kept.values()]


def note_of(session: Session, quote: Quote) -> MarginNote:
    """Who speaks a quote, as the margin says it; where layers differ, whose reading it is."""
    view, whose = session.view, _whose(session, quote)
    label = _ARTICLE.sub(r"\1", speaker_label(view, quote))
    short = _SHORT.get(label, label)
    known = next((view.entities[s] for s in quote.speakers if s in view.entities), None)
    if known is not None and known.label == "PERSON":
        short = label.replace(known.name, one_word(known))
        label = label.replace(known.name, initialled(known)) if len(label) > _ROOM else label
    return MarginNote(
        span=quote.hull,
        label=whose + label,
        state=_state(view, quote),
        flag=quote.trace.flag,
        short=whose + short,
    )


def _whose(session: Session, quote: Quote) -> str:
    """`‹` for a reading of the left layer, `›` for one of the right; "" for what is settled."""
    overlay = session.overlay
    dispute = overlay.dispute(quote) if overlay and session.view.is_pending(quote) else None
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
