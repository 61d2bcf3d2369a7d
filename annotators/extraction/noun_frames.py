"""Frames of nouns and adjectives: `the claim that`, `his promise to`, `is confident that`."""

from __future__ import annotations

from collections.abc import Iterator

from annotators.extraction.clauses import CLAUSES, clause_kind, clause_range, verb_group
from annotators.extraction.frame import Frame
from annotators.extraction.sources import find_source, object_of
from annotators.extraction.tokens import TokenRange, Tokens

_FAR = 12


def adjective_frames(tokens: Tokens, verb: int) -> Iterator[Frame]:
    """Frames of the adjective after a form of `be`."""
    for adjective in tokens.children(verb, "acomp", "attr"):
        if adjective < verb or tokens.pos[adjective] not in {"ADJ", "VERB"}:
            continue
        source = find_source(tokens, verb)
        lemma = tokens.lower[adjective]
        cue = verb_group(tokens, verb, adjective)
        clauses = tokens.children(adjective, *CLAUSES) or tokens.children(verb, *CLAUSES)
        for clause in clauses:
            kind = "adj-" + clause_kind(tokens, clause, adjective)
            if clause > adjective:
                yield Frame(verb, lemma, kind, cue, (clause_range(tokens, clause),), source)
        for preposition in tokens.children(adjective, "prep"):
            if preposition > adjective and (inner := object_of(tokens, preposition)):
                longer = verb_group(tokens, verb, preposition)
                kind = "adj-" + tokens.lower[preposition]
                yield Frame(verb, lemma, kind, longer, (inner,), source)


def noun_frames(tokens: Tokens, noun: int) -> Iterator[Frame]:
    """Frames of a noun with a clause or a prepositional phrase after it."""
    complements = list(_noun_complements(tokens, noun))
    if not complements:
        return
    lemma = tokens.lemma[noun]
    owner = tokens.child(noun, "poss")
    head = tokens.head[noun]
    for kind, last, content in complements:
        if owner is not None:
            first = noun
            while first - 1 > tokens.right[owner] and tokens.head[first - 1] == noun:
                first -= 1
            mine = tokens.subtree(owner)
            yield Frame(noun, lemma, "n-" + kind + "+poss", ((first, last),), (content,), mine)
            continue
        governed = tokens.dep[noun] == "dobj" and tokens.pos[head] == "VERB" and head < noun
        if governed and (source := find_source(tokens, head)):
            cue = verb_group(tokens, head, last)
            yield Frame(noun, lemma, "n-" + kind + "+verb", cue, (content,), source)
            continue
        first = tokens.left[noun]
        if tokens.tag[first] == "DT" and first < noun:
            first += 1
        yield Frame(noun, lemma, "n-" + kind, ((first, last),), (content,), None)


def _noun_complements(tokens: Tokens, noun: int) -> Iterator[tuple[str, int, TokenRange]]:
    for kid in tokens.kids[noun]:
        if kid < noun:
            continue
        if tokens.dep[kid] in {"acl", "ccomp", "xcomp"} and kid - noun < _FAR:
            kind = clause_kind(tokens, kid, noun)
            if kind in {"to", "that", "wh", "for-to"}:
                yield kind, noun, clause_range(tokens, kid)
        elif tokens.dep[kid] == "prep" and (inner := object_of(tokens, kid)):
            yield tokens.lower[kid], kid, inner
