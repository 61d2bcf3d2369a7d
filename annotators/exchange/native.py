"""The native format: JSON Lines, one layer of one article a line, losing nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from annotators.exchange.format import BadLine, Loss, Record
from annotators.exchange.native_record import layer_of, object_of, record_of
from annotators.model.article import Article
from annotators.model.layer import Layer
from annotators.model.record import SCHEMA, RecordError

_FIELDS = {
    "schema", "id", "text", "meta", "layer", "mentions", "entities", "attributions", "rejected",
}  # fmt: skip
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


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
    line = json.dumps(record, ensure_ascii=False, allow_nan=False, default=str)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def read_lines(lines: Iterable[bytes]) -> Iterator[Record | BadLine]:
    """The records in lines of UTF-8, in order; a line that is none comes as a BadLine.

    Blank lines say nothing. What the records do not say is taken as the
    defaults of an open layer; fields unknown to us are kept.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip() or (number == 1 and line.strip() == b"\xef\xbb\xbf"):
            continue
        try:
            yield read_line(line, number)
        except RecordError as error:
            yield BadLine(number, str(error))


def read_line(line: bytes, number: int = 0) -> Record:
    """The record in one line of UTF-8; RecordError when it is none."""
    return read_record(_object(line.removeprefix(b"\xef\xbb\xbf")), number)


def read_record(record: Mapping[str, Any], number: int = 0) -> Record:
    """The record in a JSON object; RecordError when it is none."""
    layer = object_of(record, "layer")
    _check_schema(record.get("schema", SCHEMA))
    article = Article(
        id=_text(record, "id"), text=_text(record, "text"), meta=object_of(record, "meta")
    )
    unknown = {name: value for name, value in record.items() if name not in _FIELDS}
    annotator = unknown.get("annotator")
    if isinstance(annotator, str) and not layer.get("annotator"):
        del unknown["annotator"]
        layer = layer | {"annotator": annotator}
    held = layer_of({**record, "layer": layer}, article)
    return Record(article=article, layer=held, extra=unknown, line=number)


def _object(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise RecordError("it is not UTF-8") from None
    except RecursionError:
        raise RecordError("it is nested too deeply") from None
    except ValueError as error:
        raise RecordError(f"it is no JSON: {error}") from None
    if not isinstance(record, dict):
        raise RecordError("it is no JSON object")
    return record


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _check_schema(schema: Any) -> None:
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise RecordError(f'"schema" is to be a whole number from 1 to {SCHEMA}')
    if schema > SCHEMA:
        raise RecordError(
            f"schema {schema} is newer than this copydesk reads ({SCHEMA}); update copydesk"
        )


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str):
        raise RecordError(f'"{name}" is missing or no text')
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise RecordError(f'"{name}" holds half a surrogate pair')
    return value
