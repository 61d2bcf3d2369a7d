"""The CAS: dkpro-cassis opens what we wrote, and what others put into it comes out again."""

from __future__ import annotations

import io
from dataclasses import replace

import cassis
import pytest

from annotators.exchange.cas import JSON, XMI, CasFormat
from annotators.exchange.cas_types import NAMED_ENTITY, PART, QUOTE, SENTENCE, TOKEN, type_system
from annotators.exchange.cas_views import sentences
from annotators.exchange.format import Record
from annotators.model.article import Article
from annotators.model.layer import Layer
from annotators.model.span import Span
from tests.annotators.exchange.files import read_back, read_files, reasons, written
from tests.annotators.exchange.sample import RECORD, TEXT

BOTH = pytest.mark.parametrize("form", [XMI, JSON], ids=lambda form: form.name)


def loaded(files: dict[str, bytes]) -> cassis.Cas:
    if "port/harbour.xmi" in files:
        types = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
        return cassis.load_cas_from_xmi(io.BytesIO(files["port/harbour.xmi"]), typesystem=types)
    return cassis.load_cas_from_json(io.BytesIO(files["port/harbour.json"]))


def dumped(form: CasFormat, cas: cassis.Cas) -> dict[str, bytes]:
    if form is JSON:
        return {"a.json": cas.to_json().encode()}
    types = cas.typesystem.to_xml()
    return {"TypeSystem.xml": types.encode(), "a.xmi": cas.to_xmi().encode()}


@BOTH
def test_cassis_reads_quotes_with_their_slots(form: CasFormat) -> None:
    files, losses = written(form, RECORD)
    cas = loaded(files)
    assert not losses
    assert cas.sofa_string == TEXT
    quotes = {quote.identifier: quote for quote in cas.select(QUOTE)}
    assert set(quotes) == {"q1", "q2", "q3"}
    said = [link.target.get_covered_text() for link in quotes["q1"].contents.elements]
    assert said == ["“We go 👩\u200d👩\u200d👧,”", "“At noon.”"]
    names = [(name.get_covered_text(), name.value) for name in cas.select(NAMED_ENTITY)]
    assert ("Ada Quill", "PERSON") in names


@BOTH
def test_every_token_is_in_a_sentence_and_none_is_white_space(form: CasFormat) -> None:
    cas = loaded(written(form, RECORD)[0])
    assert cas.select(SENTENCE)
    for token in cas.select(TOKEN):
        assert token.get_covered_text().strip()
        assert cas.select_covering(SENTENCE, token)


@BOTH
def test_offsets_in_the_file_count_utf_16_units(form: CasFormat) -> None:
    files = written(form, RECORD)[0]
    data = next(data for name, data in files.items() if name.startswith("port")).decode()
    start = len(TEXT[: TEXT.index("Ada Quill")].encode("utf-16-le")) // 2
    assert (f'begin="{start}"' if form is XMI else f'"begin":{start}') in data.replace(": ", ":")


@BOTH
def test_what_others_put_into_a_cas_comes_out_again(form: CasFormat) -> None:
    cas = cassis.Cas(typesystem=cassis.load_typesystem(type_system().to_xml()))
    other = cas.typesystem.create_type("webanno.custom.Stance", "uima.tcas.Annotation")
    cas.typesystem.create_feature(other, "value", "uima.cas.String")
    cas.sofa_string = "🚢 Ada said no."
    cas.add(other(begin=2, end=5, value="odd"))
    cas.add(cas.typesystem.get_type(PART)(begin=11, end=13, part="CONTENT"))
    cas.add(cas.typesystem.get_type(NAMED_ENTITY)(begin=2, end=5, value="PER", identifier="Q1"))
    (record,) = read_back(form, dumped(form, cas))
    assert [q.contents for q in record.layer.quotes.values()] == [(Span(11, 13),)]
    assert [(m.span, m.label) for m in record.layer.mentions.values()] == [(Span(2, 5), "PER")]
    files, _ = written(form, record)
    (again,) = read_back(form, files)
    assert again.layer == record.layer
    (name,) = (name for name in files if name != "TypeSystem.xml")
    back = (
        cassis.load_cas_from_json(io.BytesIO(files[name]))
        if form is JSON
        else cassis.load_cas_from_xmi(
            io.BytesIO(files[name]), cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
        )
    )
    assert [s.value for s in back.select("webanno.custom.Stance")] == ["odd"]
    assert [n.identifier for n in back.select(NAMED_ENTITY)] == ["Q1"]


def test_xml_has_no_place_for_control_characters_and_json_has() -> None:
    record = Record(article=Article(id="esc", text="\x1b[31mred"), layer=Layer())
    files, losses = written(XMI, record)
    assert list(files) == ["TypeSystem.xml"]
    assert [loss.is_left_out for loss in losses] == [True]
    (back,) = read_back(JSON, written(JSON, record)[0])
    assert back == replace(record, line=1, file="esc.json")


def test_sentences_end_at_their_punctuation_and_lines() -> None:
    text = "One. “Two!” Three\r\nFour"
    assert [text[s.start : s.end] for s in sentences(text)] == ["One.", "“Two!”", "Three", "Four"]


@pytest.mark.parametrize(
    ("form", "files", "word"),
    [
        (XMI, {"a.xmi": b"<x/>"}, "there is no TypeSystem.xml"),
        (XMI, {"a.xmi": b"<x>"}, "no XML"),
        (XMI, {"a.xmi": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "document type"),
        (XMI, {"a.xmi": b"<x/>", "typesystem.xml": b"<!DOCTYPE x><x/>"}, "document type"),
        (JSON, {"a.json": b"{"}, "no JSON"),
        (JSON, {"a.json": b"[]"}, "no CAS"),
        (JSON, {"a.json": b"{}"}, "it "),
    ],
)
def test_what_is_no_cas_is_named(form: CasFormat, files: dict[str, bytes], word: str) -> None:
    (bad,) = reasons(read_files(form, files))
    assert bad.startswith("a.")
    assert word in bad
