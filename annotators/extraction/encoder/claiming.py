"""Claims from what the network found: spans as the guideline wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotators.extraction.claims import Claim
from annotators.extraction.contents import grow_to_quotations, strip, subtract
from annotators.extraction.encoder.decoding import Found
from annotators.extraction.tokens import TokenRange, Tokens
from annotators.model.span import Span

KIND = "learned"

_THAT = "that "
_VERBS = ("VB", "NN", "JJ", "IN")


def claim_of(tokens: Tokens, found: Found, chance: float) -> Claim | None:
    """The claim of a cue; None where nothing is left of its contents."""
    cue = Span(*tokens.span(found.cue))
    source = _source(tokens, found.source)
    taken = [cue] if source is None else [cue, source]
    spans = [Span(*tokens.span(part)) for part in found.contents]
    contents = _settle(tokens, spans, taken)
    if not contents:
        return None
    head = head_of(tokens, found.cue)
    return Claim(head, tokens.lemma[head], KIND, [cue], contents, source, chance)


def head_of(tokens: Tokens, cue: TokenRange) -> int:
    """The token that a cue is known by: its last verb, else noun, else its last word."""
    inside = range(cue[0], cue[1] + 1)
    for tag in _VERBS:
        kinds = [i for i in inside if tokens.tag[i].startswith(tag)]
        if kinds:
            return kinds[-1]
    return cue[1]


def _source(tokens: Tokens, part: TokenRange | None) -> Span | None:
    return strip(tokens.text, Span(*tokens.span(part))) if part is not None else None


def _settle(tokens: Tokens, spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """Whole quotations, no cue, no source, no leading `that`, no punctuation around."""
    pieces = [piece for span in spans for piece in subtract(span, taken)]
    grown = grow_to_quotations(tokens, pieces, list(taken))
    trimmed = (strip(tokens.text, without_that(tokens.text, span)) for span in grown)
    return sorted({span for span in trimmed if span is not None})


def without_that(text: str, span: Span) -> Span:
    """The span without a leading `that`, as the guideline has contents."""
    begins = text[span.start : span.start + len(_THAT)].lower() == _THAT
    return Span(span.start + len(_THAT), span.end) if begins else span
