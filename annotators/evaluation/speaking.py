"""When two layers mean the same by their speakers, whose ids differ."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from annotators.evaluation.letters import WORD, head
from annotators.evaluation.side import Side
from annotators.evaluation.verdicts import Speakers
from annotators.model.items import Entity, Quote
from annotators.model.span import Span

_Name = tuple[str, ...]
_Sign = _Name | int
"""A name, or an offset in the text."""

_DETERMINER = re.compile(r"^(?:an?|the|his|her|its|their|this|that|one)\s+", re.IGNORECASE)


def speakers_of(gold: Side, other: Side, *, mutual: bool = False) -> Speakers | None:
    """Who speaks gold's quotes; None where gold's layer says nothing of speakers.

    Speakers are right when they are the same entities, all of them; where
    gold has an unnamed speaker or none, when the other side says so too. When
    `mutual`, only quotes whose speaker both sides tell are asked for it.
    """
    if not gold.tells_speakers:
        return None
    told, other_told = (
        frozenset(i for i, quote in enumerate(side.quotes) if is_told(quote))
        for side in (gold, other)
    )
    partner = same_entities(gold, other)

    def same(i: int, j: int) -> bool:
        one, two = gold.quotes[i], other.quotes[j]
        if one.speaker_state != two.speaker_state:
            return False
        return {partner.get(speaker) for speaker in one.speakers} == set(two.speakers)

    return Speakers(told, same, other_told if mutual else None)


def is_told(quote: Quote) -> bool:
    """Whether a quote's layer says who speaks, or that nobody does."""
    return quote.speaker_state != "undecided"


def same_entities(gold: Side, other: Side) -> Mapping[str, str]:
    """The other side's entity for each of gold's that it knows, one to one, by their ids.

    Two entities are the more alike the more names they share; of equals, the
    more places in the text where one word is the head of what names or
    describes both. The most alike come first, then the earlier by name.
    """
    ours, theirs = _signs(gold), _signs(other)
    rank, their_rank = _ranks(gold.entities), _ranks(other.entities)
    found = []
    for entity, holder, names, places in _sharing(ours, theirs):
        found.append((-names, -places, rank[entity], their_rank[holder], entity, holder))
    partner: dict[str, str] = {}
    taken: set[str] = set()
    for *_, entity, holder in sorted(found):
        if entity not in partner and holder not in taken:
            partner[entity] = holder
            taken.add(holder)
    return partner


def _ranks(entities: Iterable[Entity]) -> dict[str, int]:
    """The place of each entity in the order of names, so that order in a layer never matters."""
    ordered = sorted(entities, key=lambda e: (_words(e.name), e.name, e.aliases, e.id))
    return {entity.id: place for place, entity in enumerate(ordered)}


def _signs(side: Side) -> dict[str, set[_Sign]]:
    """For each entity its names, and where the head words stand of what names or describes it.

    Pronouns are left out: whom they mean is what is asked.
    """
    signs: dict[str, set[_Sign]] = {
        entity.id: {name for text in (entity.name, *entity.aliases) if (name := _name(text))}
        for entity in side.entities
    }
    for mention in side.mentions:
        if mention.form != "pronoun" and mention.entity in signs:
            at = head(side.text, [mention.span])
            signs[mention.entity] |= set() if at is None else {at}
    return signs


def _sharing(
    ours: Mapping[str, set[_Sign]], theirs: Mapping[str, set[_Sign]]
) -> Iterator[tuple[str, str, int, int]]:
    """Entities of either side that share anything, how many names and how many places."""
    holders: dict[_Sign, list[str]] = defaultdict(list)
    for holder, signs in theirs.items():
        for sign in signs:
            holders[sign].append(holder)
    for entity, signs in ours.items():
        every = Counter(holder for sign in signs for holder in holders.get(sign, ()))
        places = Counter(
            holder for sign in signs if isinstance(sign, int) for holder in holders.get(sign, ())
        )
        for holder, number in every.items():
            yield entity, holder, number - places[holder], places[holder]


def _name(text: str) -> _Name:
    """The words of a name without case and article; of a description only those up to its head."""
    bare = _DETERMINER.sub("", text)
    if bare[:1].islower() and (at := head(bare, [Span(0, len(bare))])) is not None:
        found = WORD.match(bare, at)
        bare = bare[: found.end()] if found else bare
    return _words(bare)


def _words(text: str) -> _Name:
    return tuple(WORD.findall(text.casefold()))
