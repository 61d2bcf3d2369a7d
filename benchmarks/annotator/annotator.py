"""The annotator at one article: decides every draft item, makes what is missing, finishes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from annotators.model.items import Quote, Role
from annotators.model.picking import part_at
from annotators.model.span import Span, trim
from annotators.model.units import UNITS
from annotators.model.view import position
from benchmarks.annotator.gold import Task, Wanted
from benchmarks.annotator.hands import Hands
from benchmarks.annotator.matching import matched
from benchmarks.annotator.planning import Desk, Parts, edits_of
from benchmarks.annotator.reach import Letters, Step
from benchmarks.annotator.routes import Route, Routes, parts_of
from benchmarks.annotator.speaking import is_spoken, step_to_label, step_to_speaker

_MOST_PLANS = 60
"""Plans for one attribution before the annotator gives it up."""
_DOUBTFUL = frozenset(("shrink", "choose-reading", *(f"unit-{unit}" for unit in UNITS)))
"""Actions that go by how the span or quote came to be, or may swallow another part of it."""


@dataclass
class Ledger:
    """What each attribution cost, and what the keys were pressed for."""

    keys: dict[int, int] = field(default_factory=dict)
    by_correction: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    """Keys that were pressed for no attribution yet; the next one bears them."""


class Annotator:
    """Knows the gold, sees the desk, has the keys."""

    def __init__(self, hands: Hands, task: Task, *, speakers: bool = False) -> None:
        self._hands = hands
        self._wanted = task.wanted
        self._speakers = speakers
        self._session = hands.session
        self._routes = Routes(self._session)
        self._goals = matched(self._session.view, task.wanted)
        goals = self._goals.values()
        self._missing = [i for i in range(len(task.wanted)) if i not in goals]
        self._banned: frozenset[str] = frozenset()
        self._seen: set[object] = set()
        self.ledger = Ledger()
        self.given_up: list[Wanted] = []

    async def work(self) -> None:
        """Bring the article to the gold and finish it."""
        while self._session.view.undecided:
            await self._decide_next()
        while self._missing:
            await self._make(self._missing.pop(0))
        if self._speakers:
            await self._label()
        await self._take(Step("finish", 2, choose="training"), "finish")
        self._bear(len(self._wanted) - 1)

    def _is_as_wanted(self, quote: Quote, wanted: Wanted) -> bool:
        has_spans = not edits_of(parts_of(self._session, quote), wanted)
        return has_spans and (not self._speakers or is_spoken(self._session.view, quote, wanted))

    async def _label(self) -> None:
        """Give the speakers the labels that they are to have."""
        labels = dict(pair for wanted in self._wanted for pair in wanted.speakers)
        for _ in range(_MOST_PLANS):
            step = step_to_label(self._session, labels, self._hands.words())
            if step is None:
                return
            await self._take(step, "label", times=int(step.action == "label"))

    async def _decide_next(self) -> None:
        item = self._session.item
        if not isinstance(item, Quote) or not self._session.view.is_pending(item):
            if await self._make_before(self._upcoming()):
                return
            await self._take(Step("next-pending"), "move")
            return
        if await self._make_before(item):
            return
        goal = self._goals.get(item.id)
        if goal is None:
            await self._take(Step("reject"), "reject", times=1)
            return
        if self._is_as_wanted(item, self._wanted[goal]):
            await self._take(Step("accept"), "accept", times=1)
        else:
            await self._correct(goal)
        self._bear(goal)

    def _upcoming(self) -> Quote | None:
        """The item that the key for the next pending one would go to."""
        here = self._session.item
        at = position(here) if here is not None else (self._session.focus.span.start,) * 2
        waiting = self._session.view.undecided
        ahead = [item for item in waiting if position(item) > at]
        item = (ahead or list(waiting))[0]
        return item if isinstance(item, Quote) else None

    async def _make_before(self, item: Quote | None) -> bool:
        """Make what is missing before an item; answers whether there was something."""
        start = item.start if item is not None else 0
        if not self._missing or self._wanted[self._missing[0]].start >= start:
            return False
        await self._make(self._missing.pop(0))
        return True

    async def _make(self, goal: int) -> None:
        """Make what the draft lacks."""
        wanted = self._wanted[goal]
        self._forget()
        for _ in range(_MOST_PLANS):
            if not self._is_in_view(wanted.contents[0]):
                await self._take(self._page(wanted.contents[0]), "missed")
                continue
            self._notice(self._session.focus)
            route = self._routes.to_make(self._desk(), wanted)
            if route is None:
                break
            before = len(self._session.view.quotes)
            await self._follow(route, route.purpose)
            if len(self._session.view.quotes) > before:
                self.ledger.times["missed"] += 1
                if route.by_source and self._session.quote is not None:
                    self._routes.from_source = self._session.quote.id
                await self._correct(goal, after="missed: ")
                self._bear(goal)
                return
        self.given_up.append(wanted)

    async def _correct(self, goal: int, after: str = "") -> None:
        """Change the quote in focus until it is as wanted."""
        wanted = self._wanted[goal]
        self._forget()
        for _ in range(_MOST_PLANS):
            quote = self._session.quote
            if quote is None:
                break
            parts = parts_of(self._session, quote)
            if self._is_as_wanted(quote, wanted):
                return
            if not edits_of(parts, wanted):
                mentions = self._hands.letters(self._hands.mentions())
                step = step_to_speaker(self._session.view, quote, wanted, mentions)
                await self._take(step, after + "speaker", times=1)
                continue
            self._notice((self._session.focus, tuple(parts.items())))
            route = self._routes.to_correct(self._desk(), quote, wanted)
            if route is None:
                break
            self.ledger.times[after + route.purpose] += 1
            await self._follow(route, after + route.purpose)
        self.given_up.append(wanted)

    async def _follow(self, route: Route, correction: str) -> None:
        """Take steps as long as what they pick is in view."""
        for step in route.steps:
            if not all(self._is_in_view(target) for target in step.picks):
                return
            await self._take(step, correction)

    async def _take(self, step: Step, correction: str, times: int = 0) -> None:
        before = self._hands.pressed
        await self._hands.do(step)
        keys = self._hands.pressed - before
        self.ledger.by_correction[correction] += keys
        self.ledger.times[correction] += times
        self.ledger.waiting += keys

    def _forget(self) -> None:
        self._seen, self._banned = set(), frozenset()

    def _notice(self, state: object) -> None:
        """Leave out what may come out otherwise than planned, once that has led in a circle."""
        if state in self._seen:
            self._banned = _DOUBTFUL
        self._seen.add(state)

    def _bear(self, goal: int) -> None:
        """Let an attribution bear the keys pressed since the last one."""
        self.ledger.keys[goal] = self.ledger.keys.get(goal, 0) + self.ledger.waiting
        self.ledger.waiting = 0

    def _desk(self) -> Desk:
        hands, session = self._hands, self._session
        words, mentions = hands.words(), hands.mentions()
        started = {m.start for m in mentions}
        sources = hands.letters([*mentions, *(w for w in words.targets if w.start not in started)])

        def taken(parts: Parts, role: Role, span: Span) -> Span:
            if role != "sources" or span not in mentions:
                quote = Quote(id="", contents=parts["contents"])
                span = part_at(session.view, session.units, quote, role, span)
            return trim(session.review.article.text, span) or span

        targets: dict[Role, Letters] = {"contents": words, "cues": words, "sources": sources}
        return Desk(words, targets, taken, self._banned)

    def _is_in_view(self, span: Span) -> bool:
        return self._hands.view.touches(span.start) and self._hands.view.touches(span.end - 1)

    def _page(self, span: Span) -> Step:
        return Step("page-down" if span.end > self._hands.view.end else "page-up")
