"""One article read by the network: how likely each piece is of a cue, or of a cue's parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from annotators.extraction.encoder.network import OTHER, OWN, Floats, Ints, Network, softmax
from annotators.extraction.encoder.wordpieces import Pieces, Window

# Small batches of like length: padding costs more than calls do.
_MOST = 400
_SPREAD, _SLACK = 1.15, 3


class Asked(NamedTuple):
    """The answer to a marked cue.

    `first` is the first piece of its stretch; `chances` are, for each piece of the
    stretch, those of neither, source, contents and cue.
    """

    first: int
    chances: Floats


class _Question(NamedTuple):
    length: int
    number: int
    window: int
    start: int
    first: int


class Reading:
    """`cues` holds for each piece of the article the chances of outside, begin and inside."""

    def __init__(self, network: Network, pieces: Pieces) -> None:
        self._network, self._pieces = network, pieces
        self._read: dict[int, Floats] = {}
        self.cues: Floats = np.zeros((len(pieces.pieces), 3), np.float32)
        for number, window in enumerate(pieces.windows):
            self._read_window(number, window)

    def _read_window(self, number: int, window: Window) -> None:
        ids, features = np.array([window.ids]), np.array([window.features])
        read, logits = self._network.read(ids, features)
        chances = softmax(logits[0])
        self._read[number] = read[0]
        for start, end, first in window.stretches:
            self.cues[first : first + end - start - 2] = chances[start + 1 : end - 1]

    def ask(self, cues: Sequence[range], others: Ints) -> list[Asked]:
        """What belongs to each cue, given as its pieces; `others` are the pieces of all cues."""
        answers: dict[int, Asked] = {}
        for group in self._grouped(cues):
            self._ask(group, cues, others, answers)
        return [answers[number] for number in range(len(cues))]

    def _grouped(self, cues: Sequence[range]) -> Iterator[list[_Question]]:
        """Questions about stretches of like length."""
        asked = []
        for number, cue in enumerate(cues):
            window, stretch = self._pieces.stretch_of(cue[0])
            start, end, first = self._pieces.windows[window].stretches[stretch]
            asked.append(_Question(end - start, number, window, start, first))
        group: list[_Question] = []
        for one in sorted(asked):
            full = one.length * (len(group) + 1) > _MOST
            if group and (full or one.length > _SPREAD * group[0].length + _SLACK):
                yield group
                group = []
            group.append(one)
        if group:
            yield group

    def _ask(
        self,
        group: Sequence[_Question],
        cues: Sequence[range],
        others: Ints,
        answers: dict[int, Asked],
    ) -> None:
        shape = len(group), group[-1].length
        read = np.zeros((*shape, next(iter(self._read.values())).shape[-1]), np.float32)
        marks, seen = np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
        for row, (length, number, window, start, first) in enumerate(group):
            read[row, :length] = self._read[window][start : start + length]
            seen[row, :length] = True
            marks[row, 1 : length - 1] = OTHER * others[first : first + length - 2]
            cue = cues[number]
            end = min(cue[-1] + 1 - first, length - 2)
            marks[row, cue[0] - first + 1 : end + 1] = OWN
        chances = softmax(self._network.parts(read, marks, seen))
        for row, one in enumerate(group):
            answers[one.number] = Asked(one.first, chances[row, 1 : one.length - 1])
