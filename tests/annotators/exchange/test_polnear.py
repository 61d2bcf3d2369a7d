"""All of PolNeAR's development part survives every format; what one cannot hold is told.

The corpus is not ours to ship: `COPYDESK_POLNEAR` names its native JSON Lines,
and without it these tests are passed over.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html

from annotators.exchange.clean import clean
from annotators.exchange.format import Record
from annotators.exchange.html_page import HTML
from annotators.exchange.native import NATIVE
from annotators.exchange.registry import FORMATS, find_writer
from annotators.exchange.tei import TEI
from annotators.exchange.words import outermost
from annotators.model.items import ROLES
from annotators.model.span import Span
from annotators.reading.text import article_of
from tests.annotators.exchange.files import read_back, written
from tests.annotators.exchange.stretches import FOUND_IN, WORDS_IN, Stretch
from tests.annotators.exchange.test_tei import NS, schema

CORPUS = os.environ.get("COPYDESK_POLNEAR", "")

pytestmark = pytest.mark.skipif(not CORPUS, reason="COPYDESK_POLNEAR names no corpus")


@pytest.fixture(scope="module")
def corpus() -> list[Record]:
    found = list(NATIVE.read(Path(CORPUS)))
    assert found
    return [record for record in found if isinstance(record, Record)]


def stretches(corpus: Iterable[Record]) -> Counter[Stretch]:
    return Counter(
        (record.article.id, role, *span)
        for record in corpus
        for quote in record.layer.quotes.values()
        for role, span in quote.parts
    )


@pytest.mark.parametrize(
    "name", [n for n, known in FORMATS.items() if known.reads and known.writes]
)
def test_nothing_is_lost(name: str, corpus: list[Record]) -> None:
    form = find_writer(name)
    files, losses = written(form, *corpus)
    assert not [loss for loss in losses if loss.is_left_out]
    back = {record.article.id: record for record in read_back(form, files)}
    assert set(back) == {record.article.id for record in corpus}
    for record in corpus:
        found = back[record.article.id]
        assert found.article == record.article
        assert found.layer == record.layer
        assert found.extra == record.extra


@pytest.mark.parametrize("name", FOUND_IN)
def test_every_span_is_there_and_the_rest_is_told(name: str, corpus: list[Record]) -> None:
    files, losses = written(find_writer(name), *corpus)
    assert Counter(FOUND_IN[name](files)) == stretches(corpus)
    assert not [loss for loss in losses if loss.is_left_out]
    quotes = {(r.article.id, q.id) for r in corpus for q in r.layer.quotes.values()}
    assert {
        (x.article, x.item) for x in losses if x.item not in {"article", "layer", "text"}
    } == quotes
    articles = Counter(x.what for x in losses if x.item == "article")
    text = {} if name == "datasets" else {"the article: text": len(corpus)}
    assert articles == {"the article: other fields": len(corpus), **text}


@pytest.mark.parametrize("name", WORDS_IN)
def test_every_word_is_there_or_its_span_is_told(name: str, corpus: list[Record]) -> None:
    files, losses = written(find_writer(name), *corpus)
    texts = {record.article.id: record.article.text for record in corpus}
    left = {(loss.article, loss.item) for loss in losses if loss.is_left_out}
    expected, hidden = set(), set()
    for record in corpus:
        for role in ROLES:
            every = [(q.id, s) for q in record.layer.quotes.values() for s in q.spans(role)]
            kept = outermost(span for _, span in every) if name == "iob2" else ()
            for item, span in every:
                is_kept = name != "iob2" or span in kept
                hidden |= set() if is_kept else {(record.article.id, item)}
                expected |= _places(record.article.id, role, span) if is_kept else set()
    assert left == hidden
    found = {place for a, role, *pair in WORDS_IN[name](files)
             for place in _places(a, role, Span(*pair))}  # fmt: skip
    assert {place for place in found ^ expected if not texts[place[0]][place[2]].isspace()} == set()


def _places(article: str, role: str, span: Span) -> set[tuple[str, str, int]]:
    return {(article, role, offset) for offset in range(*span)}


def test_tei_is_valid_and_holds_what_was_said_or_tells_what_crosses(corpus: list[Record]) -> None:
    every = [
        replace(r, article=article_of(r.article.text, article_id=r.article.id)) for r in corpus
    ]
    files, losses = written(TEI, *every)
    parsed = etree.fromstring(files[""])
    assert schema().validate(parsed), schema().error_log
    apart = {(loss.article, loss.item) for loss in losses if "crosses" in loss.what}
    for part, record in zip(parsed.findall("t:TEI", NS), every, strict=True):
        for quote in record.layer.quotes.values():
            if (record.article.id, quote.id) in apart:
                continue
            path = "t:text//*[(self::t:said or self::t:quote) and @n=$name]"
            said = part.xpath(path, namespaces=NS, name=quote.id)
            words = [clean(record.article.text[s.start : s.end]) for s in quote.contents]
            found = ["".join(element.itertext()) for element in said]
            assert "".join("".join(found).split()) == "".join("".join(words).split())


def test_a_page_shows_every_line_and_every_quote(corpus: list[Record]) -> None:
    every = [
        replace(r, article=article_of(r.article.text, article_id=r.article.id)) for r in corpus
    ]
    tree = html.document_fromstring(written(HTML, *every)[0][""])
    shown = ["".join(e.itertext()) for e in tree.xpath('//div[@class="row"]/*[2]')]
    lines = [clean(r.article.text[z.start : z.end]) for r in every for z in r.article.zones]
    assert shown == lines
    quotes = sum(len(record.layer.quotes) for record in every)
    assert len(tree.xpath('//div[@class="margin"]/p[@id]')) == quotes
