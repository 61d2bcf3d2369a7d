"""An article as the network reads it: windows of word pieces with their features."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tokenizers import Encoding, Tokenizer

from annotators.extraction.encoder.stand_ins import StandIns
from annotators.model.marks import Quotation, find_quotations
from annotators.model.span import Span

WIDTH = 192
"""Word pieces in a window at most, the special ones counted."""

FEATURES = 12
"""Four shapes of a word, each outside, inside, and deeper inside quotation marks."""

_START, _END = 101, 102
LINE = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
"""A line that says something; sought from its beginning only, however many blanks there are."""
_NONE: StandIns = {}
_ENDS = frozenset('.?!”"')


class Piece(NamedTuple):
    """One word piece: where it stands in code points, and whether it begins a word."""

    start: int
    end: int
    begins: bool


class Stretch(NamedTuple):
    """A line in a window, or a part of a long one.

    It goes from the special piece before it to the one after, half open; `first` is
    its first piece among those of the article.
    """

    start: int
    end: int
    first: int


@dataclass(slots=True)
class Window:
    """Ids and features, one each a piece, and the stretches in it."""

    ids: list[int] = field(default_factory=lambda: [_START])
    features: list[int] = field(default_factory=lambda: [0])
    stretches: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True)
class Pieces:
    """The windows of an article, and all its word pieces in order."""

    windows: list[Window]
    pieces: list[Piece]

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    @cached_property
    def _ends(self) -> list[int]:
        return [piece.end for piece in self.pieces]

    @cached_property
    def _places(self) -> tuple[list[int], list[tuple[int, int]]]:
        placed = [
            (s.first, w, n)
            for w, one in enumerate(self.windows)
            for n, s in enumerate(one.stretches)
        ]
        return [first for first, _, _ in placed], [(w, n) for _, w, n in placed]

    def covering(self, span: Span) -> range:
        """Indices of the pieces that share a code point with the span."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def stretch_of(self, piece: int) -> tuple[int, int]:
        """The window of a piece, and the number of its stretch in it."""
        firsts, places = self._places
        return places[bisect_right(firsts, piece) - 1]


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer in a file, without limits of its own."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cut_windows(tokenizer: Tokenizer, text: str, names: StandIns = _NONE) -> Pieces:
    """Windows of whole lines; only a line longer than a window is cut, where a sentence ends.

    `names` says which words are read as another, each of one piece.
    """
    found = Pieces([], [])
    lines = list(LINE.finditer(text))
    encoded = tokenizer.encode_batch([line.group() for line in lines], add_special_tokens=False)
    depth = _Depths(find_quotations(text))
    for line, encoding in zip(lines, encoded, strict=True):
        ids, features, pieces = _read_line(line, encoding, depth, names)
        for start, end in _cuts(text, pieces):
            _place(found, ids[start:end], features[start:end], pieces[start:end])
    return found


def _place(
    found: Pieces, ids: Sequence[int], features: Sequence[int], pieces: Sequence[Piece]
) -> None:
    if not found.windows or len(found.windows[-1].ids) + len(ids) + 1 > WIDTH:
        found.windows.append(Window())
    window = found.windows[-1]
    begin = len(window.ids) - 1
    window.ids += [*ids, _END]
    window.features += [*features, 0]
    window.stretches.append(Stretch(begin, len(window.ids), len(found.pieces)))
    found.pieces.extend(pieces)


def _read_line(
    line: re.Match[str], encoding: Encoding, depth: _Depths, names: StandIns
) -> tuple[list[int], list[int], list[Piece]]:
    base, text = line.start(), line.group()
    ids: list[int] = []
    features: list[int] = []
    pieces: list[Piece] = []
    shape, word, name_end = 0, -1, 0
    read = zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True)
    for piece, (start, end), number in read:
        if start + base < name_end:
            pieces[-1] = pieces[-1]._replace(end=end + base)
            continue
        begins = number != word
        bounds = encoding.word_to_chars(number) if begins and number is not None else None
        if bounds is not None:
            shape = _shape(text[slice(*bounds)])
        word = -1 if number is None else number
        name_end, piece_read = names.get(start + base, (0, piece))
        ids.append(piece_read)
        features.append(shape + 4 * min(depth.at(start + base), 2))
        pieces.append(Piece(start + base, end + base, begins))
    return ids, features, pieces


def _shape(word: str) -> int:
    if len(word) > 1 and word.isupper():
        return 2
    if word[:1].isupper():
        return 1
    return 3 if any(sign.isdigit() for sign in word) else 0


class _Depths:
    """How many quotations stand around an offset; asked in rising order."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        changes: dict[int, int] = {}
        for one in quotations:
            changes[one.start] = changes.get(one.start, 0) + 1
            changes[one.end] = changes.get(one.end, 0) - 1
        self.offsets = sorted(changes)
        self.depths: list[int] = []
        depth = 0
        for offset in self.offsets:
            depth += changes[offset]
            self.depths.append(depth)

    def at(self, offset: int) -> int:
        index = bisect_right(self.offsets, offset) - 1
        return self.depths[index] if index >= 0 else 0


def _cuts(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Ranges of pieces that fit a window, cut at the end of a sentence or at least of a word."""
    most = WIDTH - 2
    start = 0
    while len(pieces) - start > most:
        words = [n for n in range(start + most // 2, start + most) if pieces[n].begins]
        ends = [n for n in words if text[pieces[n - 1].end - 1] in _ENDS]
        cut = (ends or words or [start + most])[-1]
        yield start, cut
        start = cut
    if start < len(pieces):
        yield start, len(pieces)
