"""A record put together from the spans that a file shows and from what copydesk wrote beside them.

Formats of flat spans have a place for one object of our own, `copydesk`: the
native record without the text. What is shown wins over it: a span changed,
added or taken out in another tool is changed, added or taken out here. The rest
(ids, speakers, provenance) comes from the object, found again by the spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotators.exchange.format import BadLine, Record
from annotators.exchange.found import Found, new_items
from annotators.exchange.jsons import json_lines, parse_object
from annotators.exchange.matching import matched_items
from annotators.exchange.native import read_record
from annotators.exchange.native_record import record_of
from annotators.model.article import Article
from annotators.model.items import Item
from annotators.model.layer import Layer
from annotators.model.record import SCHEMA, RecordError

KEY = "copydesk"
"""The field of a foreign file that holds what the file has no place for."""

_COMPUTED = frozenset({"kind", "parent"})


def block_of(record: Record, form: str, *, flat: bool = False) -> dict[str, Any]:
    """What to write under `copydesk`, so that nothing of the record is lost.

    The fields that came from a file of this very form stand in the open there.
    """
    said = record_of(record.article.text, record.layer, flat=flat)
    quotes = [
        {name: value for name, value in quote.items() if name not in _COMPUTED}
        for quote in said["attributions"]
    ]
    return {
        "schema": SCHEMA,
        "id": record.article.id,
        "sha256": record.article.sha256,
        "meta": dict(record.article.meta),
        **said,
        "attributions": quotes,
        "extra": {name: value for name, value in record.extra.items() if name != form},
    }


def assemble_lines(
    path: Path, form: str, found_in: Callable[[dict[str, Any], str, int], Found]
) -> Iterator[Record | BadLine]:
    """The records in the lines of a file, each a JSON object, and each line that is none.

    `found_in` is given the object, a name for an article without one, and the
    number of the line; it raises RecordError for what is no record.
    """
    stem = path.name.partition(".")[0]
    for number, line in json_lines(path):
        try:
            yield assemble(found_in(parse_object(line), f"{stem}-{number}", number), form)
        except RecordError as error:
            yield BadLine(number, str(error))


def assemble(found: Found, form: str) -> Record:
    """The record of what was found; RecordError where our own object is broken."""
    known = known_record(found.article, found.block)
    fields = {form: dict(found.fields)} if found.fields else {}
    if known is None:
        items: Iterable[Item] = new_items(found, form)
        article, header, extra = found.article, found.own_header, fields
    else:
        items = matched_items(found, known.layer, form)
        article, header = known.article, known.layer.header
        extra = {**known.extra, **fields}
    every = list(items)
    layer = Layer.of(header, every)
    if len(layer.items()) != len(every):
        raise RecordError("an id is used twice")
    return Record(
        article=article,
        layer=layer,
        extra=extra,
        line=found.line,
        file=found.file,
        remarks=found.remarks,
    )


def known_record(article: Article, block: Mapping[str, Any] | None) -> Record | None:
    """The record that copydesk wrote under its key, if it did.

    Raises RecordError where the object is broken or of another text.
    """
    if block is None:
        return None
    if block.get("sha256") not in (None, article.sha256):
        raise RecordError(f'its text was changed after "{KEY}" was written')
    extra = block.get("extra")
    fields = {k: v for k, v in block.items() if k not in {"sha256", "extra"}}
    record = read_record({"id": article.id, **fields, "text": article.text})
    return replace(record, extra=dict(extra) if isinstance(extra, Mapping) else {})
