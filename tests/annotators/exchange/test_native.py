"""The native format loses nothing, refuses what is wrong, and says where."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.exchange.format import BadLine, Record
from annotators.exchange.native import NATIVE, read_line, read_lines, write_line
from annotators.exchange.registry import find_format
from annotators.model.article import Article
from annotators.model.items import Entity, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from tests import strategies as s
from tests.annotators.exchange.files import read_bytes

TEXT = "“The council said it will vote,” Ada Quill told reporters."
OUTER = Quote(
    id="q1",
    contents=(Span(0, 32),),
    cues=(Span(43, 47),),
    sources=(Span(33, 42),),
    speakers=("e1",),
    speaker_state="known",
    trace=Trace(decision="accepted", by="anna"),
)
INNER = Quote(id="q2", contents=(Span(18, 30),), cues=(Span(13, 17),), sources=(Span(1, 12),))
REJECTED = Quote(id="q3", contents=(Span(43, 57),), trace=Trace(decision="rejected"))
ARTICLE = Article(id="council", text=TEXT, meta={"headline": "Vote"})
LAYER = Layer.of(
    Header(annotator="anna", purpose="gold", revision=1),
    [OUTER, INNER, REJECTED, Entity(id="e1", name="Ada Quill", digit=1)],
)


def record(**fields: Any) -> bytes:
    return json.dumps({"id": "a", "text": TEXT} | fields).encode()


def reason(line: bytes) -> str:
    (found,) = read_lines([line])
    assert isinstance(found, BadLine)
    return found.reason


@given(st.data(), s.articles(), s.unknown_fields)
def test_a_round_trip_loses_nothing(
    data: st.DataObject, article: Article, extra: dict[str, Any]
) -> None:
    layer = data.draw(s.layers(len(article.text)))
    extra = {name: value for name, value in extra.items() if name not in {"text", "meta"}}
    line = write_line(article, layer, extra=extra)
    back = read_line(line.encode())
    assert (back.article.id, back.article.text) == (article.id, article.text)
    assert back.article.meta == article.meta
    assert back.layer == layer
    assert back.extra == extra
    assert write_line(back.article, back.layer, extra=back.extra) == line


@given(st.data(), s.articles())
def test_no_line_holds_what_a_terminal_obeys(data: st.DataObject, article: Article) -> None:
    line = write_line(article, data.draw(s.layers(len(article.text))))
    assert not any(c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u2028" for c in line)


def test_kind_and_parent_are_computed() -> None:
    outer, inner = json.loads(write_line(ARTICLE, LAYER))["attributions"]
    assert (outer["kind"], outer["parent"]) == ("direct", None)
    assert (inner["kind"], inner["parent"]) == ("indirect", "q1")


def test_flat_leaves_out_quotes_inside_quotes() -> None:
    written = json.loads(write_line(ARTICLE, LAYER, flat=True))
    assert [quote["id"] for quote in written["attributions"]] == ["q1"]


def test_what_was_rejected_stands_apart() -> None:
    written = json.loads(write_line(ARTICLE, LAYER))
    assert [quote["id"] for quote in written["rejected"]["attributions"]] == ["q3"]
    assert read_line(json.dumps(written).encode()).layer == LAYER


def test_a_bare_record_with_the_annotator_on_top_is_read() -> None:
    found = read_line(
        record(
            publisher="The Lantern",
            annotator="ef2d",
            attributions=[{"id": "E1", "contents": [[0, 32]], "no_source_type": False}],
        )
    )
    assert found.layer.header.annotator == "ef2d"
    assert found.extra == {"publisher": "The Lantern"}
    assert found.layer.quotes["E1"].trace.extra == {"no_source_type": False}


def test_every_bad_line_is_told_with_its_number_and_the_good_ones_are_read() -> None:
    lines = [b"\xef\xbb\xbf" + record(), b"", b"{", b"\xff", record(id="b"), b"[]"]
    found = list(read_lines(lines))
    assert [f.line for f in found if isinstance(f, BadLine)] == [3, 4, 6]
    assert [f.article.id for f in found if isinstance(f, Record)] == ["a", "b"]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"schema": 99}, "newer"),
        ({"schema": "1"}, "schema"),
        ({"text": 3}, '"text"'),
        ({"id": None}, '"id"'),
        ({"id": "\ud800"}, "surrogate"),
        ({"layer": []}, '"layer"'),
        ({"meta": 1}, '"meta"'),
        ({"rejected": [1]}, '"rejected"'),
        ({"mentions": {}}, '"mentions"'),
        ({"attributions": [{"id": "q", "contents": [[5, 500]]}]}, "ends at 500"),
        ({"attributions": [{"id": "q", "contents": [[5, 2]]}]}, "attributions[0]"),
        ({"entities": [{"id": "e", "name": "A"}, {"id": "e", "name": "B"}]}, "twice"),
        ({"mentions": [{"id": "m", "start": 0, "end": 900}]}, "ends at 900"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, Any], word: str) -> None:
    assert word in reason(record(**fields))


@pytest.mark.parametrize("line", [b"NaN", b'{"id": NaN}', b"[" * 100_000, b"1" * 5000])
def test_odd_json_is_a_bad_line(line: bytes) -> None:
    assert reason(line)


def test_the_format_is_found_by_name_and_by_suffix() -> None:
    assert find_format("native") is find_format(path="x/Y.JSONL") is NATIVE
    stream = io.BytesIO()
    assert not list(NATIVE.write([Record(article=ARTICLE, layer=LAYER)], stream))
    (back,) = read_bytes(NATIVE, stream.getvalue())
    assert isinstance(back, Record)
    assert back.layer == LAYER
