"""Stories told of others: the names in a story replaced at random, the same one always alike.

A network that has only read the papers of one year learns its names by heart;
this makes it look at how a sentence is built instead.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotators.evaluation.pairing import Said
from annotators.extraction.encoder.stand_ins import WORD, capitalised
from annotators.model.span import Span, Spans
from annotators.training.examples import Story

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})

_INVENTED = 0.3
_STYLES = (("“", "”"), ('"', '"'), ("‘", "’"))

Names = Sequence[tuple[Span, str]]
"""Where names stand in a story, with their labels."""


class Place(NamedTuple):
    """What sort of word a word of a name is: only words of one sort stand for each other."""

    label: str
    last: bool
    plural: bool
    capitals: bool


class Pool:
    """The words that names are made of in many stories, by their sort."""

    def __init__(self, stories: Iterable[tuple[Story, Names]]) -> None:
        found: dict[Place, dict[str, None]] = defaultdict(dict)
        for story, names in stories:
            for span, place in _words(story.text, names):
                found[place][story.text[span.start : span.end]] = None
        self.words = {place: list(words) for place, words in found.items()}

    def draw(self, place: Place, chance: random.Random) -> str:
        """A word of this sort; at times one that nobody bears, of the halves of two."""
        words = self.words[place]
        word = chance.choice(words)
        if chance.random() >= _INVENTED or place.capitals:
            return word
        other = chance.choice(words)
        half = other[len(other) // 2 :]
        return word[: (len(word) + 1) // 2] + half.lower()


def rename(story: Story, names: Names, pool: Pool, chance: random.Random) -> Story:
    """The story with every name replaced by another, word by word."""
    given: dict[tuple[str, str], str] = {}
    edits = []
    for span, place in _words(story.text, names):
        old = story.text[span.start : span.end]
        key = place.label, old
        if key not in given:
            given[key] = pool.draw(place, chance)
        edits.append((span, given[key]))
    return _edited(story, edits)


def restyle(story: Story, chance: random.Random) -> Story:
    """The story with its double quotation marks in another style."""
    opening, closing = chance.choice(_STYLES)
    if opening == "‘" and re.search(r"[‘’]", story.text):
        return story
    edits = []
    inside = False
    for found in re.finditer(r"[“”\"]|\n", story.text):
        sign = found.group()
        opens = sign == "“" or (sign == '"' and not inside)
        inside = opens and sign != "\n"
        if sign != "\n":
            edits.append((Span(*found.span()), opening if opens else closing))
    return _edited(story, edits)


def _words(text: str, names: Names) -> Iterable[tuple[Span, Place]]:
    """The capitalised words of names, and what sort each is."""
    for span, label in names:
        words = capitalised(text, span)
        for number, word in enumerate(words, 1):
            sort = Place(
                label, number == len(words), word.group().endswith("s"), word.group().isupper()
            )
            yield Span(*word.span()), sort


def _edited(story: Story, edits: Sequence[tuple[Span, str]]) -> Story:
    """The story with stretches replaced; edits are in order and do not overlap."""
    pieces, starts, shifts = [], [0], [0]
    at = shift = 0
    for span, new in edits:
        pieces += [story.text[at : span.start], new]
        at = span.end
        shift += len(new) - span.length
        starts.append(span.end)
        shifts.append(shift)
    pieces.append(story.text[at:])

    def move(spans: Spans) -> Spans:
        return tuple(Span(moved(s.start), moved(s.end)) for s in spans)

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(starts, offset) - 1]

    told = tuple(Said(*(move(part) for part in one)) for one in story.told)
    return Story(story.id, "".join(pieces), told)


def doubtful_words(stories: Iterable[Story]) -> Mapping[str, float]:
    """Words that begin cues, in small letters, and how often they do where they stand."""
    seen: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for story in stories:
        begins = {cue.start for told in story.told for cue in told.cues}
        for word in WORD.finditer(story.text):
            counts = seen[word.group().lower()]
            counts[0] += 1
            counts[1] += word.start() in begins
    return {w: cues / all_ for w, (all_, cues) in seen.items() if cues >= 5}  # noqa: PLR2004


def draw_doubtful(
    story: Story, rates: Mapping[str, float], share: float, chance: random.Random
) -> list[Span]:
    """Words of the story that begin cues elsewhere but are none here, a share of them."""
    taken = [cue for told in story.told for cue in told.cues]
    found = []
    for word in WORD.finditer(story.text):
        if word.group().lower() in rates and chance.random() < share:
            span = Span(*word.span())
            if not any(cue.start < span.end and span.start < cue.end for cue in taken):
                found.append(span)
    return found
