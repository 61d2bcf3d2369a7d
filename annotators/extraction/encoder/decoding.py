"""From chances to spans: which tokens are of a cue, of its source, of its contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotators.extraction.encoder.network import CONTENTS, CUE, NEITHER, SOURCE, Floats
from annotators.extraction.encoder.reading import Asked
from annotators.extraction.encoder.wordpieces import Pieces
from annotators.extraction.tokens import TokenRange, Tokens

CHANGE = 1.0
"""What it costs, in nats, that a token's label differs from the one before."""

_PUNCTUATION = 0.3
_LEAST_SOURCE = 0.4
_AS_GOOD = 0.6
_SPLIT = 0.5


class Found(NamedTuple):
    """A cue with its parts, as ranges of tokens, and how likely it is one.

    `tagged` is the first pass's word on the cue, `confirmed` the second's; `sure`
    is the mean chance of the labels of the parts, `least` that of the doubtfullest of
    them and of the tokens beside them.
    """

    cue: TokenRange
    source: TokenRange | None
    contents: tuple[TokenRange, ...]
    tagged: float
    confirmed: float
    sure: float
    least: float


class Alignment:
    """Which pieces make up each token."""

    def __init__(self, tokens: Tokens, pieces: Pieces) -> None:
        starts = np.array([p.start for p in pieces.pieces], np.int64)
        ends = np.array([p.end for p in pieces.pieces], np.int64)
        self.low = np.searchsorted(ends, np.array(tokens.start, np.int64), "right")
        self.high = np.searchsorted(starts, np.array(tokens.end, np.int64), "left")
        self.empty = self.low >= self.high
        self.blank = np.array(
            [
                tokens.space[i] or not any(map(str.isalnum, tokens.word[i]))
                for i in range(tokens.size)
            ]
        )

    def pieces_of(self, part: TokenRange) -> range:
        """The pieces of a range of tokens."""
        return range(int(self.low[part[0]]), int(self.high[part[1]]))

    def mean(self, first: int, chances: Floats, begin: int, end: int) -> Floats:
        """Mean chances of the tokens `begin` to `end`; `first` is the piece that row 0 is of."""
        sums = np.concatenate([np.zeros((1, chances.shape[1]), np.float32), chances.cumsum(0)])
        low = np.clip(self.low[begin:end] - first, 0, len(chances))
        high = np.clip(self.high[begin:end] - first, 0, len(chances))
        count = np.maximum(high - low, 1)[:, None]
        told: Floats = (sums[high] - sums[low]) / count
        told[high <= low, NEITHER] = 1
        return told


def find_cues(
    tokens: Tokens, alignment: Alignment, cues: Floats, least: float
) -> list[tuple[TokenRange, float]]:
    """Runs of tokens that are a cue with at least this chance, and the chance."""
    size = tokens.size
    likely, begins = np.zeros(size), np.zeros(size)
    there = np.flatnonzero(~alignment.empty)
    inside = 1 - cues[:, 0]
    for index in there[
        inside[alignment.low[there]] + inside[alignment.high[there] - 1] > least / 2
    ]:
        low, high = alignment.low[index], alignment.high[index]
        likely[index] = inside[low:high].max()
        begins[index] = cues[low, 1]
    found = []
    for first, last in _runs(likely >= least):
        start = first
        for index in range(first + 1, last + 2):
            broken = (
                index > last or begins[index] > _SPLIT or tokens.line[index] != tokens.line[start]
            )
            if broken:
                found.append(((start, index - 1), float(likely[start:index].max())))
                start = index
    return [one for one in found if tokens.line[one[0][0]] >= 0]


def _runs(mask: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and last index of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.view(np.int8), [0]])))
    yield from zip(edges[::2].tolist(), (edges[1::2] - 1).tolist(), strict=True)


def decode(
    alignment: Alignment,
    cues: Sequence[tuple[TokenRange, float]],
    answers: Sequence[Asked],
) -> list[Found]:
    """The parts of each cue: the best path through the labels of its stretch."""
    pieces_low, pieces_high = alignment.low, alignment.high
    stretches, tables = [], []
    for answer in answers:
        begin = int(np.searchsorted(pieces_high, answer.first, "right"))
        end = int(np.searchsorted(pieces_low, answer.first + len(answer.chances), "left"))
        stretches.append((begin, end))
        tables.append(alignment.mean(answer.first, answer.chances, begin, end))
    paths = best_paths(
        [
            _weights(alignment, table, begin, (cue[0] - begin, cue[1] - begin))
            for table, (begin, end), (cue, _) in zip(tables, stretches, cues, strict=True)
        ]
    )
    return [
        _found(alignment, cue, begin, table, path)
        for cue, (begin, _), table, path in zip(cues, stretches, tables, paths, strict=True)
    ]


def _weights(
    alignment: Alignment, table: Floats, begin: int, cue: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Log chances of three labels for each token, and what a change before it costs."""
    inside = slice(begin, begin + len(table))
    logs = np.log(np.maximum(table[:, :CUE], 1e-6))
    logs[alignment.blank[inside]] *= _PUNCTUATION
    # A token that is only white space has no pieces, and nothing to say.
    logs[alignment.empty[inside]] = 0
    first, last = max(cue[0], 0), cue[1] + 1
    logs[first:last, SOURCE:] = -50
    logs[first:last, NEITHER] = 0
    costs = np.full(len(logs), CHANGE, np.float32)
    costs[first : last + 1] = 0
    return logs, costs


def best_paths(weights: Sequence[tuple[Floats, Floats]]) -> list[NDArray[np.int64]]:
    """The likeliest labels of many stretches at once (Viterbi)."""
    if not weights:
        return []
    longest = max(len(logs) for logs, _ in weights)
    logs = np.zeros((len(weights), longest, CUE), np.float32)
    costs = np.zeros((len(weights), longest), np.float32)
    for row, (given, cost) in enumerate(weights):
        # Padding changes nothing: it weighs nothing and costs nothing to keep a label.
        logs[row, : len(given)] = given
        costs[row, : len(given)] = cost
    stay = 1 - np.eye(CUE, dtype=np.float32)
    best = logs[:, 0].copy()
    back = np.zeros((len(weights), longest, CUE), np.int64)
    for at in range(1, longest):
        steps = best[:, :, None] - costs[:, at, None, None] * stay
        back[:, at] = steps.argmax(1)
        best = steps.max(1) + logs[:, at]
    paths = np.zeros((len(weights), longest), np.int64)
    rows = np.arange(len(weights))
    paths[:, -1] = best.argmax(1)
    for at in range(longest - 1, 0, -1):
        paths[:, at - 1] = back[rows, at, paths[:, at]]
    return [path[: len(given)] for path, (given, _) in zip(paths, weights, strict=True)]


def _found(
    alignment: Alignment,
    cued: tuple[TokenRange, float],
    begin: int,
    table: Floats,
    path: NDArray[np.int64],
) -> Found:
    cue, chance = cued
    own = slice(max(cue[0] - begin, 0), cue[1] + 1 - begin)
    confirmed = float(table[own, CUE].max(initial=0))
    contents = tuple((a + begin, b + begin) for a, b in _runs(path == CONTENTS))
    runs = list(_runs(path == SOURCE))
    source = max(runs, key=lambda r: float(table[r[0] : r[1] + 1, SOURCE].mean())) if runs else None
    if source is None:
        source = _faint(table, own)
    chosen = np.take_along_axis(table[:, :CUE], path[:, None], 1)[:, 0]
    inside = slice(begin, begin + len(path))
    told = (path != NEITHER) & ~alignment.blank[inside]
    sure = float(chosen[told].mean()) if told.any() else 0.0
    least = float(chosen[_beside(told, own) & ~alignment.empty[inside]].min(initial=1.0))
    parts = (source[0] + begin, source[1] + begin) if source else None
    return Found(cue, parts, contents, chance, confirmed, sure, least)


def _beside(told: NDArray[np.bool_], own: slice) -> NDArray[np.bool_]:
    """The tokens of the parts and those next to them, without the cue."""
    wide = told.copy()
    wide[1:] |= told[:-1]
    wide[:-1] |= told[1:]
    wide[own] = False
    return wide


def _faint(table: Floats, own: slice) -> tuple[int, int] | None:
    """The likeliest source where no label says so, unless there is hardly a sign of one."""
    chances = table[:, SOURCE].copy()
    chances[own] = 0
    top = int(chances.argmax())
    if chances[top] < _LEAST_SOURCE:
        return None
    good = chances >= _AS_GOOD * chances[top]
    return next(run for run in _runs(good) if run[0] <= top <= run[1])
