"""Spans found again by the text they quote, where offsets do not fit the article."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from annotators.model.record import RecordError
from annotators.model.span import Span

_LONG = 12
"""Code points from which a text that occurs once is taken to be meant, wherever it stands."""

_NEAR = 50
_NEAR_SHARE = 20

_DOUBLE = "[\"“”„«»]|``|''"
_SINGLE = "['’‘`´]"
_DASH = "[-‐‑‒–—―]+"
_SORTS = (
    (re.compile(r"\s+"), r"\s*"),  # some tools part words from the signs beside them
    (re.compile(_DOUBLE), f"(?:{_DOUBLE})"),
    (re.compile(_SINGLE), _SINGLE),
    (re.compile(_DASH), _DASH),
)
_PIECE = re.compile(r"\s+|[\"“”„«»]|``|''|['’‘`´]|[-‐‑‒–—―]+|.", re.DOTALL)


class Anchored(NamedTuple):
    """Where a quoted text stands, and whether that is where it was said to be."""

    span: Span
    is_moved: bool


def anchor(text: str, span: Span, quoted: str) -> Anchored | None:
    """Where `quoted`, said to be at `span`, stands in `text`; None where it is not near.

    Where the very words are not near, white space, the shape of quotation marks
    and dashes may differ. Near is within 50 code points and a twentieth of the
    text; a text of twelve code points that stands there once is found anywhere.
    """
    if text[span.start : span.end] == quoted:
        return Anchored(span, is_moved=False)
    quoted = quoted.strip()
    if not quoted:
        return None
    for pattern in (re.compile(re.escape(quoted)), _pattern(quoted)):
        found = [Span(*match.span()) for match in pattern.finditer(text)]
        nearest = min(found, key=lambda s: (abs(s.start - span.start), s.start), default=None)
        if nearest is None:
            continue
        is_near = abs(nearest.start - span.start) <= _NEAR + len(text) // _NEAR_SHARE
        if is_near or (len(found) == 1 and len(quoted) >= _LONG):
            return Anchored(nearest, is_moved=nearest != span)
    return None


def placed(text: str, span: Span, quoted: str, place: str) -> tuple[Span, tuple[str, ...]]:
    """Where a span stands that repeats its text, and what is to be told, if it was moved.

    White space need not be the same. `place` names the span to whoever reads
    of it. Raises RecordError where the text is not near.
    """
    there = text[span.start : span.end]
    if span.end <= len(text) and "".join(there.split()) == "".join(quoted.split()):
        return span, ()
    found = anchor(text, span, quoted)
    if found is None:
        raise RecordError(f"{place}: {quoted[:30]!r} is not at {span.start} nor near")
    moved = f"{place} moved from {span.start} to {found.span.start}"
    return found.span, (moved,) if found.is_moved else ()


@lru_cache(maxsize=256)
def _pattern(quoted: str) -> re.Pattern[str]:
    return re.compile("".join(_sort(piece) for piece in _PIECE.findall(quoted)))


def _sort(piece: str) -> str:
    return next((same for sort, same in _SORTS if sort.fullmatch(piece)), re.escape(piece))
