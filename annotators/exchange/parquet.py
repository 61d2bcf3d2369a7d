"""A table of quotes as Parquet, for pandas, Polars, DuckDB and their like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from annotators.exchange.arrow import ParquetFile, Shape
from annotators.exchange.format import Loss, Record
from annotators.exchange.rows import CARRIES, COLUMNS, row_losses, rows_of
from annotators.model.items import ROLES

_SHAPES: Mapping[str, Shape] = {
    **dict.fromkeys(ROLES, "spans"),
    "speakers": "texts",
    "start": "whole",
    "end": "whole",
}


class ParquetTable:
    """The format `parquet`: one quote a row, spans as lists of `start` and `end`."""

    name = "parquet"
    suffixes = (".parquet",)
    carries = CARRIES

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write a row for each quote; CopydeskError where pyarrow is not installed."""
        with ParquetFile(stream, {name: _SHAPES.get(name, "text") for name in COLUMNS}) as table:
            for record in records:
                for row in rows_of(record, flat=flat):
                    table.add(row | {role: span_objects(row[role]) for role in ROLES})
                yield from row_losses(record, flat=flat)


PARQUET = ParquetTable()


def span_objects(pairs: Iterable[Iterable[int]]) -> list[dict[str, Any]]:
    """Pairs as objects with `start` and `end`."""
    return [dict(zip(("start", "end"), pair, strict=True)) for pair in pairs]
