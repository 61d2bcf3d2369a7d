"""Where a name begins and ends: what a small model takes in that is no part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from annotators.extraction.name_kinds import NUMBERS, PERSON, Name
from annotators.extraction.name_words import DEPARTMENTS, PARTISANS, STARTS
from annotators.extraction.people import gender_of_name, is_rank, is_title

_HYPHENS = frozenset("-‐‑–")
_SIGNS = ("@", "#")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_BREAKS = frozenset({":", "/", "‘", "“", '"'})
_HELPING = frozenset({"PRP", "MD"})


def cut_spans(doc: Doc, words: Sequence[str], names: Iterable[Name]) -> list[Name]:
    """The names without what is no part of them; those of which nothing is left are dropped."""
    given = list(names)
    people = {w for n in given if n.label == PERSON for w in words[n.start : n.end]}
    found = []
    for name in given:
        if name.label in NUMBERS:
            found.append(name)
        elif not (_is_sign(doc, words, name) or _is_office(words, name)):
            cut = _without_end(words, _without_start(doc, words, name), people)
            cut = _without_rank(words, cut)
            found += _apart(words, cut) if cut.start < cut.end else []
    return found


def _is_sign(doc: Doc, words: Sequence[str], name: Name) -> bool:
    """`@tidewell` and `#tidewell` name an account or a subject, not a thing."""
    before = name.start > 0 and not doc[name.start - 1].whitespace_
    return words[name.start].startswith(_SIGNS) or (before and words[name.start - 1] in _SIGNS)


def _is_office(words: Sequence[str], name: Name) -> bool:
    """`State` of `the secretary of State` belongs to the title."""
    before = [word.lower() for word in words[max(0, name.start - 2) : name.start]]
    office = before in (["secretary", "of"], ["secretaries", "of"])
    return office and name.end - name.start == 1 and words[name.start] in DEPARTMENTS


def _without_start(doc: Doc, words: Sequence[str], name: Name) -> Name:
    """`Muslim` of `I'm Muslim`, `Brandt` of `anti-Brandt`."""
    start = name.start
    if doc[start].tag_ in _HELPING and name.end - start > 1:
        start += 1
        while start < name.end - 1 and (doc[start].tag_[:2] == "VB" or words[start][:1] in "'’"):
            start += 1
    if name.label == PERSON and name.end - start > 1 and _is_plain_start(doc, words, start):
        start += 1
    prefix = name.end - start > 2 and words[start].islower() and words[start + 1] in _HYPHENS  # noqa: PLR2004
    if prefix and words[start + 2][:1].isupper():
        start += 2
    return name._replace(start=start)


def _is_plain_start(doc: Doc, words: Sequence[str], at: int) -> bool:
    """`Follow` of `Follow Ada Brandt` or `Said Brandt`, which begin a sentence."""
    word = words[at].lower()
    if not doc[at].is_sent_start or gender_of_name(word):
        return False
    return word in STARTS or (bool(gender_of_name(words[at + 1])) and word in words)


def _without_end(words: Sequence[str], name: Name, people: set[str]) -> Name:
    """`Brandt` of `Brandt's Blessing`, which is not a name but her blessing, and `Brandt 15`."""
    person = name.label == PERSON
    for at in range(name.start, name.end):
        owner = words[at] in _POSSESSIVE and at < name.end - 1
        owned = owner and (person or set(words[name.start : at]) <= people)
        counted = words[at][:1].isdigit() and name.start < at
        if counted and set(words[name.start : at]) <= people:
            return Name(name.start, at, PERSON)
        if owned or (person and (words[at] in _BREAKS or words[at].startswith(_SIGNS))):
            return Name(name.start, at, PERSON)
    return name


def _without_rank(words: Sequence[str], name: Name) -> Name:
    """`Navy` of `Navy Cmdr`, which the model parts from the name that follows."""
    end = name.end
    while end - name.start > 1 and (is_rank(words[end - 1]) or words[end - 1] in {"1st", "2nd"}):
        end -= 1
    return name if end == name.end else Name(name.start, end, "ORG")


def _apart(words: Sequence[str], name: Name) -> list[Name]:
    """`Catholic` and `Republicans` of `Catholic Republicans`, which are two groups."""
    pair = name.end - name.start == 2 and name.label == "NORP"  # noqa: PLR2004
    if pair and words[name.end - 1] in PARTISANS and words[name.start][:1].isupper():
        middle = name.start + 1
        return [name._replace(end=middle), name._replace(start=middle)]
    return [name]


def with_given_names(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """`Ada Brandt` where the model saw `Brandt` only, `Ada` being a given name."""
    taken = {index for name in names for index in range(name.start, name.end)}
    found = []
    for name in names:
        before = name.start - 1
        given = (
            name.label == PERSON
            and name.end - name.start == 1
            and before >= 0
            and before not in taken
            and bool(doc[before].whitespace_)
            and words[before].istitle()
            and bool(gender_of_name(words[before]))
            and not is_title(words[before])
            and not is_title(words[name.start])
        )
        found.append(name._replace(start=before) if given else name)
    return found


def split_pairs(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """`Brandt` and `Tarn` of `the Brandt-Tarn talks`, where the article names both alone."""
    labels = {words[n.end - 1]: n.label for n in names if n.label == PERSON}
    labels |= {words[n.start]: n.label for n in names if n.end - n.start == 1}
    found = []
    for name in names:
        pair = name.end - name.start == 3 and words[name.start + 1] in _HYPHENS  # noqa: PLR2004
        if pair and {words[name.start], words[name.end - 1]} <= labels.keys():
            ends = name.start, name.end - 1
            found += [Name(at, at + 1, labels[words[at]]) for at in ends]
        else:
            found.append(name)
    return found
