"""The page shows the text as it is, and nothing in it is markup, script or address."""

from __future__ import annotations

import base64
import hashlib
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from annotators.exchange.clean import clean
from annotators.exchange.format import Record
from annotators.exchange.html_page import HTML
from annotators.model.items import Entity, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from annotators.reading.text import article_of
from tests.annotators.exchange.files import written
from tests.annotators.exchange.hard import records

TEXT = "Vote <b>near</b>\n\n“We go, and they say no,” said Ada Quill.\n\n“And soon.”\n"
OUTER = Quote(
    id="q1",
    contents=(Span(18, 43), Span(61, 72)),
    cues=(Span(44, 48),),
    sources=(Span(49, 58),),
    speakers=("e1",),
    speaker_state="known",
    trace=Trace(decision="added", flag=True, note="</p>?"),
)
INNER = Quote(id="q2", contents=(Span(39, 41),), cues=(Span(35, 38),), speaker_state="unnamed")
LAYER = Layer.of(
    Header(annotator="anna", purpose="gold", revision=2),
    [OUTER, INNER, Entity(id="e1", name="<i>Ada")],
)
RECORD = Record(article=article_of(TEXT, article_id="vote"), layer=LAYER)


def page(*given_records: Record) -> html.HtmlElement:
    return html.document_fromstring(written(HTML, *given_records)[0][""])


def texts(tree: html.HtmlElement, path: str) -> list[str]:
    return ["".join(found.itertext()) for found in tree.xpath(path)]


def test_the_margin_says_who_speaks_and_what_goes_on() -> None:
    margins = texts(page(RECORD), '//div[@class="margin"]')
    assert margins == [
        "",
        "1 <i>Ada (flagged: </p>?)2 unnamed (in 1; not decided)",
        "1 goes on",
    ]


def test_parts_are_told_by_classes_and_numbers() -> None:
    tree = page(RECORD)
    shown = [
        (span.get("class"), span.get("data-n"), span.text) for span in tree.xpath("//article//span")
    ]
    assert shown == [
        ("contents", "1", "“We go, and they "),
        ("contents cues", None, "say"),
        ("contents", None, " "),
        ("contents nested", "2", "no"),
        ("contents", None, ",”"),
        ("cues", None, "said"),
        ("sources", None, "Ada Quill"),
        ("contents", "1", "“And soon.”"),
    ]


def test_the_cast_leads_to_what_it_said() -> None:
    tree = page(RECORD, RECORD)
    assert texts(tree, '//div[@class="cast"]')[0] == "<i>Ada: 1"
    for link in tree.xpath("//a/@href"):
        assert tree.xpath("//*[@id=$name]", name=link.removeprefix("#"))
    assert texts(tree, "//nav//li") == ["Vote <b>near</b>"] * 2


@settings(max_examples=60)
@given(st.lists(records(), max_size=2))
def test_the_text_is_shown_as_it_is_and_nothing_in_it_runs(given_records: list[Record]) -> None:
    tree = page(*given_records)
    lines = [
        clean(record.article.text[zone.start : zone.end])
        for record in given_records
        for zone in record.article.zones
    ]
    assert texts(tree, '//div[@class="row"]/*[2]') == lines
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not tree.xpath("//*[not(self::a)]/@href | //@src | //img | //iframe | //link")


def test_an_address_is_a_link_only_where_it_leads_to_the_web() -> None:
    for url, is_link in (('https://example.org/?a="b', True), ("javascript:alert(1)", False)):
        article = article_of(TEXT, article_id="vote")
        record = Record(
            article=type(article)(id="vote", text=TEXT, meta={"url": url}, zones=article.zones),
            layer=LAYER,
        )
        assert page(record).xpath('//p[@class="about"]//a/@href') == [url] * is_link


def test_the_page_allows_its_own_style_and_script_and_nothing_else() -> None:
    source = written(HTML, RECORD)[0][""].decode()
    policy = page(RECORD).xpath("//meta[@http-equiv]/@content")[0]
    for tag in ("style", "script"):
        found = re.search(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        assert found
        digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
