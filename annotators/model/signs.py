"""The signs that quotation marks are written with, and what each can be.

A sign opens, closes, can do either, or is no quotation mark at all: an
apostrophe, or a mark for feet or inches.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Role = Literal["open", "close", "either"]

DOUBLE = '"'
SINGLE = "'"

MARKS = re.compile(r"``|''|‘‘|’’|[“”„‟«»〝〞\"‘’‚‛']")
"""Everything that could be a quotation mark."""

_OPENING = frozenset("“„‟«〝")
_ELIDED = re.compile(
    r"(?:\d\ds?\b|(?:n|em|tis|twas|til|till|cause|round|bout|cuz|ere|neath)\b)", re.IGNORECASE
)
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
_WRAPPED = re.compile(r"[^\s.!?:\"”’)]\r?\n(?=\S)")
_BREAK = re.compile(r"\n(?=\S)")
_BEFORE_OPENING = frozenset('([{<—–-/|*•>"“«„')


class Mark(NamedTuple):
    """One sign in a text: where it stands, which marks it belongs to, what it can be."""

    start: int
    end: int
    mark: str
    role: Role


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Bounds of the paragraphs, white space at their ends left out.

    A line is a paragraph, except in a text wrapped by hand, where blank lines
    part them.
    """
    separator = _BLANK_LINES if _is_wrapped(text) else re.compile(r"\n")
    bounds: list[tuple[int, int]] = []
    start = 0
    for end, after in [*((m.start(), m.end()) for m in separator.finditer(text)), (len(text), 0)]:
        line = text[start:end]
        if inner := line.strip():
            first = start + line.index(inner[0])
            bounds.append((first, first + len(inner)))
        start = after
    return bounds


def _is_wrapped(text: str) -> bool:
    if not _BLANK_LINES.search(text):
        return False
    cut = sum(1 for _ in _WRAPPED.finditer(text))
    return cut >= 3 and cut * 2 > sum(1 for _ in _BREAK.finditer(text))  # noqa: PLR2004


def marks_by_paragraph(text: str, bounds: Sequence[tuple[int, int]]) -> list[list[Mark]]:
    """The marks of each paragraph, in order."""
    return [
        [
            mark
            for match in MARKS.finditer(text, start, end)
            if (mark := _mark(text, match, start, end)) is not None
        ]
        for start, end in bounds
    ]


def _mark(text: str, match: re.Match[str], first: int, last: int) -> Mark | None:
    """The mark of one match, or None for an apostrophe and for feet and inches."""
    start, end = match.span()
    sign = match.group()
    before = text[start - 1] if start > first else " "
    after = text[end] if end < last else " "
    if end - start > 1:
        if sign == "''":
            return Mark(start, end, DOUBLE, _straight(before, after))
        return Mark(start, end, DOUBLE, "close" if sign == "’’" else "open")
    if sign in "‘’‚‛'":
        return _single(text, match, before, after)
    if sign == '"':
        return Mark(start, end, DOUBLE, _straight(before, after))
    opens, closes = _side(before, after)
    if sign in _OPENING:
        # Marks curled the wrong way are common where text was typed on a phone.
        return Mark(start, end, DOUBLE, "close" if closes and not opens else "open")
    return Mark(start, end, DOUBLE, "open" if opens and not closes else "close")


def _side(before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between these two can open, and whether it can close."""
    opens = before.isspace() or before in _BEFORE_OPENING
    closes = after.isspace() or not (after.isalnum() or after in "$£€#@")
    return opens and not after.isspace(), closes and not before.isspace()


def _straight(before: str, after: str) -> Role:
    opens, closes = _side(before, after)
    if opens == closes:
        return "either"
    return "open" if opens else "close"


def _single(text: str, match: re.Match[str], before: str, after: str) -> Mark | None:
    start, end = match.span()
    sign = match.group()
    opens, closes = _side(before, after)
    if before in _BEFORE_OPENING and before not in '"“«([{—–':
        opens = opens and sign == "‘"
    if sign != "’" and opens and not _ELIDED.match(text, end):
        return Mark(start, end, SINGLE, "open")
    if closes and sign not in "‘‚‛" and not (before.isdigit() and sign == SINGLE):
        return None if _is_elided_before(text, start) else Mark(start, end, SINGLE, "close")
    return None


def _is_elided_before(text: str, start: int) -> bool:
    """Whether the apostrophe is the second one of `rock ’n’ roll`."""
    return text[max(0, start - 2) : start] in {"’n", "'n", "‘n"}
