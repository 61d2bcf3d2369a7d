"""Parquet files through pyarrow, which is an extra and is imported only when one is written."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal, Self

from annotators.errors import CopydeskError

Shape = Literal["text", "whole", "texts", "spans"] | list[Mapping[str, "Shape"]]
"""What a column holds; a list of one mapping is a list of objects with these fields."""

_BATCH = 2000
"""Rows kept before they are written, where they are as small as one quote."""


class ParquetFile:
    """Writes rows to a Parquet file, `batch` of them at a time."""

    def __init__(
        self, target: BinaryIO | Path, columns: Mapping[str, Shape], *, batch: int = _BATCH
    ) -> None:
        self._batch = batch
        self._arrow = _library("pyarrow")
        self._schema = self._arrow.schema([(n, self._type(s)) for n, s in columns.items()])
        where = str(target) if isinstance(target, Path) else target
        # A file object of ours stays open: whoever opened it goes on with it.
        self._writer = _library("pyarrow.parquet").ParquetWriter(where, self._schema)
        self._rows: list[Mapping[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a row; a half surrogate in it, which no UTF-8 can hold, becomes a question mark."""
        self._rows.append({name: _encodable(value) for name, value in row.items()})
        if len(self._rows) >= self._batch:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def _type(self, shape: Shape) -> Any:
        arrow = self._arrow
        if isinstance(shape, list):
            return arrow.list_(arrow.struct([(n, self._type(s)) for n, s in shape[0].items()]))
        spans = arrow.list_(arrow.struct([("start", arrow.int64()), ("end", arrow.int64())]))
        return {
            "text": arrow.string(),
            "whole": arrow.int64(),
            "texts": arrow.list_(arrow.string()),
            "spans": spans,
        }[shape]


def need_arrow() -> None:
    """Raise CopydeskError, with the remedy, where pyarrow is not installed."""
    _library("pyarrow")


def without_rows(path: Path, column: str, values: AbstractSet[str]) -> None:
    """Take the rows out of a Parquet file whose `column` is one of `values`."""
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    kept = path.with_suffix(".kept")
    with parquet.ParquetFile(path) as old, parquet.ParquetWriter(kept, old.schema_arrow) as new:
        for batch in old.iter_batches(_BATCH):
            stays = [value not in values for value in batch.column(column).to_pylist()]
            new.write_batch(batch.filter(arrow.array(stays)))
    kept.replace(path)


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise CopydeskError(
            "Parquet is written by pyarrow, which is not installed",
            remedy="pip install 'copydesk[parquet]'",
        ) from None


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() if _is_broken(value) else value
    if isinstance(value, Mapping):
        return {name: _encodable(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_encodable(part) for part in value]
    return value


def _is_broken(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)
