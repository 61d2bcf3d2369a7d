"""What other tools wrote of hard texts is read at its place: emoji, marks, CRLF, control signs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotators.exchange.clean import clean
from annotators.exchange.format import Record
from annotators.exchange.registry import find_reader, find_writer
from annotators.exchange.untrusted_xml import fits_xml
from annotators.model.article import Article
from annotators.model.items import Quote
from annotators.model.layer import Layer
from annotators.model.span import Span
from tests.annotators.exchange import hard
from tests.annotators.exchange.files import read_files, written


class Said(NamedTuple):
    """A text, its words, and what was said in it: words from one to another, apart."""

    text: str
    words: tuple[Span, ...]
    spans: tuple[Span, ...]

    def record(self, name: str) -> Record:
        quotes = [Quote(id=f"q{n}", contents=(span,)) for n, span in enumerate(self.spans)]
        return Record(
            article=Article(id=name, text=self.text), layer=Layer.of(Layer().header, quotes)
        )

    def tokens(self, span: Span) -> tuple[int, int]:
        """The first and the last word of a span."""
        inside = [n for n, word in enumerate(self.words) if span.holds(word)]
        return inside[0], inside[-1]


@st.composite
def sayings(draw: st.DrawFn) -> Said:
    text = draw(hard.texts)
    words = tuple(Span(*match.span()) for match in re.finditer(r"\S+", text))
    assume(words and not text.startswith("\ufeff"))
    edges = draw(st.lists(st.integers(0, len(words) - 1), max_size=6, unique=True).map(sorted))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return Said(text, words, tuple(Span(words[a].start, words[b].end) for a, b in pairs))


def units(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


def corenlp(said: Said) -> dict[str, bytes]:
    text = said.text
    edges = [*(word.start for word in said.words[1:]), len(text)]
    tokens = [
        {
            "originalText": text[word.start : word.end],
            "after": text[word.end : edge],
            "before": text[: word.start] if word == said.words[0] else "",
            "characterOffsetBegin": units(text, word.start),
            "characterOffsetEnd": units(text, word.end),
        }
        for word, edge in zip(said.words, edges, strict=True)
    ]
    quotes = [{"beginIndex": units(text, s.start), "endIndex": units(text, s.end),
               "text": text[s.start : s.end]} for s in said.spans]  # fmt: skip
    document = {"sentences": [{"tokens": tokens}], "quotes": quotes}
    return {"a.txt.json": json.dumps(document).encode()}


def booknlp(said: Said) -> dict[str, bytes]:
    tokens = [f"{said.text[w.start : w.end]}\t{w.start}\t{w.end}" for w in said.words]
    quotes = []
    for span in said.spans:
        first, last = said.tokens(span)
        words = " ".join(said.text[span.start : span.end].split())
        quotes.append(f"{first}\t{last}\tNone\tNone\tNone\tNone\t{words}")
    head = "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote"
    return {
        "a.tokens": "\n".join(["word\tbyte_onset\tbyte_offset", *tokens]).encode(),
        "a.quotes": "\n".join([head, *quotes]).encode(),
        "a.txt": said.text.encode(),
    }


def quoteli(said: Said) -> dict[str, bytes]:
    assume(fits_xml(said.text))
    body, at = "", 0

    def part(start: int, end: int) -> str:
        return escape(said.text[start:end], {"\r": "&#13;"})

    for number, (start, end) in enumerate(said.spans):
        body += f'{part(at, start)}<quote id="q{number}">{part(start, end)}</quote>'
        at = end
    return {"a.xml": f"<doc><text>{body}{part(at, len(said.text))}</text></doc>".encode()}


def pdnc(said: Said) -> dict[str, bytes]:
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(["quoteID", "quoteByteSpans", "subQuotationList", "speaker"])
    for number, span in enumerate(said.spans):
        words = said.text[span.start : span.end]
        rows.writerow([f"Q{number}", repr([list(span)]), repr([words]), ""])
    return {
        "a/quotation_info.csv": table.getvalue().encode(),
        "a/novel_text.txt": said.text.encode(),
    }


def polnear(said: Said) -> dict[str, bytes]:
    files, _ = written(find_writer("brat"), said.record("a"))
    return {"text/a.txt": files["a.txt"], "attributions/a_x.ann": files["a.ann"]}


def doccano(said: Said) -> dict[str, bytes]:
    spans = [[*span, "CONTENT"] for span in said.spans]
    task = json.dumps({"text": said.text, "label": spans}, ensure_ascii=False)
    return {"a.jsonl": task.encode()}


WRITERS: dict[str, Callable[[Said], dict[str, bytes]]] = {
    "corenlp": corenlp, "booknlp": booknlp, "quoteli": quoteli, "pdnc": pdnc, "polnear": polnear,
    "doccano": doccano,
}  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40)
@given(said=sayings())
def test_what_was_said_is_read_where_it_stands(name: str, said: Said) -> None:
    files = WRITERS[name](said)
    (record,) = read_files(find_reader(name), files, one="a.jsonl" if name == "doccano" else "")
    assert isinstance(record, Record), record
    assert record.article.text == said.text
    assert sorted(s for q in record.layer.quotes.values() for s in q.contents) == list(said.spans)
    assert not record.remarks


@pytest.mark.parametrize("name", ["conllup", "iob2"])
@settings(max_examples=40)
@given(said=sayings())
def test_the_words_of_columns_are_read_back(name: str, said: Said) -> None:
    files, _ = written(find_writer(name), said.record("a"))
    data = files.get("", files.get("contents.iob2", b""))
    (record,) = read_files(find_reader("conll"), {f"a.{name}": data})
    assert isinstance(record, Record), record
    assert "".join(record.article.text.split()) == _letters(said, Span(0, len(said.text)))
    found = sorted(s for q in record.layer.quotes.values() for s in q.contents)
    back = ["".join(record.article.text[s.start : s.end].split()) for s in found]
    assert "".join(back) == "".join(_letters(said, span) for span in said.spans)


def _letters(said: Said, span: Span) -> str:
    words = (word for word in said.words if span.holds(word))
    return "".join(clean(said.text[word.start : word.end]) for word in words)
