"""A layer of one text put onto another version of it, where its words stand there too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from annotators.exchange.anchoring import anchor
from annotators.exchange.format import Record
from annotators.model.anchoring import find_again
from annotators.model.article import Article
from annotators.model.items import Item, Mention, Quote
from annotators.model.layer import Layer
from annotators.model.span import Span, Spans


class Fitted(NamedTuple):
    """The record over the other text; items that moved, and those whose words are not there."""

    record: Record
    moved: tuple[str, ...]
    lost: tuple[str, ...]


def fitted(record: Record, article: Article) -> Fitted:
    """The record's layer over the text of `article`, by the words at its spans.

    An item stands when all its parts do; white space, quotation marks and
    dashes may differ in shape.
    """
    old, new = record.article.text, article.text
    words = {span: old[span.start : span.end] for span in _spans(record.layer)}
    places = find_again(words, new)
    for span, said in words.items():
        if span not in places:
            near = span.start * len(new) // max(len(old), 1)
            found = anchor(new, Span(near, near + span.length), said)
            if found is not None:
                places[span] = found.span
    items: list[Item] = []
    moved, lost = [], []
    for item in record.layer.items():
        there = _moved(item, places)
        if there is None:
            lost.append(item.id)
            continue
        items.append(there)
        if there != item:
            moved.append(item.id)
    layer = Layer.of(record.layer.header, items)
    return Fitted(replace(record, article=article, layer=layer), tuple(moved), tuple(lost))


def _spans(layer: Layer) -> Iterator[Span]:
    for mention in layer.mentions.values():
        yield mention.span
    for quote in layer.quotes.values():
        yield from (span for _, span in quote.parts)


def _moved(item: Item, places: Mapping[Span, Span]) -> Item | None:
    if isinstance(item, Mention):
        place = places.get(item.span)
        return None if place is None else replace(item, span=place)
    if not isinstance(item, Quote):
        return item
    if any(span not in places for _, span in item.parts):
        return None

    def there(spans: Spans) -> Spans:
        return tuple(sorted(places[span] for span in spans))

    return replace(
        item,
        contents=there(item.contents),
        cues=there(item.cues),
        sources=there(item.sources),
    )
