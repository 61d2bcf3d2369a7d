"""A record with the names of some labels only."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from annotators.exchange.format import Record
from annotators.model.items import Mention
from annotators.model.layer import Layer


def with_labels(record: Record, labels: AbstractSet[str]) -> Record:
    """The record without the names that have none of `labels`; all else stays."""
    draft = record.draft
    return replace(
        record,
        layer=_chosen(record.layer, labels),
        draft=_chosen(draft, labels) if draft is not None else None,
    )


def _chosen(layer: Layer, labels: AbstractSet[str]) -> Layer:
    mentions = {m.id: m for m in layer.mentions.values() if _stays(m, labels)}
    return replace(layer, mentions=mentions)


def _stays(mention: Mention, labels: AbstractSet[str]) -> bool:
    return mention.form != "name" or mention.label in labels
