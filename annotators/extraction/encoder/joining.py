"""The network's claims, with what the guideline settles in their place."""

from __future__ import annotations

from collections.abc import Sequence

from annotators.extraction.claims import Claim
from annotators.extraction.nesting import overlap
from annotators.extraction.passive_frames import quoted_as
from annotators.extraction.tokens import Tokens
from annotators.model.span import Span


def join(tokens: Tokens, learned: Sequence[Claim], ruled: Sequence[Claim]) -> list[Claim]:
    """The learned claims, but whoever `was quoted as saying` is the source, as the rules have it.

    Annotators do not agree on these, so that the network has not learned them.
    """
    quoting = {c.head: quoted_as(tokens, c.head) for c in ruled if c.head >= 0 and c.source}
    settled = [c for c in ruled if quoting.get(c.head) is not None]
    if not settled:
        return list(learned)
    taken = [span for claim in settled for span in claim.cues]
    taken += [Span(tokens.start[at], tokens.end[at]) for at in quoting.values() if at is not None]
    return [*(c for c in learned if not overlap(c.cues, taken)), *settled]
