"""Each annotation finds its stretch again by place and by words, and quotes link what is there."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.exchange.format import Record
from annotators.exchange.web_annotation import AROUND, W3C, address
from annotators.model.article import Article
from annotators.model.items import Entity, Mention, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from tests.annotators.exchange.files import written
from tests.annotators.exchange.hard import live_spans, records

TEXT = "🙂 “We go,” said Ada Quill. “We go,” said Bo."
TRACE = Trace(decision="accepted", by="anna", at="2026-01-01T10:00:00Z", note="sure?", score=0.5)
QUOTE = Quote(
    id="q 1",
    contents=(Span(2, 10),),
    cues=(Span(11, 15),),
    speakers=("e1",),
    speaker_state="known",
    trace=TRACE,
)
LAYER = Layer.of(
    Header(annotator="anna", created="2026-01-01T09:00:00Z"),
    [QUOTE, Entity(id="e1", name="Ada Quill", label="PERSON"), Entity(id="e2", name="Nobody")],
)
ARTICLE = Article(id="n/ü", text=TEXT, meta={"url": "https://example.org/a"})
RECORD = Record(article=ARTICLE, layer=LAYER)


def items_of(*given_records: Record) -> list[dict[str, Any]]:
    page = json.loads(written(W3C, *given_records)[0][""])
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    items: list[dict[str, Any]] = page["items"]
    return items


def test_a_quote_links_its_parts_and_names_its_speaker() -> None:
    content, cue, quote = items_of(RECORD)
    assert content["target"]["source"] == "https://example.org/a"
    assert content["target"]["selector"] == [
        {"type": "TextPositionSelector", "start": 2, "end": 10},
        {
            "type": "TextQuoteSelector",
            "exact": "“We go,”",
            "prefix": "🙂 ",
            "suffix": TEXT[10 : 10 + AROUND],
        },
    ]
    assert quote["id"] == "urn:copydesk:n%2F%C3%BC/quote/q%201"
    assert quote["target"] == [content["id"], cue["id"]]
    assert [body["value"] for body in quote["body"]] == ["Ada Quill", "direct", "sure?"]
    assert quote["creator"] == {"type": "Person", "name": "anna"}
    assert (quote["created"], quote["copydesk:score"]) == ("2026-01-01T10:00:00Z", 0.5)


def test_an_entity_that_nothing_names_is_told_as_left_out() -> None:
    assert [x.item for x in written(W3C, RECORD)[1] if x.is_left_out] == ["e2"]


def test_a_draft_is_made_by_software() -> None:
    mention = Mention(id="m", span=Span(16, 25), label="PERSON")
    layer = Layer.of(Header(model="rules 1", draft="d"), [mention])
    (found,) = items_of(Record(article=ARTICLE, layer=layer))
    assert found["creator"] == {"type": "Software", "name": "rules 1"}


@settings(max_examples=60)
@given(st.lists(records(), max_size=2))
def test_every_stretch_is_found_again(given_records: list[Record]) -> None:
    for record in given_records:
        text = record.article.text
        items = items_of(record)
        found = set()
        for item in items:
            assert re.fullmatch(r"urn:copydesk:[\w.~%/-]+", item["id"], re.ASCII)
            if isinstance(item["target"], list):
                continue
            place, words = item["target"]["selector"]
            assert text[place["start"] : place["end"]] == words["exact"]
            around = words["prefix"] + words["exact"] + words["suffix"]
            assert text.startswith(around, place["start"] - len(words["prefix"]))
            if item["motivation"] == "classifying" and item["body"]["value"] == "CONTENT":
                found.add(Span(place["start"], place["end"]))
        assert found == {span for _, span in live_spans(record.layer, "contents")}
        known = {address(record.article), *(item["id"] for item in items)}
        links = [item["target"] for item in items if item["motivation"] == "linking"]
        assert all(targets and set(targets) <= known for targets in links)
    raw = written(W3C, *given_records)[0][""].decode()
    assert not any(c < " " and c != "\n" for c in raw)
