"""Which attribution a quotation belongs to, from where they stand in their paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from annotators.extraction.beside import CuesBeside
from annotators.extraction.claims import Claim
from annotators.extraction.lexicon import Lexicon
from annotators.extraction.tokens import Tokens
from annotators.model.marks import Quotation
from annotators.model.span import Span

LONG = 5
"""A quotation of as many words is speech; a shorter one may be a title or a scare quote."""

_WEAK, _LIKELY = 0.5, 0.8
_FAR = 300
_ENDS = frozenset(".!?…")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def count_words(text: str) -> int:
    """How many words a stretch of text has."""
    return sum(1 for _ in _WORD.finditer(text))


def read_speech(tokens: Tokens, lexicon: Lexicon, claims: list[Claim]) -> list[Claim]:
    """The claims with an owner for every quotation that is speech, in order."""
    return SpeechReader(tokens, CuesBeside(tokens, lexicon, claims)).read()


@dataclass(slots=True)
class SpeechReader:
    """Finds the owners of the quotations that no frame has claimed."""

    tokens: Tokens
    cues: CuesBeside
    closers: dict[int, Claim] = field(default_factory=dict)

    def read(self) -> list[Claim]:
        """The claims with an owner for every quotation that is speech, in order."""
        for claim in self.cues.claims:
            if claim.source is None and claim.kind in {"left", "that"} and claim.head >= 0:
                self.cues.complete(claim)
        for quotation in self.tokens.quotations:
            self.cues.named_before(quotation)
        owners = self._claimed()
        self.closers = self._closers(owners)
        for number, quotation in enumerate(self.tokens.quotations):
            if number not in owners and self.cues.is_story(quotation):
                owner = self._owner(number, quotation, owners)
                if owner is not None:
                    owners[number] = owner
                    owner.add(self.tokens, number)
        told = [claim for claim in self.cues.claims if claim.contents]
        return sorted(told, key=lambda c: (c.start, c.cue_start))

    def _claimed(self) -> dict[int, Claim]:
        """The claim that each quotation is part of: the likeliest, the inner one of equals."""
        owners: dict[int, Claim] = {}
        for claim in self.cues.claims:
            for span in claim.contents:
                for number in self.tokens.quotation_numbers(span):
                    known = owners.get(number)
                    if known is None or claim.hull.length < known.hull.length:
                        owners[number] = claim
        for number in [n for n, claim in owners.items() if claim.chance < _WEAK]:
            verb = self.cues.colon_verb(self.tokens.quotations[number])
            if verb is not None and verb != owners[number].head:
                del owners[number]
        for number, claim in owners.items():
            claim.quoted.append(number)
        return owners

    def _closers(self, owners: dict[int, Claim]) -> dict[int, Claim]:
        """For each quotation that is opened again, the claim of the paragraph that closes it."""
        found: dict[int, Claim] = {}
        for number in reversed(range(len(self.tokens.quotations) - 1)):
            if self.tokens.quotations[number].continues:
                owner = owners.get(number + 1) or found.get(number + 1)
                if owner is not None:
                    found[number] = owner
        return found

    def _owner(self, number: int, quotation: Quotation, owners: dict[int, Claim]) -> Claim | None:
        text = self.tokens.text
        words = count_words(text[quotation.start : quotation.end])
        last = text[quotation.end - 2 : quotation.end - 1]
        goes_on = text[max(0, quotation.start - 2) : quotation.start].rstrip()[-1:].isalnum()
        if quotation.closed and (
            (words < LONG and last not in ",.?!…—–-") or (goes_on and self._is_title(quotation))
        ):
            return None
        if words < LONG and goes_on:
            # In the middle of a sentence a few words are a name, unless a verb says them.
            verb = self.cues.verb_before(number, quotation)
            return verb if verb and quotation.start - verb.cues[-1].end <= 1 else None
        previous = self.cues.neighbour(number, -1)
        before = owners.get(number - 1) if number else None
        if previous is not None and previous.continues and before is not None:
            return before
        return (
            self.cues.introduced(quotation)
            or self.cues.verb_after(number, quotation)
            or self.cues.verb_before(number, quotation)
            or self.closers.get(number)
            or self._in_flow(number, quotation, before, words)
        )

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether a quotation is written like a title: `She read “The Salt Clerk.”`."""
        words = _WORD.findall(self.tokens.text[quotation.start : quotation.end])
        capital = sum(1 for word in words if word[0].isupper())
        return len(words) > 1 and capital * 2 > len(words)

    def _in_flow(
        self, number: int, quotation: Quotation, before: Claim | None, words: int
    ) -> Claim | None:
        """The attribution that the quotation goes on with, or that goes on with it."""
        start, end = self.cues.line_of(quotation)
        text = self.tokens.text
        previous = self.cues.neighbour(number, -1)
        if before is not None and previous is not None and previous.end > start:
            return before
        following = self.cues.neighbour(number, 1)
        if words < LONG:
            return None
        if following is not None and following.start < end:
            verb = self.cues.verb_after(number + 1, following)
            if verb is not None:
                return verb
        alone = not text[start : quotation.start].strip() and not text[quotation.end : end].strip()
        if alone:
            above = self._line_above(start)
            if previous is None or previous.end <= above.start:
                return self._only_report(above) if self._is_sentence(quotation) else None
            if before is not None and quotation.start - previous.end < _FAR:
                return before
        return self._nearest(start, end)

    def _line_above(self, start: int) -> Span:
        """The last line with words before an offset; empty where there is none."""
        text = self.tokens.text
        end = len(text[:start].rstrip())
        return Span(text.rfind("\n", 0, end) + 1, end)

    def _is_sentence(self, quotation: Quotation) -> bool:
        """Whether a quotation ends as a sentence does and is no headline in capitals."""
        words = self.tokens.text[quotation.start : quotation.end]
        return quotation.closed and words[-2:-1] in _ENDS and not words.isupper()

    def _only_report(self, line: Span) -> Claim | None:
        """The one likely report of a line, which a quoted paragraph below it goes on with."""
        likely = [
            claim
            for claim in self.cues.claims_in(line)
            if line.start <= claim.cue_start < line.end and claim.chance >= _LIKELY and claim.source
        ]
        return likely[0] if len(likely) == 1 else None

    def _nearest(self, start: int, end: int) -> Claim | None:
        """The attribution of the paragraph that has a cue in it."""
        beside = self.cues.claims_in(Span(start, end))
        inside = [c for c in beside if c.contents and start <= c.cue_start < end]
        return max(inside, key=lambda c: c.chance, default=None)
