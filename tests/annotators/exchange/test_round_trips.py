"""Every format that is read and written gives back what it was given, on texts made to be hard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.exchange.format import FileWriter, FolderWriter, Record
from annotators.exchange.registry import FORMATS, find_writer
from annotators.exchange.untrusted_xml import fits_xml
from annotators.model.article import Article
from annotators.model.nesting import flat
from tests import strategies as s
from tests.annotators.exchange import hard
from tests.annotators.exchange.files import read_back, written

BOTH_WAYS = [name for name, known in FORMATS.items() if known.reads and known.writes]


def writer(name: str) -> FileWriter | FolderWriter:
    return find_writer(name)


@st.composite
def records(draw: st.DrawFn) -> Record:
    article = draw(s.articles())
    fields: dict[str, Any] = draw(s.unknown_fields)
    extra = {name: value for name, value in fields.items() if name not in {"text", "meta"}}
    return Record(article=article, layer=draw(s.layers(len(article.text))), extra=extra)


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_round_trip_is_identical(name: str, data: st.DataObject) -> None:
    every = data.draw(st.lists(records(), max_size=2))
    files, losses = written(writer(name), *every)
    assert not [loss for loss in losses if loss.is_left_out]
    back = sorted(read_back(writer(name), files), key=lambda record: record.article.id)
    every.sort(key=lambda record: record.article.id)
    assert len(back) == len(every)
    if len({record.article.id for record in every}) == len(every):
        for one, other in zip(back, every, strict=True):
            assert one.article == Article(
                id=other.article.id, text=other.article.text, meta=other.article.meta
            )
            assert one.layer == other.layer
            assert one.extra == other.extra
    assert written(writer(name), *every)[0] == written(writer(name), *every)[0]


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=20)
@given(record=hard.records())
def test_markup_control_characters_and_byte_order_marks_survive(name: str, record: Record) -> None:
    extra = {k: v for k, v in record.extra.items() if k not in {"text", "meta"}}
    record = replace(record, extra=extra)
    files, losses = written(writer(name), record)
    if any(loss.is_left_out for loss in losses):
        assert name == "cas-xmi"
        assert not fits_xml(record.article.text)
        return
    (back,) = read_back(writer(name), files)
    assert back.article.text == record.article.text
    assert back.layer == record.layer
    assert back.extra == extra


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=10)
@given(record=records())
def test_flat_leaves_out_the_quotes_inside_quotes_and_nothing_else(
    name: str, record: Record
) -> None:
    live = [q for q in record.layer.quotes.values() if q.trace.decision != "rejected"]
    (back,) = read_back(writer(name), written(writer(name), record, flat=True)[0])
    left = {q.id for q in back.layer.quotes.values() if q.trace.decision != "rejected"}
    assert left == {quote.id for quote in flat(live)}
    assert back.layer.mentions == record.layer.mentions
