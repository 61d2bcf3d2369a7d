"""JSON as the formats write and read it: safe to show in a terminal, strict where it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotators import strict_json
from annotators.model.record import RecordError

_BOM = b"\xef\xbb\xbf"
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def dump(value: Any, *, indent: int | None = None) -> str:
    """A value as JSON, on one line unless indented; control characters are escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=str, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def parse(data: bytes) -> Any:
    """The value in bytes of UTF-8, with or without a byte order mark; RecordError when none."""
    try:
        return strict_json.loads(data.removeprefix(_BOM).decode("utf-8"))
    except UnicodeDecodeError:
        raise RecordError("it is not UTF-8") from None
    except RecursionError:
        raise RecordError("it is nested too deeply") from None
    except ValueError as error:
        raise RecordError(f"it is no JSON: {error}") from None


def parse_object(data: bytes) -> dict[str, Any]:
    """As `parse`; RecordError for anything but an object."""
    value = parse(data)
    if not isinstance(value, dict):
        raise RecordError("it is no JSON object")
    return value


def numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that say something, with their numbers from 1."""
    for number, line in enumerate(lines, 1):
        if line.strip().removeprefix(_BOM if number == 1 else b""):
            yield number, line


def json_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """As `numbered`, the lines of a file, read when they are asked for."""
    with path.open("rb") as stream:
        yield from numbered(stream)


def text_of(record: dict[str, Any], name: str) -> str:
    """The text in a field; RecordError when there is none or it holds half a surrogate pair."""
    value = record.get(name)
    if not isinstance(value, str):
        raise RecordError(f'"{name}" is missing or no text')
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise RecordError(f'"{name}" holds half a surrogate pair')
    return value


def objects_of(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects in a field, none where it is not there; RecordError for anything else."""
    value = record.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise RecordError(f'"{name}" is to be a list of objects')
    return value


def whole(record: dict[str, Any], name: str) -> int:
    """The whole number in a field; RecordError when there is none."""
    value = record.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise RecordError(f'"{name}" is missing or no whole number')
    return value
