"""`CONTENTS, somebody said.`: reports that end their sentence, found without the parser's help."""

from __future__ import annotations

from annotators.extraction.tokens import TokenRange, Tokens
from annotators.extraction.words import SPEECH_VERBS

_JOINTS = frozenset({",", "”", '"', "''", "»", "’", "--", "—", "–", "-"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "CD", "DT"})
_IN_PHRASE = frozenset({"JJ", "POS", "HYPH", "IN", "VBN", "VBG", "PRP$", "PDT", "CC", "_SP", "RB"})
_BETWEEN = frozenset({"RB", "MD", "VBZ", "VBD", "VBP"})
_ASIDE = frozenset({"advcl", "prep", "npadvmod", "advmod"})
_LONGEST_PHRASE = 14


def find_trailing(tokens: Tokens, verb: int) -> tuple[TokenRange, TokenRange | None] | None:
    """Contents and source of a verb of speech that ends its sentence; None if it does not."""
    if tokens.lemma[verb] not in SPEECH_VERBS or tokens.tag[verb] not in _FINITE:
        return None
    if any(k > verb for k in tokens.children(verb, "ccomp", "xcomp")):
        return None
    subject = tokens.child(verb, "nsubj")
    begin = verb
    source: TokenRange | None = None
    if subject is not None and subject < verb:
        before = _phrase_before(tokens, verb)
        source = before
        begin = before[0] if before is not None else tokens.left[subject]
        if source is None and tokens.quote[subject] >= 0:
            begin = verb
    elif subject is None:
        source = _phrase_before(tokens, verb)
        begin = source[0] if source is not None else verb
    first = tokens.sentence[verb]
    if begin - first < 3 or tokens.word[begin - 1] not in _JOINTS:  # noqa: PLR2004
        return None
    contents = _after_other_cue(tokens, first, begin - 1), begin - 1
    return (contents, source) if _is_told(tokens, contents, verb) else None


def find_amid(tokens: Tokens, verb: int) -> tuple[TokenRange, ...] | None:
    """Contents on both sides of `Voters, the poll said, are unhappy`."""
    subject = tokens.child(verb, "nsubj")
    told = tokens.lemma[verb] in SPEECH_VERBS and tokens.tag[verb] in _FINITE
    if subject is None or not told or tokens.quote[verb] >= 0:
        return None
    first = tokens.sentence[verb]
    begin = min(tokens.left[subject], verb)
    after = max(verb, tokens.right[subject]) + 1
    if begin <= first or not _are_commas(tokens, begin - 1, after, first):
        return None
    last = after + 1
    while last + 1 < tokens.size and tokens.sentence[last + 1] == first:
        last += 1
    left, right = (first, begin - 1), (after + 1, last)
    # The finite verb of what is said stands on the far side; else the report trails it.
    return None if _has_finite(tokens, left) or not _has_finite(tokens, right) else (left, right)


def _are_commas(tokens: Tokens, before: int, after: int, sentence: int) -> bool:
    """Whether an aside stands between two commas in one sentence, no quotation beside it."""
    if after + 2 >= tokens.size or tokens.sentence[after + 2] != sentence:
        return False
    quoted = max(tokens.quote[before], tokens.quote[before - 1], tokens.quote[after + 1]) >= 0
    return tokens.word[before] == "," and tokens.word[after] == "," and not quoted


def _has_finite(tokens: Tokens, part: TokenRange) -> bool:
    return any(tokens.tag[i] in _FINITE for i in range(part[0], part[1] + 1))


def _after_other_cue(tokens: Tokens, first: int, last: int) -> int:
    """Where contents that end with a quotation begin when another cue stands before it."""
    inside = max(last, 1)
    number = tokens.quote[inside] if tokens.quote[inside] >= 0 else tokens.quote[inside - 1]
    if number < 0:
        return first
    start = inside
    while start > first and tokens.quote[start - 1] == number:
        start -= 1
    for index in range(start - 1, first - 1, -1):
        told = tokens.lemma[index] in SPEECH_VERBS and tokens.tag[index] in _FINITE
        if told and tokens.quote[index] < 0:
            return start
    return first


def _phrase_before(tokens: Tokens, verb: int) -> TokenRange | None:
    """The noun phrase that runs from the last comma up to the verb and its auxiliaries."""
    last = verb - 1
    while last > 0 and tokens.tag[last] in _BETWEEN:
        last -= 1
    if tokens.tag[last] not in _NOMINAL:
        return None
    if tokens.quote[last] >= 0:
        return None
    first = last
    while (
        tokens.quote[first - 1] < 0
        and first > max(0, verb - _LONGEST_PHRASE)
        and (tokens.tag[first - 1] in _NOMINAL or tokens.tag[first - 1] in _IN_PHRASE)
    ):
        first -= 1
    while first < last and tokens.tag[first] in {"CC", "_SP", "IN", "RB"}:
        first += 1
    return first, last


def _is_finite(tokens: Tokens, index: int) -> bool:
    """Whether a verb is finite; the tagger takes many a plural one for an infinitive."""
    if tokens.tag[index] in _FINITE:
        return True
    return tokens.tag[index] == "VB" and tokens.child(index, "nsubj") is not None


def _is_told(tokens: Tokens, part: TokenRange, verb: int) -> bool:
    """Whether the words before can be what is said: a clause of their own, or a quotation."""
    first, last = part
    if tokens.quote[last] >= 0 or tokens.quote[max(first, last - 1)] >= 0:
        return True
    if not any(_is_finite(tokens, i) for i in range(first, last + 1)):
        return False
    for index in range(first, last + 1):
        if tokens.head[index] == verb and tokens.dep[index] in _ASIDE:
            return False
    return True
