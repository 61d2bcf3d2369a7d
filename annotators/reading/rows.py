"""Articles in the lines of JSON Lines and the rows of CSV."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from annotators import strict_json
from annotators.errors import CopydeskError
from annotators.reading.meta import meta_of
from annotators.reading.text import LARGEST

JSON_LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
_DELIMITERS = (",", ";", "\t", "|")
_LAYER = frozenset({
    "schema", "layer", "mentions", "entities", "attributions", "rejected", "annotator",
})  # fmt: skip
"""Fields of the native format that are about a layer, not about the article."""


class Fields(NamedTuple):
    """Which field of a record, or column of a table, holds the text, and which the id."""

    text: str = "text"
    id: str = "id"


class Row(NamedTuple):
    """One record: its number in the file from 1, its id if it has one, its text and metadata.

    A row that cannot be read has a `fault` instead.
    """

    number: int
    article_id: str = ""
    text: str = ""
    meta: dict[str, Any] | None = None
    fault: CopydeskError | None = None


def read_rows(path: Path, fields: Fields) -> Iterator[Row]:
    """The records of a file of JSON Lines or of a table, read as they are asked for.

    Raises CopydeskError for a file that cannot be read, or has no such column.
    """
    try:
        if path.suffix.lower() in JSON_LINES:
            yield from _json_lines(path, fields)
        else:
            yield from _table(path, fields)
    except OSError as error:
        raise CopydeskError(
            f"cannot be read ({error.strerror or error})",
            place=str(path),
            remedy="check that it is a file and that you may read it",
        ) from error


def count_rows(path: Path) -> int:
    """About how many records a file has, for telling how far one is; 0 where it cannot be read."""
    try:
        if path.suffix.lower() in JSON_LINES:
            with path.open("rb") as file:
                return sum(1 for line in file if line.strip())
        return sum(1 for _ in _cells(path, ",")) - 1
    except (OSError, ValueError, csv.Error):
        return 0


def _json_lines(path: Path, fields: Fields) -> Iterator[Row]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                record = strict_json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except (ValueError, RecursionError) as error:
                wrong = "UTF-8" if isinstance(error, UnicodeDecodeError) else "JSON"
                yield _bad(path, number, f"is no {wrong}", "mend the line")
            else:
                yield _record(path, number, record, fields)


def _table(path: Path, fields: Fields) -> Iterator[Row]:
    head, delimiter = _head(path, fields)
    rows = _cells(path, delimiter)
    number = 0
    try:
        next(rows, None)
        for number, cells in enumerate(rows, 1):
            if len(cells) > len(head):
                wrong = f"has {len(cells)} cells, and there are {len(head)} columns"
                yield _bad(path, number, wrong, "put its text between quotation marks")
            elif cells:
                yield _record(path, number, dict(zip(head, cells, strict=False)), fields)
    except (csv.Error, UnicodeDecodeError) as error:
        wrong = "is no UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error)
        yield _bad(path, number + 1, wrong, "what comes after it is not read; mend the file")


def _head(path: Path, fields: Fields) -> tuple[list[str], str]:
    """The names of the columns, and what parts them: whatever makes one of them the text's."""
    heads: list[list[str]] = []
    for delimiter in _DELIMITERS:
        try:
            heads.append([cell.strip() for cell in next(_cells(path, delimiter), [])])
        except (csv.Error, UnicodeDecodeError):
            heads.append([])
        if fields.text in heads[-1]:
            return heads[-1], delimiter
    _, longest = max((len(head), head) for head in heads)
    there = ", ".join(longest)[:200] or "nothing in it"
    raise CopydeskError(
        f"has no column {fields.text}",
        place=str(path),
        remedy=f"name the column of the text with --text-field: there is {there}",
    )


def _cells(path: Path, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST)
    with path.open("rb") as file:
        start = file.read(2)
    is_wide = start in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    with path.open(encoding="utf-16" if is_wide else "utf-8-sig", newline="") as text:
        yield from csv.reader(text, delimiter=delimiter)


def _record(path: Path, number: int, record: Any, fields: Fields) -> Row:
    if not isinstance(record, dict):
        return _bad(path, number, "is no JSON object", "mend the line")
    text, given = record.get(fields.text), record.get(fields.id)
    if not isinstance(text, str) or not text.strip():
        return _bad(
            path, number, f"{fields.text} is missing or no text", "name its field with --text-field"
        )
    if any("\ud800" <= c <= "\udfff" for c in text):
        return _bad(path, number, f"{fields.text} holds half a surrogate pair", "mend the line")
    is_id = isinstance(given, str | int) and not isinstance(given, bool)
    gone = {fields.text, *([fields.id] if is_id else []), *_LAYER}
    about = {name: value for name, value in record.items() if name not in gone}
    if isinstance(own := about.get("meta"), dict):
        about = {name: value for name, value in about.items() if name != "meta"} | own
    return Row(number, str(given).strip() if is_id else "", text, meta_of(about))


def _bad(path: Path, number: int, wrong: str, remedy: str) -> Row:
    return Row(number, fault=CopydeskError(wrong, place=f"{path}, record {number}", remedy=remedy))
