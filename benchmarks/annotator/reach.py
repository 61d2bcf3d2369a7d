"""The cheapest keys from one span to another, searched over what the desk's own keys do.

Nothing is changed here: a session of its own, without items, is shaped and moved.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product

from annotators.model.review import Review
from annotators.model.span import Span, Spans
from annotators.model.units import UNITS
from tui.session.focus import Focus
from tui.session.session import Session
from tui.session.shaping import Shaping

PART = "part"
"""The item of a focus that stands for a part of any quote."""
_SHAPES = (
    "grow", *(f"unit-{unit}" for unit in UNITS), "token-left", "token-right",
    "character-left", "character-right", "shrink", "swap-end",
)  # fmt: skip
_MOST_TRIED = 1000
"""States that are tried before the search gives up being exact."""
_NEAR = 2
"""Words beside each end of the target that are worth picking."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command: an action, what is picked, typed or chosen after it; and how many keys.

    `choose` counts the rows of the list that the action shows, from 0, or is how the
    row begins. `name` is typed until it stands first in the list. `nth` says
    which of the action's keys it is, for the one action that has a key for each digit.
    """

    action: str
    keys: int = 1
    picks: Spans = ()
    typed: str = ""
    choose: int | str | None = None
    name: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """Steps, and the focus that they lead to."""

    steps: tuple[Step, ...]
    focus: Focus

    @property
    def keys(self) -> int:
        """How many keys it takes."""
        return sum(step.keys for step in self.steps)


@dataclass(frozen=True, slots=True)
class Letters:
    """What can be picked by letters, and how many letters each takes."""

    targets: Sequence[Span] = ()
    length: int = 2


class Reach:
    """Finds ways between spans of one article."""

    def __init__(self, session: Session) -> None:
        self._session = Session(
            Review(session.review.article, "scratch"), parse=session.units.parse
        )
        self._shapes = Shaping(self._session, _Letters(None)).deeds()  # type: ignore[arg-type]
        self._known: dict[tuple[Focus, str], Focus | None] = {}
        self._words = Letters()
        self._units: dict[Span, bool] = {}
        self._ways: dict[tuple[Focus, Span, frozenset[str]], Way | None] = {}

    def way(
        self, start: Focus, target: Span, words: Letters, *, banned: frozenset[str] = frozenset()
    ) -> Way | None:
        """The cheapest way found from a focus to a focus on the target; None where there is none.

        `words` are those that the key for the active end picks from; actions in `banned` are
        not taken.
        """
        if words != self._words:
            self._words, self._ways = words, {}
        key = (start, target, banned)
        if key not in self._ways:
            searches = (
                self._search(start, target, words, banned, is_exact=is_exact)
                for is_exact in (True, False)
            )
            self._ways[key] = next((way for way in searches if way is not None), None)
        return self._ways[key]

    def _search(
        self, start: Focus, target: Span, words: Letters, banned: frozenset[str], *, is_exact: bool
    ) -> Way | None:
        order = count()
        is_unit = self._is_unit(target)

        def rank(spent: int, focus: Focus) -> tuple[int, int]:
            return _rank(spent, focus.span, target, is_unit=is_unit, is_exact=is_exact)

        waiting: list[tuple[tuple[int, int], int, int, Focus, tuple[Step, ...]]]
        waiting = [(rank(0, start), next(order), 0, start, ())]
        best = {start: 0}
        near = _near(words, target, inside=is_unit)
        for _ in range(_MOST_TRIED):
            if not waiting:
                return None
            _, _, spent, focus, steps = heapq.heappop(waiting)
            if focus.span == target and focus.item in {None, PART}:
                return Way(steps, focus)
            if spent > best[focus]:
                continue
            for step, reached in self._steps(focus, target, near, words.length):
                cost = spent + step.keys
                if step.action == "shrink" and steps and steps[-1].action == "grow":
                    continue  # it leads back, whatever the span
                if step.action not in banned and cost < best.get(reached, cost + 1):
                    best[reached] = cost
                    entry = (rank(cost, reached), next(order), cost, reached, (*steps, step))
                    heapq.heappush(waiting, entry)
        return None

    def _is_unit(self, target: Span) -> bool:
        """Whether growing from its first or its last token comes to the target."""
        if target not in self._units:
            units = self._session.units
            edges = (units.token_at(target.start), units.token_before(target.end))
            self._units[target] = any(self._grows_to(edge, target) for edge in edges)
        return self._units[target]

    def _grows_to(self, span: Span | None, target: Span) -> bool:
        while span is not None and span != target and target.holds(span):
            span = self._session.units.wider(span)
        return span == target

    def _steps(
        self, focus: Focus, target: Span, near: Sequence[Span], letters: int
    ) -> Iterator[tuple[Step, Focus]]:
        if focus.item not in {None, PART}:
            token = self._session.units.token_at(focus.active)
            yield Step("leave"), Focus(token or focus.span)
            yield from ((Step("pick-word", 1 + letters, (w,)), Focus(w)) for w in near)
            return
        for action in _SHAPES if focus.item or focus.held is not None else (*_SHAPES, "hold"):
            reached = self._after(focus, action)
            if reached is not None and reached != focus:
                yield Step(action), reached
        for word in near if self._moves_freely(focus) else _at_edge(near, focus, target):
            picked = self._picked(focus, word)
            if picked != focus:
                yield Step("pick-end", 1 + letters, (word,)), picked
        firsts = _at_edge(near, focus._replace(at_end=False), target)
        lasts = _at_edge(near, focus._replace(at_end=True), target)
        for first, last in product(firsts, lasts):
            if first.end <= last.start:
                span = Span(first.start, last.end)
                yield Step("pick-ends", 1 + 2 * letters, (first, last)), focus.on(span)

    def _moves_freely(self, focus: Focus) -> bool:
        """Whether the cursor is on the bare text and marks nothing."""
        is_bare = focus.item is None and focus.held is None
        return is_bare and self._session.units.token_at(focus.span.start) == focus.span

    def _after(self, focus: Focus, action: str) -> Focus | None:
        key = (focus, action)
        if key not in self._known:
            self._known[key] = self._tried(focus, action)
        return self._known[key]

    def _tried(self, focus: Focus, action: str) -> Focus | None:
        if action == "hold":
            return focus._replace(held=focus.span.start)
        self._session.focus = focus
        if action == "shrink":  # by the span alone: nothing is known of how it came to be
            Shaping(self._session, _Letters(None)).shrink()  # type: ignore[arg-type]
        else:
            self._shapes[action]()
        return self._session.focus

    def _picked(self, focus: Focus, word: Span) -> Focus:
        self._session.focus = focus
        Shaping(self._session, _Letters(word)).pick_end()  # type: ignore[arg-type]
        return self._session.focus


class _Letters:
    """Answers each pick with one word."""

    def __init__(self, word: Span | None) -> None:
        self._word = word

    def pick(self, _prompt: str, _targets: object, done: object) -> None:
        """Pick the word."""
        done(self._word)  # type: ignore[operator]

    def words_in_view(self) -> tuple[Span, ...]:
        """The word alone."""
        return (self._word,) if self._word else ()


def _near(words: Letters, target: Span, *, inside: bool) -> list[Span]:
    """The words around both ends of the target, and some `inside` it too."""
    every = words.targets
    first = next((i for i, word in enumerate(every) if word.end > target.start), len(every))
    last = next((i for i, word in enumerate(every) if word.start >= target.end), len(every))
    places = {*range(first - _NEAR, first + _NEAR + 1), *range(last - _NEAR - 1, last + _NEAR)}
    if inside:
        places |= set(range(first, last, max(1, (last - first) // 6)))
    return [every[place] for place in sorted(places) if 0 <= place < len(every)]


def _at_edge(words: Sequence[Span], focus: Focus, target: Span) -> list[Span]:
    """The words that bring the active end close to where the target has it."""
    if focus.at_end:
        return sorted(words, key=lambda word: abs(word.end - target.end))[:_NEAR]
    return sorted(words, key=lambda word: abs(word.start - target.start))[:_NEAR]


def _rank(
    spent: int, span: Span, target: Span, *, is_unit: bool, is_exact: bool
) -> tuple[int, int]:
    """What a way through a span costs at least, and then how far the span is off."""
    off = abs(span.start - target.start) + abs(span.end - target.end)
    wrong = (span.start != target.start) + (span.end != target.end)
    if is_exact:
        return spent + (min(wrong, 1) if is_unit else wrong), off
    # Where exactness takes too long, letters still to go are weighed as keys.
    return spent + wrong + off // 4, off
