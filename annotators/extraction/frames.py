"""Frames: the ways in which a word can report what somebody says, thinks or wants.

A frame names the words of the cue, what it would report and the phrase it would
be reported from, as the parse has them. Whether the word is a cue at all is for
the lexicon to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotators.extraction.tokens import SUBJECTS, TokenRange, Tokens
from annotators.extraction.trailing import find_trailing
from annotators.extraction.words import SPEECH_VERBS

CLAUSES = ("ccomp", "xcomp")
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_SUPPORT = frozenset({"dobj", "attr", "pobj", "nsubj", "nsubjpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RAISED = frozenset({"seem", "appear", "tend", "happen", "continue", "begin", "start"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a word as a cue. Ranges are of token indices, both ends included."""

    head: int
    lemma: str
    kind: str
    cue: tuple[TokenRange, ...]
    contents: tuple[TokenRange, ...]
    source: TokenRange | None
    chance: float = 0.0

    @property
    def key(self) -> tuple[str, str]:
        """What the lexicon knows the frame by."""
        return self.lemma, self.kind


def find_frames(tokens: Tokens, heads: Iterable[int] | None = None) -> Iterator[Frame]:
    """Every frame of every word of the story, likely or not; with `heads`, of these only."""
    for index in sorted(heads) if heads is not None else range(tokens.size):
        if tokens.line[index] < 0:
            continue
        pos = tokens.pos[index]
        if tokens.lower[index] == "according":
            yield from _according(tokens, index)
        elif pos == "VERB" or (pos == "AUX" and tokens.dep[index] not in _AUXILIARIES):
            yield from _verb_frames(tokens, index)
        elif pos in {"NOUN", "PROPN"}:
            yield from _noun_frames(tokens, index)


def _verb_frames(tokens: Tokens, verb: int) -> Iterator[Frame]:
    if tokens.lower[verb] == "saying" and (quoted := _quoted_as(tokens, verb)) is not None:
        yield from _quoted_frames(tokens, verb, quoted)
        return
    passive = tokens.child(verb, "auxpass", "nsubjpass") is not None
    if passive or (tokens.tag[verb] == "VBN" and tokens.dep[verb] in {"acl", "advcl"}):
        yield from _passive_frames(tokens, verb)
        return
    if tokens.lemma[verb] == "be":
        yield from _adjective_frames(tokens, verb)
        return
    lemma, last = _phrasal(tokens, verb)
    cue = verb_group(tokens, verb, last)
    source = find_source(tokens, verb)
    trailing = find_trailing(tokens, verb)
    if trailing is not None:
        own = tokens.child(verb, *SUBJECTS) is not None
        teller = source if own or trailing[1] is None else trailing[1]
        yield Frame(verb, lemma, "trailing", cue, trailing[:1], teller)
    for kind, content in _complements(tokens, verb):
        if trailing is not None and kind == "left":
            continue
        # What only seems to be so is nobody's word: the subject is part of the contents.
        yield Frame(verb, lemma, kind, cue, content, None if kind == "raise" else source)
    for preposition in tokens.children(verb, "prep"):
        if preposition > verb and (inner := _object_of(tokens, preposition)):
            longer = verb_group(tokens, verb, preposition if preposition <= last + 4 else last)
            kind = "prep:" + tokens.lower[preposition]
            yield Frame(verb, lemma, kind, longer, (inner,), source)


def _quoted_as(tokens: Tokens, saying: int) -> int | None:
    """The `quoted` of `was quoted as saying`, an inch to the left of the `saying`."""
    for index in range(saying - 1, max(-1, saying - 4), -1):
        if tokens.lower[index] in {"quoted", "cited"} and tokens.tag[index] == "VBN":
            return index if tokens.lower[saying - 1] == "as" else None
    return None


def _quoted_frames(tokens: Tokens, saying: int, quoted: int) -> Iterator[Frame]:
    subject = tokens.child(quoted, "nsubjpass", "nsubj")
    source = subject_range(tokens, subject, quoted) if subject is not None else None
    first = verb_group(tokens, quoted, quoted)[0][0]
    for clause in tokens.children(saying, *CLAUSES):
        if clause > saying:
            inner = (clause_range(tokens, clause),)
            yield Frame(saying, "say", "that", ((first, saying),), inner, source)


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
    if tokens.dep[verb] != "conj" or tokens.dep[clause] != "ccomp":
        return False
    cue = tokens.head[clause]
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


def _passive_frames(tokens: Tokens, verb: int) -> Iterator[Frame]:
    lemma, last = _phrasal(tokens, verb)
    subject = tokens.child(verb, "nsubjpass", "nsubj")
    cue = verb_group(tokens, verb, last)
    agent = tokens.child(verb, "agent")
    source = _object_of(tokens, agent) if agent is not None else None
    topic = tokens.subtree(subject) if subject is not None else None
    if topic is None and tokens.dep[verb] == "acl" and tokens.head[verb] < verb:
        topic = noun_phrase(tokens, tokens.head[verb], verb)
    if source and topic:
        yield Frame(verb, lemma, "passive-by", cue, (topic,), source)
    for clause in tokens.children(verb, *CLAUSES):
        kind = clause_kind(tokens, clause, verb)
        inner = (clause_range(tokens, clause),)
        if kind == "left":
            continue
        if subject is not None and tokens.lower[subject] == "it" and kind == "that":
            yield Frame(verb, lemma, "passive-it", cue, inner, source)
        elif topic and kind in {"to", "small"}:
            yield Frame(verb, lemma, "passive-" + kind, cue, (topic, *inner), source)
        elif topic:
            yield Frame(verb, lemma, "told-" + kind, cue, inner, topic)
    for preposition in tokens.children(verb, "prep", "oprd"):
        inside = _object_of(tokens, preposition) or tokens.subtree(preposition)
        if preposition > verb:
            kind = "passive-" + tokens.lower[preposition]
            longer = verb_group(tokens, verb, preposition)
            if topic and tokens.lower[preposition] == "as":
                yield Frame(verb, lemma, kind, longer, (topic, inside), source)
            elif topic:
                yield Frame(verb, lemma, kind, longer, (inside,), topic)


def _adjective_frames(tokens: Tokens, verb: int) -> Iterator[Frame]:
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
            if preposition > adjective and (inner := _object_of(tokens, preposition)):
                longer = verb_group(tokens, verb, preposition)
                kind = "adj-" + tokens.lower[preposition]
                yield Frame(verb, lemma, kind, longer, (inner,), source)


def _noun_frames(tokens: Tokens, noun: int) -> Iterator[Frame]:
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
            source = _without_possessive(tokens, tokens.subtree(owner))
            yield Frame(noun, lemma, "n-" + kind + "+poss", ((first, last),), (content,), source)
            continue
        governed = tokens.dep[noun] == "dobj" and tokens.pos[head] == "VERB" and head < noun
        if governed and (source := find_source(tokens, head)):
            cue = verb_group(tokens, head, last)
            yield Frame(noun, lemma, "n-" + kind + "+verb", cue, (content,), source)
            continue
        first = tokens.left[noun]
        yield Frame(noun, lemma, "n-" + kind, ((first, last),), (content,), None)


def _noun_complements(tokens: Tokens, noun: int) -> Iterator[tuple[str, int, TokenRange]]:
    for kid in tokens.kids[noun]:
        if kid < noun:
            continue
        if tokens.dep[kid] in {"acl", "ccomp", "xcomp"} and kid - noun < 12:  # noqa: PLR2004
            kind = clause_kind(tokens, kid, noun)
            if kind in {"to", "that", "wh", "for-to"}:
                yield kind, noun, clause_range(tokens, kid)
        elif tokens.dep[kid] == "prep" and (inner := _object_of(tokens, kid)):
            yield tokens.lower[kid], kid, inner


def _according(tokens: Tokens, index: int) -> Iterator[Frame]:
    to = next((k for k in tokens.kids[index] if tokens.lower[k] == "to"), index + 1)
    if to >= tokens.size or tokens.lower[to] != "to":
        return
    source = _object_of(tokens, to)
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


def _phrasal(tokens: Tokens, verb: int) -> tuple[str, int]:
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
    return tokens.dep[index] in _AUXILIARIES or (
        tokens.dep[index] == "advmod" and tokens.tag[index] in {"RB", "RBR"}
    )


def find_source(tokens: Tokens, verb: int) -> TokenRange | None:
    """The phrase that a verb's report comes from: its subject, or that of the verb it hangs on."""
    seen = 0
    at = verb
    while seen < 6:  # noqa: PLR2004
        subject = next(
            (k for k in tokens.kids[at] if tokens.dep[k] in {"nsubj", "nsubjpass"}), None
        )
        if subject is not None:
            inside = tokens.quote[subject] >= 0 and tokens.quote[verb] < 0
            return None if inside else subject_range(tokens, subject, verb)
        above, dep = tokens.head[at], tokens.dep[at]
        if is_detached(tokens, at):
            above = tokens.head[above]
        elif dep == "pcomp":
            return _source_of_phrase(tokens, above, verb)
        if above == at or dep == "ccomp":
            return None
        if tokens.pos[above] in {"NOUN", "PROPN", "PRON"}:
            if dep == "acl":
                return noun_phrase(tokens, above, at)
            return None
        at = above
        seen += 1
    return None


def _source_of_phrase(tokens: Tokens, preposition: int, verb: int) -> TokenRange | None:
    """Whose words `by saying` or `for suggesting` are: the subject's, or the person's blamed."""
    above = tokens.head[preposition]
    if above == preposition or tokens.pos[above] not in {"VERB", "AUX"}:
        return None
    thing = tokens.child(above, "dobj", "nsubjpass")
    if tokens.lower[preposition] in {"for", "of"} and thing is not None:
        return subject_range(tokens, thing, verb)
    return find_source(tokens, above) if tokens.lower[preposition] in {"by", "in"} else None


def subject_range(tokens: Tokens, subject: int, verb: int) -> TokenRange:
    """The whole noun phrase of a subject, cut before the verb it belongs to."""
    first, last = tokens.subtree(subject)
    if subject < verb <= last:
        last = verb - 1
    elif first <= verb < subject:
        first = verb + 1
    while first < subject and tokens.quote[first] >= 0 and tokens.quote[subject] < 0:
        first += 1
    while last > subject and tokens.tag[last] in {",", ":", "''", "``", "_SP", "."}:
        last -= 1
    return first, last


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


def _object_of(tokens: Tokens, preposition: int) -> TokenRange | None:
    inner = tokens.child(preposition, "pobj", "pcomp", "prep")
    if inner is None or inner < preposition:
        return None
    if tokens.dep[inner] == "prep":
        return _object_of(tokens, inner)
    first, last = tokens.subtree(inner)
    return max(first, preposition + 1), last


def _without_possessive(tokens: Tokens, part: TokenRange) -> TokenRange:
    first, last = part
    if last > first and tokens.tag[last] == "POS":
        last -= 1
    return first, last
