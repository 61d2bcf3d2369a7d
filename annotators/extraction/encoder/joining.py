"""The network's claims and those of the rules put together."""

from __future__ import annotations

from collections.abc import Sequence

from annotators.extraction.claims import Claim
from annotators.extraction.nesting import length, overlap
from annotators.extraction.passive_frames import quoted_as
from annotators.extraction.tokens import Tokens
from annotators.model.span import Span

_LIKELY = 0.6
_LIKELY_QUOTED = 0.45


def join(tokens: Tokens, learned: Sequence[Claim], ruled: Sequence[Claim]) -> list[Claim]:
    """The learned claims, what the guideline settles in their place, and reports inside them."""
    told = _settled(tokens, learned, ruled)
    return [*told, *_inner(tokens, told, ruled)]


def _settled(tokens: Tokens, learned: Sequence[Claim], ruled: Sequence[Claim]) -> list[Claim]:
    """Whoever `was quoted as saying` is the source, whom annotators do not agree on."""
    quoting = {c.head: quoted_as(tokens, c.head) for c in ruled if c.head >= 0 and c.source}
    settled = [c for c in ruled if quoting.get(c.head) is not None]
    if not settled:
        return list(learned)
    taken = [span for claim in settled for span in claim.cues]
    taken += [Span(tokens.start[at], tokens.end[at]) for at in quoting.values() if at is not None]
    return [*(c for c in learned if not overlap(c.cues, taken)), *settled]


def _inner(tokens: Tokens, told: Sequence[Claim], ruled: Sequence[Claim]) -> list[Claim]:
    """Reports inside what is reported: likely claims of the rules.

    They lie in the contents of one that is `told`, and share nothing with the cues
    and sources of any. Quoted words make a report likelier.
    """
    taken = [part for claim in told for part in (*claim.cues, *_source(claim))]
    found = []
    for claim in ruled:
        parts = [*claim.cues, *claim.contents, *_source(claim)]
        quoted = any(tokens.quotation_numbers(span) for span in claim.contents)
        likely = claim.chance >= (_LIKELY_QUOTED if quoted else _LIKELY)
        if not likely or not claim.cues or overlap(parts, taken):
            continue
        if any(overlap(outer.contents, parts) == length(parts) for outer in told):
            found.append(claim)
    return found


def _source(claim: Claim) -> list[Span]:
    return [claim.source] if claim.source is not None else []
