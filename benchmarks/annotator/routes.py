"""The cheapest route from what the desk shows to one attribution as it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotators.model.completing import completion, readings, taken
from annotators.model.items import ROLES, Quote
from annotators.model.proposals import NOTHING
from annotators.model.said import propose_contents, propose_quote, source_at
from annotators.model.span import Span, trim
from annotators.model.units import UNITS
from annotators.model.view import position
from benchmarks.annotator.gold import Wanted
from benchmarks.annotator.planning import Desk, Parts, edits_of, plan_edits
from benchmarks.annotator.reach import PART, Reach, Step, Way
from tui.session.focus import Focus
from tui.session.quotes import says
from tui.session.session import Session

_HOPELESS = 1000
_MOST_MARKS, _MOST_STEPS = 4, 4


@dataclass(frozen=True, slots=True)
class Route:
    """The steps to take next, what they are for, and the keys of the whole route.

    `by_source` says that a quote is made of who says it, not of what is said.
    """

    steps: tuple[Step, ...]
    purpose: str
    keys: int
    by_source: bool = False


class Routes:
    """Finds routes in one session; what is proposed on the desk is known beforehand."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._reach = Reach(session)
        self.from_source: str | None = None
        """The quote that was last made of its source: its other contents are listed first."""

    def to_correct(self, desk: Desk, quote: Quote, wanted: Wanted) -> Route | None:
        """From a quote in focus to what is wanted of it; None where none was found."""
        parts, focus = parts_of(self._session, quote), self._session.focus
        edits = edits_of(parts, wanted)
        plan = plan_edits(self._reach, desk, parts, focus, edits)
        routes: list[Route] = []
        if plan is not None:
            edit, steps = plan.edits[0]
            routes.append(Route(steps, edit.sort, plan.keys))
        for step, read in self._read(desk, quote, by_source=quote.id == self.from_source):
            after = parts_of(self._session, read)
            left = edits_of(after, wanted)
            if len(left) >= len(edits):
                continue
            rest = plan_edits(self._reach, desk, after, _focus_on(after, focus), left)
            if rest is not None:
                routes.append(Route((step,), "reading", step.keys + rest.keys))
        return min(routes, key=lambda route: route.keys, default=None)

    def to_make(self, desk: Desk, wanted: Wanted) -> Route | None:
        """From wherever the focus is to a new quote; its steps end with the key that makes it."""
        routes: list[Route] = []
        for way, made in self._marks(desk, wanted):
            by_source = way.focus.span not in made.contents
            keys = way.keys + 1 + self._left(desk, made, wanted, by_source=by_source)
            routes.append(Route((*way.steps, Step("new-quote")), "missed", keys, by_source))
        return min(routes, key=lambda route: route.keys, default=None)

    def _marks(self, desk: Desk, wanted: Wanted) -> Iterator[tuple[Way, Quote]]:
        """Ways to a span that a quote can be made of, and the quote."""
        spans = (*wanted.contents[:_MOST_MARKS], *wanted.sources, *wanted.cues)
        makes = {span: made for span in spans if (made := self._made(span)) is not None}
        if not makes:
            around = self._around(wanted.contents[0])
            makes = {span: made for span in around if (made := self._made(span)) is not None}
        for span, made in makes.items():
            yield from ((way, made) for way in self._ways_to(desk, span))

    def _around(self, span: Span) -> Iterator[Span]:
        """Spans near one that no quote can be made of as it stands: it is reached from them."""
        units = self._session.units
        for unit in UNITS:
            found = units.unit(unit, span) or units.unit(unit, Span(span.start, span.start + 1))
            if found is not None and found != span:
                yield found
        following = units.token_at(span.end)
        if following is not None:
            yield Span(span.start, following.end)

    def _ways_to(self, desk: Desk, span: Span) -> Iterator[Way]:
        way = self._reach.way(self._session.focus, span, desk.words, banned=desk.banned)
        if way is not None:
            yield way
        stepped = self._by_mentions(span)
        if stepped is not None:
            yield stepped

    def _by_mentions(self, span: Span) -> Way | None:
        """From mention to mention, where the span is one that is near."""
        session = self._session
        item, start = session.item, session.focus.span.start
        at = position(item) if item is not None else (start, start)
        ahead = [m for m in session.mentions if position(m) > at]
        behind = [m for m in reversed(session.mentions) if position(m) < at]
        for name, mentions in (("next-mention", ahead), ("previous-mention", behind)):
            for number, mention in enumerate(mentions[:_MOST_STEPS], start=1):
                if mention.span == span:
                    return Way((Step(name),) * number, Focus(span, item=mention.id))
        return None

    def _made(self, span: Span) -> Quote | None:
        """The quote that the key for a new one would make of a marked span."""
        view, units = self._session.view, self._session.units
        source = source_at(view, units, span) if self._session.proposes else None
        if source is not None:
            found = propose_contents(view, units, source)
            if not found or any(says(quote, source, found[0]) for quote in view.quotes):
                return None
            return taken(Quote(id="new"), found[0])
        if any(span in quote.contents for quote in view.quotes):
            return None
        told = propose_quote(view, units, span) if self._session.proposes else ()
        first = told[0] if told else NOTHING
        return taken(Quote(id="new"), replace(first, contents=first.contents or (span,)))

    def _left(self, desk: Desk, made: Quote, wanted: Wanted, *, by_source: bool) -> int:
        """How many keys are left once a quote is made."""
        parts = parts_of(self._session, made)
        best = self._rest(desk, parts, wanted)
        for step, read in self._read(desk, made, by_source=by_source):
            after = parts_of(self._session, read)
            if len(edits_of(after, wanted)) < len(edits_of(parts, wanted)):
                best = min(best, step.keys + self._rest(desk, after, wanted))
        return best

    def _rest(self, desk: Desk, parts: Parts, wanted: Wanted) -> int:
        first = parts["contents"][0]
        focus = Focus(first, item=PART, role="contents")
        plan = plan_edits(self._reach, desk, parts, focus, edits_of(parts, wanted))
        return plan.keys if plan is not None else _HOPELESS

    def _read(self, desk: Desk, quote: Quote, *, by_source: bool) -> Iterator[tuple[Step, Quote]]:
        """What completing the quote, or taking one of its other readings, makes of it."""
        if "choose-reading" in desk.banned or not self._session.proposes:
            return
        view, units = self._session.view, self._session.units
        filled = completion(view, units, quote)
        if filled != quote:
            yield Step("complete"), filled
        by_source = by_source or self._session.focus.role == "sources"
        for number, proposal in enumerate(readings(view, units, quote, by_source=by_source)):
            yield Step("choose-reading", 2, choose=number), taken(quote, proposal)


def parts_of(session: Session, quote: Quote) -> Parts:
    """The spans of a quote by their role, without white space at their ends."""
    text = session.review.article.text
    return {role: tuple(trim(text, span) or span for span in quote.spans(role)) for role in ROLES}


def _focus_on(parts: Parts, focus: Focus) -> Focus:
    """Where the focus is once a quote has other parts."""
    if focus.role is not None and focus.span in parts[focus.role]:
        return focus
    role = focus.role if focus.role is not None and parts[focus.role] else "contents"
    return Focus(parts[role][0], item=focus.item, role=role)
