"""What could complete a quote of which a person has marked one part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotators.model.article import Zone
from annotators.model.clauses import Clause, Clauses
from annotators.model.items import Quote, SpeakerState
from annotators.model.naming import form_of
from annotators.model.patterns import clauses_by_words
from annotators.model.sources import entity_called, head_mention, mentions_in
from annotators.model.span import Span, Spans, cut, hull, trim
from annotators.model.units import Units
from annotators.model.view import View

_FARTHEST = 34
_STORY = frozenset({"headline", "subhead", "body"})
_GENDERS = ({"he", "him", "his"}, {"she", "her", "hers"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be the rest of a quote; `because` says in words what it rests on."""

    cues: Spans = ()
    sources: Spans = ()
    speakers: tuple[str, ...] = ()
    state: SpeakerState = "undecided"
    because: str = ""


NOTHING = Proposal()


def propose(view: View, units: Units, contents: Span) -> Proposal:
    """Cue, source and speaker for a span that a person marked as contents."""
    region = _paragraph(view, contents)
    clause = _best_clause(view, units, region, contents)
    if clause is None and _is_only_quoted(view, region):
        before = _zone_before(view, region.start)
        if before is not None and view.article.text[: before.end].endswith(":"):
            clause = _introduction(view, units, before)
        elif before is not None:
            return _same_speaker(view, before.span)
    if clause is None:
        return _same_speaker(view, Span(region.start, contents.start))
    return _completed(view, clause)


def propose_contents(view: View, units: Units, source: Span) -> Span | None:
    """What the phrase in `source` says: a quotation beside it, else a clause or a sentence part."""
    region = _paragraph(view, source)
    clause = _clause_of(view, units, region, source)
    if clause is None:
        return None
    cue, complement = clause
    around = hull((cue, source)) or source
    said = _quotation_beside(view, around, region)
    if said is not None and _is_speech(view, said, around):
        return said
    if complement is not None:
        inside = Span(max(complement.start, region.start), min(complement.end, region.end))
        return _with_marks(view, _without_stop(view, inside), source)
    return said or _with_marks(view, _rest_of_sentence(view, units, around, region), source)


def _best_clause(view: View, units: Units, region: Span, contents: Span) -> Clause | None:
    text = view.article.text
    found: list[Clause] = []
    if units.parse is not None:
        around = Clauses(text, units.parse).around(region, contents)
        found = [_settled(view, clause, contents) for clause in around]
    found = [clause for clause in found if clause.cost <= _FARTHEST]
    if not any(clause.source or clause.is_open for clause in found):
        found += clauses_by_words(text, region, contents)
    free = [c for c in found if c.source is None or not c.source.overlaps(contents)]
    return min(free, key=lambda clause: (clause.cost, clause.cue), default=None)


def _settled(view: View, clause: Clause, contents: Span) -> Clause:
    """A clause inside other quotation marks reports what stands in those."""
    around = [s for s in view.kinds.within(clause.cue) if s.holds(clause.cue)]
    is_inside = any(not stretch.holds(contents) for stretch in around)
    return clause._replace(cost=clause.cost + _FARTHEST) if is_inside else clause


def _introduction(view: View, units: Units, before: Zone) -> Clause | None:
    """The clause that a paragraph ending with a colon introduces a block quote by."""
    text = view.article.text
    end = Span(before.end, before.end)
    found = list(clauses_by_words(text, before.span, end))
    if units.parse is not None:
        last = Span(before.end - 1, before.end)
        found = [*Clauses(text, units.parse).around(before.span, last), *found]
    best = min((c for c in found if c.source), key=lambda c: c.cost, default=None)
    if best is None:
        return None
    is_beside = not text[best.cue.end : before.end - 1].strip()
    return best._replace(cue=Span(best.cue.start, before.end)) if is_beside else best


def _completed(view: View, clause: Clause) -> Proposal:
    cues = (clause.cue,)
    if clause.source is None:
        state: SpeakerState = "none" if clause.is_open else "undecided"
        return Proposal(cues, state=state, because=clause.because)
    speaker = _speaker(view, clause.source)
    if speaker is None:
        return Proposal(cues, (clause.source,), because=clause.because)
    state = _state_of(view, speaker)
    return Proposal(cues, (clause.source,), (speaker,), state, clause.because)


def _speaker(view: View, source: Span) -> str | None:
    """The entity behind a source: of a mention in it, by its name, or who spoke last."""
    head = head_mention(view, source)
    if head is not None:
        return head.entity
    text = cut(view.article.text, source)
    if form_of(text) == "pronoun":
        return _who_spoke(view, source.start, text.casefold())
    called = entity_called(view, text)
    if called is not None:
        return called.id
    names = (cut(view.article.text, m.span) for m in mentions_in(view, source) if m.form == "name")
    found = (entity_called(view, name) for name in names)
    return next((entity.id for entity in found if entity is not None), None)


def _who_spoke(view: View, before: int, pronoun: str) -> str | None:
    """The last speaker before an offset whom a pronoun may stand for."""
    for quote in reversed([q for q in view.quotes if q.start < before]):
        for speaker in quote.speakers:
            if speaker in view.entities and _may_be(view, speaker, pronoun):
                return speaker
    return None


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


def _same_speaker(view: View, region: Span) -> Proposal:
    """Who spoke last in a region, for a quotation that has no cue of its own."""
    before = [q for q in view.quotes if q.contents and region.touches(q.contents[-1].end - 1)]
    speaking = [q for q in before if q.speakers]
    if not speaking:
        return NOTHING
    last = max(speaking, key=lambda quote: quote.contents[-1].end)
    return Proposal((), (), last.speakers, last.speaker_state, "who spoke just before")


def _state_of(view: View, speaker: str) -> SpeakerState:
    states: Iterable[Quote] = (quote for quote in view.quotes if speaker in quote.speakers)
    return next((q.speaker_state for q in states if q.speaker_state == "unnamed"), "known")


def _paragraph(view: View, span: Span) -> Span:
    """The lines that a span touches."""
    text = view.article.text
    first, last = view.article.zone_at(span.start), view.article.zone_at(span.end - 1)
    start = first.start if first else text.rfind("\n", 0, span.start) + 1
    end = last.end if last else text.find("\n", span.end)
    return Span(min(start, span.start), max(end if end >= 0 else len(text), span.end))


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


def _clause_of(
    view: View, units: Units, region: Span, source: Span
) -> tuple[Span, Span | None] | None:
    """The cue that a source goes with, and the clause it governs where a parse tells."""
    text = view.article.text
    if units.parse is not None and units.parse.tokens_in(source):
        clauses = Clauses(text, units.parse)
        found = clauses.of_source(source)
        if found is not None:
            token, clause = found
            return clause.cue, clauses.complement(token, source)
    for edge in (Span(source.start, source.start), Span(source.end, source.end)):
        near = [c for c in clauses_by_words(text, region, edge) if not c.cue.overlaps(source)]
        if near:
            return near[0].cue, None
    return None


def _quotation_beside(view: View, clause: Span, region: Span) -> Span | None:
    """The quotation that stands right beside a clause, before it or after it."""
    text = view.article.text
    beside = [s for s in view.kinds.within(region) if not s.overlaps(clause)]
    for stretch in beside:
        gap = text[stretch.end : clause.start] if stretch.end <= clause.start else None
        if gap is not None and not any(sign.isalnum() for sign in gap):
            return stretch
    for stretch in beside:
        gap = text[clause.end : stretch.start] if clause.end <= stretch.start else None
        if gap is not None and not any(sign.isalnum() for sign in gap):
            return stretch
    return None


def _is_speech(view: View, said: Span, clause: Span) -> bool:
    """Whether a quotation beside a clause is all that it reports."""
    text = view.article.text
    ends = text[said.start : said.end].rstrip("”\"’'»")[-1:]
    rest = text[said.end : said.end + 2].strip()
    return ends in ",.?!—" if said.start < clause.start else ends in ".?!—" or not rest


def _with_marks(view: View, span: Span | None, source: Span) -> Span | None:
    """The span with the rest of the quotations that it cuts, as far as the source lets it."""
    if span is None or span.overlaps(source):
        return None
    cut_ones = [s for s in view.kinds.within(span) if not s.holds(span)]
    whole = hull((span, *cut_ones))
    return span if whole is None or whole.overlaps(source) else whole


def _rest_of_sentence(view: View, units: Units, clause: Span, region: Span) -> Span | None:
    """What the sentence says beside the clause: after it, else before it."""
    sentence = units.unit("sentence", clause) or region
    for part in (Span(clause.end, sentence.end), Span(sentence.start, clause.start)):
        found = trim(view.article.text, part) if part.start < part.end else None
        if found is not None and (inner := _without_stop(view, found)) is not None:
            return inner
    return None


def _without_stop(view: View, span: Span) -> Span | None:
    """Indirect contents: no stop or comma at the ends, but closing marks stay."""
    text = view.article.text
    start, end = span
    while start < end and text[start] in ",;:.—– \n":
        start += 1
    while end > start and text[end - 1] in ",;:.—– \n":
        end -= 1
    return Span(start, end) if start < end else None
