"""Label Studio's tasks: UTF-16 offsets, a config that fits, annotations and predictions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from label_studio_sdk.label_interface import LabelInterface

from annotators.exchange.format import Record
from annotators.exchange.label_studio import LABEL_STUDIO
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from tests.annotators.exchange.files import read_back, read_bytes, reasons, written
from tests.annotators.exchange.sample import RECORD, TEXT

Fields = dict[str, Any]
ADA = "🚢🚢 Ada said no."


def region(name: str, start: int, end: int, label: str, **value: Any) -> Fields:
    return {
        "id": name,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": start, "end": end, "labels": [label], **value},
    }


RESULT: list[Fields] = [
    region("a", 5, 8, "SOURCE", text="Ada") | {"origin": "manual"},
    region("b", 14, 16, "CONTENT", text="no"),
    {"type": "relation", "from_id": "a", "to_id": "b", "direction": "left", "labels": []},
    {"type": "choices", "id": "c", "value": {"choices": ["odd"]}, "from_name": "x"},
]
TASK: Fields = {
    "id": 12,
    "data": {"text": ADA, "url": "u"},
    "annotations": [
        {"id": 3, "completed_by": {"email": "anna@example.org"}, "lead_time": 4.5, "result": RESULT}
    ],
    "predictions": [],
}


def one(task: Fields) -> Record:
    (found,) = read_bytes(LABEL_STUDIO, json.dumps([task]).encode(), "export.json")
    assert isinstance(found, Record), found
    return found


def test_the_sdk_finds_every_task_valid_for_the_config_beside_it() -> None:
    draft = Layer.of(Header(model="m", draft="d"), RECORD.layer.items())
    files, losses = written(LABEL_STUDIO, RECORD, Record(article=RECORD.article, layer=draft))
    assert not losses
    interface = LabelInterface(files["config.xml"].decode())
    tasks = json.loads(files["tasks.json"])
    assert [set(task) for task in tasks] == [{"data", "annotations"}, {"data", "predictions"}]
    for task in tasks:
        assert interface.validate_task({"data": task["data"]})
        # validate_task forgets to hand annotations on, so they are validated one by one.
        assert all(interface.validate_annotation(a) for a in task.get("annotations", ()))
        assert all(interface.validate_prediction(p) for p in task.get("predictions", ()))
    names = [r["id"] for t in tasks for said in t.get("annotations", t.get("predictions", []))
             for r in said["result"] if "id" in r]  # fmt: skip
    assert len(names) == len(set(names))
    for made in tasks[0]["annotations"][0]["result"]:
        if made["type"] == "labels":
            assert interface.validate_region(made)
            units = TEXT.encode("utf-16-le")[2 * made["value"]["start"] : 2 * made["value"]["end"]]
            assert units.decode("utf-16-le") == made["value"]["text"]


def test_a_task_of_label_studios_own_is_read() -> None:
    record = one(TASK)
    assert (record.article.id, record.layer.header.annotator) == ("12", "anna@example.org")
    (quote,) = record.layer.quotes.values()
    assert (quote.sources, quote.contents) == ((Span(3, 6),), (Span(12, 14),))


def test_what_we_do_not_know_comes_out_again() -> None:
    files, _ = written(LABEL_STUDIO, one(TASK))
    (task,) = json.loads(files["tasks.json"])
    (annotation,) = task["annotations"]
    assert (task["id"], task["data"]["url"], annotation["id"]) == (12, "u", 3)
    assert annotation["lead_time"] == 4.5
    assert all(r in annotation["result"] for r in RESULT if r["type"] != "labels")
    assert annotation["result"][0]["origin"] == "manual"
    (again,) = read_back(LABEL_STUDIO, files)
    assert written(LABEL_STUDIO, again)[0] == files


def test_predictions_make_a_draft_where_nobody_annotated() -> None:
    said = {"model_version": "corenlp 4", "score": 0.5, "result": RESULT[:2]}
    record = one({"data": {"text": ADA}, "annotations": [], "predictions": [said]})
    assert (record.layer.header.model, record.layer.header.annotator) == ("corenlp 4", "")
    assert len(record.layer.quotes) == 2


def test_an_annotator_may_be_a_number() -> None:
    said = {"completed_by": 7, "result": RESULT[:2]}
    assert one(TASK | {"annotations": [said]}).layer.header.annotator == "user-7"


def test_offsets_in_code_points_are_found_by_the_text() -> None:
    wrong = region("b", 12, 14, "CONTENT", text="no")
    record = one(TASK | {"annotations": [{"result": [wrong]}]})
    assert [q.contents for q in record.layer.quotes.values()] == [(Span(12, 14),)]
    assert len(record.remarks) == 1


@pytest.mark.parametrize(
    ("task", "word"),
    [
        ([], "no task"),
        ({"data": {}}, '"text"'),
        (TASK | {"annotations": [{"was_cancelled": True}]}, "skipped"),
        (TASK | {"annotations": [{"result": [region("a", 1, 9, "CUE")]}]}, "inside a character"),
        (TASK | {"annotations": [{"result": [region("a", 5, 99, "CUE")]}]}, "outside"),
        (TASK | {"annotations": [{"result": [region("a", 5, 5, "CUE")]}]}, "empty"),
        (TASK | {"annotations": [{"result": [{"type": "labels"}]}]}, '"value"'),
        (TASK | {"annotations": [{"result": [region("a", 5, 8, "CUE", text="zebra")]}]}, "near"),
    ],
)
def test_a_wrong_task_is_named(task: Any, word: str) -> None:
    (bad,) = reasons(read_bytes(LABEL_STUDIO, json.dumps([task]).encode()))
    assert bad.startswith("line 1")
    assert word in bad
