"""Layers of one article laid over each other: what all sides say, and where they differ."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import NamedTuple, TypeVar

from annotators.adjudication.casting import Casting
from annotators.adjudication.wording import differing, listed
from annotators.evaluation.letters import letters, likeness
from annotators.model.article import Article
from annotators.model.items import Item, Mention, Quote, Trace
from annotators.model.layer import DEFAULT_SCOPE, Header, Layer, Scope
from annotators.model.view import View

_ALIKE = 0.5
"""How alike the contents of two quotes are, at least, to be readings of one."""

T = TypeVar("T", Quote, Mention)


class Side(NamedTuple):
    """A layer and the name that it is shown under."""

    name: str
    layer: Layer


class Version(NamedTuple):
    """One reading of an item, and the numbers of the sides (from 0) that have it."""

    item: Quote | Mention
    sides: frozenset[int]


@dataclass(frozen=True, slots=True)
class Dispute:
    """The readings of one thing in the text; a side that has none of them says it is nothing."""

    versions: tuple[Version, ...]

    def reading(self, item: Quote | Mention) -> Quote | Mention | None:
        """The reading that an item is, or was decided from."""
        origin = item.trace.origin
        ids = {item.id, origin.item if origin else item.id}
        return next((v.item for v in self.versions if v.item.id in ids), None)

    def against(self, item: Quote | Mention) -> Dispute:
        """The dispute without what the sides of a reading have beside it."""
        own = next((v.sides for v in self.versions if v.item.id == item.id), frozenset[int]())
        return Dispute(
            tuple(v for v in self.versions if v.item.id == item.id or v.sides.isdisjoint(own))
        )

    def of_side(self, side: int) -> tuple[Quote | Mention, ...]:
        """What a side says, by its number from 0: nothing, one item, or a quote's several parts."""
        return tuple(v.item for v in self.versions if side in v.sides)


@dataclass(frozen=True)
class Overlay:
    """Several layers as one draft to be decided, in which each reading is an item of its own."""

    sides: tuple[Side, ...]
    draft: Layer
    agreed: tuple[Quote | Mention, ...]
    disputes: tuple[Dispute, ...]

    @property
    def names(self) -> str:
        """The names of the sides in a row."""
        return listed([side.name for side in self.sides])

    @cached_property
    def _by_item(self) -> dict[str, Dispute]:
        return {v.item.id: dispute for dispute in self.disputes for v in dispute.versions}

    def dispute(self, item: Quote | Mention) -> Dispute | None:
        """The dispute that an item of the draft, or what was decided from it, belongs to."""
        origin = item.trace.origin
        return self._by_item.get(item.id) or (self._by_item.get(origin.item) if origin else None)

    def open_disputes(self, view: View) -> list[Dispute]:
        """The disputes of which a reading still waits for a decision."""
        waiting = {item.id for item in view.undecided}
        return [d for d in self.disputes if any(v.item.id in waiting for v in d.versions)]


def lay_over(article: Article, sides: Sequence[Side]) -> Overlay:
    """Lay the layers of two or more sides over each other.

    Entities of one name are one. Quotes are alike when all parts and speakers are;
    of the others, those with much the same contents, or with the same cue, are
    readings of one, and so are parts of what another side has as one quote. Items
    of the draft are called after the sides and items they come from: `1.qa` or,
    where sides agree, `1.qa+2.qb`.
    """
    casting = Casting([side.layer for side in sides])
    every = range(len(sides))
    quotes = _versions([casting.quotes(n) for n in every], _saying)
    mentions = _versions([casting.mentions(n) for n in every], _naming)
    split = [v for v in (*quotes, *mentions) if len(v.sides) < len(sides)]
    disputes = _disputes(article.text, split)
    worded = tuple(_worded(dispute, [side.name for side in sides]) for dispute in disputes)
    agreed = tuple(v.item for v in (*quotes, *mentions) if len(v.sides) == len(sides))
    readings = (v.item for dispute in worded for v in dispute.versions)
    draft = Layer.of(_header(sides), (*casting.entities.values(), *agreed, *readings))
    return Overlay(tuple(sides), draft, agreed, worded)


def _versions(said: Sequence[Iterable[T]], key: Callable[[T], object]) -> list[Version]:
    """Every reading once, with the sides that have it."""
    found: dict[object, dict[int, T]] = {}
    for side, items in enumerate(said):
        for item in items:
            found.setdefault(key(item), {}).setdefault(side, item)
    return [_version(sides) for sides in found.values()]


def _version(sides: Mapping[int, T]) -> Version:
    first = next(iter(sides.values()))
    name = "+".join(f"{side + 1}.{item.id}" for side, item in sides.items())
    return Version(replace(first, id=name, trace=Trace()), frozenset(sides))


def _saying(quote: Quote) -> object:
    return quote.contents, quote.cues, quote.sources, quote.speakers, quote.speaker_state


def _naming(mention: Mention) -> object:
    return mention.span, mention.form, mention.label, mention.entity


def _disputes(text: str, versions: Sequence[Version]) -> Iterator[Dispute]:
    """Readings of different sides put together, the most alike first."""
    groups = [[version] for version in versions]
    near = sorted(
        (-alike, i, j)
        for (i, one), (j, other) in combinations(enumerate(versions), 2)
        if one.sides.isdisjoint(other.sides)
        and (alike := _likeness(text, one.item, other.item)) >= _ALIKE
    )
    for _, i, j in near:
        one, other = groups[i], groups[j]
        if one is not other and _sides(one).isdisjoint(_sides(other)):
            one += other
            groups = [one if group is other else group for group in groups]
    whole = list({id(group): group for group in groups}.values())
    for group in _with_parts(text, whole):
        yield Dispute(tuple(sorted(group, key=lambda version: min(version.sides))))


def _with_parts(text: str, groups: Sequence[list[Version]]) -> list[list[Version]]:
    """The groups, a quote that nothing answers among those of the quote that it is a part of."""
    kept: list[list[Version]] = [group for group in groups if len(group) > 1]
    for lone in (group[0] for group in groups if len(group) == 1):
        held = [
            (share, -place)
            for place, group in enumerate(kept)
            if (share := max(_share(text, lone, other) for other in group)) > _ALIKE
        ]
        if held:
            kept[-max(held)[1]].append(lone)
        else:
            kept.append([lone])
    return kept


def _share(text: str, part: Version, whole: Version) -> float:
    """How much of a quote's contents lie in those of another side's."""
    if not isinstance(part.item, Quote) or not isinstance(whole.item, Quote):
        return 0.0
    own, held = (letters(text, quote.contents) for quote in (part.item, whole.item))
    is_longer = len(held) > len(own) and part.sides.isdisjoint(whole.sides)
    return len(own & held) / len(own) if is_longer and own else 0.0


def _likeness(text: str, one: Item, other: Item) -> float:
    """How much two items look like readings of one; the same cue counts most."""
    if isinstance(one, Mention) and isinstance(other, Mention):
        return float(one.span.overlaps(other.span))
    if not isinstance(one, Quote) or not isinstance(other, Quote):
        return 0.0
    alike = likeness(letters(text, one.contents), letters(text, other.contents))
    same_cue = any(cue.overlaps(known) for cue in one.cues for known in other.cues)
    return alike + 1 if same_cue and alike else alike


def _sides(group: Iterable[Version]) -> frozenset[int]:
    return frozenset().union(*(version.sides for version in group))


def _worded(dispute: Dispute, names: Sequence[str]) -> Dispute:
    """The dispute with readings that say who has them, and how the others' differ."""
    return Dispute(
        tuple(
            version._replace(item=replace(version.item, trace=Trace(because=because)))
            for version in dispute.versions
            if (because := _because(dispute, version, names))
        )
    )


def _because(dispute: Dispute, version: Version, names: Sequence[str]) -> str:
    told = [listed([names[side] for side in sorted(version.sides)])]
    for other in dispute.versions:
        if other.sides.isdisjoint(version.sides):
            who = listed([names[side] for side in sorted(other.sides)])
            told.append(f"{who}: other {listed(differing(version.item, other.item))}")
    silent = [n for side, n in enumerate(names) if not dispute.of_side(side)]
    return "; ".join([*told, f"{listed(silent)}: nothing here"] if silent else told)


def _header(sides: Sequence[Side]) -> Header:
    names = [side.name for side in sides]
    scopes = [side.layer.header.scope for side in sides if side.layer.header.model is None]
    scope: tuple[Scope, ...] = DEFAULT_SCOPE
    if scopes:
        scope = tuple(part for part in scopes[0] if all(part in other for other in scopes))
    key = "\n".join(f"{side.name}\t{side.layer.header.revision}" for side in sides)
    name = hashlib.sha256(key.encode()).hexdigest()[:12]
    return Header(model=f"of {listed(names)}", draft=f"c{name}", scope=scope)
