"""Who has spoken and who has been named, line by line: what a pronoun can stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotators.extraction.figures import Figure, FigureBook
from annotators.extraction.tokens import SUBJECTS, Tokens
from annotators.model.span import Span

Place = tuple[Figure, int, int]
"""A figure, and bounds of where it is met."""

_BACK = 25


@dataclass(frozen=True, slots=True)
class Sighting:
    """A figure at a place, outside quotation marks."""

    figure: Figure
    start: int
    line: int
    subject: bool
    new: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure that a phrase stands for, why, and where it was met.

    The author, who only writes, is not `heard`: no `he` that comes later goes on with him.
    """

    figure: Figure
    because: str
    at: int = -1
    heard: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """A figure that speaks, and what it says; `nested` inside what another one says."""

    at: int
    figure: Figure
    aloud: bool
    nested: bool
    said: tuple[Span, ...] = ()


class Flow:
    """Sightings and speakers of one article in the order of its text."""

    def __init__(self, tokens: Tokens, book: FigureBook, others: Iterable[Place] = ()) -> None:
        self.tokens = tokens
        self.spoken: dict[int, list[Turn]] = defaultdict(list)
        self.seen: dict[int, list[Sighting]] = defaultdict(list)
        met: set[int] = set()
        named = ((f, start, end) for f in book.figures for start, end in f.mentions)
        for figure, start, end in sorted([*named, *others], key=lambda place: place[1]):
            first, past = tokens.bounds(start, end)
            line = tokens.line[first] if first < tokens.size else -1
            if line < 0 or tokens.quote[first] >= 0:
                continue
            subject = any(_is_subject(tokens, i) for i in range(first, past))
            new = id(figure) not in met
            met.add(id(figure))
            self.seen[line].append(Sighting(figure, start, line, subject, new))

    def speak(self, turn: Turn) -> None:
        """Note that a figure speaks; `aloud` unless it may only think or want."""
        self.spoken[self.tokens.line_at(turn.at)].append(turn)

    def in_line(
        self, at: int, fits: Callable[[Figure], bool], apart: tuple[Span, ...]
    ) -> Finding | None:
        """What a pronoun at this offset stands for by what its own line says before it.

        Nothing inside `apart` counts.
        """
        line = self.tokens.line_at(at)
        said = _outer([turn for turn in self.spoken[line] if turn.at < at and fits(turn.figure)])
        seen = [
            s
            for s in self.seen[line]
            if s.start < at and fits(s.figure) and not any(a.touches(s.start) for a in apart)
        ]
        subjects = [s for s in seen if s.subject]
        within = {id(turn.figure) for turn in self.spoken[line] if turn.nested}
        last = said[-1] if said else None
        if last is not None and not any(
            s.new
            and s.start > last.at
            and id(s.figure) not in {id(last.figure), *within}
            and not any(span.touches(s.start) for span in last.said)
            for s in subjects
        ):
            told = f"{last.figure.text} speaks earlier in the paragraph"
            return Finding(last.figure, told, last.at)
        if subjects or seen:
            chosen = (subjects or seen)[-1]
            told = f"{chosen.figure.text} is named earlier in the paragraph"
            return Finding(chosen.figure, told, chosen.start)
        return None

    def above(
        self, at: int, fits: Callable[[Figure], bool], *, after_quote: bool
    ) -> Finding | None:
        """What a pronoun at this offset stands for by the lines above it.

        `after_quote` is set where a quotation stands before it in its line: such
        a line goes on with a speaker.
        """
        line = self.tokens.line_at(at)
        for back in range(line - 1, max(-1, line - _BACK), -1):
            found = self._before(back, line, fits, after_quote=after_quote)
            if found is not None:
                return found
        return self._anywhere(at, fits) or self._last_to_speak(line, fits)

    def _last_to_speak(self, line: int, fits: Callable[[Figure], bool]) -> Finding | None:
        """Whoever fits and may have spoken last in the line above or the one before it."""
        for back in (line - 1, line - 2):
            said = [turn.figure for turn in self.spoken[back] if fits(turn.figure)]
            if said:
                return Finding(said[-1], f"{said[-1].text} may have spoken last")
        return None

    def _before(
        self, line: int, home: int, fits: Callable[[Figure], bool], *, after_quote: bool
    ) -> Finding | None:
        """A line above: who spoke there, or who was brought in there."""
        said = _outer(
            [t for t in self.spoken[line] if fits(t.figure) and (t.aloud or not after_quote)]
        )
        seen = [s for s in self.seen[line] if fits(s.figure)]
        everyone = {id(s.figure): s.figure for s in seen}
        subjects = [s.figure for s in seen if s.subject]
        fresh = {id(s.figure): s.figure for s in seen if s.new and s.subject}
        if said:
            chosen = said[-1].figure
            near = home - line == 1
            how = "follows" if near else "comes after"
            return Finding(chosen, f"{how} what {chosen.text} said last")
        if len(fresh) == 1 or (len(everyone) == 1 and any(s.new and s.figure.person for s in seen)):
            chosen = next(iter((fresh or everyone).values()))
            return Finding(chosen, f"{chosen.text} is brought in just before")
        # A line about one person alone, before a quotation, is about who speaks in it.
        near = home - line == 1 and len(everyone) == 1
        if subjects and (near or (not after_quote and home - line <= 2)):  # noqa: PLR2004
            return Finding(subjects[0], f"{subjects[0].text} is the subject just before")
        return None

    def _anywhere(self, at: int, fits: Callable[[Figure], bool]) -> Finding | None:
        """Whoever fits and was named last before this offset."""
        line = self.tokens.line_at(at)
        for back in range(line - 1, -1, -1):
            seen = [s.figure for s in self.seen[back] if fits(s.figure)]
            if seen:
                return Finding(seen[-1], f"{seen[-1].text} was named last")
        return None


def _is_subject(tokens: Tokens, index: int) -> bool:
    """Whether a word is the subject, or stands in apposition to it."""
    if tokens.dep[index] == "appos":
        index = tokens.head[index]
    return tokens.dep[index] in SUBJECTS


def _outer(turns: list[Turn]) -> list[Turn]:
    """The turns that no other report holds, if there are any."""
    return [turn for turn in turns if not turn.nested] or turns
