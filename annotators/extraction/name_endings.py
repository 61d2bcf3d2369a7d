"""Kinds that words tell by themselves: what a name ends in, what is known of it, its state."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from annotators.extraction.name_kinds import NUMBERS, PERSON, Name
from annotators.extraction.name_words import (
    BODIES,
    BUILDINGS,
    EVENTS,
    FAITHS,
    KNOWN_BODIES,
    LANDS,
    PEOPLES,
    STATES,
)

_PLACES = frozenset({"GPE", "LOC", "FAC"})
# What a name ends in, the labels that this puts right, and the right one.
_ENDINGS = (
    (LANDS, {*_PLACES, PERSON}, "GPE"),
    (BUILDINGS, {"GPE", "LOC", PERSON}, "FAC"),
    (EVENTS, {*_PLACES, "ORG"}, "EVENT"),
    (BODIES - BUILDINGS, {"GPE", "LOC"}, "ORG"),
)
_FIRST = frozenset(name.split()[0] for name in KNOWN_BODIES if " " in name)
_PARTIES = frozenset("RDI")
_HYPHENS = frozenset("-‐‑–")


def tell_by_words(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The names with the labels that their own words give, and well-known ones that were missed."""
    known = [*_known_bodies(words, names), *_states(words, names), *_faiths(words, names)]
    taken = {index for name in known for index in range(name.start, name.end)}
    rest = [name for name in names if taken.isdisjoint(range(name.start, name.end))]
    told = [_by_ending(words, _by_state(words, name)) for name in rest]
    shorts = {words[n.end - 1] for n in told if n.label == "ORG" and n.end - n.start > 1}
    return [*known, *(_as_short_body(doc, words, name, shorts) for name in told)]


def _by_ending(words: Sequence[str], name: Name) -> Name:
    """`Orl County` is a place, `Mill Street` a street, `the Tidal Summit` an event."""
    last = words[name.end - 1]
    if name.end - name.start == 1 and last in PEOPLES and name.label in {PERSON, "ORG", "GPE"}:
        return name._replace(label="NORP")
    if name.label in NUMBERS or name.end - name.start < 2 or not last[:1].isupper():  # noqa: PLR2004
        return name
    for endings, doubtful, label in _ENDINGS:
        if last.lower() in endings and name.label in doubtful:
            return name._replace(label=label)
    return name


def _as_short_body(doc: Doc, words: Sequence[str], name: Name, shorts: set[str]) -> Name:
    """`the Quartet` is a body where `the Tideland Quartet` is one."""
    word = words[name.start]
    alone = name.end - name.start == 1 and name.label in {PERSON, *_PLACES}
    the = name.start > 0 and doc[name.start - 1].lower_ == "the"
    fits = alone and the and word in shorts and word.lower() in BODIES
    return name._replace(label="ORG") if fits else name


def _by_state(words: Sequence[str], name: Name) -> Name:
    """`Orlmouth, Ariz.` is a town."""
    after = [*words[name.end : name.end + 2], "", ""]
    town = after[0] == "," and after[1] in STATES and name.label in {PERSON, "ORG", *_PLACES}
    capital = all(word[:1].isupper() or not word.isalpha() for word in words[name.start : name.end])
    body = words[name.end - 1].lower() in BODIES
    return name._replace(label="GPE") if town and capital and not body else name


def _states(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """A state after a town or a party's letter: `Orlmouth, Ariz.`, `(D-NY)`, `R-Texas`."""
    ends = {name.end for name in names if name.label in {"GPE", PERSON, "ORG"}}
    taken = {index for name in names for index in range(name.start, name.end)}
    found = []
    for index in range(2, len(words)):
        word, before = words[index], words[index - 1]
        stop = [*words[index + 1 : index + 2], ""][0] == "." and f"{word}." in STATES
        town = word in STATES and before == "," and index - 1 in ends and index not in taken
        party = before in _HYPHENS and words[index - 2] in _PARTIES and word[:1].isupper()
        if town or (party and (word in STATES or word.istitle() or word.isupper())):
            found.append(Name(index, index + 1 + stop, "GPE"))
    return found


def _known_bodies(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """Bodies that everybody knows and small models do not: `Twitter`, `Islamic State`."""
    long = {i for name in names if name.end - name.start > 2 for i in range(name.start, name.end)}  # noqa: PLR2004
    inner = {
        i
        for name in names
        if name.end - name.start > 1 and " ".join(words[name.start : name.end]) not in KNOWN_BODIES
        for i in range(name.start, name.end)
    }
    found: list[Name] = []
    for index, word in enumerate(words):
        pair = " ".join(words[index : index + 2]) if word in _FIRST else ""
        if pair in KNOWN_BODIES and long.isdisjoint({index, index + 1}):
            found.append(Name(index, index + 2, "ORG"))
        elif index not in inner and (word in KNOWN_BODIES or _is_shouted(word)):
            found.append(Name(index, index + 1, "ORG"))
    return found


def _is_shouted(word: str) -> bool:
    return word.isupper() and len(word) > 5 and word.title() in KNOWN_BODIES  # noqa: PLR2004


def _faiths(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """Faiths, and those who hold them, where no longer name has the word; peoples in no name."""
    inner = {i for name in names if name.end - name.start > 1 for i in range(name.start, name.end)}
    taken = {index for name in names for index in range(name.start, name.end)}
    return [
        Name(index, index + 1, "NORP")
        for index, word in enumerate(words)
        if (word in FAITHS and index not in inner) or (word in PEOPLES and index not in taken)
    ]
