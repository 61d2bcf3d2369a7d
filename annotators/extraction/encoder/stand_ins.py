"""Names read by their kind: for each word of one the network sees another, always the same ones.

What somebody is called says nothing about whether they speak. So the first surname
of an article is read as `Smith`, the second as `Johnson`, whoever bears them: quotes
stay as they are when names change, and a rare name is one word piece, as a common one is.
Organisations are read as they stand, since their words tell (`Ministry`, `Court`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tokenizers import Tokenizer

from annotators.model.span import Span

StandIns = Mapping[int, tuple[int, int]]
"""From where a word of a name starts to where it ends and the word piece it is read as."""

WORD = re.compile(r"[^\W\d_]{2,}(?:[-’'][^\W\d_]{2,})*")
"""A word of two letters or more, with what hangs on it by hyphen or apostrophe."""

_GIVEN = "GIVEN"
_PLACES = """
    Ohio Texas Virginia Chicago Florida Germany France Canada Boston Russia Iowa Michigan Arizona
    Illinois Kansas Oregon Utah Nevada Indiana Kentucky Alabama Tennessee Oklahoma Missouri
    Minnesota Wisconsin Colorado Nebraska Delaware Maryland Idaho Montana Denver Atlanta Dallas
    Houston Seattle Miami Detroit Italy Spain Japan Poland Sweden Norway Greece Egypt Brazil
    Peru Cuba Kenya India Israel Iran Iraq Syria
"""
_WORDS = {
    _GIVEN: """
        John David Michael James Robert William Mary Richard Thomas Paul George Daniel Peter
        Charles Joseph Steven Kevin Brian Edward Jason Jeff Eric Stephen Andrew Ryan Larry Gary
        Patrick Anna Susan Karen Nancy Lisa Sarah Laura Amy Jennifer Julia Emily Kate Alice Helen
        Ruth Anne Jane Rachel Donna Carol Sharon Linda Barbara Elizabeth Maria Margaret Dorothy
    """,
    "PERSON": """
        Smith Johnson Miller Wilson Anderson Jackson Thompson Lewis Robinson Walker Allen Wright
        Scott Adams Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards
        Collins Stewart Morris Murphy Rogers Morgan Peterson Bailey Kelly Howard Richardson
        Watson Bennett Hughes Myers Foster Sanders Ross Powell Sullivan Russell Jenkins Perry
        Butler Barnes Fisher Clark Harris Taylor Moore Hall Baker Davis
    """,
    "GPE": _PLACES,
    "LOC": _PLACES,
    "NORP": """
        Russian German French Chinese American British Italian Spanish Mexican Canadian Japanese
        Korean Turkish Greek Israeli Iranian Indian Irish Dutch Swedish
    """,
}
STAND_INS: Mapping[str, tuple[str, ...]] = {kind: tuple(w.split()) for kind, w in _WORDS.items()}
"""What is read for the words of names: the last of a person's, those before it, and by label."""


def stand_ins(tokenizer: Tokenizer, text: str, names: Iterable[tuple[Span, str]]) -> StandIns:
    """What each capitalised word of the names is read as; acronyms are read as they stand.

    `names` are spans of code points with their labels, in order and not overlapping.
    A word is read alike wherever it stands in the article.
    """
    chosen: dict[str, int | None] = {}
    drawn: Counter[tuple[str, ...]] = Counter()
    found: dict[int, tuple[int, int]] = {}
    for span, label in names:
        if label not in STAND_INS:
            continue
        words = capitalised(text, span)
        for word in words:
            name = word.group()
            if name.isupper():
                continue
            if name not in chosen:
                given = label == "PERSON" and word is not words[-1]
                kind = STAND_INS[_GIVEN if given else label]
                chosen[name] = tokenizer.token_to_id(kind[drawn[kind] % len(kind)].lower())
                drawn[kind] += 1
            piece = chosen[name]
            if piece is not None:  # a vocabulary of somebody's own may not have the word
                found[word.start()] = word.end(), piece
    return found


def capitalised(text: str, span: Span) -> list[re.Match[str]]:
    """The capitalised words in a span, in order: those that a name is made of."""
    return [word for word in WORD.finditer(text, *span) if word.group()[0].isupper()]
