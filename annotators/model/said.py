"""What a source could be saying: the contents that are proposed to it, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotators.model.clauses import BEFORE_CONTENTS, Clauses
from annotators.model.items import SpeakerState
from annotators.model.naming import SPEECHLESS, form_of
from annotators.model.parse import Parse
from annotators.model.patterns import clauses_by_words
from annotators.model.proposals import Proposal, beside, best, paragraph, propose
from annotators.model.span import Span, Spans, cut, hull, trim
from annotators.model.speaking import speakers_behind, state_of
from annotators.model.units import Units
from annotators.model.view import View

_JOINING = re.compile(r"that\s+", re.IGNORECASE)
_COMPARING = re.compile(r"\s(?:as|than)$")
"""`Later than many expected`: the word that links the two clauses is in neither."""
_BESIDE_HEAD = frozenset({"compound", "det", "amod", "nmod", "nummod", "quantmod"})
_MARKS = "”\"’'»"
_EDGES = ",;:.—– \n"
Reading = tuple[Spans, str]
"""Contents, and what tells so."""


def propose_contents(view: View, units: Units, source: Span) -> tuple[Proposal, ...]:
    """What the phrase in `source` says, each with its cue and speaker, the best first."""
    told = _clause_of(view, units, paragraph(view, source), source)
    cue, complement = told if told is not None else (None, None)
    return _contents_of(view, units, cue, source, complement)


def propose_quote(view: View, units: Units, span: Span) -> tuple[Proposal, ...]:
    """What a new quote of some words could be: of what they report, else with them as contents."""
    return _reported(view, units, span) or propose(view, units, span)


def _reported(view: View, units: Units, cue: Span) -> tuple[Proposal, ...]:
    """What a verb of saying reports, where the words in `cue` are that and no more.

    `reported` in `It was reported that she had left` has no source that `q` could stand on.
    """
    text, parse = view.article.text, units.parse
    if parse is None or not parse.tokens_in(cue) or view.kinds.within(cue):
        return ()
    clauses = Clauses(text, parse)
    found = clauses.of_cue(cue)
    if found is None:
        return ()
    token, clause = found
    complement = clauses.complement(token, clause.source or cue)
    nobody: SpeakerState = "none" if clause.is_open else "undecided"
    return _contents_of(view, units, clause.cue, clause.source, complement, nobody=nobody)


def _contents_of(
    view: View,
    units: Units,
    cue: Span | None,
    source: Span | None,
    complement: Span | None,
    *,
    nobody: SpeakerState = "undecided",
) -> tuple[Proposal, ...]:
    """What could be the contents of a cue and its source, the best first; one of them is there.

    `nobody` is the state of a quote that nobody is found to speak.
    """
    if cue is not None and complement is not None:
        cue, complement = _parted(view, cue, complement)
    parts = [part for part in (cue, source) if part is not None]
    region, around = paragraph(view, parts[0]), hull(parts) or parts[0]
    rest = _rest_of_sentence(view, units, around, region) if cue is not None else ()
    speakers = speakers_behind(view, source)[:1] if source is not None else ()
    found = Proposal(
        cues=(cue,) if cue else (),
        sources=(source,) if source else (),
        speakers=speakers,
        state=state_of(view, speakers[0]) if speakers else nobody,
    )
    return best(
        replace(found, contents=spans, because=because)
        for spans, because in _readings(view, region, around, complement, rest)
        if not any(span.overlaps(part) for span in spans for part in parts)
    )


def source_at(view: View, units: Units, span: Span) -> Span | None:
    """Who says something, where the span is that rather than what is said.

    So are a mention, a pronoun, and what the subject of a reporting verb is. One
    word stands for the whole subject, where it is its head or stands right before it.
    """
    text = view.article.text
    if any(m.span == span and m.label not in SPEECHLESS for m in view.mentions):
        return span
    if form_of(cut(text, span)) == "pronoun":
        return span
    if units.parse is None or not units.parse.tokens_in(span) or view.kinds.within(span):
        return None
    found = Clauses(text, units.parse).of_source(span, known=True)
    source = found[1].source if found is not None else None
    if source is None or source in {span, Span(span.start, span.end + 1)}:
        return None if source is None else span
    return source if _is_word_of(units.parse, span, source) else None


def _is_word_of(parse: Parse, word: Span, phrase: Span) -> bool:
    """Whether a span is the head word of a phrase, or one that stands with it in its name."""
    inside = parse.tokens_in(phrase)
    tokens = parse.tokens_in(word)
    if len(tokens) != 1 or tokens[0] not in inside:
        return False
    token = tokens[0]
    while parse.deps[token] in _BESIDE_HEAD and parse.heads[token] in inside:
        token = parse.heads[token]
    return parse.heads[token] not in inside


def _readings(
    view: View,
    region: Span,
    clause: Span,
    complement: Span | None,
    rest: Iterable[tuple[Span | None, str]],
) -> Iterator[Reading]:
    """What stands beside a clause of cue and source, or is governed by its verb."""
    before, after = beside(view, region, clause)
    speech = next((s for s in (before, after) if s and _is_speech(view, s, clause)), None)
    if speech is not None and speech == before and complement is not None:
        # `“Enough.” She said she would stay`: the quotation is of the sentence before.
        stops = view.article.text[speech.start : speech.end].rstrip(_MARKS).endswith(".")
        speech = None if stops else speech
    if view.article.text[clause.start : region.end].rstrip().endswith(":"):
        yield from _next_paragraph(view, region)
    if before is not None and after is not None:
        yield (before, after), "the quotations on both sides"
    if speech is not None:
        yield (speech,), "the quotation beside it"
    if complement is not None:
        inside = Span(max(complement.start, region.start), min(complement.end, region.end))
        yield from _reading(view, _without_edges(view, inside), "what the verb governs")
    for quotation in (before, after):
        if quotation is not None and quotation != speech:
            yield (quotation,), "the quotation beside it"
    for part, because in rest:
        yield from _reading(view, part, because)
    for quotation in sorted(view.kinds.within(region), key=lambda s: abs(s.start - clause.start)):
        yield (quotation,), "a quotation in the paragraph"
    yield from _next_paragraph(view, region)


def _reading(view: View, span: Span | None, because: str) -> Iterator[Reading]:
    """A span with the rest of the quotations that it cuts, then the span as it is."""
    if span is None:
        return
    cut_ones = [s for s in view.kinds.within(span) if not s.holds(span)]
    whole = hull((span, *cut_ones))
    if whole is not None and whole != span:
        yield (whole,), because
    yield (span,), because


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


def _parted(view: View, cue: Span, complement: Span) -> tuple[Span, Span]:
    """A preposition between the two belongs to the cue, but a `to` before a verb."""
    text = view.article.text
    first = text[complement.start : complement.end].split(maxsplit=1)
    if len(first) > 1 and first[0] in BEFORE_CONTENTS - {"to"} and cue.end < complement.start:
        ends = complement.start + len(first[0])
        if not text[cue.end : complement.start].strip():
            return Span(cue.start, ends), Span(ends, complement.end)
    return cue, complement


def _is_speech(view: View, said: Span, clause: Span) -> bool:
    """Whether a quotation beside a clause is all that it reports."""
    text = view.article.text
    ends = text[said.start : said.end].rstrip(_MARKS)[-1:]
    rest = text[said.end : said.end + 2].strip()
    return ends in ",.?!—" if said.start < clause.start else ends in ".?!—" or not rest


def _rest_of_sentence(
    view: View, units: Units, clause: Span, region: Span
) -> Iterator[tuple[Span | None, str]]:
    """What the sentence says beside the clause: after it, then before it."""
    sentence = units.unit("sentence", clause) or region
    for part, where in (
        (Span(clause.end, sentence.end), "after"),
        (Span(sentence.start, clause.start), "before"),
    ):
        found = trim(view.article.text, part) if part.start < part.end else None
        if found is not None:
            yield _without_edges(view, found), f"the rest of the sentence {where} it"


def _next_paragraph(view: View, region: Span) -> Iterator[Reading]:
    """The quotation that the next paragraph begins with, else all of that paragraph."""
    following = next((z.span for z in view.article.zones if z.start >= region.end), None)
    if following is None:
        return
    for stretch in view.kinds.within(following):
        if stretch.start == following.start:
            yield (stretch,), "the quotation of the next paragraph"
            return
    if view.article.text[: region.end].endswith(":"):
        yield (following,), "the next paragraph"


def _without_edges(view: View, span: Span) -> Span | None:
    """Indirect contents: no joining `that`, no stop or comma at the ends; closing marks stay."""
    text = view.article.text
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    if joins := _JOINING.match(text, start, end):
        start = joins.end()
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if links := _COMPARING.search(text[start:end]):
        end = start + links.start()
    return Span(start, end) if start < end else None
