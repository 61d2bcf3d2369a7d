"""Names that the model passed over: what the article calls people elsewhere, and plain shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from annotators.extraction.name_headlines import in_headline
from annotators.extraction.name_kinds import PERSON, Name
from annotators.extraction.name_words import BODIES, BUILDINGS, GROUNDS, TRADES
from annotators.extraction.people import gender_of_name, is_place_too, is_title

_HYPHENS = frozenset("-‐‑")
_QUOTES = frozenset({"”", '"', "''", "’"})


def short_forms(words: Sequence[str], names: Sequence[Name]) -> set[str]:
    """The words by which the people with full names may be called."""
    forms: set[str] = set()
    for name in names:
        parts = words[name.start : name.end]
        if name.label == PERSON and len(parts) > 1:
            forms.add(parts[-1])
            # The family name comes first where the given name is hyphenated.
            if any(part in _HYPHENS for part in parts) or len(parts) == 2:  # noqa: PLR2004
                forms.add(parts[0])
    return {form for form in forms if len(form) > 1 and form[0].isupper()}


def missed_short_forms(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """Proper nouns that the model passed over, though the article has the full name."""
    short = {
        words[name.end - 1]
        for name in names
        if name.label == PERSON and not is_place_too(words[name.end - 1])
    }
    short |= {words[n.start] for n in names if n.label == PERSON and n.end - n.start == 1}
    first = {form for form in short_forms(words, names) if form not in short}
    taken = {index for name in names for index in range(name.start, name.end)}
    found = []
    for index, word in enumerate(words):
        known = word in short or (word in first and _stands_alone(words, index))
        if known and index not in taken and word[:1].isupper() and _is_proper(doc, words, index):
            found.append(Name(index, index + 1, PERSON))
    return found


def _is_proper(doc: Doc, words: Sequence[str], index: int) -> bool:
    """Whether a word is a proper noun, or at least no ordinary word of the article."""
    word = words[index]
    if doc[index].pos_ == "PROPN" or (word.istitle() and _is_capital_inside(doc, words, index)):
        return True
    rare = word.istitle() and len(word) > 3 and not doc[index].is_stop  # noqa: PLR2004
    return rare and word.lower() not in words


def _is_capital_inside(doc: Doc, words: Sequence[str], index: int) -> bool:
    """`Will` of `While Will says` or of `no,” Will said`: a capital that nothing else explains."""
    if index < 2 or doc[index].is_sent_start or in_headline(doc, index):  # noqa: PLR2004
        return False
    before = words[index - 1]
    if before in _QUOTES:
        return words[index - 2] == "," and not doc[index - 2].whitespace_
    return before == "," or before.isalpha()


def _stands_alone(words: Sequence[str], index: int) -> bool:
    after = words[index + 1] if index + 1 < len(words) else ""
    before = words[index - 1] if index else ""
    return not (after[:1].isupper() or after in _HYPHENS or before in _HYPHENS)


def whole_names(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """Full names of people, found where the model saw no name or a part of one."""
    full: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        parts = tuple(words[name.start : name.end])
        if name.label == PERSON and len(parts) > 1:
            full[parts[0]].add(parts)
    taken = {i for name in names if name.end - name.start > 1 for i in range(name.start, name.end)}
    found: list[Name] = []
    for index, word in enumerate(words):
        for parts in sorted(full.get(word, ()), key=len, reverse=True):
            end = index + len(parts)
            if tuple(words[index:end]) == parts and taken.isdisjoint(range(index, end)):
                found.append(Name(index, end, PERSON))
                break
    return found


def missed_by_shape(doc: Doc, words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """`Ada Brandt`, a given name and a capital, and `Pell Towers`, in no other name."""
    taken = {index for name in names for index in range(name.start, name.end)}
    found: list[Name] = []
    for at in range(len(words) - 2):
        if _has_initial(doc, words, at) and taken.isdisjoint(range(at, at + 3)):
            found.append(Name(at, at + 3, PERSON))
            taken |= {at, at + 1, at + 2}
    for at in range(len(words) - 1):
        first, last = words[at : at + 2]
        label = _shape(first, last) if first.istitle() and last[:1].isupper() else ""
        if not label or at in taken or at + 1 in taken or in_headline(doc, at):
            continue
        past = [*words[at + 2 : at + 3], ""][0]
        if doc[at].tag_ == doc[at + 1].tag_ == "NNP" and past != "-" and not past[:1].isupper():
            found.append(Name(at, at + 2, label))
            taken |= {at, at + 1}
    return found


def _has_initial(doc: Doc, words: Sequence[str], at: int) -> bool:
    """`M. Ada Brandt` and `Ada M. Brandt`; `M. Ada Waters, whose` too, though waters are a noun."""
    parts = words[at : at + 3]
    initials = [len(part) == 2 and part[0].isupper() and part[1] == "." for part in parts]  # noqa: PLR2004
    around = [words[at - 1] if at else "", [*words[at + 3 : at + 4], ""][0]]
    someone = words[at + 3 : at + 4] == [","] and words[at + 4 : at + 5] in (["who"], ["whose"])
    plain = [part for part, initial in zip(parts, initials, strict=True) if not initial]
    return (
        sum(initials[:2]) == 1
        and not initials[2]
        and not any(word[:1].isupper() or word == "-" for word in around)
        and all(p.istitle() and p.isalpha() and not is_title(p) for p in plain)
        and all(doc[i].pos_ == "PROPN" for i in range(at, at + 2 + (not someone)))
        and parts[2].lower() not in BODIES | GROUNDS | TRADES | BUILDINGS
        and not in_headline(doc, at)
    )


def _shape(first: str, last: str) -> str:
    if is_title(first) or is_title(last):
        return ""
    if last.lower() in BUILDINGS:
        return "FAC"
    full = gender_of_name(first) and last.isalpha() and not is_place_too(first)
    return PERSON if full and last.lower() not in BODIES | GROUNDS | TRADES else ""
