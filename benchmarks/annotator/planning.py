"""What there is to change in a quote, and the cheapest order and keys to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from annotators.model.items import ROLES, Role
from annotators.model.span import Span, Spans
from benchmarks.annotator.gold import Wanted
from benchmarks.annotator.reach import PART, Letters, Reach, Step, Way
from tui.session.focus import Focus

Parts = Mapping[Role, Spans]
"""The spans of a quote by their role."""
_SETS: dict[Role, str] = {"cues": "cue", "sources": "source"}
_ADDS: dict[Role, str] = {"contents": "contents", "cues": "add-cue", "sources": "add-source"}
_NEAREST = 4
"""What lies nearest to a new part is worth picking."""
_MOST_ORDERED = 4
"""Edits whose every order is tried."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One span of a quote that is to become another, to go (no `new`), or to come (no `old`)."""

    role: Role
    old: Span | None
    new: Span | None

    @property
    def sort(self) -> str:
        """What is corrected: a boundary, a part of the contents, the cue or the source."""
        if self.role == "contents":
            return "boundary" if self.old and self.new else "contents"
        return {"cues": "cue", "sources": "source"}[self.role]


@dataclass(frozen=True, slots=True)
class Plan:
    """Edits in their order, each with its steps."""

    edits: tuple[tuple[Edit, tuple[Step, ...]], ...] = ()

    @property
    def keys(self) -> int:
        """How many keys it takes."""
        return sum(step.keys for _, steps in self.edits for step in steps)


@dataclass(frozen=True)
class Desk:
    """What planning needs to see of the desk: what letters can be laid on, and where they lead.

    `targets` are what the keys for a part pick from, `taken` what a pick of each makes of it.
    """

    words: Letters
    targets: Mapping[Role, Letters]
    taken: Callable[[Parts, Role, Span], Span]
    banned: frozenset[str] = frozenset()


def edits_of(parts: Parts, wanted: Wanted) -> list[Edit]:
    """What is to change: spans that lie close to a wanted one become it, others go or come."""
    found: list[Edit] = []
    for role in ROLES:
        have = [span for span in parts[role] if span not in wanted.spans(role)]
        want = [span for span in wanted.spans(role) if span not in parts[role]]
        pairs = sorted((_distance(old, new), old, new) for old in have for new in want)
        for _, old, new in pairs:
            if old in have and new in want and (old.overlaps(new) or role != "contents"):
                found.append(Edit(role, old, new))
                have.remove(old)
                want.remove(new)
        found += [Edit(role, None, new) for new in want]
        found += [Edit(role, old, None) for old in have]
    return found


def plan_edits(
    reach: Reach, desk: Desk, parts: Parts, focus: Focus, edits: Sequence[Edit]
) -> Plan | None:
    """The cheapest order of the edits found, from a focus on a part; None where one has no way."""
    orders: Iterator[Sequence[Edit]] = iter([edits])
    if len(edits) <= _MOST_ORDERED:
        orders = permutations(edits)
    plans = (_in_order(reach, desk, parts, focus, order) for order in orders)
    return min((plan for plan in plans if plan is not None), key=lambda p: p.keys, default=None)


def _in_order(
    reach: Reach, desk: Desk, parts: Parts, focus: Focus, edits: Sequence[Edit]
) -> Plan | None:
    done: list[tuple[Edit, tuple[Step, ...]]] = []
    now = {role: parts[role] for role in ROLES}
    for edit in edits:
        ways = [w for w in _ways(reach, desk, now, focus, edit) if w is not None]
        if not ways:
            return None
        best = min(ways, key=lambda way: way.keys)
        done.append((edit, best.steps))
        left = (span for span in now[edit.role] if span != edit.old)
        now[edit.role] = tuple(sorted((*left, edit.new) if edit.new else left))
        focus = best.focus
    return Plan(tuple(done))


def _ways(reach: Reach, desk: Desk, parts: Parts, focus: Focus, edit: Edit) -> Iterator[Way | None]:
    if edit.old is not None:
        there = go_to_part(parts, focus, edit.role, edit.old)
        if edit.new is None:
            left = tuple(span for span in parts[edit.role] if span != edit.old)
            if edit.role == "contents" and not left:
                return  # the quote would go with them
            to = (edit.role, left[0]) if left else ("contents", parts["contents"][0])
            after = Focus(to[1], item=PART, role=to[0])
            yield Way((*there.steps, Step("delete")), after)
            return
        shaped = reach.way(_as_part(there.focus), edit.new, desk.words, banned=desk.banned)
        yield _joined(there.steps, shaped, edit.role)
    if edit.new is not None and edit.old is None and (edit.role == "contents" or parts[edit.role]):
        yield _by_letters(reach, desk, parts, _ADDS[edit.role], edit)
    elif edit.new is not None and parts[edit.role] in {(), (edit.old,)} and edit.role in _SETS:
        yield _by_letters(reach, desk, parts, _SETS[edit.role], edit)


def _by_letters(reach: Reach, desk: Desk, parts: Parts, action: str, edit: Edit) -> Way | None:
    """Pick the part by letters and shape what came of it."""
    letters, new = desk.targets[edit.role], edit.new or Span(0, 0)
    near = sorted(letters.targets, key=lambda span: _distance(span, new))[:_NEAREST]
    inside = [span for span in letters.targets if new.holds(span)]
    best: Way | None = None
    for target in dict.fromkeys((*near, *inside[:1], *inside[-1:])):
        taken = desk.taken(parts, edit.role, target)
        pick = Step(action, 1 + letters.length, (target,))
        shaped = reach.way(Focus(taken, item=PART), new, desk.words, banned=desk.banned)
        way = _joined((pick,), shaped, edit.role)
        if way is not None and (best is None or way.keys < best.keys):
            best = way
    return best


def go_to_part(parts: Parts, focus: Focus, role: Role, span: Span) -> Way:
    """Steps from one part of a quote to another, whichever way around is shorter."""
    order = [(r, s) for r in ROLES for s in parts[r]]
    here = next((i for i, (r, s) in enumerate(order) if (r, s) == (focus.role, focus.span)), 0)
    forward = (order.index((role, span)) - here) % len(order)
    back = (-forward) % len(order)
    if not forward:
        return Way((), focus)
    name, times = ("next-part", forward) if forward <= back else ("previous-part", back)
    return Way((Step(name),) * times, Focus(span, item=focus.item, role=role))


def _as_part(focus: Focus) -> Focus:
    return Focus(focus.span, focus.at_end, item=PART)


def _joined(steps: tuple[Step, ...], way: Way | None, role: Role) -> Way | None:
    if way is None:
        return None
    focus = Focus(way.focus.span, way.focus.at_end, item=PART, role=role)
    return Way((*steps, *way.steps), focus)


def _distance(one: Span, other: Span) -> int:
    return abs(one.start - other.start) + abs(one.end - other.end)
