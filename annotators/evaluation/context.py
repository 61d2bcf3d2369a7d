"""An item in the text around it, for whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotators.model.span import Span, hull, join


class Piece(NamedTuple):
    """A stretch of text on one line, and whether it is the item's."""

    text: str
    is_item: bool


def pieces_around(text: str, spans: Iterable[Span], context: int) -> list[Piece]:
    """The spans and up to `context` code points before and after them, white space as one blank.

    An ellipsis says that the text goes on. Spans that overlap are shown as one.
    """
    joined = join(spans)
    whole = hull(joined) or Span(0, 0)
    start, end = max(0, whole.start - context), min(len(text), whole.end + context)
    lead, trail = "…" if start else "", "…" if end < len(text) else ""
    pieces: list[Piece] = []
    at = start
    for span in joined:
        before = _on_one_line(text[at : span.start])
        pieces.append(Piece(before if pieces else lead + before.lstrip(), is_item=False))
        pieces.append(Piece(_on_one_line(text[span.start : span.end]), is_item=True))
        at = span.end
    pieces.append(Piece(_on_one_line(text[at:end]).rstrip() + trail, is_item=False))
    return [piece for piece in pieces if piece.text]


def _on_one_line(text: str) -> str:
    """Each run of white space a blank, those at the ends too."""
    inside = " ".join(text.split())
    if not inside:
        return " " if text else ""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{inside}{' ' if after else ''}"
