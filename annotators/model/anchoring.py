"""Spans of a text found again in another version of it, where their words still stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotators.model.span import Span

_WHITE = re.compile(r"\s")
_TELLING = 12
"""Code points from which words are a landmark when they stand only once."""
_FAR = 400
"""Code points that words may have moved from where the landmarks around expect them."""


class _Landmark(NamedTuple):
    """Where words stood and where they stand now."""

    before: Span
    start: int

    @property
    def shift(self) -> int:
        return self.start - self.before.start


def find_again(words: Mapping[Span, str | None], text: str) -> dict[Span, Span]:
    """Where each span of an old text lies in the new one; what does not stand is left out.

    `words` are the old spans (half-open code points) with what stood there,
    None where that is not known: such a span stands when nothing was inserted
    or taken away between the landmarks on its two sides. Landmarks are long
    words that stand once in the new text, in their old order; short ones are
    looked for near where the landmarks expect them.
    """
    # Words are kept on one line, whatever the white space was.
    text = _WHITE.sub(" ", text)
    words = {span: _WHITE.sub(" ", said) if said else said for span, said in words.items()}
    landmarks = _in_order(_landmarks(words, text))
    starts = [landmark.before.start for landmark in landmarks]
    found: dict[Span, Span] = {}
    for span, said in words.items():
        index = bisect_left(starts, span.start)
        around = landmarks[max(0, index - 1) : index + 1]
        start = _start(span, said, around, text)
        if start is not None:
            found[span] = Span(start, start + span.length)
    return found


def _landmarks(words: Mapping[Span, str | None], text: str) -> list[_Landmark]:
    often = Counter(said for said in words.values() if said)
    found = []
    for span, said in words.items():
        if said and len(said) >= _TELLING and often[said] == 1 and text.count(said) == 1:
            found.append(_Landmark(span, text.index(said)))
    return sorted(found)


def _in_order(landmarks: Iterable[_Landmark]) -> list[_Landmark]:
    """The longest run of landmarks that kept their order."""
    tails: list[int] = []
    chains: list[tuple[_Landmark, ...]] = []
    for landmark in landmarks:
        place = bisect_left(tails, landmark.start)
        chain = (*(chains[place - 1] if place else ()), landmark)
        tails[place : place + 1] = [landmark.start]
        chains[place : place + 1] = [chain]
    return list(chains[-1]) if chains else []


def _start(span: Span, said: str | None, around: list[_Landmark], text: str) -> int | None:
    shifts = {landmark.shift for landmark in around}
    if said is None:
        return span.start + shifts.pop() if len(shifts) == 1 else None
    expected = [span.start + shift for shift in shifts] or [span.start]
    for start in expected:
        if start >= 0 and text.startswith(said, start):
            return start
    places = [p for start in expected for p in _places(said, start, text)]
    return min(places, key=lambda p: min(abs(p - start) for start in expected), default=None)


def _places(said: str, expected: int, text: str) -> Iterable[int]:
    """Where words stand near an offset: the more of them, the farther away."""
    reach = _FAR if len(said) >= _TELLING else len(said)
    place = text.find(said, max(0, expected - reach))
    while said and 0 <= place <= expected + reach:
        yield place
        place = text.find(said, place + 1)
