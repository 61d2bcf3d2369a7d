"""A table of quotes holds every quote, and a spreadsheet takes no cell for a formula."""

from __future__ import annotations

import csv
import io
import json
import sys

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.errors import CopydeskError
from annotators.exchange.clean import clean
from annotators.exchange.csv_table import CSV, guarded, unguarded
from annotators.exchange.format import Record
from annotators.exchange.parquet import PARQUET
from annotators.exchange.rows import COLUMNS, context_of, rows_of
from annotators.model.article import Article
from annotators.model.items import Entity, Mention, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from tests.annotators.exchange.files import written
from tests.annotators.exchange.hard import live_spans, records

TEXT = "Vote\n\n“We go,” said Ada Quill. “We all go.”\r\nIt is late."
QUOTE = Quote(
    id="q1",
    contents=(Span(6, 14), Span(31, 43)),
    cues=(Span(15, 19),),
    sources=(Span(20, 29),),
    speakers=("e1",),
    speaker_state="known",
    trace=Trace(decision="accepted", by="anna"),
)
RECORD = Record(
    article=Article(id="vote", text=TEXT, meta={"headline": "Vote", "source": "=Wire"}),
    layer=Layer.of(
        Header(annotator="anna", purpose="gold"),
        [
            QUOTE,
            Entity(id="e1", name="Ada Quill"),
            Entity(id="e2", name="Bo"),
            Mention(id="m", span=Span(20, 29)),
        ],
    ),
)


def csv_rows(*given_records: Record) -> list[dict[str, str]]:
    data = written(CSV, *given_records)[0][""]
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_row_says_who_said_what_where() -> None:
    (row,) = csv_rows(RECORD)
    assert tuple(row) == COLUMNS
    assert row["text"] == "“We go,” … “We all go.”"
    assert (row["speakers"], row["cue"], row["source"]) == ("Ada Quill", "said", "Ada Quill")
    assert row["context"] == "“We go,” said Ada Quill. “We all go.”"
    assert (row["kind"], row["start"], row["end"]) == ("direct", "6", "43")
    assert json.loads(row["contents"]) == [[6, 14], [31, 43]]
    assert row["outlet"] == "'=Wire"


def test_what_a_table_does_not_say_is_told_item_by_item() -> None:
    told = {(loss.item, loss.what) for loss in written(CSV, RECORD)[1]}
    assert ("q1", "a quote: how it was decided") in told
    assert ("e2", "an entity that speaks no quote") in told
    assert ("m", "a name has no place here") in told
    assert ("article", "the article: text") in told


@settings(max_examples=60)
@given(st.lists(records(), max_size=2))
def test_every_quote_is_a_row_of_safe_cells(given_records: list[Record]) -> None:
    rows = csv_rows(*given_records)
    expected = [row for record in given_records for row in rows_of(record)]
    assert [row["text"] for row in rows] == [guarded(clean(row["text"])) for row in expected]
    for row in rows:
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
            assert "\x1b" not in cell


@given(st.text(st.sampled_from("'=+-@\t\r\n ax＝")))
def test_a_guard_can_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text


@settings(max_examples=40)
@given(st.lists(records(), max_size=2))
def test_pandas_reads_every_span_from_parquet(given_records: list[Record]) -> None:
    data = written(PARQUET, *given_records)[0][""]
    table = pd.read_parquet(io.BytesIO(data))
    assert tuple(table.columns) == COLUMNS
    expected = [row for record in given_records for row in rows_of(record)]
    assert [list(names) for names in table["speakers"]] == [row["speakers"] for row in expected]
    found = [[[span["start"], span["end"]] for span in spans] for spans in table["contents"]]
    assert found == [row["contents"] for row in expected]


@given(records())
def test_the_rows_are_the_quotes_that_hold(record: Record) -> None:
    said = {(row["quote"], Span(*pair)) for row in rows_of(record) for pair in row["contents"]}
    assert said == live_spans(record.layer, "contents")


def test_pandas_reads_the_csv(tmp_path_factory: pytest.TempPathFactory) -> None:
    table = pd.read_csv(io.BytesIO(written(CSV, RECORD)[0][""]))
    assert table["start"].tolist() == [6]


def test_several_thousand_rows_are_several_groups() -> None:
    data = written(PARQUET, *[RECORD] * 2001)[0][""]
    file = pq.ParquetFile(io.BytesIO(data))
    assert (file.metadata.num_rows, file.num_row_groups) == (2001, 2)


def test_without_pyarrow_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(CopydeskError, match=r"copydesk\[parquet\]"):
        written(PARQUET, RECORD)


def test_a_long_paragraph_is_cut_at_words() -> None:
    text = "one two " * 200 + "HERE " + "three " * 200
    found = context_of(text, Span(1600, 1604))
    assert found.startswith("… one ")
    assert found.endswith(" three …")
    assert "HERE" in found
    assert len(found) < 620
