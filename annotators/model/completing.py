"""Completing a quote that stands: what is missing is filled in, or another reading is taken."""

from __future__ import annotations

from dataclasses import replace

from annotators.model.items import Quote
from annotators.model.proposals import Proposal, best, propose
from annotators.model.said import propose_contents
from annotators.model.sources import head_mention
from annotators.model.span import Spans
from annotators.model.speaking import gave_speaker, speakers_behind, state_of
from annotators.model.units import Units
from annotators.model.view import View

_CONTENTS = 3
"""How many other contents are listed behind the other readings of a quote."""


def readings(
    view: View, units: Units, quote: Quote, *, by_source: bool = False
) -> tuple[Proposal, ...]:
    """How else the quote can be read, the best first; at most nine.

    Other cues, sources and speakers for its contents, then other contents for
    its source; `by_source` puts these first.
    """
    rest = _without(view, quote)
    told = [p for p in _told(rest, units, quote) if taken(quote, p) != quote]
    said = [
        Proposal(contents=p.contents, because=p.because)
        for p in _said(rest, units, quote)
        if p.contents != quote.contents
    ]
    if by_source:
        return (*said, *told[:_CONTENTS])
    return (*told, *said[:_CONTENTS])


def completion(view: View, units: Units, quote: Quote) -> Quote:
    """The quote with its missing parts from the best proposal; as it is where nothing is known.

    Whatever stands in it stays, and the speaker fits the source that stands.
    """
    rest = _without(view, quote)
    found = _told(rest, units, quote) if quote.contents else _said(rest, units, quote)
    filled = quote
    for proposal in found:
        if _agrees(quote.sources, proposal.sources) and _agrees(quote.cues, proposal.cues):
            filled = _filled(quote, proposal)
            break
    return with_speaker(rest, filled)


def taken(quote: Quote, proposal: Proposal) -> Quote:
    """The quote as a proposal reads it; one that has only contents changes only those."""
    if proposal.contents and not (proposal.cues or proposal.sources or proposal.speakers):
        return replace(quote, contents=proposal.contents)
    is_told = bool(proposal.speakers) or proposal.sources != quote.sources
    return replace(
        quote,
        contents=proposal.contents or quote.contents,
        cues=proposal.cues,
        sources=proposal.sources,
        speakers=proposal.speakers if is_told else quote.speakers,
        speaker_state=proposal.state if is_told else quote.speaker_state,
    )


def follow_source(view: View, quote: Quote, changed: Quote) -> Quote:
    """The quote with another source and that one's speaker, unless a person gave the one it has."""
    rest = _without(view, quote)
    if gave_speaker(rest, quote):
        return changed
    heads = (head_mention(view, source) for source in changed.sources)
    known = next((h.entity for h in heads if h and h.entity in view.entities), None)
    if known is None:
        return with_speaker(rest, changed)
    return replace(changed, speakers=(known,), speaker_state=state_of(rest, known))


def with_speaker(view: View, quote: Quote) -> Quote:
    """The quote with who is likely behind its source, where its speaker is undecided."""
    if quote.speakers or quote.speaker_state != "undecided" or not quote.sources:
        return quote
    speaker = next((s for source in quote.sources for s in speakers_behind(view, source)), None)
    if speaker is None:
        return quote
    return replace(quote, speakers=(speaker,), speaker_state=state_of(view, speaker))


def _told(view: View, units: Units, quote: Quote) -> tuple[Proposal, ...]:
    """Cues, sources and speakers for each of the contents; what fits the standing parts first."""
    found = [
        replace(proposal, contents=())
        for contents in quote.contents
        for proposal in propose(view, units, contents)
        if not any(
            part.overlaps(span)
            for part in (*proposal.cues, *proposal.sources)
            for span in quote.contents
        )
    ]
    if not quote.cues:
        said = (proposal for proposal in _said(view, units, quote) if proposal.cues)
        found += [replace(p, contents=(), because="the verb of its source") for p in said]
    fitting = [(_agrees(quote.sources, p.sources), _agrees(quote.cues, p.cues), p) for p in found]
    ordered = sorted(fitting, key=lambda entry: (not entry[0], not entry[1]))
    return best(proposal for *_, proposal in ordered)


def _said(view: View, units: Units, quote: Quote) -> tuple[Proposal, ...]:
    if not quote.sources:
        return ()
    return propose_contents(view, units, quote.sources[0])


def _agrees(standing: Spans, proposed: Spans) -> bool:
    """Whether a part that stands, if it does, is the one that a proposal rests on."""
    return not standing or any(one.overlaps(other) for one in standing for other in proposed)


def _filled(quote: Quote, proposal: Proposal) -> Quote:
    is_open = not quote.speakers and quote.speaker_state == "undecided"
    same_source = quote.sources in {(), proposal.sources}
    takes_speaker = is_open and same_source
    return replace(
        quote,
        contents=quote.contents or proposal.contents,
        cues=quote.cues or proposal.cues,
        sources=quote.sources or proposal.sources,
        speakers=proposal.speakers if takes_speaker else quote.speakers,
        speaker_state=proposal.state if takes_speaker else quote.speaker_state,
    )


def _without(view: View, quote: Quote) -> View:
    """The view as it were without the quote, so that it does not speak for itself."""
    return replace(view, quotes=tuple(known for known in view.quotes if known.id != quote.id))
