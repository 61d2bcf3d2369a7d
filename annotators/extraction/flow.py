"""Who has spoken and who has been named, line by line: what a pronoun can stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotators.extraction.figures import Figure, FigureBook
from annotators.extraction.tokens import SUBJECTS, Tokens
from annotators.model.span import Span

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
    """A figure that a phrase stands for, why, and how sure that is."""

    figure: Figure
    because: str
    trust: float


class Flow:
    """Sightings and speakers of one article in the order of its text."""

    def __init__(self, tokens: Tokens, book: FigureBook) -> None:
        self.tokens = tokens
        self.spoken: dict[int, list[tuple[int, Figure]]] = defaultdict(list)
        self.aloud: dict[int, list[tuple[int, Figure]]] = defaultdict(list)
        self.seen: dict[int, list[Sighting]] = defaultdict(list)
        met: set[int] = set()
        for figure, start, end in sorted(
            ((f, s, e) for f in book.figures for s, e in f.mentions), key=lambda x: x[1]
        ):
            first, past = tokens.bounds(start, end)
            line = tokens.line[first] if first < tokens.size else -1
            if line < 0 or tokens.quote[first] >= 0:
                continue
            subject = any(tokens.dep[i] in SUBJECTS for i in range(first, past))
            new = id(figure) not in met
            met.add(id(figure))
            self.seen[line].append(Sighting(figure, start, line, subject, new))

    def speak(self, figure: Figure, at: int, *, aloud: bool) -> None:
        """Note that a figure speaks at this offset; `aloud` unless it may only think or want."""
        self.spoken[self.tokens.line_at(at)].append((at, figure))
        if aloud:
            self.aloud[self.tokens.line_at(at)].append((at, figure))

    def find(
        self,
        at: int,
        fits: Callable[[Figure], bool],
        *,
        after_quote: bool,
        apart: Iterable[Span] = (),
    ) -> Finding | None:
        """What a pronoun at this offset most likely stands for.

        `after_quote` is set where a quotation stands before it in its line: such
        a line goes on with a speaker. Nothing inside `apart` counts.
        """
        line = self.tokens.line_at(at)
        away = tuple(apart)
        found = self._in_line(line, at, fits, away)
        if found is not None:
            return found
        for back in range(line - 1, max(-1, line - _BACK), -1):
            found = self._before(back, line, fits, after_quote=after_quote)
            if found is not None:
                return found
        return self._anywhere(at, fits)

    def _in_line(
        self, line: int, at: int, fits: Callable[[Figure], bool], apart: tuple[Span, ...]
    ) -> Finding | None:
        said = [f for start, f in self.spoken[line] if start < at and fits(f)]
        seen = [
            s
            for s in self.seen[line]
            if s.start < at and fits(s.figure) and not any(a.touches(s.start) for a in apart)
        ]
        subjects = [s for s in seen if s.subject]
        if said and not any(s.new for s in subjects):
            return Finding(said[-1], f"{said[-1].text} speaks earlier in the paragraph", 0.9)
        if subjects or seen:
            chosen = (subjects or seen)[-1].figure
            alone = len({id(s.figure) for s in seen}) == 1
            trust = 0.85 if alone else 0.7
            return Finding(chosen, f"{chosen.text} is named earlier in the paragraph", trust)
        return None

    def _before(
        self, line: int, home: int, fits: Callable[[Figure], bool], *, after_quote: bool
    ) -> Finding | None:
        """A line above: who spoke there, or who was brought in there."""
        spoken = self.aloud if after_quote else self.spoken
        said = [f for _, f in spoken[line] if fits(f)]
        seen = [s for s in self.seen[line] if fits(s.figure)]
        subjects = [s.figure for s in seen if s.subject]
        fresh = {id(s.figure): s.figure for s in seen if s.new and s.subject}
        if said:
            chosen = said[-1]
            near = home - line == 1
            how = "follows" if near else "comes after"
            trust = 0.9 if near else 0.8
            return Finding(chosen, f"{how} what {chosen.text} said last", trust)
        if len(fresh) == 1:
            chosen = next(iter(fresh.values()))
            return Finding(chosen, f"{chosen.text} is brought in just before", 0.7)
        if subjects and not after_quote and home - line <= 2:  # noqa: PLR2004
            chosen = subjects[0]
            return Finding(chosen, f"{chosen.text} is the subject just before", 0.7)
        return None

    def _anywhere(self, at: int, fits: Callable[[Figure], bool]) -> Finding | None:
        """Whoever fits and was named last before this offset."""
        line = self.tokens.line_at(at)
        for back in range(line - 1, -1, -1):
            seen = [s.figure for s in self.seen[back] if fits(s.figure)]
            if seen:
                return Finding(seen[-1], f"{seen[-1].text} was named last", 0.5)
        return None
