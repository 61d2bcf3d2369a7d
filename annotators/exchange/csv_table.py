"""A table of quotes as CSV that a spreadsheet opens and takes for nothing but text."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from annotators.exchange.clean import clean, clean_losses
from annotators.exchange.format import Loss, Record
from annotators.exchange.rows import CARRIES, COLUMNS, row_losses, rows_of

_FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
_LONGEST_CELL = 32_767
"""UTF-16 units; a spreadsheet cuts a longer cell."""

_BETWEEN = "; "
"""What parts the names of several speakers."""


class CsvTable:
    """The format `csv`: one quote a row, each cell safe for a spreadsheet."""

    name = "csv"
    suffixes = (".csv",)
    carries = CARRIES

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write a row for each quote; UTF-8 with the mark that spreadsheets look for."""
        stream.write(b"\xef\xbb\xbf")
        table = csv.writer(_Encoded(stream))
        table.writerow(COLUMNS)
        for record in records:
            for row in rows_of(record, flat=flat):
                table.writerow([_cell(name, row[name]) for name in COLUMNS])
                yield from _long_cells(row)
            yield from clean_losses(record.article)
            yield from row_losses(record, flat=flat)


CSV = CsvTable()


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that could be begins with `'`.

    So does one that would look guarded without being so; `unguarded` undoes it.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` made."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


class _Encoded:
    """Takes text, hands bytes on; a text wrapper would close the stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.encode())


def _cell(name: str, value: Any) -> str | int:
    if isinstance(value, int):
        return value
    if name == "speakers":
        value = _BETWEEN.join(value)
    elif isinstance(value, list):
        value = json.dumps(value)
    return guarded(clean(value))


def _long_cells(row: dict[str, Any]) -> Iterator[Loss]:
    for name, value in row.items():
        if isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) > (
            2 * _LONGEST_CELL
        ):
            yield Loss(
                row["article"], row["quote"], "a cell is longer than spreadsheets take", name
            )
