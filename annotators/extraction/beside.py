"""Cues beside quotations: the verb after, before or between them, a name and a colon."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotators.extraction.claims import Claim
from annotators.extraction.clauses import verb_group
from annotators.extraction.lexicon import Lexicon
from annotators.extraction.nearby import Nearby
from annotators.extraction.sources import find_source, subject_range
from annotators.extraction.tokens import TokenRange, Tokens
from annotators.extraction.words import SPEECH_VERBS
from annotators.model.marks import Quotation
from annotators.model.span import Span

_NEAR = 40
_STOPS = frozenset(".!?;")
_NAMED = re.compile(
    r"(?:^|[-–—•*]\s|[.?!]\s)\s*(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?\s*)?"
    r"([A-Z][\w.’'\-]*(?:[ \t][A-Z(][\w.’'\-)]*){0,4})\s*:\s*$"
)


class CuesBeside:
    """Finds the cue that stands beside a quotation, and the claim that it makes."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, claims: Iterable[Claim]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.claims: list[Claim] = []
        self._by_head: dict[int, Claim] = {}
        self._by_place: Nearby[Claim] = Nearby()
        for claim in claims:
            self._keep(claim)

    def _keep(self, claim: Claim) -> Claim:
        self.claims.append(claim)
        if claim.head >= 0:
            self._by_head.setdefault(claim.head, claim)
        for part in claim.ends:
            self._by_place.add(part, claim)
        return claim

    def claims_in(self, span: Span) -> list[Claim]:
        """The claims whose cue or source stands in a span, or near it."""
        return self._by_place.near(span)

    def verb_after(self, number: int, quotation: Quotation) -> Claim | None:
        """The claim of the verb of speech that follows a quotation."""
        following = self.neighbour(number, 1)
        end = self.line_of(quotation)[1]
        if following is not None:
            end = min(end, following.start)
        first, last = self._tokens_between(quotation.end, end)
        tokens = self.tokens
        closes = tokens.text[quotation.end - 2 : quotation.end - 1]
        for index in range(first, min(last, first + _NEAR)):
            if tokens.word[index] in _STOPS:
                return None
            # In `“Late,” said Roe, who wrote it` the clause is about who speaks.
            about = tokens.dep[index] == "relcl" and tokens.head[index] >= first
            if self._is_cue(index) and not about:
                source = find_source(tokens, index) or self._phrase_beside(index, first, last)
                # After a full stop inside the marks a new sentence begins, with its own contents.
                if closes == "." and tokens.word[first][:1].isupper() and index > first + 12:
                    return None
                return self._speaking(self._claim(index, source, "beside"))
        return None

    def _speaking(self, claim: Claim) -> Claim:
        """A claim right after a quotation: words without marks are not what it reports."""
        if not any(self.tokens.quotation_numbers(span) for span in claim.contents):
            claim.contents = []
        return claim

    def verb_before(self, number: int, quotation: Quotation) -> Claim | None:
        """The claim of the verb of speech that leads up to a quotation."""
        previous = self.neighbour(number, -1)
        start = self.line_of(quotation)[0]
        if previous is not None:
            start = max(start, previous.end)
        first, last = self._tokens_between(start, quotation.start)
        tokens = self.tokens
        for index in range(last - 1, max(first, last - _NEAR) - 1, -1):
            if tokens.word[index] in _STOPS:
                return None
            if self._is_cue(index):
                return self._claim(index, find_source(tokens, index), "before")
        return None

    def colon_verb(self, quotation: Quotation) -> int | None:
        """The verb of speech before `: “...”`, which outweighs an unlikely frame."""
        text = self.tokens.text
        if text[max(0, quotation.start - 2) : quotation.start].rstrip()[-1:] not in {":", ","}:
            return None
        first, last = self._tokens_between(self.line_of(quotation)[0], quotation.start)
        for index in range(last - 1, max(first, last - _NEAR) - 1, -1):
            if self._is_stop(index):
                return None
            if self._is_cue(index) and self.tokens.lemma[index] in SPEECH_VERBS:
                return index
        return None

    def _tokens_between(self, start: int, end: int) -> tuple[int, int]:
        if end <= start:
            return 0, 0
        first, last = self.tokens.bounds(start, end)
        return first, last

    def _is_cue(self, index: int) -> bool:
        tokens = self.tokens
        if tokens.tag[index][:2] not in {"VB", "NN"} or tokens.quote[index] >= 0:
            return False
        lemma = tokens.lemma[index]
        if tokens.tag[index][:2] == "NN":
            return tokens.lower[index] in {"says", "said", "writes", "adds", "notes", "tweets"}
        return lemma in SPEECH_VERBS or self.lexicon.is_speech(lemma)

    def _is_stop(self, index: int) -> bool:
        return self.tokens.word[index] in _STOPS and self.tokens.quote[index] < 0

    def _phrase_beside(self, verb: int, first: int, last: int) -> TokenRange | None:
        """The noun phrase that stands right before or after a verb the parse left alone."""
        tokens = self.tokens
        for index in (verb + 1, verb - 1):
            if not first <= index < last:
                continue
            top = index
            while (
                tokens.head[top] != top
                and tokens.head[top] != verb
                and first <= tokens.head[top] < last
                and tokens.pos[tokens.head[top]] in {"NOUN", "PROPN", "PRON"}
            ):
                top = tokens.head[top]
            if tokens.pos[top] in {"NOUN", "PROPN", "PRON"}:
                return subject_range(tokens, top, verb)
        return None

    def complete(self, claim: Claim) -> None:
        """Give a speech verb without a subject the noun phrase beside it."""
        tokens = self.tokens
        verb = claim.head
        if not self._is_cue(verb) or tokens.tag[verb] not in {"VBD", "VBZ", "VBP"}:
            return
        inside = [i for i in (verb + 1, verb - 1) if 0 <= i < tokens.size]
        outside = [
            i
            for i in inside
            if not any(c.touches(tokens.start[i]) for c in claim.contents) and tokens.quote[i] < 0
        ]
        if outside:
            part = self._phrase_beside(verb, min(outside), max(outside) + 1)
            claim.source = Span(*tokens.span(part)) if part is not None else None

    def _claim(self, verb: int, source: TokenRange | None, kind: str) -> Claim:
        """The claim of a verb: the one it has, or a new one without contents yet."""
        tokens = self.tokens
        if verb in self._by_head:
            return self._by_head[verb]
        cues = [Span(*tokens.span(part)) for part in verb_group(tokens, verb, verb)]
        chance = self.lexicon.chance(tokens.lemma[verb], "left")
        span = Span(*tokens.span(source)) if source is not None else self._last_source(verb)
        claim = Claim(verb, tokens.lemma[verb], kind, cues, [], span, max(chance, 0.5))
        return self._keep(claim)

    def _last_source(self, verb: int) -> Span | None:
        """Who spoke last in the paragraph: `Adding: “...”` goes on with them."""
        tokens = self.tokens
        if tokens.sentence[verb] < verb - 1 or tokens.tag[verb] not in {"VBG", "VBD"}:
            return None
        at = tokens.start[verb]
        start = tokens.text.rfind("\n", 0, at)
        start = (
            tokens.text.rfind("\n", 0, len(tokens.text[:start].rstrip())) if start > 0 else start
        )
        near = self.claims_in(Span(max(start, 0), at))
        before = [c for c in near if c.cues and start < c.cues[0].start < at and c.source]
        return max(before, key=lambda c: c.cues[0].start).source if before else None

    def named_before(self, quotation: Quotation) -> None:
        """`NAME: "..."` at the start of a line or sentence has a claim of its own."""
        start = self.line_of(quotation)[0]
        found = _NAMED.search(self.tokens.text[start : quotation.start])
        if found is None or not self.is_story(quotation):
            return
        source = Span(start + found.start(1), start + found.end(1))
        colon = self.tokens.text.index(":", source.end)
        contents = [Span(quotation.start, quotation.end)]
        cue = [Span(colon, colon + 1)]
        if not any(c.cues and c.cues[0] == cue[0] for c in self.claims_in(cue[0])):
            self._keep(Claim(-1, ":", "colon", cue, contents, source, 0.8))

    def introduced(self, quotation: Quotation) -> Claim | None:
        """A quoted paragraph after one that ends with a colon."""
        start = self.line_of(quotation)[0]
        text = self.tokens.text
        if text[start : quotation.start].strip():
            return None
        end = len(text[:start].rstrip())
        if not end or text[end - 1] != ":" or start - end > 4:  # noqa: PLR2004
            return None
        first, last = self._tokens_between(text.rfind("\n", 0, end) + 1, end)
        first = max([first, *(i + 1 for i in range(first, last - 2) if self._is_stop(i))])
        for index in range(last - 1, first - 1, -1):
            if self._is_cue(index):
                return self._claim(index, find_source(self.tokens, index), "introduced")
        return self._colon_claim(end - 1, first, last)

    def _colon_claim(self, colon: int, first: int, last: int) -> Claim | None:
        tokens = self.tokens
        for index in range(last - 1, first - 1, -1):
            if tokens.dep[index] in {"nsubj", "nsubjpass"} and tokens.quote[index] < 0:
                verb = tokens.head[index]
                source = Span(*tokens.span(subject_range(tokens, index, verb)))
                if not first <= verb < last:
                    continue
                cue = [Span(tokens.start[verb], colon + 1)]
                claim = Claim(verb, tokens.lemma[verb], "introduced", cue, [], source, 0.5)
                return self._keep(claim)
        return None

    def line_of(self, quotation: Quotation) -> tuple[int, int]:
        """Bounds of the line that the quotation begins in."""
        text = self.tokens.text
        end = text.find("\n", quotation.end)
        return text.rfind("\n", 0, quotation.start) + 1, len(text) if end < 0 else end

    def neighbour(self, number: int, step: int) -> Quotation | None:
        """The quotation so many places before or after this one."""
        at = number + step
        return self.tokens.quotations[at] if 0 <= at < len(self.tokens.quotations) else None

    def is_story(self, quotation: Quotation) -> bool:
        """Whether a quotation stands in the story and in no source."""
        around = Span(quotation.start, quotation.end)
        if any(c.source is not None and c.source.overlaps(around) for c in self.claims_in(around)):
            return False
        first, last = self.tokens.bounds(quotation.start, quotation.end)
        return any(self.tokens.line[i] >= 0 for i in range(first, last))
