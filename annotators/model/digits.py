"""The digits that stand for the cast: who has had one keeps it, whoever drafts the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotators.model.dossier import Dossier
from annotators.model.items import Entity
from annotators.model.layer import Layer

DIGITS = range(1, 10)
"""The digits there are, in the order they are given."""


def digits_given(dossier: Dossier | None, drafts: Iterable[Layer]) -> dict[str, int]:
    """Digits by name: the people's word first, then the latest draft's; `drafts` oldest first."""
    people = (*dossier.work.values(), *reversed(dossier.finished)) if dossier else ()
    digits: dict[str, int] = {}
    for layer in (*people, *reversed(tuple(drafts))):
        for entity in layer.entities.values():
            if entity.digit is not None and entity.digit not in digits.values():
                digits.setdefault(entity.name, entity.digit)
    return digits


def with_digits(layer: Layer, given: Mapping[str, int]) -> Layer:
    """The layer with digits for those who speak in it: the given ones, then the rest as they come.

    Who has a digit keeps it, unless another has it by what is given.
    """
    quotes = sorted(layer.quotes.values(), key=lambda quote: (quote.start, quote.id))
    speaking = dict.fromkeys(s for quote in quotes for s in quote.speakers)
    order = [layer.entities[s] for s in speaking if s in layer.entities]
    taken = set(given.values()) | {e.digit for e in order if e.name not in given}
    free = (digit for digit in DIGITS if digit not in taken)
    known = {
        entity.id: replace(entity, digit=_kept(entity, given) or next(free, None))
        for entity in order
    }
    return replace(layer, entities={**layer.entities, **known})


def without_digits(layer: Layer) -> Layer:
    """What the layer says, whatever digits its cast has."""
    plain = {key: replace(entity, digit=None) for key, entity in layer.entities.items()}
    return replace(layer, entities=plain)


def _kept(entity: Entity, given: Mapping[str, int]) -> int | None:
    """The digit of an entity, or what its name had before; None where another has it."""
    if entity.name in given:
        return given[entity.name]
    return None if entity.digit in given.values() else entity.digit
