"""Column files hold a word a line, whatever the text is, and other libraries read them."""

from __future__ import annotations

import itertools
from pathlib import Path

import conllu
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.exchange.clean import clean
from annotators.exchange.conllup import CONLLUP
from annotators.exchange.format import Record
from annotators.exchange.iob2 import IOB2, OFFSETS
from annotators.model.article import Article
from annotators.model.items import Mention, Quote
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from tests.annotators.exchange.files import written
from tests.annotators.exchange.hard import live_spans, records

TEXT = "“We go. We all go!” said Ada Quill of the Bank of Orrin, as -DOCSTART- said."
OUTER = Quote(id="q1", contents=(Span(0, 19),), cues=(Span(20, 24),), sources=(Span(25, 34),))
INNER = Quote(id="q2", contents=(Span(1, 7),), sources=(Span(25, 34),))
BANK = Mention(id="m1", span=Span(42, 55), label="ORG")
ORRIN = Mention(id="m2", span=Span(50, 55), label="GPE")
ARTICLE = Article(id="bank\n1", text=TEXT)
HEADER = Header(scope=("quotes", "speakers", "entities"))
RECORD = Record(article=ARTICLE, layer=Layer.of(HEADER, [OUTER, INNER, BANK, ORRIN]))


def column(files: dict[str, bytes], name: str) -> list[list[str]]:
    """The cells of a column file, line by line; no line for a blank one."""
    lines = files[name].decode().split("\n")
    return [line.split(" ") for line in lines if line]


def test_names_and_parts_stand_in_a_file_each() -> None:
    files, _ = written(IOB2, RECORD)
    assert list(files) == ["contents.iob2", "cues.iob2", "names.iob2", OFFSETS, "sources.iob2"]
    named = [(row[0], row[3]) for row in column(files, "names.iob2") if row[3] != "O"]
    assert named == [("Bank", "B-ORG"), ("of", "I-ORG"), ("Orrin", "I-ORG")]
    said = [row[3] for row in column(files, "contents.iob2")[1:10]]
    assert said == [
        "B-CONTENT", "I-CONTENT", "I-CONTENT", "I-CONTENT",
        "B-CONTENT", "I-CONTENT", "I-CONTENT", "I-CONTENT", "I-CONTENT",
    ]  # fmt: skip


def test_what_overlaps_is_left_out_of_one_column_and_told() -> None:
    losses = written(IOB2, RECORD)[1]
    assert {loss.item for loss in losses if loss.is_left_out} == {"m2", "q2"}
    assert ("q1", "a span begins anew with each sentence") in {(x.item, x.what) for x in losses}
    assert ("q2", "a span where another one stands already") in {(x.item, x.what) for x in losses}
    assert not [loss for loss in written(CONLLUP, RECORD)[1] if loss.is_left_out]


def test_no_word_passes_for_the_start_of_an_article() -> None:
    files, _ = written(IOB2, RECORD, RECORD)
    starts = [row for row in column(files, "names.iob2") if row[0] == "-DOCSTART-"]
    assert starts == [["-DOCSTART-", "-X-", "-X-", "O"]] * 2


@settings(max_examples=40)
@given(st.lists(records(), max_size=2))
def test_the_lines_of_all_files_match(given_records: list[Record]) -> None:
    files, _ = written(IOB2, *given_records)
    rows = [column(files, name) for name in files if name != OFFSETS]
    assert {len(row) for file in rows for row in file} <= {4}
    words = [[row[0] for row in file] for file in rows]
    assert all(one == words[0] for one in words)
    texts = iter(given_records)
    text = ""
    for line in files[OFFSETS].decode().split("\n"):
        word, *place = line.split("\t")
        if place and not place[0]:
            text = next(texts).article.text
        elif place:
            assert clean(text[int(place[0]) : int(place[1])]) == word


@settings(max_examples=40)
@given(records())
def test_conllu_finds_every_span_again(record: Record) -> None:
    data = written(CONLLUP, record)[0][""].decode()
    sentences = conllu.parse(data)
    found: dict[str, list[tuple[int, int]]] = {}
    for token in itertools.chain.from_iterable(sentences):
        place = int(token["misc"]["start_char"]), int(token["misc"]["end_char"])
        assert clean(record.article.text[slice(*place)]) == token["form"]
        for tag in token["copydesk:content"].strip("*").split("|"):
            if tag:
                found.setdefault(tag[2:], []).append(place)
    words = [
        (int(t["misc"]["start_char"]), int(t["misc"]["end_char"]))
        for t in itertools.chain.from_iterable(sentences)
    ]
    covered = {
        (start, end)
        for _, span in live_spans(record.layer, "contents")
        for start, end in words
        if span.start <= start and end <= span.end
    }
    assert {place for places in found.values() for place in places} == covered


def test_a_folder_has_a_file_for_names_and_each_part(tmp_path: Path) -> None:
    list(CONLLUP.write_folder([RECORD], tmp_path))
    whole = conllu.parse(written(CONLLUP, RECORD)[0][""].decode())
    names = {"names": "name", "contents": "content", "cues": "cue", "sources": "source"}
    assert {path.stem for path in tmp_path.iterdir()} == set(names)
    for part, column in names.items():
        found = conllu.parse((tmp_path / f"{part}.conllup").read_text(encoding="utf-8"))
        assert list(found[0][0]) == ["id", "form", "misc", f"copydesk:{column}"]
        for one, other in zip(found, whole, strict=True):
            assert one.metadata == {**other.metadata, **one.metadata}
            key = f"copydesk:{column}"
            assert [token[key] for token in one] == [token[key] for token in other]


def test_quotes_and_their_speakers_are_comments_of_the_first_sentence() -> None:
    first = conllu.parse(written(CONLLUP, RECORD)[0][""].decode())[0]
    assert first.metadata["newdoc id"] == "bank 1"
    assert '"id": "q1"' in first.metadata["quote 1"]
    assert first.metadata["text"] == "“We go."
