"""What is written as TEI is TEI P5, holds the text of every line, and ties quotes to who said them.

The schema is the TEI Consortium's own (P5 4.3.0, to be had under CC BY or BSD-2-Clause), cut
down to the elements that copydesk writes: all of P5 takes half a minute to load.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotators.exchange.clean import clean
from annotators.exchange.format import Record
from annotators.exchange.tei import TEI
from annotators.model.items import Entity, Mention, Quote
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from annotators.reading.text import article_of
from tests.annotators.exchange.files import written
from tests.annotators.exchange.hard import records

SCHEMA = Path(__file__).with_name("tei.rng")
NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
TEXT = "Vote\n\n“We go, and they say no,” said Ada Quill.\n\n“And soon.”\n\nDone & <b>.\n"
OUTER = Quote(
    id="q1",
    contents=(Span(6, 31), Span(49, 60)),
    cues=(Span(32, 36),),
    sources=(Span(37, 46),),
    speakers=("e1",),
    speaker_state="known",
)
INNER = Quote(id="q2", contents=(Span(27, 29),), cues=(Span(23, 26),), speaker_state="none")
CROSSING = Quote(id="q3", contents=(Span(30, 36),), speakers=("e1",), speaker_state="known")
ADA = Mention(id="m1", span=Span(37, 46), label="PERSON", entity="e1")
LAYER = Layer.of(
    Header(annotator="anna", purpose="gold"),
    [OUTER, INNER, CROSSING, ADA, Entity(id="e1", name="Ada Quill", label="PERSON", kb_id="Q1")],
)
RECORD = Record(article=article_of(TEXT, article_id="vote"), layer=LAYER)


@cache
def schema() -> Any:
    return etree.RelaxNG(etree.parse(SCHEMA))


def tree(*given_records: Record) -> Any:
    """What was written, parsed and valid."""
    parsed = etree.fromstring(written(TEI, *given_records)[0][""])
    assert schema().validate(parsed), schema().error_log
    return parsed


def found(parsed: Any, path: str) -> list[Any]:
    every: list[Any] = parsed.xpath(path, namespaces=NS)
    return every


def test_a_quote_is_chained_and_names_its_speaker() -> None:
    parsed = tree(RECORD)
    first, second = found(parsed, "//t:said[@n='q1']")
    (person,) = found(parsed, "//t:person")
    assert first.get("who") == second.get("who") == f"#{person.get(ID)}"
    assert first.get("next") == f"#{second.get(ID)}"
    assert second.get("prev") == f"#{first.get(ID)}"
    assert first.get("direct") == "true"
    assert "".join(second.itertext()) == "“And soon.”"
    assert person.get("n") == "e1"
    (cue,) = found(parsed, "//t:p/t:seg[@type='cue']")
    assert cue.get("corresp") == f"#{first.get(ID)}"
    (name,) = found(parsed, "//t:seg[@type='source']/t:persName")
    assert name.get("ref") == f"#{person.get(ID)}"


def test_what_nobody_said_is_a_quotation_inside_what_was_said() -> None:
    (inner,) = found(tree(RECORD), "//t:said[@n='q1']//t:quote")
    assert (inner.get("n"), inner.text) == ("q2", "no")


def test_what_crosses_stands_apart_between_anchors() -> None:
    parsed = tree(RECORD)
    (span,) = found(parsed, "//t:standOff/t:spanGrp/t:span")
    start, end = (
        found(parsed, f"//t:anchor[@xml:id='{span.get(edge)[1:]}']")[0] for edge in ("from", "to")
    )
    assert (start.get(ID), end.get(ID)) == ("a1.at30", "a1.at36")
    assert span.get("n") == "q3"
    (loss,) = [x for x in written(TEI, RECORD)[1] if "crosses" in x.what]
    assert loss.item == "q3"


@settings(max_examples=60)
@given(st.lists(records(), min_size=1, max_size=2))
def test_every_line_of_any_text_is_there_and_the_file_is_valid(given_records: list[Record]) -> None:
    parsed = tree(*given_records)
    for part, record in zip(found(parsed, "t:TEI"), given_records, strict=True):
        text = record.article.text
        shown = ["".join(b.itertext()) for b in found(part, "t:text//*[self::t:p or self::t:head"
                 " or self::t:byline or self::t:docDate]")]  # fmt: skip
        lines = [clean(text[zone.start : zone.end]) for zone in record.article.zones]
        assert [line for line in shown if line] == lines


@settings(max_examples=30)
@given(records())
def test_every_reference_leads_somewhere(record: Record) -> None:
    parsed = tree(record)
    ids = {element.get(ID) for element in parsed.iter() if element.get(ID)}
    for name in ("who", "ref", "corresp", "next", "prev", "from", "to", "ana"):
        for value in found(parsed, f"//@{name}"):
            assert {part[1:] for part in value.split()} <= ids, (name, value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<said ", "<talk "),
        ("</body>", "<person/></body>"),
        ('direct="true"', 'direct="maybe"'),
        ("<persName ", "<persName><p/></persName><persName "),
        ("<p>", "<teiHeader/><p>"),
    ],
)
def test_what_is_no_tei_is_refused(old: str, new: str) -> None:
    source = written(TEI, RECORD)[0][""].decode()
    assert old in source
    closed = source.replace(old, new, 1)
    if new == "<talk ":
        closed = closed.replace("</said>", "</talk>", 1)
    assert not schema().validate(etree.fromstring(closed.encode()))
