"""Frames: the ways in which a word can report what somebody says, thinks or wants.

A frame names the words of the cue, what it would report and the phrase it would
be reported from, as the parse has them. Whether the word is a cue at all is for
the lexicon to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotators.extraction.clauses import (
    AUXILIARIES,
    CLAUSES,
    clause_kind,
    clause_range,
    phrasal,
    verb_group,
)
from annotators.extraction.frame import Frame
from annotators.extraction.noun_frames import adjective_frames, noun_frames
from annotators.extraction.passive_frames import passive_frames, quoted_as, quoted_frames
from annotators.extraction.sources import find_source, object_of
from annotators.extraction.tokens import SUBJECTS, TokenRange, Tokens
from annotators.extraction.trailing import find_amid, find_trailing
from annotators.extraction.words import SPEECH_VERBS

_RAISED = frozenset({"seem", "appear", "tend", "happen", "continue", "begin", "start"})


def find_frames(tokens: Tokens, heads: Iterable[int] | None = None) -> Iterator[Frame]:
    """Every frame of every word of the story, likely or not; with `heads`, of these only.

    A word inside a quotation is read with the marks that stand in it alone.
    """
    for index in sorted(heads) if heads is not None else range(tokens.size):
        if tokens.line[index] >= 0:
            yield from _frames_of(tokens if tokens.quote[index] < 0 else tokens.deeper, index)


def _frames_of(tokens: Tokens, index: int) -> Iterator[Frame]:
    pos = tokens.pos[index]
    if tokens.lower[index] == "according":
        yield from _according(tokens, index)
    elif pos == "VERB" or (pos == "AUX" and tokens.dep[index] not in AUXILIARIES):
        yield from _verb_frames(tokens, index)
    elif pos in {"NOUN", "PROPN"}:
        yield from noun_frames(tokens, index)


def _verb_frames(tokens: Tokens, verb: int) -> Iterator[Frame]:
    if tokens.lower[verb] == "saying" and (quoted := quoted_as(tokens, verb)) is not None:
        yield from quoted_frames(tokens, verb, quoted)
        return
    passive = tokens.child(verb, "auxpass", "nsubjpass") is not None
    if passive or (tokens.tag[verb] == "VBN" and tokens.dep[verb] in {"acl", "advcl"}):
        yield from passive_frames(tokens, verb)
        return
    if tokens.lemma[verb] == "be":
        yield from adjective_frames(tokens, verb)
        return
    source = find_source(tokens, verb)
    if source is not None or tokens.dep[verb] != "pcomp" or tokens.lemma[verb] in SPEECH_VERBS:
        yield from _active_frames(tokens, verb, source)


def _active_frames(tokens: Tokens, verb: int, source: TokenRange | None) -> Iterator[Frame]:
    lemma, last = phrasal(tokens, verb)
    cue = verb_group(tokens, verb, last)
    subject = tokens.child(verb, *SUBJECTS)
    # `“Late,” said Roe, who wrote it`: such a clause only tells of whoever speaks.
    relative = subject is not None and tokens.tag[subject] in {"WP", "WDT"}
    trailing = None if relative else find_trailing(tokens, verb)
    if trailing is not None:
        teller = source if subject is not None or trailing[1] is None else trailing[1]
        yield Frame(verb, lemma, "trailing", cue, trailing[:1], teller)
    amid = find_amid(tokens, verb)
    if amid is not None:
        yield Frame(verb, lemma, "amid", cue, amid, source)
    for kind, content in _complements(tokens, verb):
        if trailing is not None and kind == "left":
            continue
        # What only seems to be so is nobody's word: the subject is part of the contents.
        yield Frame(verb, lemma, kind, cue, content, None if kind == "raise" else source)
    for preposition in tokens.children(verb, "prep"):
        if preposition > verb and (inner := object_of(tokens, preposition)):
            longer = verb_group(tokens, verb, preposition if preposition <= last + 4 else last)
            kind = "prep:" + tokens.lower[preposition]
            yield Frame(verb, lemma, kind, longer, (inner,), source)


def _complements(tokens: Tokens, verb: int) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    objects = [o for o in tokens.children(verb, "dobj") if o > verb]
    for clause in tokens.children(verb, *CLAUSES):
        kind = clause_kind(tokens, clause, verb)
        if kind == "to" and tokens.lemma[verb] in _RAISED:
            subject = tokens.child(verb, *SUBJECTS)
            if subject is not None:
                yield "raise", (tokens.subtree(subject), tokens.subtree(clause))
            continue
        if kind in {"to", "small"} and objects and objects[0] < clause:
            yield "obj-" + kind, ((tokens.left[objects[0]], tokens.right[clause]),)
            continue
        yield kind, (clause_range(tokens, clause),)
    if objects:
        yield from _object_complements(tokens, verb, objects[0])


def _object_complements(
    tokens: Tokens, verb: int, thing: int
) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    yield "obj", (tokens.subtree(thing),)
    after = [k for k in tokens.kids[verb] if k > thing]
    for kid in after:
        if tokens.dep[kid] == "oprd" or (tokens.dep[kid] == "prep" and tokens.lower[kid] == "as"):
            yield "obj-as", ((tokens.left[thing], tokens.right[kid]),)
        elif tokens.dep[kid] == "prep":
            kind = "obj-" + tokens.lower[kid]
            yield kind, ((tokens.left[thing], tokens.right[kid]),)


def _according(tokens: Tokens, index: int) -> Iterator[Frame]:
    to = next((k for k in tokens.kids[index] if tokens.lower[k] == "to"), index + 1)
    if to >= tokens.size or tokens.lower[to] != "to":
        return
    source = object_of(tokens, to)
    if source is None:
        return
    first, last = tokens.sentence[index], source[1]
    end = last
    while end + 1 < tokens.size and tokens.sentence[end + 1] == first:
        end += 1
    parts = []
    if index > first:
        parts.append((first, index - 1))
    if end > last:
        parts.append((last + 1, end))
    if parts:
        yield Frame(index, "according", "according", ((index, to),), tuple(parts), source)
