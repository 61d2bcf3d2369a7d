"""Claims: attributions in the making, before they are weighed against each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotators.extraction.contents import merge, settle
from annotators.extraction.frame import Frame
from annotators.extraction.tokens import Tokens
from annotators.model.span import Span


@dataclass(slots=True)
class Claim:
    """That these contents are attributed by this cue to this source.

    `head` is the token of the cue that a claim is known by; -1 where the cue is
    no word. An engine that knows better sets `score`, the probability that
    contents and source are right, and `because`, what that rests on.
    """

    head: int
    lemma: str
    kind: str
    cues: list[Span]
    contents: list[Span]
    source: Span | None
    chance: float
    quoted: list[int] = field(default_factory=list)
    score: float | None = None
    because: str = ""

    @property
    def start(self) -> int:
        """Where the first contents begin."""
        return self.contents[0].start

    @property
    def hull(self) -> Span:
        """From the first contents to the last."""
        return Span(self.contents[0].start, self.contents[-1].end)

    @property
    def ends(self) -> list[Span]:
        """The cues and the source: all that is no contents."""
        return [*self.cues, *([self.source] if self.source is not None else [])]

    @property
    def cue_start(self) -> int:
        """Where the cue begins, or the contents where there is none."""
        return self.cues[0].start if self.cues else self.start

    def add(self, tokens: Tokens, number: int) -> None:
        """Take the quotation of this number among the contents."""
        quotation = tokens.quotations[number]
        self.quoted.append(number)
        kept = [c for c in self.contents if not _is_torn(c, quotation.start, quotation.end)]
        kept.append(Span(quotation.start, quotation.end))
        self.contents = merge_contents(tokens, kept)


def _is_torn(span: Span, start: int, end: int) -> bool:
    return start <= span.start and span.end <= end


def merge_contents(tokens: Tokens, spans: Iterable[Span]) -> list[Span]:
    """Contents in order; those joined that overlap or follow each other in one line."""
    merged: list[Span] = []
    for span in sorted(spans):
        gap = tokens.text[merged[-1].end : span.start] if merged else "x"
        if merged and (span.start < merged[-1].end or not (gap.strip() or "\n" in gap)):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def claims_of(tokens: Tokens, frames: Iterable[Frame]) -> list[Claim]:
    """For each cue the likeliest of its frames that has contents."""
    best: dict[int, Claim] = {}
    for frame in frames:
        known = best.get(frame.head)
        if known is not None and known.chance >= frame.chance:
            continue
        contents = settle(tokens, frame)
        if not contents:
            continue
        source = Span(*tokens.span(frame.source)) if frame.source is not None else None
        cues = [Span(*tokens.span(part)) for part in frame.cue]
        best[frame.head] = Claim(
            frame.head,
            frame.lemma,
            frame.kind,
            cues,
            merge(tokens.text, contents),
            source,
            frame.chance,
        )
    return [best[head] for head in sorted(best)]
