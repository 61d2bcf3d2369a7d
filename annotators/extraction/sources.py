"""Sources: the phrase that a cue's report comes from, as the parse has it."""

from __future__ import annotations

from annotators.extraction.clauses import is_detached
from annotators.extraction.people import is_rank
from annotators.extraction.tokens import TokenRange, Tokens

_STEPS = 6
_EDGES = frozenset({",", ":", "''", "``", "_SP", "."})


def find_source(tokens: Tokens, verb: int) -> TokenRange | None:
    """The phrase that a verb's report comes from: its subject, or that of the verb it hangs on."""
    at = verb
    for _ in range(_STEPS):
        subject = tokens.child(at, "nsubj", "nsubjpass")
        if subject is not None:
            inside = tokens.quote[subject] >= 0 and tokens.quote[verb] < 0
            return None if inside else subject_range(tokens, subject, verb)
        above, dep = tokens.head[at], tokens.dep[at]
        if is_detached(tokens, at):
            above = tokens.head[above]
        elif dep == "pcomp":
            thing = _blamed(tokens, above)
            if thing is not None:
                return subject_range(tokens, thing, verb)
            above = _verb_of(tokens, above)
        if above == at or dep == "ccomp":
            return None
        if tokens.pos[above] in {"NOUN", "PROPN", "PRON"}:
            return noun_phrase(tokens, above, at) if dep == "acl" else None
        at = above
    return None


def _blamed(tokens: Tokens, preposition: int) -> int | None:
    """Whoever is blamed or praised for saying something, in `scolded him for suggesting`."""
    if tokens.lower[preposition] not in {"for", "of"}:
        return None
    return tokens.child(tokens.head[preposition], "dobj", "nsubjpass")


def _verb_of(tokens: Tokens, preposition: int) -> int:
    """The verb whose subject does it `by saying`; the preposition itself if there is none."""
    above = tokens.head[preposition]
    goes_on = tokens.lower[preposition] in {"by", "in"} and tokens.pos[above] in {"VERB", "AUX"}
    return above if goes_on else preposition


def subject_range(tokens: Tokens, subject: int, verb: int) -> TokenRange:
    """The whole noun phrase of a subject, cut before the verb it belongs to."""
    first, last = tokens.left[subject], tokens.right[tokens.whole(subject)]
    if subject < verb <= last:
        last = verb - 1
    elif first <= verb < subject:
        first = verb + 1
    while first < subject and tokens.quote[first] >= 0 and tokens.quote[subject] < 0:
        first += 1
    while last > subject and tokens.tag[last] in _EDGES:
        last -= 1
    return first, _past_rank(tokens, last)


def _past_rank(tokens: Tokens, last: int) -> int:
    """In `said Army Sgt. Ida Roe` the subject goes on after the rank."""
    if tokens.word[last] in {"1st", "2nd"} and is_rank(tokens.word[min(last + 1, tokens.size - 1)]):
        last += 1
    at = last + 2
    if is_rank(tokens.word[last]) and tokens.word[last + 1 : at] == ["."]:
        while at < tokens.size and tokens.tag[at] == "NNP":
            last = at
            at += 1
    return last


def noun_phrase(tokens: Tokens, noun: int, before: int) -> TokenRange:
    """The phrase of a noun up to what comes after it at `before`."""
    last = noun
    for kid in tokens.kids[noun]:
        if kid < before and kid > noun:
            last = max(last, min(tokens.right[kid], before - 1))
    first = tokens.left[noun]
    while last > noun and tokens.tag[last] in {",", ":", "''", "``"}:
        last -= 1
    return first, last


def object_of(tokens: Tokens, preposition: int) -> TokenRange | None:
    """The phrase that a preposition governs, through another one if need be."""
    for _ in range(_STEPS):
        inner = tokens.child(preposition, "pobj", "pcomp", "prep")
        if inner is None or inner < preposition:
            return None
        if tokens.dep[inner] != "prep":
            first, last = tokens.subtree(inner)
            return max(first, preposition + 1), last
        preposition = inner
    return None
