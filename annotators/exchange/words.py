"""An article as words in sentences, cut so that every span begins and ends with a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.pipeline import Sentencizer
from spacy.tokens import Doc

from annotators.exchange.clean import clean
from annotators.exchange.tokens import Cutter, cut_losses
from annotators.model.span import Span

DOCSTART = "-DOCSTART-"
"""What no word may look like: column files begin an article with it."""


class Word(NamedTuple):
    """A word that a column can hold: no white space, no control character."""

    span: Span
    text: str


class Worded(NamedTuple):
    """The words of an article in order, and the numbers of those that begin a sentence.

    `cuts` tells where a span begins or ends inside a token of spaCy's: the
    item, what happened, where.
    """

    words: tuple[Word, ...]
    sentences: tuple[int, ...]
    cuts: tuple[tuple[str, str, str], ...]

    def within(self, span: Span) -> range:
        """The numbers of the words in a span."""
        first = bisect_left(self.words, span.start, key=lambda word: word.span.start)
        after = bisect_left(self.words, span.end, key=lambda word: word.span.start)
        return range(first, after)

    def by_sentence(self) -> Iterator[range]:
        """The numbers of the words of each sentence."""
        for first, after in pairwise((*self.sentences, len(self.words))):
            yield range(first, after)


class Wording:
    """Cuts texts into words and sentences."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._sentencizer = Sentencizer()

    def of(self, text: str, places: Sequence[tuple[str, Span]]) -> Worded:
        """The words of a text; `places` are the items and spans that they must fit."""
        cut = self._cutter.cut(text, (span for _, span in places))
        words: list[Word] = []
        sentences: list[int] = []
        begins = True
        after = 0
        for start, end, starts_sentence in _tokens(self._sentencizer(cut.doc)):
            begins = begins or starts_sentence or "\n" in text[after:start]
            after = end
            for piece in _pieces(text, start, end):
                if begins:
                    sentences.append(len(words))
                begins = False
                words.append(piece)
        return Worded(tuple(words), tuple(sentences), tuple(cut_losses(cut, places, text)))


def outermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The longest spans that do not overlap one another, in order."""
    chosen: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (-s.length, s.start)):
        if not any(span.overlaps(other) for other in chosen):
            chosen.append(span)
    return tuple(sorted(chosen))


def _tokens(doc: Doc) -> Iterator[tuple[int, int, bool]]:
    """Where each token that is no white space stands, and whether it begins a sentence."""
    begins = True
    for token in doc:
        begins = begins or bool(token.is_sent_start)
        if not token.text.isspace():
            # A full stop before a small letter ends a quotation, no sentence.
            yield token.idx, token.idx + len(token), begins and not token.text[0].islower()
            begins = False


def _pieces(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of a token: one, unless white space is in it or it looks like `DOCSTART`."""
    if text[start:end] == DOCSTART:
        yield Word(Span(start, start + 1), text[start])
        start += 1
    first = start
    for at in range(start, end + 1):
        if at == end or text[at].isspace():
            if first < at:
                yield Word(Span(first, at), clean(text[first:at]))
            first = at + 1
