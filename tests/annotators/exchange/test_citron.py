"""Citron's files: both spellings, predictions, chains, and quotes it has no place for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotators.exchange.citron import CITRON
from annotators.exchange.format import Record
from annotators.model.span import Span
from tests.annotators.exchange.files import read_back, read_bytes, read_files, reasons, written
from tests.annotators.exchange.sample import RECORD, TEXT

Fields = dict[str, Any]
ADA = "Ada Quill came. 🚢 “No,” she said."


def part(start: int, end: int) -> Fields:
    return {"start": start, "end": end, "text": ADA[start:end]}


QUOTE: Fields = {"cue": part(28, 32), "sources": [part(24, 27)], "contents": [part(18, 23)]}


def one(**fields: Any) -> Record:
    (found,) = read_bytes(CITRON, json.dumps({"text": ADA, **fields}).encode(), "ada.json")
    assert isinstance(found, Record), found
    return found


def test_citrons_own_fields_are_as_its_parser_wants_them() -> None:
    files, losses = written(CITRON, RECORD)
    assert list(files) == ["port/harbour.json"]
    document = json.loads(files["port/harbour.json"])
    assert document["text"] == TEXT
    for quote in document["quotes"]:
        for span in [quote["cue"], *quote["sources"], *quote["contents"], *quote["coreferences"]]:
            assert TEXT[span["start"] : span["end"]] == span["text"]
    assert [len(group) for group in document["coreference_groups"]] == [2, 1]
    assert not losses


def test_both_spellings_are_read() -> None:
    plural = one(quotes=[QUOTE])
    singular = one(quotes=[{"cue": part(28, 32), "source": part(24, 27), "content": part(18, 23)}])
    assert plural.layer == singular.layer
    (quote,) = plural.layer.quotes.values()
    assert (quote.cues, quote.sources, quote.contents) == (
        (Span(28, 32),), (Span(24, 27),), (Span(18, 23),),
    )  # fmt: skip


def test_a_coreference_names_the_speaker() -> None:
    record = one(quotes=[QUOTE | {"coreferences": [part(0, 9)]}])
    (quote,) = record.layer.quotes.values()
    assert [record.layer.entities[s].name for s in quote.speakers] == ["Ada Quill"]
    assert [(m.span, m.form) for m in record.layer.mentions.values()] == [(Span(0, 9), "name")]


def test_a_prediction_has_its_source_in_the_sentence_and_a_score() -> None:
    predicted = QUOTE | {
        "sources": [part(0, 9)],
        "coreferences": [part(24, 27)],
        "confidence": "0.7500",
    }
    (quote,) = one(quotes=[predicted]).layer.quotes.values()
    assert quote.sources == (Span(24, 27),)
    assert (quote.speaker_state, quote.trace.score) == ("known", 0.75)


def test_a_chain_makes_an_entity_with_its_longest_text_as_name() -> None:
    record = one(quotes=[QUOTE], coreference_groups=[[part(0, 9), part(24, 27)]])
    (entity,) = record.layer.entities.values()
    assert entity.name == "Ada Quill"
    assert [m.form for m in record.layer.mentions.values()] == ["name", "pronoun"]


def test_offsets_in_other_units_are_found_by_the_text() -> None:
    moved = {"cue": part(28, 32) | {"start": 29, "end": 33}, "sources": [], "contents": []}
    record = one(quotes=[moved])
    assert record.layer.quotes["q1"].cues == (Span(28, 32),)
    assert record.remarks == ("quotes[0].cues moved from 29 to 28",)


def test_unknown_fields_come_out_again() -> None:
    record = one(quotes=[QUOTE | {"id": "Q7", "kind": [1]}], source="wire")
    assert list(record.layer.quotes) == ["Q7"]
    files, _ = written(CITRON, record)
    document = json.loads(files["ada.json"])
    assert (document["source"], document["quotes"][0]["kind"]) == ("wire", [1])
    (again,) = read_back(CITRON, files)
    assert (again.layer, again.extra) == (record.layer, record.extra)


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        (QUOTE | {"cue": part(28, 32) | {"text": "elsewhere"}}, "is not at 28 nor near"),
        (QUOTE | {"cue": {"start": 3}}, "quotes[0].cues"),
        (QUOTE | {"cue": {"start": 3, "end": 99}}, "ends at 99"),
        (QUOTE | {"sources": ["Ada"]}, "object"),
    ],
)
def test_a_wrong_quote_is_named(quote: Fields, word: str) -> None:
    document = json.dumps({"text": ADA, "quotes": [quote]}).encode()
    (bad,) = reasons(read_files(CITRON, {"a/b.json": document}))
    assert bad.startswith("a/b.json")
    assert word in bad
