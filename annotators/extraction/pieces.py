"""Articles in pieces that a model can take, and their parses joined again.

A piece has as many code points as its stretch of the article, but not always
the same ones: what would break the model or stall it is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from annotators.extraction.layout import guess_zones
from annotators.model.article import Article, Zone
from annotators.model.parse import Parse

LONGEST = 100_000
"""Code points of a piece at most: near twenty thousand words."""

_SURROGATE = re.compile("[\ud800-\udfff]")
# spaCy's tokenizer takes one mark at a time off a run of them and starts again.
_RUN = re.compile(r"[^\w\s]{80,}")
# To spaCy a no-break space is a word, and a name with one in it is two.
_NO_BREAK = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}", "   ")


class Piece(NamedTuple):
    """A stretch of an article from `start` on, cut where a paragraph ends if it can be."""

    start: int
    text: str
    zones: tuple[Zone, ...]


def cut_pieces(nlp: Language, article: Article) -> Iterator[Piece]:
    """The article in one piece, or in several where it is long."""
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", article.text)
    text = _RUN.sub(lambda run: "x" * len(run.group()), text).translate(_NO_BREAK)
    zones = article.zones or guess_zones(article.text)
    longest = min(LONGEST, nlp.max_length)
    start = 0
    at = 0
    while True:
        end = _cut_at(text, start, longest)
        inside = []
        while at < len(zones) and zones[at].start < end:
            inside.append(zones[at])
            if zones[at].end > end:
                break
            at += 1
        shifted = (
            Zone(z.kind, max(z.start, start) - start, min(z.end, end) - start) for z in inside
        )
        yield Piece(start, text[start:end], tuple(shifted))
        if end >= len(text):
            return
        start = end


def _cut_at(text: str, start: int, longest: int) -> int:
    end = start + longest
    if end >= len(text):
        return len(text)
    for mark in ("\n", " "):
        cut = text.rfind(mark, start + longest // 2, end)
        if cut > start:
            return cut + 1
    return end


def parse_of(doc: Doc, article: Article, at: int) -> Parse:
    """The parse of one piece without white space, in offsets of the article."""
    kept = [token for token in doc if not token.is_space]
    number = {token.i: index for index, token in enumerate(kept)}
    heads = []
    for token in kept:
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        heads.append(number.get(head.i, number[token.i]))
    sentences: list[int] = []
    for sent in doc.sents:
        first = next((number[t.i] for t in sent if t.i in number), None)
        if first is not None:
            sentences.append(first)
    return Parse(
        sha256=article.sha256,
        starts=tuple(token.idx + at for token in kept),
        ends=tuple(token.idx + len(token) + at for token in kept),
        heads=tuple(heads),
        deps=tuple(token.dep_ for token in kept),
        tags=tuple(token.tag_ for token in kept),
        sentences=tuple(sentences),
    )


def join_parses(article: Article, parses: Sequence[Parse]) -> Parse:
    """The parses of consecutive pieces as one."""
    if len(parses) == 1:
        return parses[0]
    heads: list[int] = []
    sentences: list[int] = []
    for parse in parses:
        before = len(heads)
        sentences += [index + before for index in parse.sentences]
        heads += [index + before for index in parse.heads]
    return Parse(
        article.sha256,
        tuple(x for parse in parses for x in parse.starts),
        tuple(x for parse in parses for x in parse.ends),
        tuple(heads),
        tuple(x for parse in parses for x in parse.deps),
        tuple(x for parse in parses for x in parse.tags),
        tuple(sentences),
    )
