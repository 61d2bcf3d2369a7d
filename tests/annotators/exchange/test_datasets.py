"""The folder for Hugging Face: gold is the test part, no text is in two, a card says the rest."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pyarrow.parquet as pq
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.exchange.datasets import DATASETS
from annotators.exchange.format import Record
from annotators.exchange.parts import text_key
from annotators.model.article import Article
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.layer import Header, Layer, Purpose
from annotators.model.span import Span
from tests.annotators.exchange.files import written
from tests.annotators.exchange.hard import records

TEXT = "“We go,” said Ada Quill.\n"
ITEMS: list[Item] = [
    Quote(
        id="q1",
        contents=(Span(0, 8),),
        cues=(Span(9, 13),),
        speakers=("e1",),
        speaker_state="known",
    ),
    Entity(id="e1", name="Ada Quill", label="PERSON", aliases=("Quill",)),
    Mention(id="m1", span=Span(14, 23), label="PERSON", entity="e1"),
]


def record(name: str, purpose: Purpose | None, text: str = TEXT, annotator: str = "anna") -> Record:
    header = Header(annotator=annotator, purpose=purpose, guideline="1.0")
    return Record(article=Article(id=name, text=text), layer=Layer.of(header, ITEMS))


def rows(files: Mapping[str, bytes], part: str) -> list[dict[str, Any]]:
    data = files.get(f"data/{part}.parquet")
    found: list[dict[str, Any]] = pq.read_table(io.BytesIO(data)).to_pylist() if data else []
    return found


def head(files: Mapping[str, bytes]) -> dict[str, Any]:
    card: dict[str, Any] = yaml.safe_load(files["README.md"].decode().split("---")[1])
    return card


def test_a_row_holds_what_was_said_and_by_whom() -> None:
    files, _ = written(DATASETS, record("a", "gold"))
    (row,) = rows(files, "test")
    assert (row["id"], row["text"], row["annotator"]) == ("a", TEXT, "anna")
    (quote,) = row["quotes"]
    assert quote["contents"] == [{"start": 0, "end": 8, "text": "“We go,”"}]
    assert (quote["speaker_names"], quote["kind"]) == (["Ada Quill"], "direct")
    assert row["entities"][0]["aliases"] == ["Quill"]
    assert row["mentions"][0]["text"] == "Ada Quill"


def test_gold_wins_over_training_also_under_another_id_and_with_other_line_ends() -> None:
    files, losses = written(
        DATASETS,
        record("a", "training"),
        record("b", "gold", TEXT.replace("\n", "\r\n")),
        record("c", "training", TEXT + "More."),
    )
    assert [row["id"] for part in ("train", "validation") for row in rows(files, part)] == ["c"]
    assert [row["id"] for row in rows(files, "test")] == ["b"]
    assert [loss.article for loss in losses if loss.is_left_out] == ["a"]
    assert "| `test` | 1 | 1 |" in files["README.md"].decode()


def test_a_part_that_is_left_without_rows_has_no_file() -> None:
    files, _ = written(DATASETS, record("a", "training"), record("a", "gold"))
    assert set(files) == {"README.md", "data/test.parquet"}
    assert head(files)["configs"][0]["data_files"] == [
        {"split": "test", "path": "data/test.parquet"}
    ]


def test_training_makes_two_parts_and_drafts_are_neither() -> None:
    every = [record(str(n), "training", f"{TEXT} {n}") for n in range(100)]
    files, _ = written(DATASETS, *every, record("d", None, "Other.." * 5))
    assert len(rows(files, "train")) + len(rows(files, "validation")) == 100
    assert 0 < len(rows(files, "validation")) < 30
    assert [row["id"] for row in rows(files, "drafts")] == ["d"]


def test_nothing_in_a_name_is_markdown() -> None:
    files, _ = written(DATASETS, record("a", "gold", annotator="[x](http://e.org)\n# <b>"))
    assert (
        "Annotators: \\[x\\]\\(http://e.org\\) \\# \\<b\\>. Models" in files["README.md"].decode()
    )


@settings(max_examples=40)
@given(st.lists(records(), max_size=3), st.lists(st.sampled_from(("gold", "training", None))))
def test_no_text_is_in_two_parts(
    given_records: list[Record], purposes: list[Purpose | None]
) -> None:
    every = [
        Record(article=r.article, layer=r.layer.with_header(purpose=p))
        for r, p in zip(given_records, [*purposes, "gold", "training", "gold"], strict=False)
    ]
    files, losses = written(DATASETS, *every)
    parts = {part: rows(files, part) for part in ("train", "validation", "test", "drafts")}
    keys = {part: {row["text_key"] for row in found} for part, found in parts.items()}
    assert not keys["test"] & (keys["train"] | keys["validation"] | keys["drafts"])
    assert not keys["train"] & keys["validation"]
    left_out = sum(loss.is_left_out for loss in losses)
    assert sum(len(found) for found in parts.values()) + left_out == len(every)
    gold = {text_key(r.article) for r in every if r.layer.header.purpose == "gold"}
    assert keys["test"] == gold
    named = {file["split"] for file in head(files)["configs"][0]["data_files"]}
    assert named == {part for part, found in parts.items() if found}
