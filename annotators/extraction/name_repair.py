"""Repairs to names that only the whole article shows: cut ones, ones wrongly labelled or missed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from annotators.extraction.name_endings import tell_by_words
from annotators.extraction.name_headlines import read_headline
from annotators.extraction.name_kinds import (
    NUMBERS,
    PERSON,
    Name,
    is_trade,
    tell_kinds,
    unlabelled_people,
)
from annotators.extraction.name_missing import (
    missed_by_shape,
    missed_short_forms,
    short_forms,
    whole_names,
)
from annotators.extraction.name_spans import cut_spans, split_pairs, with_given_names
from annotators.extraction.people import (
    is_particle,
    is_person_noun,
    is_place_too,
    is_title,
    without_possessive,
)
from annotators.extraction.words import word_set

_MONTHS = word_set("Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec March April June July")
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "III", "II"})
_HYPHENS = frozenset("-‐‑")
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "compound", "agent"})


def repair_names(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names of a Doc, repaired; they do not overlap."""
    words = [token.text for token in doc]
    alone = {words[name.start] for name in names if name.end - name.start == 1}
    trimmed = (_trim(doc, words, _complete(doc, words, name, alone)) for name in names)
    cut = cut_spans(doc, words, [name for name in trimmed if name is not None])
    known = [_by_apposition(doc, name) for name in with_given_names(doc, words, cut)]
    missed = unlabelled_people(doc, known)
    missed += missed_by_shape(doc, words, [*known, *missed])
    known = tell_kinds(doc, [*_beside(known, missed), *missed])
    known = tell_by_words(doc, words, split_pairs(words, known))
    known = _one_label(words, _as_buildings(doc, words, known))
    known = _as_places(words, _as_people(words, known))
    whole = whole_names(words, known)
    known = [*_beside(known, whole), *whole]
    known = _drop_overlaps([*known, *missed_short_forms(doc, words, known)])
    known = with_given_names(doc, words, known)
    return _drop_overlaps(read_headline(doc, words, known))


def _beside(names: Sequence[Name], others: Sequence[Name]) -> list[Name]:
    """The names that no other overlaps."""
    taken = {index for name in others for index in range(name.start, name.end)}
    return [name for name in names if taken.isdisjoint(range(name.start, name.end))]


def _complete(doc: Doc, words: Sequence[str], name: Name, alone: set[str]) -> Name:
    """A name cut at a hyphen or before a particle, made whole: `Moon Jae` of `Moon Jae-in`."""
    if name.label in NUMBERS:
        return name
    start, end = name.start, name.end
    while end + 1 < len(words) and _is_joint(doc, words, end, alone):
        end += 2
    while start > 1 and _is_joint(doc, words, start - 1, alone):
        start -= 2
    if name.label == PERSON:
        if start > 1 and is_particle(words[start - 1]) and doc[start - 2].pos_ == "PROPN":
            start -= 2
        if end < len(words) and words[end] in _SUFFIXES:
            end += 1
    return Name(start, end, name.label)


def _is_joint(doc: Doc, words: Sequence[str], hyphen: int, alone: set[str]) -> bool:
    """Whether a hyphen joins two parts of one name, not two names as in `Kim-Trump`."""
    if words[hyphen] not in _HYPHENS or hyphen == 0 or hyphen + 1 >= len(words):
        return False
    if doc[hyphen].whitespace_ or doc[hyphen - 1].whitespace_:
        return False
    before, after = words[hyphen - 1], words[hyphen + 1]
    if before.islower() and not is_particle(before):
        return False  # `pro-Clinton`
    if before in alone or (after in alone and after[:1].isupper()):
        return False
    # `Moscow-based` is a name with a participle, `Jae-in` and `Al-Sisi` are one name.
    return after.isalpha() and not (after.islower() and len(after) > 3)  # noqa: PLR2004


def _trim(doc: Doc, words: Sequence[str], name: Name) -> Name | None:
    start, end = name.start, name.end
    line = next((i for i in range(start, end) if "\n" in words[i]), end)
    end = line if line > start else end
    if name.label == PERSON:
        end = next((i for i in range(start, end) if words[i][:1].isdigit()), end)
        if end < name.end and words[start] in _MONTHS:
            return None
    while start < end and (doc[start].is_space or (doc[start].is_punct and words[start] != "(")):
        start += 1
    if name.label == PERSON:
        while end - start > 1 and (is_title(words[start]) or words[start].lower() == "the"):
            start += 1
    while end > start and (
        doc[end - 1].is_space
        or without_possessive(words[end - 1]) == ""
        or (doc[end - 1].is_punct and not words[end - 1].endswith(".") and words[end - 1] != ")")
    ):
        end -= 1
    if start >= end or not any(c.isalnum() for c in doc[start:end].text):
        return None
    return Name(start, end, name.label)


def _key(words: Sequence[str], name: Name) -> tuple[str, ...]:
    parts = words[name.start : name.end]
    return tuple(parts[1:] if parts[0].lower() == "the" and len(parts) > 1 else parts)


def _one_label(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """Equal text, equal label: the label that most of its places have.

    A word of a person's full name is a person where as many places say so as say anything else.
    """
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[_key(words, name)][name.label] += 1
    full = {
        words[at]
        for name in names
        if name.label == PERSON and name.end - name.start > 1
        for at in (name.start, name.end - 1)
    }
    best = {key: counter.most_common(1)[0] for key, counter in votes.items()}
    labels = {
        key: PERSON if key[0] in full and len(key) == 1 and votes[key][PERSON] == most else label
        for key, (label, most) in best.items()
    }
    return [
        name if name.label in NUMBERS else name._replace(label=labels[_key(words, name)])
        for name in names
    ]


def _as_buildings(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """A body as often called a building is one, unless it does something."""
    labels: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in names:
        labels[_key(words, name)][name.label] += 1
    even = {key for key, votes in labels.items() if 0 < votes["FAC"] == votes["ORG"]}
    even -= {
        _key(words, name)
        for name in names
        if _key(words, name) in even and doc[name.start : name.end].root.dep_ in _ACTING
    }
    return [name._replace(label="FAC") if _key(words, name) in even else name for name in names]


def _as_people(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """One word of a person's full name stands for the person: `Ri` when `Ri Yong-ho` is one."""
    short = short_forms(words, names)
    firms = _family_firms(words, names)
    fixed = []
    for name in names:
        key = _key(words, name)
        alone = len(key) == 1 and name.label not in NUMBERS and not is_place_too(key[0])
        if alone and key[0] in firms:
            fixed.append(name._replace(label="ORG"))
        elif alone and key[0] in short:
            fixed.append(name._replace(label=PERSON))
        else:
            fixed.append(name)
    return fixed


def _family_firms(words: Sequence[str], names: Sequence[Name]) -> set[str]:
    """First words that stand for a company, not for the people who may have its name.

    `Orrin` is Orrin Glass where that is named first and several Orrins are in the article.
    """
    lone = {_key(words, n)[0] for n in names if n.label == PERSON and n.end - n.start == 1}
    people: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    firms: dict[str, int] = {}
    for name in names:
        key = _key(words, name)
        if len(key) > 1 and name.label == PERSON:
            people[key[-1]].setdefault(key, name.start)
        elif len(key) > 1 and name.label == "ORG":
            firms.setdefault(key[0], name.start)
    traded = {words[n.start] for n in names if n.label == "ORG" and is_trade(words[n.end - 1])}
    given = {_key(words, n)[0] for n in names if n.label == PERSON and n.end - n.start > 1}
    return {
        word
        for word, start in firms.items()
        if (len(people[word]) > 1 and start < min(people[word].values()))
        or (not people[word] and word in lone & traded - given)
    }


def _by_apposition(doc: Doc, name: Name) -> Name:
    """A name that stands beside a noun for a person names one: `Hong Min, a research fellow`."""
    length = name.end - name.start
    if name.label in {PERSON, *NUMBERS} or not 2 <= length <= 3:  # noqa: PLR2004
        return name
    root = doc[name.start : name.end].root
    if any(kid.dep_ == "appos" and is_person_noun(kid.lemma_.lower()) for kid in root.children):
        return name._replace(label=PERSON)
    return name


def _as_places(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """`N. Korea` is a place where `North Korea` is."""
    places = {words[name.end - 1] for name in names if name.label == "GPE"}
    fixed = []
    for name in names:
        parts = words[name.start : name.end]
        initial = len(parts) == 2 and len(parts[0]) == 2 and parts[0].endswith(".")  # noqa: PLR2004
        place = initial and name.label == PERSON and parts[1] in places
        fixed.append(name._replace(label="GPE") if place else name)
    return fixed


def _drop_overlaps(names: Sequence[Name]) -> list[Name]:
    kept: list[Name] = []
    last = 0
    for name in sorted(names, key=lambda n: (n.start, n.start - n.end)):
        if name.start >= last:
            kept.append(name)
            last = name.end
    return kept
