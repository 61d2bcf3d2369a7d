"""Offsets as other tools count them: UTF-16 units, and tokens with the last one included."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from annotators.model.span import Span

_LAST_OF_ONE_UNIT = "\uffff"


class Utf16:
    """Code point offsets of one text as offsets in UTF-16 units, and back.

    Java and JavaScript count so: a code point beyond U+FFFF is two units.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        wide = [i for i, c in enumerate(text) if c > _LAST_OF_ONE_UNIT]
        self._wide = wide
        self._units = [offset + index for index, offset in enumerate(wide)]

    def units(self, offset: int) -> int:
        """The offset in units of a code point offset."""
        return offset + bisect_left(self._wide, offset)

    def code_point(self, units: int) -> int:
        """The code point offset of one in units.

        Raises ValueError inside a surrogate pair, and outside the text.
        """
        before = bisect_left(self._units, units)
        if before and self._units[before - 1] == units - 1:
            raise ValueError(f"UTF-16 offset {units} is inside a character")
        offset = units - before
        if not 0 <= offset <= self._length:
            raise ValueError(f"UTF-16 offset {units} is outside the text")
        return offset

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets in units; raises as `code_point`."""
        return Span(self.code_point(start), self.code_point(end))


class TokenEnds:
    """The tokens of one text, in order, named by their number from 0, the last one included."""

    def __init__(self, tokens: Iterable[Span]) -> None:
        every = tuple(tokens)
        self._starts = [token.start for token in every]
        self._ends = [token.end for token in every]

    def tokens(self, span: Span) -> tuple[int, int]:
        """The first and the last token that the span overlaps; ValueError where there is none."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        if first > last:
            raise ValueError(f"no token is between {span.start} and {span.end}")
        return first, last

    def span(self, first: int, last: int) -> Span:
        """From the start of one token to the end of another, which is included.

        Raises ValueError for numbers that are none of a token.
        """
        if not 0 <= first <= last < len(self._starts):
            raise ValueError(f"tokens {first} to {last} are not among {len(self._starts)}")
        return Span(self._starts[first], self._ends[last])
