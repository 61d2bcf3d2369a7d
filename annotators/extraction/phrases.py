"""What sort of phrase a source is: its head, its number, and whether it names anybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from annotators.extraction.people import is_person_noun
from annotators.extraction.tokens import TokenRange, Tokens
from annotators.extraction.words import word_set

PhraseSort = Literal["pronoun", "definite", "indefinite", "group"]

PRONOUNS = word_set(
    "i we you he she it they him her them his hers its their theirs me us who whom whose which"
    " that this these those himself herself themselves our my both all some many none one"
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_SINGLE = frozenset({"a", "an", "another", "one"})
_SHARES = word_set("one some many several most few others none each neither")
_PLURAL = word_set("they we people some many several most few others both")
_HEADS = frozenset({"NN", "PR", "WP", "WD", "DT", "CD"})
_COUNTED = word_set("two three four five six seven eight nine ten")
_UNNAMED = re.compile(
    r"(?:not to be (?:named|identified)|anonymity|declined to be (?:named|identified)"
    r"|(?:asked|requested) not to|familiar with|close to|briefed on|with (?:direct )?knowledge of"
    r"|not authori[sz]ed to|insisted on not)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase; `head` is the token it is known by."""

    part: TokenRange
    head: int
    sort: PhraseSort
    lemma: str
    plural: bool
    person: bool
    unnamed: bool


def heads_of(tokens: Tokens, part: TokenRange) -> list[int]:
    """The head of a phrase and those joined to it by `and`."""
    first, last = part
    head = next(
        (
            i
            for i in range(first, last + 1)
            if (tokens.head[i] == i or not first <= tokens.head[i] <= last)
            and (tokens.tag[i][:2] in _HEADS or tokens.lower[i] in _SHARES)
        ),
        None,
    )
    if head is None:
        nouns = [i for i in range(first, last + 1) if tokens.tag[i][:2] in {"NN", "PR", "WP"}]
        head = nouns[0] if nouns else last
    whole = tokens.whole(head)
    head = whole if whole <= last else head
    joined = [head]
    for index in joined:
        joined.extend(
            k
            for k in tokens.children(index, "conj")
            if first <= k <= last and tokens.tag[k][:2] in {"NN", "PR", "DT", "CD"}
        )
    return joined


def describe(tokens: Tokens, part: TokenRange, head: int) -> Phrase:
    """What sort of phrase this is."""
    first = max(part[0], tokens.left[head])
    lead = tokens.lower[first]
    lemma = tokens.lemma[head]
    plural = tokens.tag[head] in {"NNS", "NNPS"} or tokens.lower[head] in _PLURAL
    text = tokens.text[tokens.start[part[0]] : tokens.end[part[1]]]
    person = is_person_noun(lemma)
    counted = lead in _COUNTED or lead.isdigit()
    told = bool(_UNNAMED.search(text))
    unnamed = told or ((person or lemma == "one") and ((lead in _SINGLE and not plural) or counted))
    return Phrase(part, head, _sort(tokens, first, head, plural), lemma, plural, person, unnamed)


def _sort(tokens: Tokens, first: int, head: int, plural: bool) -> PhraseSort:
    lead = tokens.lower[first]
    if tokens.lower[head] in _SHARES:
        # `One of them` is nobody who was met before.
        return "group" if plural else "indefinite"
    if first == head and (tokens.tag[head][:2] in {"PR", "WP"} or tokens.lower[head] in PRONOUNS):
        return "pronoun"
    owned = any(tokens.dep[k] == "poss" for k in tokens.kids[head])
    if lead in _DEFINITE or owned:
        return "definite"
    if plural and lead not in _COUNTED:
        return "group"
    return "indefinite"
