"""spaCy tokens cut so that every span of a layer begins and ends with one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import Vocab

from annotators.model.span import Span


class CutDoc(NamedTuple):
    """A `Doc` of a whole text, with the token that begins or ends at each offset.

    `first[start]` is the index of the token that begins there, `after[end]` one
    more than the index of the token that ends there. `cut` holds the offsets at
    which a token of spaCy's own was cut in two.
    """

    doc: Doc
    first: dict[int, int]
    after: dict[int, int]
    cut: frozenset[int]


class Cutter:
    """Tokenises as spaCy's blank English does, and cuts where spans need it."""

    def __init__(self) -> None:
        blank = _blank()
        self.vocab: Vocab = blank.vocab
        self._tokenizer = blank.tokenizer

    def cut(self, text: str, spans: Iterable[Span]) -> CutDoc:
        """The text as a `Doc` in which each of the spans fits whole tokens."""
        every = tuple(spans)
        starts, ends = {s.start for s in every}, {s.end for s in every}
        pieces = list(_pieces(self._tokenizer(text), starts, ends))
        words = [text[piece.start : piece.end] for piece in pieces]
        return CutDoc(
            doc=Doc(self.vocab, words=words, spaces=[piece.space for piece in pieces]),
            first={piece.start: index for index, piece in enumerate(pieces)},
            after={piece.end: index + 1 for index, piece in enumerate(pieces)},
            cut=frozenset(piece.start for piece in pieces if piece.inner),
        )


def cut_losses(
    cut: CutDoc, places: Iterable[tuple[str, Span]], text: str
) -> Iterator[tuple[str, str, str]]:
    """The item, what happened and where, for each edge at which a token of spaCy's was cut."""
    for item, span in places:
        for offset in span:
            if offset in cut.cut:
                around = text[max(0, offset - 8) : offset + 8].split("\n", maxsplit=1)[0]
                yield item, "a token of spaCy's is cut at its edge", f"at {offset}, {around!r}"


@cache
def _blank() -> English:
    """Building one takes longer than cutting an article."""
    return English()


class _Piece(NamedTuple):
    start: int
    end: int
    inner: bool
    space: bool


def _pieces(doc: Doc, starts: set[int], ends: set[int]) -> Iterator[_Piece]:
    """What becomes a token: whether a cut begins it, and whether a blank that is none follows."""
    points = sorted(starts | ends)
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        apart = bool(token.whitespace_) and (end in starts or end + 1 in ends)
        inside = points[bisect_right(points, start) : bisect_left(points, end)]
        for left, right in pairwise([start, *inside, end]):
            space = right == end and bool(token.whitespace_) and not apart
            yield _Piece(left, right, left != start, space)
        if apart:
            yield _Piece(end, end + 1, inner=False, space=False)
