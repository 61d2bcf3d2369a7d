"""What stands behind a figure: quotes and names of two sides, each with its words and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotators.evaluation.comparison import NameItem, QuoteItem
from annotators.evaluation.context import pieces_around
from annotators.evaluation.faults import Fault
from annotators.model.items import Mention, Quote
from annotators.model.span import Span, Spans, cut, hull

NOTHING = "–"

Texts = Mapping[str, str]
"""The text of each article by its id."""


class Version(NamedTuple):
    """What one side says, in words, and the spans of contents or of a name; none for nothing."""

    words: str = NOTHING
    spans: Spans = ()


class ScoreItem(NamedTuple):
    """One item behind a figure: where it stands, and what either side says there."""

    article: str
    span: Span
    gold: Version
    other: Version


def of_quotes(texts: Texts, items: Iterable[QuoteItem]) -> list[ScoreItem]:
    """Quotes that answer each other, or stand alone."""
    return [
        _item(
            item.article,
            *(_said(texts[item.article], [q] if q else []) for q in (item.gold, item.other)),
        )
        for item in items
    ]


def of_faults(texts: Texts, faults: Iterable[Fault]) -> list[ScoreItem]:
    """Faults; where a quote was split or merged, all its parts."""
    return [
        _item(f.article, *(_said(texts[f.article], quotes) for quotes in (f.gold, f.other)))
        for f in faults
    ]


def of_names(texts: Texts, items: Iterable[NameItem]) -> list[ScoreItem]:
    """Names that answer each other, or stand alone."""
    return [
        _item(item.article, *(_named(texts[item.article], m) for m in (item.gold, item.other)))
        for item in items
    ]


def in_context(text: str, version: Version, context: int) -> str:
    """A version in the text around it, on one line, in brackets; up to `context` code points."""
    if not version.spans:
        return NOTHING
    pieces = pieces_around(text, version.spans, context)
    return "".join(f"[{piece.text}]" if piece.is_item else piece.text for piece in pieces)


def _item(article: str, gold: Version, other: Version) -> ScoreItem:
    span = hull(gold.spans) or hull(other.spans) or Span(0, 0)
    return ScoreItem(article, span, gold, other)


def _said(text: str, quotes: Sequence[Quote]) -> Version:
    """Source, cue and contents of quotes."""
    told = (
        " · ".join(
            " … ".join(cut(text, span) for span in quote.spans(role)) or NOTHING
            for role in ("sources", "cues", "contents")
        )
        for quote in quotes
    )
    spans = tuple(span for quote in quotes for span in quote.contents)
    return Version(" | ".join(told), spans) if quotes else Version()


def _named(text: str, name: Mention | None) -> Version:
    if name is None:
        return Version()
    return Version(f"{cut(text, name.span)} {name.label}", (name.span,))
