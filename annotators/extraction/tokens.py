"""A Doc as plain lists, which rules read many times faster than Token objects."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cached_property

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LOWER, ORTH, POS, TAG
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc

from annotators.extraction.layout import STORY, guess_zones
from annotators.model.article import Zone
from annotators.model.marks import Quotation, find_quotations, main_marks
from annotators.model.span import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})

TokenRange = tuple[int, int]
"""Token indices `first <= i <= last`."""


class Tokens:
    """One Doc's tokens: words, tags, tree, lines and quotations by token index."""

    def __init__(self, doc: Doc, quotations: Iterable[Quotation] | None = None) -> None:
        self.doc = doc
        self.text: str = doc.text
        self.size = len(doc)
        self.word = _words(doc, ORTH)
        self.start: list[int] = doc.to_array(IDX).astype(np.int64).tolist()
        self.end = [start + len(word) for start, word in zip(self.start, self.word, strict=True)]
        self.lower = _words(doc, LOWER)
        lemmas = zip(_words(doc, LEMMA), self.lower, strict=True)
        self.lemma = [lemma.lower() or lower for lemma, lower in lemmas]
        self.tag = _words(doc, TAG)
        self.pos = [NAMES[number] for number in doc.to_array(POS).tolist()]
        self.dep = _words(doc, DEP)
        steps: list[int] = doc.to_array(HEAD).astype(np.int64).tolist()
        self.head = [index + step for index, step in enumerate(steps)]
        self.left, self.right = _edges(self.head)
        self.space = [bool(flag) for flag in doc.to_array(IS_SPACE).tolist()]
        self.kids: list[list[int]] = [[] for _ in range(self.size)]
        for index, head in enumerate(self.head):
            if head != index:
                self.kids[head].append(index)
        found = find_quotations(self.text) if quotations is None else quotations
        self.marks = main_marks(self.text)
        self._found = list(found)
        self._see([q for q in self._found if q.mark in self.marks and q.depth == 0])
        self.zones: Sequence[Zone] = doc._.copydesk_zones or guess_zones(self.text)
        self._zone_starts = [zone.start for zone in self.zones]

    def _see(self, quotations: list[Quotation]) -> None:
        self.quotations = quotations
        self._quotation_ends = [q.end for q in quotations]

    @cached_property
    def deeper(self) -> Tokens:
        """The same tokens as they stand inside quotations: only the marks in these count."""
        inside = copy(self)
        for name in ("quote", "deeper"):
            inside.__dict__.pop(name, None)
        inside._see([q for q in self._found if q.depth == 1])  # noqa: SLF001 - one of our own
        return inside

    @cached_property
    def quote(self) -> list[int]:
        """For each token the index of the quotation that holds it, or -1."""
        inside = [-1] * self.size
        for number, quotation in enumerate(self.quotations):
            for index in range(*self.bounds(quotation.start, quotation.end)):
                inside[index] = number
        return inside

    @cached_property
    def line(self) -> list[int]:
        """For each token the index of its zone; -1 for white space and outside the story."""
        starts = self._zone_starts
        lines = []
        for index in range(self.size):
            at = bisect_right(starts, self.start[index]) - 1
            kept = at >= 0 and not self.space[index] and self.zones[at].kind in STORY
            lines.append(at if kept else -1)
        return lines

    @cached_property
    def sentence(self) -> list[int]:
        """For each token the index of the first token of its sentence."""
        firsts = [0] * self.size
        for sent in self.doc.sents:
            for index in range(sent.start, sent.end):
                firsts[index] = sent.start
        return firsts

    @cached_property
    def lines(self) -> list[tuple[int, int, int]]:
        """For each line of the story its zone's index, first token and token past its end."""
        found: list[tuple[int, int, int]] = []
        for index, line in enumerate(self.line):
            if line < 0:
                continue
            if found and found[-1][0] == line:
                found[-1] = (line, found[-1][1], index + 1)
            else:
                found.append((line, index, index + 1))
        return found

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """First token and token past the end of the tokens that overlap `start:end`."""
        return bisect_right(self.end, start), bisect_right(self.start, end - 1)

    def quotation_numbers(self, span: Span) -> list[int]:
        """Indices of the outermost speech quotations that overlap a span of code points."""
        at = bisect_right(self._quotation_ends, span.start)
        found = []
        while at < len(self.quotations) and self.quotations[at].start < span.end:
            found.append(at)
            at += 1
        return found

    def quotations_in(self, span: Span) -> list[Quotation]:
        """The outermost speech quotations that overlap a span of code points."""
        return [self.quotations[number] for number in self.quotation_numbers(span)]

    def child(self, index: int, *deps: str) -> int | None:
        """The first child with one of these dependency labels."""
        for kid in self.kids[index]:
            if self.dep[kid] in deps:
                return kid
        return None

    def children(self, index: int, *deps: str) -> list[int]:
        """All children with one of these dependency labels."""
        return [kid for kid in self.kids[index] if self.dep[kid] in deps]

    def whole(self, index: int) -> int:
        """The word that the `co` of `co-author` belongs to; else the token itself."""
        after = index + 1
        if after >= self.size or self.word[after] != "-" or self.start[after] != self.end[index]:
            return index
        return max(index, self.head[after])

    def span(self, part: TokenRange) -> tuple[int, int]:
        """Code point offsets of a token range."""
        return self.start[part[0]], self.end[part[1]]

    def subtree(self, index: int) -> TokenRange:
        """The tokens under `index`, as the range from its left to its right edge."""
        return self.left[index], self.right[index]

    def line_at(self, offset: int) -> int:
        """The index of the zone that begins last at or before an offset; -1 before the first."""
        return bisect_right(self._zone_starts, offset) - 1


def _words(doc: Doc, attribute: int) -> list[str]:
    """An attribute of every token as text; asking the tokens takes four times as long."""
    numbers: list[int] = doc.to_array(attribute).tolist()
    strings = doc.vocab.strings
    known = {number: strings[number] if number else "" for number in set(numbers)}
    return [known[number] for number in numbers]


def _edges(heads: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each token the first and the last token of what hangs on it."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    for index in range(len(heads)):
        head = heads[index]
        while left[head] > index:
            left[head] = index
            head = heads[head]
    for index in reversed(range(len(heads))):
        head = heads[index]
        while right[head] < index:
            right[head] = index
            head = heads[head]
    return left, right
