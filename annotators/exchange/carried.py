"""What a file said beside its layer, kept with the layer, so that it comes out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotators.exchange.format import Record
from annotators.model.article import Article
from annotators.model.layer import Layer

_FIELD = "record"


def with_carried(record: Record, article: Article) -> Layer:
    """The record's layer with what else the record says and `article` does not.

    These are its unknown fields and its own metadata; they go into the header.
    """
    carried: dict[str, Any] = dict(record.extra)
    meta = {k: v for k, v in record.article.meta.items() if article.meta.get(k) != v}
    if meta:
        carried["meta"] = meta
    header = record.layer.header
    if not carried:
        return record.layer
    return replace(record.layer, header=replace(header, extra={**header.extra, _FIELD: carried}))


def carried_record(article: Article, layer: Layer, draft: Layer | None = None) -> Record:
    """The record of a layer that is kept, with everything its file said once."""
    carried = layer.header.extra.get(_FIELD)
    if not isinstance(carried, Mapping):
        return Record(article=article, layer=layer, draft=draft)
    left = {name: value for name, value in layer.header.extra.items() if name != _FIELD}
    meta = carried.get("meta")
    if isinstance(meta, Mapping):
        article = replace(article, meta={**article.meta, **meta})
    return Record(
        article=article,
        layer=replace(layer, header=replace(layer.header, extra=left)),
        draft=draft,
        extra={name: value for name, value in carried.items() if name != "meta"},
    )
