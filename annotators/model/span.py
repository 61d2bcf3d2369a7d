"""Half-open spans of code points, and what can be said of two of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """The code points `start <= i < end` of an article's text."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many code points the span covers."""
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span (equal spans do)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def touches(self, offset: int) -> bool:
        """Whether the code point at `offset` is inside."""
        return self.start <= offset < self.end


Spans = tuple[Span, ...]


def spans_of(pairs: Iterable[Iterable[int]]) -> Spans:
    """Sorted spans from `[start, end]` pairs, as exchange formats hold them.

    Raises ValueError for a pair that is no span: not two whole numbers, or empty.
    """
    found = []
    for pair in pairs:
        start, end = pair
        if not (isinstance(start, int) and isinstance(end, int)) or not 0 <= start < end:
            raise ValueError(f"[{start}, {end}] is no span: it needs 0 <= start < end")
        found.append(Span(start, end))
    return tuple(sorted(found))


def hull(spans: Iterable[Span]) -> Span | None:
    """The smallest span that holds all of `spans`; None for no span."""
    every = tuple(spans)
    return Span(min(every)[0], max([end for _, end in every])) if every else None


def trim(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None when nothing is left."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def cut(text: str, span: Span) -> str:
    """The text of a span on one line, each run of white space a blank."""
    return " ".join(text[span.start : span.end].split())


def join(spans: Iterable[Span]) -> Spans:
    """The same code points as sorted spans that neither overlap nor touch."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
