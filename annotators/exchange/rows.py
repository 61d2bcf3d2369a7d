"""Quotes as rows of a table: one quote a row, the same for every kind of table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annotators.exchange.format import Loss, Record
from annotators.exchange.native_record import is_live
from annotators.exchange.seen import Seen, see
from annotators.exchange.unsaid import Carries, unsaid
from annotators.model.article import Article
from annotators.model.items import Quote
from annotators.model.span import Span, Spans

COLUMNS = (
    "article", "headline", "outlet", "published", "url", "annotator", "purpose", "model", "quote",
    "parent", "kind", "speakers", "speaker_state", "text", "cue", "source", "context", "start",
    "end", "contents", "cues", "sources",
)  # fmt: skip
"""What each row says; `outlet` is who published the article, `source` the words in it."""

CARRIES: Carries = {
    "article": frozenset({"headline", "source", "published", "published_iso", "url"}),
    "layer": frozenset({"annotator", "purpose", "model"}),
    "entities": frozenset({"name"}),
    "attributions": frozenset({
        "id", "parent", "kind", "speakers", "speaker_state", "contents", "cues", "sources",
    }),
}  # fmt: skip
"""What a table of quotes has a place for."""

_BETWEEN = " … "
_AROUND = 300
"""Code points of a paragraph that the context shows before a quote, and after it."""


def rows_of(record: Record, *, flat: bool = False) -> Iterator[dict[str, Any]]:
    """A row for each quote in the order of the text, by the names of the columns.

    `start` and `end` are the hull of the contents (of all parts, without any),
    `contents`, `cues` and `sources` lists of spans, `speakers` names.
    """
    seen = see(record, flat=flat)
    for quote in seen.quotes:
        yield _row(record, seen, quote)


def row_losses(record: Record, *, flat: bool = False) -> Iterator[Loss]:
    """What a table of quotes does not say of a record, item by item."""
    speaking = {speaker for quote in see(record, flat=flat).quotes for speaker in quote.speakers}
    for entity in record.layer.entities.values():
        if is_live(entity) and entity.id not in speaking:
            yield Loss(record.article.id, entity.id, "an entity that speaks no quote", entity.name)
    yield from unsaid(record, CARRIES, flat=flat)


def joined(text: str, spans: Sequence[Span]) -> str:
    """The text of several spans, an ellipsis between them."""
    return _BETWEEN.join(text[span.start : span.end] for span in spans)


def context_of(text: str, span: Span) -> str:
    """The paragraphs a span stands in, cut at words where they go on for long."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    newline = text.find("\n", span.end)
    end = min(newline if newline >= 0 else len(text), span.end + _AROUND)
    is_cut_before = start > 0 and text[start - 1] != "\n"
    is_cut_after = end < len(text) and text[end] != "\n"
    if is_cut_before:
        blank = text.find(" ", start, span.start)
        start = blank + 1 if blank >= 0 else start
    if is_cut_after:
        blank = text.rfind(" ", span.end, end)
        end = blank if blank >= 0 else end
    return (
        ("… " if is_cut_before else "") + text[start:end].strip() + (" …" if is_cut_after else "")
    )


def _row(record: Record, seen: Seen, quote: Quote) -> dict[str, Any]:
    article, header = record.article, record.layer.header
    spans: Spans = quote.contents or tuple(span for _, span in quote.parts)
    around = Span(spans[0].start, max(span.end for span in spans)) if spans else Span(0, 0)
    return {
        "article": article.id,
        "headline": _meta(article, "headline"),
        "outlet": _meta(article, "source"),
        "published": _meta(article, "published_iso") or _meta(article, "published"),
        "url": _meta(article, "url"),
        "annotator": header.annotator,
        "purpose": header.purpose or "",
        "model": header.model or "",
        "quote": quote.id,
        "parent": seen.parent(quote) or "",
        "kind": seen.kind(quote),
        "speakers": [entity.name for entity in seen.speakers(quote)],
        "speaker_state": quote.speaker_state,
        "text": joined(article.text, quote.contents),
        "cue": joined(article.text, quote.cues),
        "source": joined(article.text, quote.sources),
        "context": context_of(article.text, around) if spans else "",
        "start": around.start,
        "end": around.end,
        "contents": [list(span) for span in quote.contents],
        "cues": [list(span) for span in quote.cues],
        "sources": [list(span) for span in quote.sources],
    }


def _meta(article: Article, name: str) -> str:
    value = article.meta.get(name)
    return value if isinstance(value, str) else ""
