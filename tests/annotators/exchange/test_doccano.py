"""doccano's two shapes: entities with relations, and plain spans."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotators.exchange.doccano import DOCCANO
from annotators.exchange.format import Record
from annotators.model.span import Span
from tests.annotators.exchange.files import read_back, read_bytes, reasons, written
from tests.annotators.exchange.sample import RECORD

FOREIGN: dict[str, Any] = {
    "id": 4,
    "text": "Ada said no. Bo said yes.",
    "entities": [
        {"id": 11, "label": "SOURCE", "start_offset": 0, "end_offset": 3},
        {"id": 12, "label": "CONTENT", "start_offset": 9, "end_offset": 11},
        {"id": 13, "label": "CONTENT", "start_offset": 21, "end_offset": 24},
        {"id": 14, "label": "PERSON", "start_offset": 13, "end_offset": 15},
    ],
    "relations": [
        {"id": 1, "from_id": 12, "to_id": 11, "type": "said by"},
        {"id": 2, "from_id": 13, "to_id": 11, "type": "SOURCE"},
        {"id": 3, "from_id": 14, "to_id": 12, "type": "denies"},
    ],
    "Comments": ["odd"],
}


def one(example: dict[str, Any]) -> Record:
    (found,) = read_bytes(DOCCANO, json.dumps(example).encode())
    assert isinstance(found, Record), found
    return found


def test_a_source_that_serves_two_quotes_does_not_join_them() -> None:
    quotes = list(one(FOREIGN).layer.quotes.values())
    assert [quote.contents for quote in quotes] == [(Span(9, 11),), (Span(21, 24),)]
    assert [quote.sources for quote in quotes] == [(Span(0, 3),)] * 2


def test_what_is_marked_is_in_scope() -> None:
    plain = {"text": "Ada said no.", "label": [[0, 3, "PERSON"]]}
    assert one(plain).layer.header.scope == ("entities",)
    assert one(FOREIGN).layer.header.scope == ("quotes", "speakers", "entities")
    said = plain | {"label": [[9, 11, "CONTENT"]]}
    assert one(said).layer.header.scope == ("quotes", "speakers")


def test_what_we_do_not_know_comes_out_again() -> None:
    files, _ = written(DOCCANO, one(FOREIGN))
    example = json.loads(files[""])
    assert (example["id"], example["Comments"]) == (4, ["odd"])
    assert FOREIGN["relations"][0] in example["relations"]
    assert FOREIGN["relations"][2] in example["relations"]
    assert {11, 12, 13, 14} <= {entity["id"] for entity in example["entities"]}
    (again,) = read_back(DOCCANO, files)
    assert written(DOCCANO, again)[0] == files


def test_relations_tie_the_parts_of_each_quote() -> None:
    example = json.loads(written(DOCCANO, RECORD)[0][""])
    labels = {entity["id"]: entity["label"] for entity in example["entities"]}
    assert len(labels) == len(example["entities"])
    ends = [(labels[r["from_id"]], labels[r["to_id"]]) for r in example["relations"]]
    assert sorted(ends) == [
        ("CONTENT", "CONTENT"), ("CONTENT", "CUE"), ("CONTENT", "CUE"), ("CONTENT", "CUE"),
        ("CONTENT", "SOURCE"), ("CONTENT", "SOURCE"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["label", "labels"])
def test_plain_spans_are_read(name: str) -> None:
    record = one({"text": "Ada said no.", name: [[0, 3, "PERSON"], [9, 11, "CONTENT"]]})
    assert [m.span for m in record.layer.mentions.values()] == [Span(0, 3)]
    assert [q.contents for q in record.layer.quotes.values()] == [(Span(9, 11),)]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"entities": [{"start_offset": 0, "end_offset": 99, "label": "CUE"}]}, "ends at 99"),
        ({"entities": [{"start_offset": "0", "end_offset": 9, "label": "CUE"}]}, "entities[0]"),
        ({"entities": [], "label": [[1, 2]]}, '"label"'),
        ({"text": 1}, '"text"'),
        ({"copydesk": {"mentions": 1}}, "mentions"),
    ],
)
def test_a_wrong_example_is_named(fields: dict[str, Any], word: str) -> None:
    (bad,) = reasons(read_bytes(DOCCANO, json.dumps(FOREIGN | fields).encode()))
    assert word in bad
