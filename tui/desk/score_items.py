"""What stands behind a figure: quotes and names of two sides, each with its words and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotators.evaluation.comparison import Comparison, NameItem, QuoteItem
from annotators.evaluation.context import pieces_around
from annotators.evaluation.faults import Fault
from annotators.evaluation.side import Side
from annotators.model.items import Mention, Quote
from annotators.model.span import Span, Spans, cut, hull

NOTHING = "–"

Compared = Mapping[str, Comparison]
"""Each article by its id, with both sides."""


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


def of_quotes(compared: Compared, items: Iterable[QuoteItem]) -> list[ScoreItem]:
    """Quotes that answer each other, or stand alone."""
    return [
        _item(compared[item.article], *([q] if q else [] for q in (item.gold, item.other)))
        for item in items
    ]


def of_faults(compared: Compared, faults: Iterable[Fault]) -> list[ScoreItem]:
    """Faults; where a quote was split or merged, all its parts."""
    return [_item(compared[fault.article], fault.gold, fault.other) for fault in faults]


def of_names(compared: Compared, items: Iterable[NameItem]) -> list[ScoreItem]:
    """Names that answer each other, or stand alone."""
    return [
        _item(compared[item.article], *([m] if m else [] for m in (item.gold, item.other)))
        for item in items
    ]


def in_context(text: str, version: Version, context: int) -> str:
    """A version in the text around it, on one line, in brackets; up to `context` code points."""
    if not version.spans:
        return NOTHING
    pieces = pieces_around(text, version.spans, context)
    return "".join(f"[{piece.text}]" if piece.is_item else piece.text for piece in pieces)


def _item(
    one: Comparison, gold: Sequence[Quote | Mention], other: Sequence[Quote | Mention]
) -> ScoreItem:
    ours, theirs = _version(one.gold, gold), _version(one.other, other)
    span = hull(ours.spans) or hull(theirs.spans) or Span(0, 0)
    return ScoreItem(one.article, span, ours, theirs)


def _version(side: Side, items: Sequence[Quote | Mention]) -> Version:
    if not items:
        return Version()
    spans = (
        span
        for item in items
        for span in (item.contents if isinstance(item, Quote) else (item.span,))
    )
    return Version(" | ".join(_words(side, item) for item in items), tuple(spans))


def _words(side: Side, item: Quote | Mention) -> str:
    """A name and its label; of a quote its source and who that is, its cue and contents."""
    if isinstance(item, Mention):
        return f"{cut(side.text, item.span)} {item.label}"
    source, cue, contents = (
        " … ".join(cut(side.text, span) for span in item.spans(role)) or NOTHING
        for role in ("sources", "cues", "contents")
    )
    names = {entity.id: entity.name for entity in side.entities}
    speaker = " & ".join(names.get(speaker, speaker) for speaker in item.speakers)
    if not speaker and item.speaker_state != "undecided":
        speaker = item.speaker_state
    who = f"{source} = {speaker}" if speaker and speaker != source else source
    return f"{who} · {cue} · {contents}"
