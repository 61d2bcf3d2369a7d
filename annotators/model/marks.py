"""Quotation marks: which stretches of a text stand inside them, and which lack a partner.

A quotation never runs past its paragraph. Newspapers leave one open at the end
of a paragraph and open it again in the next: each paragraph then has a
`Quotation` of its own, the earlier one not closed but with `continues` set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotators.model.signs import (
    DOUBLE,
    MARKS,
    SINGLE,
    Mark,
    marks_by_paragraph,
    paragraphs,
)

_FEET = re.compile(r"\d['’′]\s?\d{1,2}$")
_ENDS_SPEECH = frozenset(".,?!…;:—–-)")
_LOOKAHEAD = 200
_SPEECH_WORDS = 4


class Quotation(NamedTuple):
    """A stretch inside quotation marks, the marks included, in code points.

    `depth` is 0 for one that stands in no other. `mark` is `"` for double marks
    of any shape and `'` for single ones. One without a closing mark is not
    `closed` and ends with its paragraph; it `continues` if the next paragraph
    goes on with it.
    """

    start: int
    end: int
    depth: int
    mark: str
    closed: bool
    continues: bool = False


class _Reading(NamedTuple):
    quotations: tuple[Quotation, ...]
    alone: tuple[int, ...]


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Every stretch inside quotation marks, sorted by start, outer ones first.

    Single marks at depth 0 are found in any article, but they hold double marks
    only in one that quotes with single marks (see `main_marks`).
    """
    return _read(text)[0].quotations


def unbalanced(text: str) -> tuple[int, ...]:
    """Offsets of marks that have no partner; reopened paragraphs are no error."""
    return _read(text)[0].alone


def main_marks(text: str) -> frozenset[str]:
    """Which marks enclose speech in this article: double, or single ones too."""
    return _read(text)[1]


def _read(text: str) -> tuple[_Reading, frozenset[str]]:
    """The reading of the text, and the marks that it takes for speech marks."""
    if not MARKS.search(text):
        return _Reading((), ()), frozenset({DOUBLE})
    bounds = paragraphs(text)
    marks = marks_by_paragraph(text, bounds)
    reading = _read_paragraphs(text, bounds, marks, singles_hold_doubles=True)
    speech = [q for q in reading.quotations if q.depth == 0 and _is_speech(text, q)]
    singles = sum(1 for q in speech if q.mark == SINGLE)
    if singles > len(speech) - singles:
        return reading, frozenset({SINGLE, DOUBLE})
    if any(q.mark == SINGLE and q.depth == 0 for q in reading.quotations):
        reading = _read_paragraphs(text, bounds, marks, singles_hold_doubles=False)
    return reading, frozenset({DOUBLE})


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a stretch looks like speech rather than a title or a word held at arm's length."""
    inner = text[quotation.start + 1 : quotation.end - 1].rstrip()
    words = len(inner[:200].split())
    return words >= _SPEECH_WORDS or (words > 0 and inner[-1] in ".,?!")


class _Open(NamedTuple):
    mark: Mark
    closer: int
    """Index of the closing mark of a single one; -1 where only reading on can tell."""


def _read_paragraphs(
    text: str,
    bounds: Sequence[tuple[int, int]],
    marks: Sequence[Sequence[Mark]],
    *,
    singles_hold_doubles: bool,
) -> _Reading:
    found: list[Quotation] = []
    alone: list[int] = []
    pending: Quotation | None = None
    for (start, end), inside in zip(bounds, marks, strict=True):
        carried = pending.mark if pending and _goes_on(pending.mark, start, inside) else ""
        if pending:
            found[-1] = pending._replace(continues=bool(carried))
            if not carried:
                alone.append(pending.start)
        paragraph = _Paragraph(text, start, end, inside, singles_hold_doubles)
        paragraph.read(carried)
        pending = paragraph.left_open()
        found.extend(q for q in paragraph.found if q is not pending)
        alone.extend(paragraph.alone)
        if pending:
            found.append(pending)
    if pending:
        alone.append(pending.start)
    return _Reading(tuple(sorted(found, key=lambda q: (q.start, -q.end))), tuple(sorted(alone)))


def _goes_on(mark: str, start: int, marks: Sequence[Mark]) -> bool:
    """Whether a paragraph goes on with a quotation that the one before left open."""
    same = [m for m in marks[:3] if m.mark == mark]
    if not same:
        return False
    if same[0].start == start:
        return same[0].role != "close"
    return mark == DOUBLE and same[0].role == "close"


class _Paragraph:
    """Reads the marks of one paragraph with a stack."""

    def __init__(
        self, text: str, start: int, end: int, marks: Sequence[Mark], singles_hold_doubles: bool
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.marks = marks
        self.singles_hold_doubles = singles_hold_doubles
        self.stack: list[_Open] = []
        self.found: list[Quotation] = []
        self.alone: list[int] = []

    def read(self, carried: str) -> None:
        """Find the quotations; `carried` is the mark that the paragraph before left open."""
        if carried and (not self.marks or self.marks[0].start != self.start):
            first = Mark(self.start, self.start, carried, "open")
            self.stack.append(_Open(first, -1))
        for index, mark in enumerate(self.marks):
            if mark.mark == DOUBLE:
                self._double(index, mark)
            elif mark.role == "open":
                self._open_single(index, mark)
            else:
                self._close_single(index, mark)
        for depth, opened in reversed(list(enumerate(self.stack))):
            self._add(opened.mark, self.end, depth, closed=False)

    def left_open(self) -> Quotation | None:
        """The outermost quotation that the end of the paragraph leaves open."""
        left = [q for q in self.found if not q.closed]
        self.alone.extend(q.start for q in left if q.depth > 0)
        return next((q for q in left if q.depth == 0), None)

    def _double(self, index: int, mark: Mark) -> None:
        opened = self._topmost_double()
        if self._is_inch(index, mark, inside=opened is not None):
            return
        if mark.role == "open" or (mark.role == "either" and opened is None):
            self.stack.append(_Open(mark, -1))
        elif opened is None:
            self.alone.append(mark.start)
        else:
            # Single marks still open inside were apostrophes.
            del self.stack[opened + 1 :]
            self._add(self.stack.pop().mark, mark.end, opened, closed=True)

    def _topmost_double(self) -> int | None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].mark.mark == DOUBLE:
                return depth
        return None

    def _is_inch(self, index: int, mark: Mark, *, inside: bool) -> bool:
        before = self.text[max(self.start, mark.start - 6) : mark.start]
        if not before[-1:].isdigit():
            return False
        following = (m for m in self.marks[index + 1 : index + 4] if m.mark == DOUBLE)
        after = next(following, None)
        if not inside or after is None:
            return not inside
        # What comes after an inch mark inside a quotation must still close it.
        return after.role == "close" or _FEET.search(before) is not None

    def _open_single(self, index: int, mark: Mark) -> None:
        closer = self._closer(index)
        if closer >= 0:
            self.stack.append(_Open(mark, closer))
        elif self.singles_hold_doubles and not self.stack and mark.start == self.start:
            self.stack.append(_Open(mark, -1))
        elif self.text[mark.start] == "‘":
            self.alone.append(mark.start)

    def _close_single(self, index: int, mark: Mark) -> None:
        for depth in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[depth]
            if opened.closer == index:
                del self.stack[depth:]
                self._add(opened.mark, mark.end, depth, closed=True)
                return

    def _closer(self, index: int) -> int:
        """Index of the mark that closes the single one at `index`; -1 for none."""
        doubtful = -1
        for at in self._closers(index):
            if self._is_doubtful(self.marks[at]):
                doubtful = at if doubtful < 0 else doubtful
            else:
                return at
        return doubtful

    def _closers(self, index: int) -> Iterator[int]:
        """Single marks after `index` that could close it, while its own level lasts."""
        inner = 0
        inside = self._topmost_double() is not None
        for at in range(index + 1, min(len(self.marks), index + _LOOKAHEAD)):
            mark = self.marks[at]
            if mark.mark == DOUBLE:
                if not (inside or self.singles_hold_doubles):
                    return
                closes = mark.role == "close" or (mark.role == "either" and (inside or inner))
                inner += -1 if closes else 1
                if inner < 0:
                    return
            elif inner == 0:
                if mark.role == "open":
                    return
                yield at

    def _is_doubtful(self, mark: Mark) -> bool:
        """Whether a closing single mark may be an apostrophe: `farmers’ money`, `goin’ home`."""
        before = self.text[mark.start - 1]
        after = self.text[mark.end : mark.end + 2]
        if before in _ENDS_SPEECH or mark.end >= self.end or not after[:1].isspace():
            return False
        ending = self.text[max(self.start, mark.start - 2) : mark.start].lower()
        return ending.endswith("s") or ending == "in" or ending in {"an", "o", "ol"}

    def _add(self, mark: Mark, end: int, depth: int, *, closed: bool) -> None:
        self.found.append(Quotation(mark.start, end, depth, mark.mark, closed))
