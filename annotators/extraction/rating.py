"""How likely a claim is right, and in plain words what it rests on.

The figures for rules are shares of claims whose contents and source were exactly those
of PolNeAR's annotators, counted over the articles that the lexicon is from.
"""

from __future__ import annotations

from annotators.extraction.claims import Claim
from annotators.extraction.tokens import Tokens

_DIRECT = {
    "trailing": 0.92,
    "left": 0.85,
    "colon": 0.8,
    "introduced": 0.75,
    "that": 0.73,
    "signed": 0.85,
}
_DIRECT_ELSE = 0.55
_BESIDE = {"before": 0.42, "beside": 0.6}
_RANGES = {"headline": 0.65, "turn": 0.6}


def rate(tokens: Tokens, claim: Claim) -> float:
    """The probability that contents and source are exactly right."""
    if claim.score is not None:
        return claim.score
    if claim.kind in _BESIDE:
        return _BESIDE[claim.kind]
    if is_direct(tokens, claim):
        return _DIRECT.get(claim.kind, _DIRECT_ELSE)
    return _RANGES.get(claim.kind, round(0.1 + 0.75 * claim.chance, 3))


def is_direct(tokens: Tokens, claim: Claim) -> bool:
    """Whether the contents are quotations from end to end."""
    return all(
        any(q.start <= span.start and span.end <= q.end for q in tokens.quotations_in(span))
        for span in claim.contents
    )


def explain(tokens: Tokens, claim: Claim) -> str:
    """What a claim rests on."""
    cue = tokens.text[claim.cues[0].start : claim.cues[-1].end] if claim.cues else ""
    word = f"“{' '.join(cue.split())}”"
    percent = round(100 * claim.chance)
    kind = claim.kind.split("-")[0].split(":")[0]
    told = {
        "trailing": f"{word} comes after what is said",
        "left": f"{word} comes after what is said",
        "that": f"{word} with a clause after it",
        "according": f"{word} names where it comes from",
        "headline": "a colon in the headline parts speaker and contents",
        "turn": "the line begins with a name and a colon",
        "colon": "a name and a colon stand before the quotation",
        "signed": "a dash and a name stand after the quotation",
        "introduced": f"the line before ends with {word}",
        "beside": f"{word} stands after the quotation",
        "before": f"{word} stands before the quotation",
        "raise": f"{word} is nobody's word",
    }
    known = claim.because or told.get(kind, f"{word} is a cue in {percent} of 100 such places")
    more = len(claim.quoted) - 1
    if more > 0 and is_direct(tokens, claim):
        known += f"; {'another quotation goes' if more == 1 else f'{more} quotations go'} with it"
    return known
