"""A layer as the documents of a TinyDB table, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from annotators.model.article import Article
from annotators.model.items import Item, Mention, Quote, Role
from annotators.model.layer import Layer
from annotators.model.record import (
    RecordError,
    header_record,
    item_record,
    read_header,
)
from annotators.model.span import Span, Spans, cut
from annotators.store.history_record import item_type, read_item
from annotators.store.migrate import STORE_SCHEMA

Document = dict[str, Any]
Place = tuple[int, ...]

BETWEEN = " … "
"""What stands between the words of two spans."""

WORDS: Mapping[str, Role] = {"text": "contents", "cue_text": "cues", "source_text": "sources"}
"""The fields that hold the words of a quote's spans."""

_OURS = frozenset({"type", "annotator", "revision", "draft", "speaker_names", "extra", *WORDS})
"""Fields that the store adds to an item's record."""

_HEADERS = frozenset({"type", "schema", "order", "sha256", "extra"})
"""Fields that the store adds to a header's record."""


def searchable(
    item: Item, owner: Mapping[str, Any], named: tuple[str, ...], article: Article
) -> Document:
    """An item as a document of a layer; `named` are the names of its speakers.

    Items get the words of their spans, and quotes that stand the names of
    their speakers, for whoever searches the file. The words also tell where
    an item belongs when the article's text is changed.
    """
    document = item_document(item, owner)
    if isinstance(item, Quote):
        if item.trace.decision != "rejected":
            document["speaker_names"] = list(named)
        for field, role in WORDS.items():
            if spans := item.spans(role):
                document[field] = BETWEEN.join(cut(article.text, span) for span in spans)
    elif isinstance(item, Mention):
        document["text"] = cut(article.text, item.span)
    return document


def header_document(layer: Layer, **fields: Any) -> Document:
    """A layer's header as a document with a schema version and `fields`."""
    record = header_record(layer.header)
    clashing = {name: record.pop(name) for name in _HEADERS & record.keys()}
    document = {"type": "layer", "schema": STORE_SCHEMA, **fields, **record}
    return document | ({"extra": clashing} if clashing else {})


def item_document(item: Item, owner: Mapping[str, Any]) -> Document:
    """An item as a document; `owner` says whose it is."""
    record = item_record(item)
    # A field from elsewhere that has the name of one of ours must not be lost.
    clashing = {name: record.pop(name) for name in _OURS & record.keys()}
    document = {"type": item_type(item), **owner, **record}
    return document | ({"extra": clashing} if clashing else {})


def read_item_document(document: Mapping[str, Any]) -> Item:
    """The item in a document; RecordError when it is none."""
    record = {name: value for name, value in document.items() if name not in _OURS}
    return read_item(document.get("type"), record | _extra(document))


def words_of(item: Item, document: Mapping[str, Any]) -> dict[Span, str]:
    """What stood at an item's spans, by the words in its document; older files have fewer."""
    if isinstance(item, Mention):
        return _words((item.span,), document.get("text"))
    if not isinstance(item, Quote):
        return {}
    found: dict[Span, str] = {}
    for field, role in WORDS.items():
        found |= _words(item.spans(role), document.get(field))
    return found


def _words(spans: Spans, joined: object) -> dict[Span, str]:
    """Joined words told apart again by the lengths of their spans."""
    length = sum(span.length for span in spans) + len(BETWEEN) * (len(spans) - 1)
    if not isinstance(joined, str) or len(joined) != length:
        return {}
    found, start = {}, 0
    for span in spans:
        found[span] = joined[start : start + span.length]
        start += span.length + len(BETWEEN)
    return found


def read_layer(header: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> Layer:
    """The layer of a header's document and its items'; RecordError when it is none."""
    fields = {name: value for name, value in header.items() if name not in _HEADERS}
    return Layer.of(
        read_header(fields | _extra(header)), [read_item_document(item) for item in items]
    )


def in_text_order(
    layer: Layer, place: Callable[[Mention | Quote], Place] | None = None
) -> list[Item]:
    """Entities as they first appear, then mentions, then quotes, as they stand.

    `place` may know where items stand, as `place_of` tells.
    """
    place = place or place_of
    mentions = sorted((place(m), m.id, m) for m in layer.mentions.values())
    quotes = sorted((place(q), q.id, q) for q in layer.quotes.values())
    first: dict[str, int] = {}
    for (start, _), _, mention in mentions:
        if mention.entity is not None:
            first.setdefault(mention.entity, start)
    for (start, _), _, quote in quotes:
        for speaker in quote.speakers:
            if start < first.get(speaker, start + 1):
                first[speaker] = start
    nowhere = max(first.values(), default=0) + 1
    entities = sorted(layer.entities.values(), key=lambda e: (first.get(e.id, nowhere), e.id))
    return [*entities, *(m for _, _, m in mentions), *(q for _, _, q in quotes)]


def place_of(item: Mention | Quote) -> Place:
    """Where an item comes among those of its sort."""
    if isinstance(item, Mention):
        return item.span.start, -item.span.end
    return item.start, item.hull.end


def _extra(document: Mapping[str, Any]) -> dict[str, Any]:
    extra = document.get("extra", {})
    if not isinstance(extra, dict):
        raise RecordError('"extra" is to be an object')
    return extra
