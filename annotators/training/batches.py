"""Batches: examples of like length put together and made into tensors."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from annotators.extraction.encoder.network import OTHER, OWN
from annotators.training.examples import IGNORED, Example, Question

_WINDOWS = 1536
_STRETCHES = 2560
_SHUFFLED = 400
_SPREAD, _SLACK = 1.35, 4
_BLIND = 0.3


@dataclass(frozen=True, slots=True)
class Windows:
    """Ids, features and cue labels, batch x pieces; `seen` is batch x 1 x 1 x pieces."""

    ids: Tensor
    features: Tensor
    seen: Tensor
    labels: Tensor


@dataclass(frozen=True, slots=True)
class Stretches:
    """Marked stretches: `source` are indices into the flattened windows of the batch."""

    source: Tensor
    marks: Tensor
    seen: Tensor
    labels: Tensor


def batches(examples: Iterable[Example], chance: random.Random) -> list[list[Example]]:
    """Examples in random order, those of like length together, about 1,500 pieces a batch."""
    mixed = list(examples)
    chance.shuffle(mixed)
    found: list[list[Example]] = []
    for at in range(0, len(mixed), _SHUFFLED):
        alike = sorted(mixed[at : at + _SHUFFLED], key=lambda e: len(e.window.ids))
        batch: list[Example] = []
        for example in alike:
            if batch and (len(batch) + 1) * len(example.window.ids) > _WINDOWS:
                found.append(batch)
                batch = []
            batch.append(example)
        found.append(batch)
    chance.shuffle(found)
    return found


def windows_of(batch: Sequence[Example]) -> Windows:
    """The windows of a batch as tensors."""
    shape = len(batch), max(len(e.window.ids) for e in batch)
    ids, features = (torch.zeros(shape, dtype=torch.long) for _ in range(2))
    seen = torch.zeros(shape, dtype=torch.bool)
    labels = torch.full(shape, IGNORED)
    for row, example in enumerate(batch):
        length = len(example.window.ids)
        ids[row, :length] = torch.tensor(example.window.ids)
        features[row, :length] = torch.tensor(example.window.features)
        seen[row, :length] = True
        labels[row, 1:length] = torch.tensor(example.cues[1:])
    return Windows(ids, features, seen[:, None, None, :], labels)


def stretches_of(
    batch: Sequence[Example], width: int, chance: random.Random | None
) -> Iterator[Stretches]:
    """The questions of a batch, those of like length together; `chance` varies their marks."""
    asked = [
        (q.end - q.start, row, n) for row, e in enumerate(batch) for n, q in enumerate(e.questions)
    ]
    group: list[tuple[int, int, int]] = []
    for one in sorted(asked):
        full = one[0] * (len(group) + 1) > _STRETCHES
        if group and (full or one[0] > _SPREAD * group[0][0] + _SLACK):
            yield _stretches(batch, group, width, chance)
            group = []
        group.append(one)
    if group:
        yield _stretches(batch, group, width, chance)


def _stretches(
    batch: Sequence[Example],
    group: Sequence[tuple[int, int, int]],
    width: int,
    chance: random.Random | None,
) -> Stretches:
    shape = len(group), group[-1][0]
    source, marks = (torch.zeros(shape, dtype=torch.long) for _ in range(2))
    seen = torch.zeros(shape, dtype=torch.bool)
    labels = torch.full(shape, IGNORED)
    for row, (length, at, number) in enumerate(group):
        question = batch[at].questions[number]
        begin = at * width + question.start
        source[row, :length] = torch.arange(begin, begin + length)
        seen[row, :length] = True
        labels[row, 1:length] = torch.tensor(question.labels[1:])
        _mark(marks[row], labels[row], question, chance)
    return Stretches(source, marks, seen[:, None, None, :], labels)


def _mark(marks: Tensor, labels: Tensor, question: Question, chance: random.Random | None) -> None:
    """Mark the cue, at times only one of its fragments, and at times the other cues."""
    fragments = question.marked
    if chance is None or chance.random() >= _BLIND:
        marks[question.others] = OTHER
    if chance is not None and len(fragments) > 1 and chance.random() < 0.5:  # noqa: PLR2004
        chosen = chance.choice(fragments)
        labels[[at for part in fragments for at in part if part is not chosen]] = IGNORED
        fragments = [chosen]
    marks[[at for part in fragments for at in part]] = OWN
