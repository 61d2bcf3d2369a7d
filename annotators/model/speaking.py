"""Who is behind a source: the entities that it may stand for, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotators.model.items import Quote, SpeakerState
from annotators.model.naming import form_of
from annotators.model.sources import (
    entities_called,
    entity_called,
    has_preposition,
    head_mention,
    mentions_in,
)
from annotators.model.span import Span, cut
from annotators.model.view import View

_ARTICLES = {"", "the", "The"}
_AROUND = " ,;:–—"
_BEHIND_NAME = re.compile(r"[,(]|\s[-–—]+\s|\s(?:who|which|that)\s")
_CAPITALS = re.compile(
    r"(?:(?<=^)|(?<=\s))[A-Z][\w.’'-]*(?:\s(?:(?:al|bin|da|de|del|der|van|von)\s)*[A-Z][\w.’'-]*)*$"
)
"""The words with capitals that a phrase ends with."""
_GENDERS = ({"he", "him", "his"}, {"she", "her", "hers"})


def speakers_behind(view: View, source: Span) -> tuple[str, ...]:
    """Ids of the entities that a source may stand for, the likeliest first.

    By the mention that heads it, by its name, or for a pronoun by who spoke before it.
    """
    return tuple(dict.fromkeys(_candidates(view, source)))


def state_of(view: View, speaker: str) -> SpeakerState:
    """Unnamed where another quote has the speaker so, else known."""
    states: Iterable[Quote] = (quote for quote in view.quotes if speaker in quote.speakers)
    return next((q.speaker_state for q in states if q.speaker_state == "unnamed"), "known")


def name_in_source(view: View, quote: Quote) -> str | None:
    """What the source calls whoever speaks: the name in it, else the phrase as it stands.

    None for a pronoun or a known name.
    """
    for source in quote.sources[:1]:
        phrase = cut(view.article.text, source).strip(_AROUND)
        name = _own_name(view, source) or phrase
        if name and form_of(phrase) != "pronoun" and entity_called(view, name) is None:
            return name
    return None


def new_name(view: View, quote: Quote) -> tuple[str, str | None] | None:
    """The proper name of whoever speaks, and its label, where nobody bears it yet; else None.

    A capital at the beginning of a sentence makes no name, but for a word that has one elsewhere.
    """
    source = next(iter(quote.sources), None)
    name = _own_name(view, source) if source is not None else None
    if source is None or name is None or entities_called(view, name):
        return None
    text = view.article.text
    named = (m for m in mentions_in(view, source) if m.form == "name")
    mention = next((m for m in named if cut(text, m.span) == name), None)
    inside = re.compile(rf"[\w,;] {re.escape(name)}(?!\w)")
    if mention is None and " " not in name and not inside.search(text):
        return None
    return name, mention.label if mention is not None else None


def _own_name(view: View, source: Span) -> str | None:
    """The name that a phrase says of itself: no title before it, no apposition behind.

    `Boeing` is not the name of `a spokesman for Boeing`.
    """
    phrase = cut(view.article.text, source)
    head = _BEHIND_NAME.split(phrase.lstrip(_AROUND), maxsplit=1)[0].strip(_AROUND)
    start = source.start + phrase.index(head)
    end = start + len(head)
    names = (m.span for m in mentions_in(view, source) if m.form == "name" and m.span.end == end)
    marked = max(names, key=lambda span: span.length, default=None)
    is_all = marked is not None and view.article.text[start : marked.start].strip() in _ARTICLES
    if has_preposition(head) and not is_all:
        return None
    if marked is not None:
        return cut(view.article.text, marked)
    found = _CAPITALS.search(head)
    return found.group() if found else None


def gave_speaker(view: View, quote: Quote) -> bool:
    """Whether a person said who speaks, and not the model or the source that stands.

    `view` is to be without the quote, which would else speak for itself.
    """
    trace = quote.trace
    if trace.decision is None or trace.bulk:
        return False
    if not quote.speakers and quote.speaker_state == "undecided":
        return False
    if any(speakers_behind(view, source)[:1] == quote.speakers for source in quote.sources):
        return trace.decision == "accepted"
    return trace.was is None or has_other_speaker(quote)


def has_other_speaker(quote: Quote) -> bool:
    """Whether a decided quote has another speaker than the draft gave it."""
    was = quote.trace.was or {}
    return (list(quote.speakers), quote.speaker_state) != (
        list(was.get("speakers", ())),
        was.get("speaker_state"),
    )


def _candidates(view: View, source: Span) -> Iterator[str]:
    head = head_mention(view, source)
    if head is not None and head.entity is not None:
        yield head.entity
    text = cut(view.article.text, source)
    if form_of(text) == "pronoun":
        yield from _who_spoke(view, source.start, text.casefold())
        return
    names = (cut(view.article.text, m.span) for m in mentions_in(view, source) if m.form == "name")
    for name in (text, text.partition(",")[0], *names):
        called = entity_called(view, name)
        if called is not None:
            yield called.id


def _who_spoke(view: View, before: int, pronoun: str) -> Iterator[str]:
    """Those who spoke before an offset and whom a pronoun may stand for, the last one first."""
    for quote in reversed([q for q in view.quotes if q.start < before]):
        for speaker in quote.speakers:
            if speaker in view.entities and _may_be(view, speaker, pronoun):
                yield speaker


def _may_be(view: View, speaker: str, pronoun: str) -> bool:
    label = view.entities[speaker].label
    own = next((gender for gender in _GENDERS if pronoun in gender), None)
    if own is None:
        return pronoun not in {"it", "its"} or label != "PERSON"
    if label not in {"PERSON", None}:
        return False
    known = {
        cut(view.article.text, m.span).casefold() for m in view.mentions if m.entity == speaker
    }
    return not any(known & gender for gender in _GENDERS if gender is not own)
