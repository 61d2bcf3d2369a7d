"""Clauses and verb groups: what a cue governs, and how far the cue itself reaches."""

from __future__ import annotations

from annotators.extraction.tokens import SUBJECTS, TokenRange, Tokens
from annotators.extraction.words import SPEECH_VERBS

CLAUSES = ("ccomp", "xcomp")
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def clause_kind(tokens: Tokens, clause: int, governor: int) -> str:
    """What sort of clause a word governs: that, left, to, ing, wh or small."""
    first = tokens.left[clause]
    if clause < governor:
        return "left"
    kids = tokens.kids[clause]
    if any(tokens.tag[k] == "TO" and k < clause for k in kids):
        return "for-to" if any(tokens.dep[k] in SUBJECTS for k in kids) else "to"
    if tokens.lower[first] in {"whether", "if", "how", "why", "what", "who", "where", "when"}:
        return "wh"
    if tokens.tag[clause] == "VBG" and not any(tokens.dep[k] in {"aux", "mark"} for k in kids):
        return "ing"
    if tokens.tag[clause] in {"VBZ", "VBD", "VBP", "MD"} or any(
        tokens.dep[k] in {"aux", "auxpass", "mark"} for k in kids
    ):
        return "that"
    return "small"


def clause_range(tokens: Tokens, clause: int) -> TokenRange:
    """A content clause without the `that` that leads it in, up to where the report ends."""
    first, last = tokens.subtree(clause)
    while first < last and (tokens.lower[first] == "that" and tokens.dep[first] == "mark"):
        first += 1
    for kid in tokens.kids[clause]:
        if first < kid and is_detached(tokens, kid):
            joints = [k for k in tokens.kids[clause] if tokens.dep[k] == "cc" and k < kid]
            last = max(first, min([last, *joints[-1:], tokens.left[kid]]) - 1)
            break
    return first, last


def is_detached(tokens: Tokens, verb: int) -> bool:
    """Whether a verb hangs on a content clause by `and` but goes on with the cue's own clause.

    In `he said it would rain and added that it was late` the parser often ties
    `added` to `would rain`.
    """
    clause = tokens.head[verb]
    if tokens.dep[verb] not in {"conj", "advcl"} or tokens.dep[clause] != "ccomp":
        return False
    cue = tokens.head[clause]
    if tokens.dep[verb] == "advcl":
        adds = tokens.tag[verb] == "VBG" and tokens.lemma[verb] in SPEECH_VERBS
        return adds and cue < clause < verb and tokens.word[tokens.left[verb] - 1] == ","
    if cue > clause or tokens.tag[verb] != tokens.tag[cue]:
        return False
    if tokens.child(verb, *SUBJECTS) is not None or tokens.tag[verb] not in _FINITE:
        return False
    told = finite_tag(tokens, clause)
    return told != tokens.tag[cue] or tokens.lemma[verb] in SPEECH_VERBS


def finite_tag(tokens: Tokens, verb: int) -> str:
    """The tag of the finite word of a clause: its first auxiliary, or the verb itself."""
    auxiliary = tokens.child(verb, "aux", "auxpass")
    return tokens.tag[verb if auxiliary is None else auxiliary]


def phrasal(tokens: Tokens, verb: int) -> tuple[str, int]:
    """The lemma of a verb with its particle, and the last token of the two."""
    particle = tokens.child(verb, "prt")
    if particle is not None and 0 < particle - verb <= 2:  # noqa: PLR2004
        return f"{tokens.lemma[verb]}_{tokens.lower[particle]}", particle
    return tokens.lemma[verb], verb


def verb_group(tokens: Tokens, verb: int, last: int) -> tuple[TokenRange, ...]:
    """The verb with its auxiliaries and negation, up to `last`; a subject between is left out."""
    first = verb
    while first > 0 and tokens.head[first - 1] == verb and _is_group_part(tokens, first - 1):
        first -= 1
    while first < verb and tokens.dep[first] == "advmod":
        first += 1
    return ((first, max(verb, last)),)


def _is_group_part(tokens: Tokens, index: int) -> bool:
    if tokens.left[index] != index:
        return False
    return tokens.dep[index] in AUXILIARIES or (
        tokens.dep[index] == "advmod" and tokens.tag[index] in {"RB", "RBR"}
    )
