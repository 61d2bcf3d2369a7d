"""Records: nothing is lost on the way out and in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.model.items import Entity, Item, Mention
from annotators.model.layer import Header
from annotators.model.parse import Parse
from annotators.model.record import (
    RecordError,
    header_record,
    item_record,
    read_entity,
    read_header,
    read_mention,
    read_quote,
)
from tests.strategies import headers, items


def through_json(record: dict[str, Any]) -> dict[str, Any]:
    """The record as it comes back from a file."""
    found: dict[str, Any] = json.loads(json.dumps(record))
    return found


def read(item: Item, record: dict[str, Any]) -> Item:
    """The item in a record of the sort of `item`."""
    if isinstance(item, Mention):
        return read_mention(record)
    return read_entity(record) if isinstance(item, Entity) else read_quote(record)


@given(items(60))
def test_an_item_comes_back_as_it_was(item: Item) -> None:
    record = through_json(item_record(item))
    again = read(item, record)
    assert again == item
    assert through_json(item_record(again)) == record


@given(headers(), st.sampled_from((None, "training", "gold")), st.integers(0, 9))
def test_a_header_comes_back_as_it_was(header: Header, purpose: Any, revision: int) -> None:
    record = through_json(header_record(header) | {"purpose": purpose, "revision": revision})
    assert through_json(header_record(read_header(record))) == record


def test_unknown_fields_survive_and_computed_ones_do_not() -> None:
    record = {"id": "q", "contents": [[1, 2]], "kind": "direct", "parent": "p", "mood": ["sad"]}
    quote = read_quote(record)
    assert quote.trace.extra == {"mood": ["sad"]}
    again = item_record(quote)
    assert again["mood"] == ["sad"]
    assert "kind" not in again


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"id": "q", "contents": [[3, 1]]}, "contents"),
        ({"id": "q", "contents": [["a", 1]]}, "contents"),
        ({"id": "q", "contents": 3}, "contents"),
        ({"contents": [[1, 2]]}, "id"),
        ({"id": "q", "speakers": "anna"}, "speakers"),
        ({"id": "q", "speaker_state": "perhaps"}, "speaker_state"),
        ({"id": "q", "decision": "maybe"}, "decision"),
        ({"id": "q", "from": "d1"}, "from"),
        ({"id": "q", "note": 3}, "note"),
    ],
)
def test_a_broken_quote_is_refused_by_the_name_of_the_field(
    record: dict[str, Any], field: str
) -> None:
    with pytest.raises(RecordError, match=f'"{field}"'):
        read_quote(record)


@pytest.mark.parametrize(
    "record", [{"id": "m", "start": 3, "end": 3}, {"id": "m", "start": True, "end": 3}]
)
def test_a_broken_mention_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        read_mention(record)


def test_a_quote_with_speakers_but_no_state_is_known() -> None:
    assert read_quote({"id": "q", "speakers": ["e"]}).speaker_state == "known"
    assert read_quote({"id": "q"}).speaker_state == "undecided"


def test_a_parse_comes_back_as_it_was() -> None:
    parse = Parse("x", (0, 3), (2, 5), (1, 1), ("nsubj", "ROOT"), ("PRP", "VBD"), (0,))
    assert Parse.from_record(through_json(parse.to_record())) == parse
