"""Direct, mixed or indirect: computed from the text, never stored as an opinion."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Literal, NamedTuple

from annotators.model.items import Quote
from annotators.model.marks import find_quotations, main_marks
from annotators.model.span import Span, Spans

Kind = Literal["direct", "mixed", "indirect"]


class _Found(NamedTuple):
    """Stretches between quotation marks, marks included, and the length of the longest.

    `speech` are those between speech marks, `all` those and the quotations inside quotations.
    """

    speech: Spans
    all: Spans
    longest: int


class Kinds:
    """Tells the kind of any quote of one text; finds the quotation marks once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[tuple[Spans, Spans], Kind] = {}

    @cached_property
    def _found(self) -> _Found:
        """Looked for when it is asked for: an article is shown before."""
        speech = main_marks(self._text)
        every = [(Span(q.start, q.end), q) for q in find_quotations(self._text)]
        return _Found(
            speech=tuple(span for span, q in every if q.mark in speech),
            all=tuple(span for span, q in every if q.mark in speech or q.depth),
            longest=max((span.length for span, _ in every), default=0),
        )

    def of(self, quote: Quote) -> Kind:
        """The kind of a quote.

        Direct when all letters and digits of its contents stand inside
        quotation marks, mixed when some do. Marks that also enclose the
        quote's own cue do not count.
        """
        key = (quote.contents, quote.cues)
        if key not in self._known:
            self._known[key] = self._find(quote)
        return self._known[key]

    def within(self, span: Span) -> Spans:
        """The stretches of speech marks that overlap a span, marks included."""
        return self._overlapping(self._found.speech, span)

    def quoted(self, span: Span) -> Spans:
        """As `within`, with the quotations inside quotations, whatever their marks."""
        return self._overlapping(self._found.all, span)

    def _overlapping(self, stretches: Spans, span: Span) -> Spans:
        first = bisect_left(stretches, (span.start - self._found.longest, 0))
        last = bisect_left(stretches, (span.end, 0))
        return tuple(s for s in stretches[first:last] if s.overlaps(span))

    def _find(self, quote: Quote) -> Kind:
        inside = outside = False
        for content in quote.contents:
            marks = [s for s in self.within(content) if not any(s.holds(c) for c in quote.cues)]
            for i in range(content.start, min(content.end, len(self._text))):
                if self._text[i].isalnum():
                    if any(s.start <= i < s.end for s in marks):
                        inside = True
                    else:
                        outside = True
            if inside and outside:
                return "mixed"
        return "direct" if inside else "indirect"
