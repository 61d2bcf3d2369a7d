"""Spans compared by their letters: blanks, punctuation and quotation marks never count."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotators.model.span import Span

Letters = frozenset[int]
"""Offsets of letters and digits."""

WORD = re.compile(r"[^\W_]+")

_BREAK = re.compile(r"[,;:()\[\]–—]| - |--")
_MODIFIERS = (
    "of who whom whose which that in at on for from with to by and or as than near during about"
    " under over against among between including inside outside after before is was are were has"
    " have had said says"
)
_AFTER_HEAD = frozenset(_MODIFIERS.split())
_TAILS = frozenset({"s", "t", "re", "ve", "d", "ll", "m"})
_LITTLE = (
    "be is are was were been being am has have had having do does did will would can could may"
    " might must shall should to that of in on at by for from with as it its a an the and or not"
    " also if whether about ’s s t"
)
_WEAK = frozenset(_LITTLE.split())
_ENOUGH = 0.5


def letters(text: str, spans: Iterable[Span]) -> Letters:
    """The letters and digits that spans cover."""
    # A damaged file may hold a span that reaches beyond the text.
    cut = ((span.start, min(span.end, len(text))) for span in spans)
    return frozenset(i for span in cut for i in range(*span) if text[i].isalnum())


def likeness(one: Letters, other: Letters) -> float:
    """Jaccard's index of two sets; 1.0 for two empty ones."""
    return len(one & other) / len(one | other) if one or other else 1.0


def words(text: str, covered: Letters) -> frozenset[int]:
    """Where the words begin that have a letter among these."""
    found = set()
    for at in covered:
        if at - 1 in covered:
            continue
        start = at
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        found.add(start)
    return frozenset(found)


def head(text: str, spans: Iterable[Span]) -> int | None:
    """Where the head word of a source begins: the last before a comma, bracket or modifier."""
    for span in sorted(spans):
        last = _head_of(text, span)
        if last is not None:
            return last
    return None


def _head_of(text: str, span: Span) -> int | None:
    last, end = None, span.start
    for found in WORD.finditer(text, span.start, span.end):
        gap, word = text[end : found.start()], found.group().lower()
        if last is not None and (_BREAK.search(gap) or word in _AFTER_HEAD):
            return last
        if gap in {"'", "’"} and word in _TAILS:
            end = found.end()
            continue
        # `U.S.` and `vice-president` are one word here.
        if last is None or gap not in {".", "-"}:
            last = found.start()
        end = found.end()
    return last


def sources_match(text: str, gold: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether two sources share half of their letters or their head word; or there is none."""
    gold, other = list(gold), list(other)
    one, two = letters(text, gold), letters(text, other)
    if not one or not two:
        return not one and not two
    return likeness(one, two) >= _ENOUGH or head(text, gold) == head(text, other)


def cues_match(text: str, gold: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether two cues share half of their letters or a word that says something."""
    one, two = letters(text, gold), letters(text, other)
    if not one or not two:
        return not one and not two
    if likeness(one, two) >= _ENOUGH:
        return True
    shared = (WORD.match(text, at) for at in words(text, one) & words(text, two))
    return any(found is not None and found.group().lower() not in _WEAK for found in shared)
