"""The native format: JSON Lines, one layer of one article a line, losing nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from annotators.exchange.format import BadLine, Loss, Record
from annotators.exchange.jsons import dump, numbered, parse_object, text_of
from annotators.exchange.native_record import layer_of, object_of, record_of
from annotators.model.article import Article
from annotators.model.layer import Layer
from annotators.model.record import SCHEMA, RecordError

_FIELDS = {
    "schema", "id", "text", "meta", "layer", "mentions", "entities", "attributions", "rejected",
}  # fmt: skip


class Native:
    """The format `native`: everything a layer says, one line each."""

    name = "native"
    suffixes = (".jsonl", ".ndjson")

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write a line for each record; nothing is ever lost but what `flat` leaves out."""
        for record in records:
            line = write_line(record.article, record.layer, flat=flat, extra=record.extra)
            stream.write(line.encode() + b"\n")
        yield from ()

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """Every record of the file, and each line that is none."""
        with path.open("rb") as stream:
            yield from read_lines(stream)


NATIVE = Native()


def write_line(
    article: Article, layer: Layer, *, flat: bool = False, extra: Mapping[str, Any] | None = None
) -> str:
    """One layer of an article as one line of JSON, without the newline.

    `kind` and `parent` are computed; `flat` leaves out quotes that have a
    parent. Control characters and lone surrogates are escaped, so the line can
    be shown in a terminal.
    """
    record = {
        "schema": SCHEMA,
        "id": article.id,
        "text": article.text,
        "meta": dict(article.meta),
        **record_of(article.text, layer, flat=flat),
        **(extra or {}),
    }
    return dump(record)


def read_lines(lines: Iterable[bytes]) -> Iterator[Record | BadLine]:
    """The records in lines of UTF-8, in order; a line that is none comes as a BadLine.

    Blank lines say nothing. What the records do not say is taken as the
    defaults of an open layer; fields unknown to us are kept.
    """
    for number, line in numbered(lines):
        try:
            yield read_line(line, number)
        except RecordError as error:
            yield BadLine(number, str(error))


def read_line(line: bytes, number: int = 0) -> Record:
    """The record in one line of UTF-8; RecordError when it is none."""
    return read_record(parse_object(line), number)


def read_record(record: dict[str, Any], number: int = 0) -> Record:
    """The record in a JSON object; RecordError when it is none."""
    layer = object_of(record, "layer")
    _check_schema(record.get("schema", SCHEMA))
    article = Article(
        id=text_of(record, "id"), text=text_of(record, "text"), meta=object_of(record, "meta")
    )
    unknown = {name: value for name, value in record.items() if name not in _FIELDS}
    annotator = unknown.get("annotator")
    if isinstance(annotator, str) and not layer.get("annotator"):
        del unknown["annotator"]
        layer = layer | {"annotator": annotator}
    held = layer_of({**record, "layer": layer}, article)
    return Record(article=article, layer=held, extra=unknown, line=number)


def _check_schema(schema: Any) -> None:
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise RecordError(f'"schema" is to be a whole number from 1 to {SCHEMA}')
    if schema > SCHEMA:
        raise RecordError(
            f"schema {schema} is newer than this copydesk reads ({SCHEMA}); update copydesk"
        )
