"""spaCy component: who says what by which words, as `Doc._.quotes` and span groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from annotators.extraction.attribution import Attribution, Cue, declare_extensions
from annotators.extraction.claims import Claim, claims_of
from annotators.extraction.colons import find_headline_claims, find_turns
from annotators.extraction.frame import Frame
from annotators.extraction.frames import find_frames
from annotators.extraction.inner import reports_inside
from annotators.extraction.layout import DATELINE
from annotators.extraction.lexicon import Lexicon, load_lexicon
from annotators.extraction.nesting import parents, weigh
from annotators.extraction.rating import explain, rate
from annotators.extraction.signatures import find_signed
from annotators.extraction.speech import read_speech
from annotators.extraction.tokens import Tokens
from annotators.model.span import Span, Spans

_LEAST_NESTED = 0.4
# Kinds of frames whose contents are a thing: `discussed ties`, `complained about the noise`.
_DEEDS = ("obj", "prep:")
_LONG_SOURCE = 15
_GROUPS = ("contents", "cues", "sources")


class Quotes:
    """Turns cues into attributions and gives every long quotation an owner."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of one Doc."""
        tokens = Tokens(doc)
        frames = frames_of(tokens, self.lexicon)
        told = claims_of(tokens, outside_marks(tokens, frames))
        write_quotes(tokens, find_claims(tokens, self.lexicon, told, frames))
        return doc


def write_quotes(tokens: Tokens, claims: Sequence[Claim]) -> None:
    """Leave the claims on their Doc, as `Doc._.quotes` and as span groups."""
    tokens.doc._.quotes = [
        attribution(tokens, claim, parent)
        for claim, parent in zip(claims, parents(claims), strict=True)
    ]
    tie_spans(tokens.doc)


def find_claims(
    tokens: Tokens, lexicon: Lexicon, told: Sequence[Claim], frames: Sequence[Frame]
) -> list[Claim]:
    """The claims of an article that can stand together, in its order.

    `told` are those of the engine; headlines, turns, quotations that nobody has
    claimed, and the reports inside all these that `frames` make likely are added.
    """
    turns = find_turns(tokens)
    # Whoever has a turn speaks for themselves: `I think` in it is no report.
    spoken = {tokens.line_at(turn.start) for turn in turns}
    outside = [claim for claim in told if tokens.line[claim.head] not in spoken]
    claims = [*find_headline_claims(tokens), *turns, *find_signed(tokens), *outside]
    standing = weigh(read_speech(tokens, lexicon, claims))
    nested = parents(standing)
    kept = [
        claim
        for claim, parent in zip(standing, nested, strict=True)
        if parent < 0 or (claim.chance >= _LEAST_NESTED and _is_report(tokens, claim))
    ]
    inner = reports_inside(tokens, lexicon, frames, kept)
    return sorted([*kept, *inner], key=lambda claim: (claim.start, claim.cue_start))


def _is_report(tokens: Tokens, claim: Claim) -> bool:
    """Whether something is said, in a clause or in quotation marks, and not only done."""
    kind = claim.kind.rpartition("-")[2].partition("+")[0]
    if not kind.startswith(_DEEDS):
        return True
    return any(tokens.quotations_in(span) for span in claim.contents if not _in_marks(tokens, span))


def _in_marks(tokens: Tokens, span: Span) -> bool:
    """Whether a quotation is open before the span and closed after it."""
    return any(q.start < span.start and span.end < q.end for q in tokens.quotations_in(span))


def outside_marks(tokens: Tokens, frames: Sequence[Frame]) -> list[Frame]:
    """The frames whose cue stands in no quotation."""
    return [frame for frame in frames if tokens.quote[frame.head] < 0]


def frames_of(tokens: Tokens, lexicon: Lexicon) -> list[Frame]:
    """The frames that the cues on the Doc name, each with its chance."""
    cues: Sequence[Cue] = tokens.doc._.copydesk_cues or ()
    chances = {(cue.head, cue.kind): cue.chance for cue in cues}
    found = []
    for frame in find_frames(tokens, {cue.head for cue in cues}):
        chance = chances.get((frame.head, frame.kind))
        if chance is None and (frame.head, "*") in chances:
            chance = chances[frame.head, "*"] * lexicon.chance(*frame.key)
        if chance is not None:
            found.append(replace(frame, chance=chance))
    return found


def attribution(tokens: Tokens, claim: Claim, parent: int) -> Attribution:
    """The finished form of a claim; its speaker is still to be found."""
    return Attribution(
        contents=tuple(claim.contents),
        cues=tuple(with_colon(tokens.text, cue) for cue in claim.cues),
        sources=(source_span(tokens, claim, claim.source),) if claim.source else (),
        score=rate(tokens, claim),
        because=explain(tokens, claim),
        parent=parent,
    )


def with_colon(text: str, cue: Span) -> Span:
    """A colon after a verb belongs to the cue."""
    return Span(cue.start, cue.end + 1) if text[cue.end : cue.end + 1] == ":" else cue


def source_span(tokens: Tokens, claim: Claim, source: Span) -> Span:
    """A source without a dateline; the comma that closes an apposition belongs to it."""
    source = _after_dateline(tokens, claim, source)
    opened = "," in tokens.text[source.start : source.end]
    closed = tokens.text[source.end : source.end + 1] == ","
    before = bool(claim.cues) and source.end < claim.cues[0].start
    return Span(source.start, source.end + 1) if opened and closed and before else source


def _after_dateline(tokens: Tokens, claim: Claim, source: Span) -> Span:
    line = tokens.line_at(source.start)
    zone = tokens.zones[line].span if line >= 0 else source
    begin = DATELINE.match(tokens.text, zone.start, zone.end)
    if begin is None or source.start >= begin.end():
        return source
    # The parser takes the dateline for the subject, or for a part of it.
    cue = claim.cues[0].start if claim.cues else source.end
    rest = tokens.text[begin.end() : max(source.end, cue if cue > begin.end() else 0)]
    if not rest.strip() or len(rest.split()) > _LONG_SOURCE:
        return source
    start = begin.end() + len(rest) - len(rest.lstrip())
    return Span(start, start + len(rest.strip()))


def tie_spans(doc: Doc) -> None:
    """Write the parts of `Doc._.quotes` as span groups; parts of one quote share a span id."""
    groups: dict[str, list[DocSpan]] = {name: [] for name in _GROUPS}
    for number, quote in enumerate(doc._.quotes):
        parts: tuple[Spans, ...] = (quote.contents, quote.cues, quote.sources)
        for name, part in zip(_GROUPS, parts, strict=True):
            for start, end in part:
                span = doc.char_span(
                    start, end, label=name.upper(), alignment_mode="expand", span_id=f"q{number}"
                )
                if span is not None:
                    groups[name].append(span)
    for name, spans in groups.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)


@Language.factory(
    "copydesk_quotes",
    assigns=["doc.spans", "doc._.quotes"],
    requires=["token.dep", "token.tag", "token.lemma", "doc._.copydesk_cues"],
)
def make_quotes(nlp: Language, name: str) -> Quotes:  # noqa: ARG001 - spaCy hands both
    """Make the component that must run after the parser and the cues."""
    declare_extensions()
    return Quotes(load_lexicon())
