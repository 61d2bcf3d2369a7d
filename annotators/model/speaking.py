"""Who is behind a source: the entities that it may stand for, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotators.model.items import Quote, SpeakerState
from annotators.model.naming import form_of
from annotators.model.sources import entity_called, head_mention, mentions_in
from annotators.model.span import Span, cut
from annotators.model.view import View

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
    """What the source calls whoever speaks, as it stands; None for a pronoun or a known name."""
    for source in quote.sources[:1]:
        name = cut(view.article.text, source).strip(" ,;:–—")
        if name and form_of(name) != "pronoun" and entity_called(view, name) is None:
            return name
    return None


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
