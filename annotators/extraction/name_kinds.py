"""What the text around a name tells of its kind: a person, a place, or a body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from annotators.extraction.layout import DATELINE
from annotators.extraction.name_words import BODIES, DOUBTFUL, EITHER, GROUNDS, ROLES, TRADES
from annotators.extraction.people import (
    gender_of_name,
    gender_of_word,
    is_particle,
    is_person_noun,
    is_title,
    without_possessive,
)

PERSON = "PERSON"
NUMBERS = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "LANGUAGE"}
)

_SURE = 2
_SURER = 3
_LONGEST = 4
_PLACES = frozenset({"GPE", "LOC", "FAC"})


class Name(NamedTuple):
    """A named entity by token index, half-open."""

    start: int
    end: int
    label: str


def tell_kinds(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, relabelled where the article tells their kind; titles cut from people."""
    words = [token.text for token in doc]
    cut = [_without_titles(words, name) for name in names]
    cut = [name for name in cut if not _is_plain_word(doc, words, name)]
    signs = _person_signs(doc, words, cut) + _in_bylines(doc, words, cut)
    places = _places(doc, words, cut)
    bodies = _bodies(doc, words, cut)
    return [_relabelled(words, name, signs, places, bodies) for name in cut]


def text_of(words: Sequence[str], name: Name) -> str:
    """The words of a name, as it is compared."""
    return without_possessive(" ".join(words[name.start : name.end]))


def is_trade(word: str) -> bool:
    """Whether a word ends names of companies, which are known by their first word."""
    return word.lower() in TRADES


# -- titles


def _without_titles(words: Sequence[str], name: Name) -> Name:
    """`Odile Landry` of `Councilwoman Odile Landry`, whatever the label."""
    start = name.start
    if name.label in NUMBERS or name.end - start < 2:  # noqa: PLR2004
        return name
    while name.end - start > 1 and _is_sure_title(words[start], words[start + 1 : name.end]):
        start += 1
    called = start + 2 < name.end and is_person_noun(words[start].lower())
    if called and gender_of_name(words[start + 1]) and not gender_of_name(words[start]):
        start += 1
    if start == name.start or not _is_shaped(words, Name(start, name.end, name.label)):
        return name
    rest = Name(start, name.end, PERSON)
    return name if _ends_as_body(words, rest) else rest


def _is_sure_title(word: str, rest: Sequence[str]) -> bool:
    if not is_title(word) or word.isupper() or word.rstrip(".") in {"St", "Saint"}:
        return False
    return word.lower().rstrip(".") not in DOUBTFUL or bool(gender_of_name(rest[0]))


def _is_shaped(words: Sequence[str], name: Name) -> bool:
    parts = words[name.start : name.end]
    if len(parts) > _LONGEST or any(c.isdigit() for part in parts for c in part):
        return False
    ends = parts[0][:1].isupper() and parts[-1][:1].isupper()
    inner = all(p[:1].isupper() or not p.isalpha() or is_particle(p) for p in parts)
    return ends and inner and not is_title(parts[-1])


def _is_full(words: Sequence[str], name: Name) -> bool:
    """Whether a body's name looks like a given name and a surname: `Ada Brandt`."""
    first, last = words[name.start], words[name.end - 1]
    if name.label not in {"ORG", "PRODUCT"} or name.end - name.start != 2:  # noqa: PLR2004
        return False
    placed = last.lower() in GROUNDS | TRADES or last.lower() in words
    return first.istitle() and last.isalpha() and not placed


def _ends_as_body(words: Sequence[str], name: Name) -> bool:
    return words[name.end - 1].lower() in BODIES


def _is_plain_word(doc: Doc, words: Sequence[str], name: Name) -> bool:
    """`Quarry` that begins a sentence is no name where the article has quarries."""
    if name.end - name.start != 1 or name.label not in {PERSON, "ORG"}:
        return False
    word = words[name.start]
    if not word.istitle() or not doc[name.start].is_sent_start:
        return False
    return words.count(word.lower()) > 0 and words.count(word) == 1


# -- people


def _person_signs(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> Counter[str]:
    """For the text of each name how strongly the article tells that it is a person's."""
    people = {text_of(words, n) for n in names if n.label == PERSON and n.end - n.start > 1}
    surnames = Counter(text.split()[-1] for text in people)
    single = {text_of(words, n) for n in names if n.end - n.start == 1}
    places = _known_places(words, names)
    signs: Counter[str] = Counter()
    for name in names:
        if name.label in NUMBERS or not _is_shaped(words, name) or _ends_as_body(words, name):
            continue
        sign = _sign_at(doc, words, name)
        text = text_of(words, name)
        last = text.split()[-1]
        if name.end - name.start > 1:
            given = bool(gender_of_name(words[name.start]))
            sign += given + (given and (last in single or _is_full(words, name)))
            sign += last not in places and surnames[last] > (text in people)
        signs[text] = max(signs[text], sign)
    return signs


def _in_bylines(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> Counter[str]:
    lines = [zone for zone in doc._.copydesk_zones or () if zone.kind == "byline"]
    return Counter(
        {
            text_of(words, name): _SURER
            for name in names
            if name.end - name.start > 1
            and name.label not in NUMBERS
            and words[name.start - 1].lower() in {"by", "and", ","}
            and any(line.start <= doc[name.start].idx < line.end for line in lines)
        }
    )


def unlabelled_people(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """`Cecily Orrin` of `the chief executive, Cecily Orrin`, which the model passed over."""
    words = [token.text for token in doc]
    taken = {i for name in names if name.end - name.start > 1 for i in range(name.start, name.end)}
    found = []
    for at in range(2, len(words) - 1):
        if words[at - 1] != "," or {at, at + 1} & taken or not _is_for_person(_before(doc, at)):
            continue
        kin = bool(gender_of_word(_before(doc, at))) and doc[at + 1].pos_ in {"PUNCT", "VERB"}
        if all(doc[i].tag_ == "NNP" and words[i].istitle() for i in range(at, at + 2 - kin)):
            name = Name(at, at + 2 - kin, PERSON)
            if not _ends_as_body(words, name) and not is_title(words[at]):
                found.append(name)
    return found


def _before(doc: Doc, at: int) -> str:
    """The noun that a name after a comma stands in apposition to."""
    head = doc[at : at + 2].root
    if head.dep_ == "appos":
        return str(head.head.lemma_).lower()
    return str(doc[at - 2].lemma_).lower() if doc[at - 2].pos_ == "NOUN" else ""


def _known_places(words: Sequence[str], names: Sequence[Name]) -> set[str]:
    return {text_of(words, name) for name in names if name.label in _PLACES}


def _sign_at(doc: Doc, words: Sequence[str], name: Name) -> int:
    before = words[name.start - 1] if name.start else ""
    after = words[name.end : name.end + 3]
    long = name.end - name.start > 1
    sign = 0
    titled = before and _is_sure_title(before, words[name.start : name.end])
    if titled or (long and _is_called_person(doc, name)):
        sign += _SURER
    if [*after, "", ""][0] == "," and after[1:2] and after[1].lower() in {"who", "whose"}:
        sign += _SURE
    if len(after) > 2 and after[0] == after[2] == "," and _is_age(after[1]):  # noqa: PLR2004
        sign += _SURE if long else _SURER
    return sign


def _is_age(word: str) -> bool:
    return word.isdigit() and len(word) <= 2  # noqa: PLR2004


def _is_called_person(doc: Doc, name: Name) -> bool:
    """Whether a noun for a person stands right before the name, or beside it."""
    at = name.start - 1
    if at > 0 and doc[at].text == "," and doc[name.start : name.end].root.dep_ == "appos":
        return _is_for_person(doc[name.start : name.end].root.head.lemma_.lower())
    near = at >= 0 and doc[at].pos_ == "NOUN" and _is_for_person(doc[at].lemma_.lower())
    beside = any(
        kid.dep_ == "appos" and kid.i >= name.end and _is_for_person(kid.lemma_.lower())
        for kid in doc[name.start : name.end].root.children
    )
    return near or beside


def _is_for_person(lemma: str) -> bool:
    known = is_person_noun(lemma) or lemma in ROLES or bool(gender_of_word(lemma))
    return known and lemma not in EITHER


# -- places and bodies


def _places(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> set[str]:
    """Texts of names that stand in a dateline, or as `the Cawl valley`."""
    found = {m["place"].casefold() for m in DATELINE.finditer(doc.text)}
    for name in names:
        before = words[name.start - 1].lower() if name.start else ""
        after = words[name.end] if name.end < len(words) else ""
        if name.label in _PLACES | {PERSON} and before == "the" and after in GROUNDS:
            found.add(text_of(words, name).casefold())
    return found


def _bodies(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> set[str]:
    """Texts of names that stand after `the` on their own, as `the Tribune`."""
    found = set()
    for name in names:
        before = words[name.start - 1].lower() if name.start else ""
        head = doc[name.end - 1].dep_ not in {"compound", "nmod", "amod"}
        if name.label == PERSON and before == "the" and head and words[name.end - 1][-1:] != "s":
            found.add(text_of(words, name))
    return found


def _relabelled(
    words: Sequence[str], name: Name, signs: Counter[str], places: set[str], bodies: set[str]
) -> Name:
    text = text_of(words, name)
    sign = signs[text]
    long = name.end - name.start > 1
    if name.label == PERSON and sign < _SURE:
        last = words[name.end - 1].casefold()
        if text.casefold() in places or last in places:
            return name._replace(label="GPE")
        if long and last in GROUNDS and not sign:
            return name._replace(label="LOC")
        body = text in bodies or (long and _ends_as_body(words, name))
        return name._replace(label="ORG") if body and not sign else name
    needed = _SURER if name.label in _PLACES or not long else _SURE
    short = name.label not in {*_PLACES, "NORP"} and text.istitle()
    known = name.label not in NUMBERS and (long or short) and text.casefold() not in places
    return name._replace(label=PERSON) if known and sign >= needed else name
