"""Prodigy's tasks: tokens with the last one included, relations, fields of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotators.exchange.format import Record
from annotators.exchange.prodigy import PRODIGY
from annotators.model.items import Quote
from annotators.model.span import Span
from tests.annotators.exchange.files import read_back, read_bytes, reasons, written
from tests.annotators.exchange.sample import RECORD, TEXT

TOKENS = [
    {"text": "Ada", "start": 0, "end": 3, "id": 0, "ws": True},
    {"text": "said", "start": 4, "end": 8, "id": 1, "ws": True},
    {"text": "no", "start": 9, "end": 11, "id": 2, "ws": False},
    {"text": ".", "start": 11, "end": 12, "id": 3, "ws": False},
]
FOREIGN: dict[str, Any] = {
    "text": "Ada said no.",
    "tokens": TOKENS,
    "spans": [
        {"token_start": 0, "token_end": 0, "label": "SOURCE", "source": "pattern"},
        {"start": 4, "end": 8, "token_start": 1, "token_end": 1, "label": "CUE"},
        {"start": 9, "end": 12, "token_start": 2, "token_end": 3, "label": "CONTENT"},
        {"start": 0, "end": 3, "token_start": 0, "token_end": 0, "label": "PERSON"},
    ],
    "relations": [
        {"head": 1, "child": 3, "label": "says", "color": "#fff"},
        {"head": 0, "child": 1, "label": "of"},
    ],
    "meta": {"id": "ada", "score": 0.5},
    "_input_hash": 7,
    "_task_hash": -8,
    "_annotator_id": "anna",
    "answer": "accept",
}


def one(task: dict[str, Any]) -> Record:
    (found,) = read_bytes(PRODIGY, json.dumps(task).encode())
    assert isinstance(found, Record), found
    return found


def test_a_task_of_prodigys_own_is_read() -> None:
    record = one(FOREIGN)
    assert record.article.id == "ada"
    assert record.layer.header.annotator == "anna"
    (quote,) = record.layer.quotes.values()
    assert (quote.sources, quote.cues, quote.contents) == (
        (Span(0, 3),), (Span(4, 8),), (Span(9, 12),),
    )  # fmt: skip
    assert [m.label for m in record.layer.mentions.values()] == ["PERSON"]


def test_what_we_do_not_know_comes_out_again() -> None:
    files, _ = written(PRODIGY, one(FOREIGN))
    task = json.loads(files[""])
    assert (task["_input_hash"], task["_task_hash"], task["meta"]["score"]) == (7, -8, 0.5)
    assert FOREIGN["relations"][0] in task["relations"]
    assert task["spans"][0]["source"] == "pattern"
    (again,) = read_back(PRODIGY, files)
    assert written(PRODIGY, again)[0] == files


def test_token_ends_are_included_and_relations_name_last_tokens() -> None:
    task = json.loads(written(PRODIGY, RECORD)[0][""])
    for span in task["spans"]:
        first, last = task["tokens"][span["token_start"]], task["tokens"][span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])
    assert "".join(t["text"] + " " * t["ws"] for t in task["tokens"]) == TEXT
    for relation in task["relations"]:
        assert relation["head"] == relation["head_span"]["token_end"]
        assert relation["child"] == relation["child_span"]["token_end"]
        assert relation["head_span"]["label"] == "CONTENT"


def test_what_was_changed_in_prodigy_is_changed_and_the_rest_stays() -> None:
    task = json.loads(written(PRODIGY, RECORD)[0][""])
    spans = [span for span in task["spans"] if span.get("quote") != "q2"]
    (cue,) = (s for s in spans if (s["label"], s.get("quote")) == ("CUE", "q1"))
    cue["end"] += 1
    person = next(span for span in spans if span["label"] == "PERSON")
    person["label"] = "ORG"
    back = one(task | {"spans": spans})
    before = RECORD.layer.quotes["q1"]
    assert set(back.layer.quotes) == set(RECORD.layer.quotes) - {"q2"}
    quote: Quote = back.layer.quotes["q1"]
    assert quote.cues == (Span(before.cues[0].start, before.cues[0].end + 1),)
    assert quote.speakers == before.speakers
    assert (quote.trace.decision, quote.trace.note) == ("corrected", before.trace.note)
    assert back.layer.mentions["m1"].label == "ORG"
    assert back.layer.entities == RECORD.layer.entities


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"answer": "reject"}, "reject"),
        ({"answer": "ignore"}, "ignore"),
        ({"text": None}, '"text"'),
        ({"spans": [{"start": 0, "end": 99, "label": "CUE"}]}, "ends at 99"),
        ({"spans": [{"start": 3, "end": 3, "label": "CUE"}]}, "spans[0]"),
        ({"spans": [{"start": 0, "end": 3}]}, "label"),
        ({"spans": [{"token_start": 0, "token_end": 9, "label": "CUE"}]}, "tokens 0 to 9"),
        ({"spans": [{"label": "CUE"}]}, "token_start"),
        ({"relations": [1]}, "relations"),
        ({"copydesk": {"sha256": "0"}}, "was changed"),
    ],
)
def test_a_wrong_task_is_named(fields: dict[str, Any], word: str) -> None:
    (bad,) = reasons(read_bytes(PRODIGY, json.dumps(FOREIGN | fields).encode()))
    assert bad.startswith("line 1")
    assert word in bad
