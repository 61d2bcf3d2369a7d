"""Documents and their numbers in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from annotators.store.tinydb_storage import Encoded


def numbered(named: Iterable[tuple[str, Encoded]]) -> dict[str, Encoded]:
    """Lines by document id. An id comes from what names the document, not from its place.

    So a line of the file changes only when its own document does.
    """
    table: dict[str, Encoded] = {}
    for name, line in named:
        number = crc32(name.encode("utf-8", "surrogatepass")) or 1
        while str(number) in table:
            number += 1
        table[str(number)] = line
    return table


def by_number(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The documents of a history, in the order of their own numbers."""
    documents = [document for document in table.values() if isinstance(document, dict)]
    return sorted(documents, key=_number)


def _number(document: Mapping[str, Any]) -> int:
    number = document.get("number")
    return number if isinstance(number, int) else 0
