"""Frames of passives: `is expected to`, `was criticized by`, `was quoted as saying`."""

from __future__ import annotations

from collections.abc import Iterator

from annotators.extraction.clauses import CLAUSES, clause_kind, clause_range, phrasal, verb_group
from annotators.extraction.frame import Frame
from annotators.extraction.sources import noun_phrase, object_of, subject_range
from annotators.extraction.tokens import TokenRange, Tokens
from annotators.extraction.words import word_set

ADDRESSING = word_set("advise ask assure inform notify promise remind tell warn")
"""Verbs whose subject in the passive is who is spoken to: `was told that`."""

_NEAR = 3
"""Words between `quoted` and `saying` at most that are still of one cue."""


def passive_frames(tokens: Tokens, verb: int) -> Iterator[Frame]:
    """Frames of a verb in the passive, or of a participle after a noun."""
    lemma, last = phrasal(tokens, verb)
    subject = tokens.child(verb, "nsubjpass", "nsubj")
    agent = tokens.child(verb, "agent")
    source = object_of(tokens, agent) if agent is not None else None
    topic = tokens.subtree(subject) if subject is not None else None
    if topic is None and tokens.dep[verb] == "acl" and tokens.head[verb] < verb:
        topic = noun_phrase(tokens, tokens.head[verb], verb)
    if source and topic:
        yield Frame(verb, lemma, "passive-by", verb_group(tokens, verb, last), (topic,), source)
    yield from _with_clause(tokens, verb, topic, source)
    if topic:
        yield from _with_preposition(tokens, verb, topic, source)


def _with_clause(
    tokens: Tokens, verb: int, topic: TokenRange | None, source: TokenRange | None
) -> Iterator[Frame]:
    lemma, last = phrasal(tokens, verb)
    cue = verb_group(tokens, verb, last)
    empty = topic is not None and tokens.lower[topic[0]] == "it" and topic[0] == topic[1]
    for clause in tokens.children(verb, *CLAUSES):
        kind = clause_kind(tokens, clause, verb)
        inner = clause_range(tokens, clause)
        if kind == "left" or topic is None:
            continue
        if empty and kind == "that":
            yield Frame(verb, lemma, "passive-it", cue, (inner,), source)
        elif kind in {"to", "small"}:
            yield Frame(verb, lemma, "passive-" + kind, cue, (topic, inner), source)
        else:
            who = source if lemma in ADDRESSING else topic
            yield Frame(verb, lemma, "told-" + kind, cue, (inner,), who)


def _with_preposition(
    tokens: Tokens, verb: int, topic: TokenRange, source: TokenRange | None
) -> Iterator[Frame]:
    lemma, _ = phrasal(tokens, verb)
    for preposition in tokens.children(verb, "prep", "oprd"):
        if preposition < verb:
            continue
        inside = object_of(tokens, preposition) or tokens.subtree(preposition)
        kind = "passive-" + tokens.lower[preposition]
        longer = verb_group(tokens, verb, preposition)
        if tokens.lower[preposition] == "as":
            yield Frame(verb, lemma, kind, longer, (topic, inside), source)
        else:
            yield Frame(verb, lemma, kind, longer, (inside,), topic)


def quoted_as(tokens: Tokens, saying: int) -> int | None:
    """The `quoted` of `was quoted as saying`, if it stands before this `saying`."""
    if tokens.lower[saying - 1] != "as":
        return None
    # `quoted by the Herald as saying`: what stands between hangs on the verb.
    near: list[int] = [*range(saying - 2, max(-1, saying - 4), -1), tokens.head[saying - 1]]
    for index in near:
        if tokens.lower[index] in {"quoted", "cited"} and tokens.tag[index] == "VBN":
            return index
    return None


def quoted_frames(tokens: Tokens, saying: int, quoted: int) -> Iterator[Frame]:
    """`was quoted as saying` is one cue; the person quoted is its source."""
    subject = tokens.child(quoted, "nsubjpass", "nsubj")
    source = subject_range(tokens, subject, quoted) if subject is not None else None
    first = verb_group(tokens, quoted, quoted)[0][0]
    near = saying - quoted <= _NEAR
    cue: tuple[TokenRange, ...] = (
        ((first, saying),) if near else ((first, quoted), (saying - 1, saying))
    )
    for clause in tokens.children(saying, *CLAUSES):
        if clause > saying:
            inner = (clause_range(tokens, clause),)
            yield Frame(saying, "say", "that", cue, inner, source)
