"""brat's standoff: PolNeAR's events, fragments, ids and lines of other sorts; PolNeAR's folders."""

from __future__ import annotations

import pytest

from annotators.exchange.brat import BRAT
from annotators.exchange.format import Record
from annotators.exchange.polnear import POLNEAR
from annotators.model.article import Article
from annotators.model.items import Mention, Quote
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from tests.annotators.exchange.files import read_back, read_files, reasons, written
from tests.annotators.exchange.sample import RECORD

ADA = "Ada said: “No.\nNever,” she said,\nand “no.” Bo agreed with Ada."
ANN = (
    "T1\tContent 10 14;15 22\t“No. Never,”\n"
    "T2\tCue 27 31\tsaid\n"
    "T3\tSource 23 26\tshe\n"
    "T4\tAttribution 27 31\tsaid\n"
    "T5\tContent 37 42\t“no.”\n"
    "E1\tAttribution:T4 Content:T1 Content2:T5 Cue:T2 Source:T3\n"
    "T6\tSource 43 45\tBo\n"
    "T7\tCue 46 52\tagreed\n"
    "T8\tAttribution 46 52\tagreed\n"
    "E2\tAttribution:T8 Content:T5 Cue:T7 Source:T6\n"
    "T9\tPerson 0 3\tAda\n"
    "T10\tDiscard 0 3;43 45\tAda Bo\n"
    "A1\tNegated E2\n"
    "#1\tAnnotatorNotes E1\todd\n"
)


def read(ann: str, text: bytes = ADA.encode()) -> Record:
    (found,) = read_files(BRAT, {"a.ann": ann.encode(), "a.txt": text})
    assert isinstance(found, Record), found
    return found


def test_events_are_quotes_and_line_breaks_do_not_cut_contents() -> None:
    layer = read(ANN).layer
    assert layer.quotes["E1"].contents == (Span(10, 22), Span(37, 42))
    assert layer.quotes["E1"].cues == (Span(27, 31),)
    assert layer.quotes["E2"].contents == (Span(37, 42),)
    assert [(m.span, m.label) for m in layer.mentions.values()] == [(Span(0, 3), "Person")]


def test_ids_and_lines_of_other_sorts_come_out_again() -> None:
    files, _ = written(BRAT, read(ANN))
    assert sorted(files["a.ann"].decode().splitlines()) == sorted(ANN.splitlines())
    (again,) = read_back(BRAT, files)
    assert written(BRAT, again)[0] == files


def test_quotes_are_written_as_polnear_does() -> None:
    files, losses = written(BRAT, RECORD)
    assert not losses
    lines = files["port/harbour.ann"].decode().split("\n")
    (content,) = (line for line in lines if "We go" in line)
    assert content.startswith("T1\tContent ")
    assert ";" in content.split("\t")[1]
    assert "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3" in lines
    assert (
        "Attribution Content*:Content, Cue*:Cue, Source*:Source"
        in files["annotation.conf"].decode()
    )
    assert b"\nFAC\n" in files["annotation.conf"]


def test_without_our_own_file_the_spans_are_still_there() -> None:
    files, _ = written(BRAT, RECORD)
    del files["port/harbour.copydesk.json"]
    (back,) = read_back(BRAT, files)
    live = [q for q in RECORD.layer.quotes.values() if q.trace.decision != "rejected"]
    assert [(q.contents, q.cues, q.sources) for q in back.layer.quotes.values()] == [
        (q.contents, q.cues, q.sources) for q in live
    ]
    assert back.article.text == RECORD.article.text


def test_a_label_that_brat_cannot_hold_comes_back() -> None:
    name = Mention(id="m", span=Span(0, 3), label="Person / Ünit")
    record = Record(
        article=Article(id="a", text=ADA),
        layer=Layer.of(Header(), [name, Quote(id="q", sources=(Span(0, 3),))]),
    )
    files, _ = written(BRAT, record)
    assert b"Person____nit" in files["annotation.conf"]
    assert read_back(BRAT, files)[0].layer == record.layer


def test_a_byte_order_mark_that_brat_counts_is_no_part_of_the_text() -> None:
    record = read("T1\tPerson 1 4\tAda\n", b"\xef\xbb\xbf" + ADA.encode())
    assert record.article.text == ADA
    assert [m.span for m in record.layer.mentions.values()] == [Span(0, 3)]


def test_near_misses_are_found_by_the_text_and_told() -> None:
    record = read("T1\tPerson 2 5\tAda\n")
    assert [m.span for m in record.layer.mentions.values()] == [Span(0, 3)]
    assert record.remarks == ("line 1 moved from 2 to 0",)


@pytest.mark.parametrize(
    ("ann", "word"),
    [
        ("T1 Person 0 3 Ada", "line 1: it is no text-bound"),
        ("T1\tPerson 3 3\t", "empty span"),
        ("T1\tPerson 0 3\tZoe", "line 1: 'Zoe' is not at 0 nor near"),
        ("T1\tPerson 900 903\tzzz", "is not at 900"),
        ("T1\tCue 0 3\tAda\nT1\tCue 0 3\tAda", "line 2: T1 is there twice"),
        ("E1\tAttribution:T9", "names T9"),
        ("E1\tAttribution", "no event"),
        ("T1\tCue 0 3\tAda\nE1\tAttribution:T1 Cue", "no argument"),
    ],
)
def test_every_wrong_line_is_named(ann: str, word: str) -> None:
    (bad,) = reasons(read_files(BRAT, {"x/a.ann": ann.encode(), "x/a.txt": ADA.encode()}))
    assert bad.startswith("x/a.ann")
    assert word in bad


def test_a_file_without_its_text_is_named() -> None:
    (bad,) = reasons(read_files(BRAT, {"a.ann": b""}))
    assert "a.txt is not there" in bad


def test_polnears_folders_are_read_with_the_annotators_of_their_names() -> None:
    files = {
        "dev/text/a_b.txt": ADA.encode(),
        "dev/attributions/a_b_5fec.ann": ANN.encode(),
        "dev/attributions/a_b_ef2d.ann": b"",
    }
    first, second = read_files(POLNEAR, files)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.article.id, first.layer.header.annotator) == ("a_b", "5fec")
    assert (second.article.id, second.layer.header.annotator) == ("a_b", "ef2d")
    assert set(first.layer.quotes) == {"E1", "E2"}
    assert not first.layer.mentions
    assert "T9\tPerson 0 3\tAda" in first.extra["brat"]["lines"]
