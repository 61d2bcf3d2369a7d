"""Training examples: windows of an article with the labels that a person's attributions give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

from annotators.evaluation.pairing import Said
from annotators.extraction.encoder.network import CONTENTS, CUE, NEITHER, SOURCE
from annotators.extraction.encoder.wordpieces import Pieces, Window, cut_windows
from annotators.model.span import Span

OUTSIDE, BEGIN, INSIDE = range(3)
"""Labels of a piece in the first pass: no cue, the first of a cue, another of it."""

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Story:
    """An article to learn from."""

    id: str
    text: str
    told: tuple[Said, ...]


@dataclass(slots=True)
class Question:
    """A marked cue in a stretch of a window: what else in the stretch belongs to it.

    `marked` and `labels` count from the start of the stretch, the special piece
    before it being 0; `others` are the pieces of other cues.
    """

    start: int
    end: int
    marked: list[list[int]]
    labels: list[int]
    others: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Example:
    """A window, the cue label of each of its pieces, and the questions asked in it."""

    window: Window
    cues: list[int]
    questions: list[Question] = field(default_factory=list)


def make_examples(
    tokenizer: Tokenizer, story: Story, doubtful: Iterable[Span] = ()
) -> list[Example]:
    """The windows of a story with labels; `doubtful` are words to ask about that are no cue."""
    pieces = cut_windows(tokenizer, story.text)
    examples = [Example(w, [OUTSIDE] * len(w.ids)) for w in pieces.windows]
    marks = [_mark_cues(pieces, examples, told) for told in story.told]
    for told, fragments in zip(story.told, marks, strict=True):
        if fragments:
            _ask(pieces, examples, fragments, told)
    for span in doubtful:
        covered = list(pieces.covering(span))
        if covered:
            _ask(pieces, examples, [covered], None)
    for example in examples:
        for question in example.questions:
            _see_others(example, question)
    return examples


def _position(pieces: Pieces, piece: int) -> tuple[int, int, int]:
    """Window, stretch and position in the window of a piece of the article."""
    number, stretch = pieces.stretch_of(piece)
    begin, _, first = pieces.windows[number].stretches[stretch]
    return number, stretch, begin + 1 + piece - first


def _mark_cues(pieces: Pieces, examples: Sequence[Example], told: Said) -> list[list[int]]:
    """Label the cue's pieces in the windows; the pieces of each of its fragments."""
    fragments = []
    first = True
    for span in told.cues:
        covered = list(pieces.covering(span))
        for piece in covered:
            number, _, at = _position(pieces, piece)
            labels = examples[number].cues
            labels[at] = labels[at] or (BEGIN if first else INSIDE)
            first = False
        if covered:
            fragments.append(covered)
    return fragments


def _ask(
    pieces: Pieces, examples: Sequence[Example], fragments: list[list[int]], told: Said | None
) -> None:
    """Add the question that the fragments of a cue ask; without `told` it is no cue."""
    number, stretch, _ = _position(pieces, fragments[0][0])
    start, end, first = pieces.windows[number].stretches[stretch]
    inside = range(first, first + end - start - 2)
    labels = [NEITHER] * (end - start)
    parts = ((told.contents, CONTENTS), (told.sources, SOURCE)) if told else ()
    for spans, label in parts:
        for piece in (p for span in spans for p in pieces.covering(span) if p in inside):
            labels[piece - first + 1] = label
    marked = [[p - first + 1 for p in part if p in inside] for part in fragments]
    marked = [part for part in marked if part]
    for at in (at for part in marked for at in part):
        labels[at] = CUE if told else NEITHER
    examples[number].questions.append(Question(start, end, marked, labels))


def _see_others(example: Example, question: Question) -> None:
    own = {at for part in question.marked for at in part}
    cues = example.cues[question.start : question.end]
    question.others = [at for at, label in enumerate(cues) if label and at not in own]
