"""Documents and their numbers in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from annotators.store.tinydb_storage import Encoded


def number_of(name: str) -> int:
    """A number above 0 for what names a document, wherever it stands.

    So a line of the file changes only when its own document does.
    """
    return crc32(name.encode("utf-8", "surrogatepass")) or 1


def free_number(number: int, taken: set[int]) -> int:
    """The number, or the next one that is not taken; it is taken then."""
    while number in taken:
        number += 1
    taken.add(number)
    return number


def numbered(named: Iterable[tuple[str, Encoded]]) -> dict[str, Encoded]:
    """Lines by document number; of two whose names give the same one, the later gets the next."""
    taken: set[int] = set()
    return {str(free_number(number_of(name), taken)): line for name, line in named}


def by_number(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The documents of a history, in the order of their own numbers."""
    documents = [document for document in table.values() if isinstance(document, dict)]
    return sorted(documents, key=_number)


def _number(document: Mapping[str, Any]) -> int:
    number = document.get("number")
    return number if isinstance(number, int) else 0
