"""What could complete a quote whose contents stand: cue, source and speaker, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from annotators.model.article import Zone
from annotators.model.clauses import Clause, Clauses
from annotators.model.items import Quote, SpeakerState
from annotators.model.patterns import clauses_by_words
from annotators.model.span import Span, Spans, cut, hull
from annotators.model.speaking import speakers_behind, state_of
from annotators.model.units import Units
from annotators.model.variants import variants
from annotators.model.view import View

MOST = 6
"""How many proposals there are at most: what can be read at a glance."""
_FARTHEST = 34
_OTHER_SPEAKER = 2
"""So many clauses come before a second speaker of the same source."""
_STORY = frozenset({"headline", "subhead", "body"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be the rest of a quote; `because` says in words what it rests on.

    `contents` are there where they are proposed too: to a source, or further ones.
    """

    contents: Spans = ()
    cues: Spans = ()
    sources: Spans = ()
    speakers: tuple[str, ...] = ()
    state: SpeakerState = "undecided"
    because: str = ""


NOTHING = Proposal()


def propose(view: View, units: Units, contents: Span) -> tuple[Proposal, ...]:
    """Cue, source and speaker for a span of contents, the best first and none twice."""
    region = paragraph(view, contents)
    found = list(_by_clauses(view, units, region, contents))
    if found and (goes_on := _rest_of_speech(view, region, contents, found[0])) is not None:
        found.insert(0, replace(found[0], contents=(contents, goes_on)))
    if _is_only_quoted(view, region):
        found += _by_paragraph_before(view, units, region)
    found += _same_speaker(view, Span(region.start, contents.start))
    return best(found)


def best(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The first few of some proposals; what says nothing, or the same again, is left out."""
    kept: dict[Proposal, Proposal] = {replace(NOTHING): NOTHING}
    for proposal in found:
        kept.setdefault(replace(proposal, because=""), proposal)
    return tuple(kept.values())[1 : MOST + 1]


def completed(view: View, cue: Span, source: Span, because: str) -> Iterator[Proposal]:
    """A cue and a source with each of the speakers that may be behind it."""
    speakers = speakers_behind(view, source)
    if not speakers:
        yield Proposal(cues=(cue,), sources=(source,), because=because)
    for number, speaker in enumerate(speakers):
        yield Proposal(
            cues=(cue,),
            sources=(source,),
            speakers=(speaker,),
            state=state_of(view, speaker),
            because=f"who else may be “{cut(view.article.text, source)}”" if number else because,
        )


def beside(view: View, region: Span, clause: Span) -> tuple[Span | None, Span | None]:
    """The quotations right before and right after a clause, with no word between."""
    text = view.article.text
    near = [s for s in view.kinds.within(region) if not s.overlaps(clause)]

    def is_joined(start: int, end: int) -> bool:
        return start <= end and not any(sign.isalnum() for sign in text[start:end])

    before = next((s for s in near if is_joined(s.end, clause.start)), None)
    after = next((s for s in near if is_joined(clause.end, s.start)), None)
    return before, after


def paragraph(view: View, span: Span) -> Span:
    """The lines that a span touches."""
    text = view.article.text
    first, last = view.article.zone_at(span.start), view.article.zone_at(span.end - 1)
    start = first.start if first else text.rfind("\n", 0, span.start) + 1
    end = last.end if last else text.find("\n", span.end)
    return Span(min(start, span.start), max(end if end >= 0 else len(text), span.end))


def _rest_of_speech(view: View, region: Span, contents: Span, proposal: Proposal) -> Span | None:
    """The quotation behind the clause that parts it from the contents: one speech, one cue."""
    clause = hull((*proposal.cues, *proposal.sources))
    if clause is None or not proposal.sources:
        return None
    before, after = beside(view, region, clause)
    if before is None or after is None or not before.overlaps(contents):
        return None
    taken = any(part.overlaps(after) for quote in view.quotes for part in quote.contents)
    return None if taken else after


def _by_clauses(view: View, units: Units, region: Span, contents: Span) -> list[Proposal]:
    """What the reporting clauses around the contents give, the nearest clause first."""
    ranked: list[tuple[int, Proposal]] = []
    for place, clause in enumerate(_clauses(view, units, region, contents)):
        for number, proposal in enumerate(_of_clause(view, clause)):
            ranked.append((place + _OTHER_SPEAKER * number, proposal))
        if place == 0:
            others = variants(view.article.text, units.parse, clause, contents)
            for number, variant in enumerate(others):
                ranked += [(number + 1, p) for p in list(_of_clause(view, variant))[:1]]
    return [proposal for _, proposal in sorted(ranked, key=itemgetter(0))]


def _of_clause(view: View, clause: Clause) -> Iterator[Proposal]:
    if clause.source is not None:
        yield from completed(view, clause.cue, clause.source, clause.because)
    else:
        state: SpeakerState = "none" if clause.is_open else "undecided"
        yield Proposal(cues=(clause.cue,), state=state, because=clause.because)


def _clauses(view: View, units: Units, region: Span, contents: Span) -> list[Clause]:
    """The clauses that may report the contents: as the parse has them, then by the words alone."""
    text = view.article.text
    parsed: list[Clause] = []
    if units.parse is not None:
        around = Clauses(text, units.parse).around(region, contents)
        parsed = [c for c in (_settled(view, c, contents) for c in around) if c.cost <= _FARTHEST]
    worded = list(clauses_by_words(text, region, contents))
    tells = any(clause.source or clause.is_open for clause in parsed)
    parsed = [_with_source(clause, worded) for clause in parsed]
    others = [c for c in worded if not any(c.cue.overlaps(known.cue) for known in parsed)]
    groups: tuple[list[Clause], ...] = (parsed, others) if tells else ([*parsed, *worded],)
    if units.parse is not None and not any(groups):
        above = Clauses(text, units.parse).governing(contents)
        groups = ([above],) if above is not None else ()
    return [
        clause
        for group in groups
        for clause in sorted(group, key=lambda clause: (clause.cost, clause.cue))
        if clause.source is None or not clause.source.overlaps(contents)
    ]


def _with_source(clause: Clause, worded: Iterable[Clause]) -> Clause:
    """A clause of which the parse has no source, with that which the words alone tell."""
    if clause.source is not None or clause.is_open:
        return clause
    found = (c.source for c in worded if c.source is not None and c.cue.overlaps(clause.cue))
    source = next((s for s in found if not s.overlaps(clause.cue)), None)
    return clause._replace(source=source)


def _settled(view: View, clause: Clause, contents: Span) -> Clause:
    """A clause inside other quotation marks reports what stands in those."""
    around = [s for s in view.kinds.within(clause.cue) if s.holds(clause.cue)]
    is_inside = any(not stretch.holds(contents) for stretch in around)
    return clause._replace(cost=clause.cost + _FARTHEST) if is_inside else clause


def _by_paragraph_before(view: View, units: Units, region: Span) -> list[Proposal]:
    """What a paragraph that is nothing but quoted has from the one before it."""
    before = _zone_before(view, region.start)
    if before is None:
        return []
    if not view.article.text[: before.end].endswith(":"):
        return _same_speaker(view, before.span)
    clause = _introduction(view, units, before)
    return list(_of_clause(view, clause)) if clause is not None else []


def _introduction(view: View, units: Units, before: Zone) -> Clause | None:
    """The clause that a paragraph ending with a colon introduces a block quote by."""
    text = view.article.text
    end = Span(before.end, before.end)
    found = list(clauses_by_words(text, before.span, end))
    if units.parse is not None:
        last = Span(before.end - 1, before.end)
        found = [*Clauses(text, units.parse).around(before.span, last), *found]
    nearest = min((c for c in found if c.source), key=lambda c: c.cost, default=None)
    if nearest is None:
        return None
    is_beside = not text[nearest.cue.end : before.end - 1].strip()
    return nearest._replace(cue=Span(nearest.cue.start, before.end)) if is_beside else nearest


def _same_speaker(view: View, region: Span) -> list[Proposal]:
    """Who spoke last in a region, for a quotation that has no cue of its own."""
    before = [q for q in view.quotes if q.contents and region.touches(q.contents[-1].end - 1)]
    speaking = [q for q in before if q.speakers]
    if not speaking:
        return []
    last = max(speaking, key=lambda quote: quote.contents[-1].end)
    return [_speaking(last, "who spoke just before")]


def _speaking(quote: Quote, because: str) -> Proposal:
    return Proposal(speakers=quote.speakers, state=quote.speaker_state, because=because)


def _zone_before(view: View, offset: int) -> Zone | None:
    earlier = [z for z in view.article.zones if z.end <= offset and z.kind in _STORY]
    return earlier[-1] if earlier else None


def _is_only_quoted(view: View, region: Span) -> bool:
    stretches = view.kinds.within(region)
    text = view.article.text
    return bool(stretches) and not any(
        text[i].isalnum() and not any(s.touches(i) for s in stretches)
        for i in range(region.start, region.end)
    )
