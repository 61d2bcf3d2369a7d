"""A layer as the fields of a native record, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from annotators.model.article import Article
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.kind import Kinds
from annotators.model.layer import Layer
from annotators.model.nesting import parents
from annotators.model.record import (
    RecordError,
    entity_record,
    header_record,
    mention_record,
    quote_record,
    read_entity,
    read_header,
    read_mention,
    read_quote,
)

_READERS: Mapping[str, Callable[[Mapping[str, Any]], Item]] = {
    "mentions": read_mention,
    "entities": read_entity,
    "attributions": read_quote,
}


def record_of(text: str, layer: Layer, *, flat: bool = False) -> dict[str, Any]:
    """The fields `layer`, `mentions`, `entities`, `attributions` and `rejected`.

    What was rejected stands apart in three lists of the same names, so that
    whoever reads only the outer lists reads only what holds.
    """
    live = [item for item in layer.items() if is_live(item)]
    rejected = [item for item in layer.items() if not is_live(item)]
    return {
        "layer": header_record(layer.header),
        **_listed(live),
        "attributions": attribution_records(text, layer, flat=flat),
        "rejected": _listed(rejected),
    }


def _listed(items: Iterable[Item]) -> dict[str, list[dict[str, Any]]]:
    """Records of the items by sort: mentions and quotes in the order of the text."""
    every = tuple(items)
    mentions = [item for item in every if isinstance(item, Mention)]
    quotes = [item for item in every if isinstance(item, Quote)]
    return {
        "mentions": [mention_record(m) for m in sorted(mentions, key=lambda m: (m.span, m.id))],
        "entities": [entity_record(item) for item in every if isinstance(item, Entity)],
        "attributions": [quote_record(q) for q in sorted(quotes, key=_place)],
    }


def _place(quote: Quote) -> tuple[int, int, str]:
    return quote.start, quote.hull.end, quote.id


def attribution_records(text: str, layer: Layer, *, flat: bool = False) -> list[dict[str, Any]]:
    """The quotes that hold, in the order of the text, with their kind and parent."""
    quotes = sorted((q for q in layer.quotes.values() if is_live(q)), key=_place)
    above = parents(quotes)
    kinds = Kinds(text)
    return [
        quote_record(quote) | {"kind": kinds.of(quote), "parent": above.get(quote.id)}
        for quote in quotes
        if not (flat and above.get(quote.id))
    ]


def is_live(item: Item) -> bool:
    """Whether the item holds: it was not rejected."""
    return item.trace.decision != "rejected"


def layer_of(record: Mapping[str, Any], article: Article) -> Layer:
    """The layer that a record holds of this article.

    Raises RecordError when a field is not what it should be, a span reaches
    beyond the text, or an id is used twice.
    """
    header = read_header(object_of(record, "layer"))
    items = [*_read_lists(record), *_read_lists(object_of(record, "rejected"))]
    _check_spans(items, len(article.text))
    layer = Layer.of(header, items)
    if len(layer.items()) != len(items):
        raise RecordError(f"the id {_first_double(items)} is used twice")
    return layer


def object_of(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The object in a field, empty where there is none; RecordError for anything else."""
    value = record.get(name)
    if value is not None and not isinstance(value, dict):
        raise RecordError(f'"{name}" is to be an object')
    return value or {}


def _read_lists(record: Mapping[str, Any]) -> list[Item]:
    return [item for name, read in _READERS.items() for item in _read_list(record, name, read)]


def _read_list(
    record: Mapping[str, Any], name: str, read: Callable[[Mapping[str, Any]], Item]
) -> list[Item]:
    value = record.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise RecordError(f'"{name}" is to be a list of objects')
    found = []
    for index, item in enumerate(value):
        try:
            found.append(read(item))
        except RecordError as error:
            raise RecordError(f"{name}[{index}]: {error}") from None
    return found


def _check_spans(items: Iterable[Item], length: int) -> None:
    for item in items:
        if isinstance(item, Mention):
            end = item.span.end
        elif isinstance(item, Quote):
            end = item.hull.end
        else:
            continue
        if end > length:
            raise RecordError(f"item {item.id} ends at {end}, the text at {length}")


def _first_double(items: Iterable[Item]) -> str:
    seen: set[tuple[type, str]] = set()
    for item in items:
        if (type(item), item.id) in seen:
            return item.id
        seen.add((type(item), item.id))
    return ""
