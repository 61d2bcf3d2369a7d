"""What other systems and corpora write, read: CoreNLP, BookNLP, QuoteLi, PDNC, CoNLL columns."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotators.exchange.booknlp import BOOKNLP
from annotators.exchange.conll import CONLL
from annotators.exchange.conllup import CONLLUP
from annotators.exchange.corenlp import CORENLP
from annotators.exchange.fitting import fitted
from annotators.exchange.format import Reader, Record
from annotators.exchange.pdnc import PDNC_FORMAT
from annotators.exchange.quoteli import QUOTELI
from annotators.model.items import Quote
from annotators.model.span import Span
from tests.annotators.exchange.files import read_files, reasons, written
from tests.annotators.exchange.sample import RECORD

TEXT = "🚢 “Go,” said Ada Quill.\r\n“No.”"
WORDS = ["🚢", "“", "Go", ",", "”", "said", "Ada", "Quill", ".", "“", "No", ".", "”"]


def one(form: Reader, files: dict[str, bytes]) -> Record:
    (found,) = read_files(form, files)
    assert isinstance(found, Record), found
    return found


def words(record: Record, spans: tuple[Span, ...]) -> list[str]:
    return [record.article.text[span.start : span.end] for span in spans]


def told(record: Record) -> list[tuple[list[str], list[str], list[str]]]:
    """Contents, sources and names of speakers of each quote."""

    def row(quote: Quote) -> tuple[list[str], list[str], list[str]]:
        names = [record.layer.entities[speaker].name for speaker in quote.speakers]
        return words(record, quote.contents), words(record, quote.sources), names

    return [row(quote) for quote in record.layer.quotes.values()]


def labels(record: Record) -> list[tuple[str, str, str | None]]:
    mentions = record.layer.mentions.values()
    return [(*words(record, (m.span,)), m.form, m.label) for m in mentions]


def corenlp(**fields: Any) -> bytes:
    tokens, at = [], 0
    for word in WORDS:
        start = TEXT.index(word, at)
        at = start + len(word)
        tokens.append((word, start, at))
    units = [0]
    for c in TEXT:
        units.append(units[-1] + len(c.encode("utf-16-le")) // 2)
    edges = [*(start for _, start, _ in tokens[1:]), len(TEXT)]
    said = [
        {"originalText": word, "before": "", "after": TEXT[end:edge],
         "characterOffsetBegin": units[start], "characterOffsetEnd": units[end]}
        for (word, start, end), edge in zip(tokens, edges, strict=True)
    ]  # fmt: skip
    names = [
        {"ner": "ORGANIZATION", "characterOffsetBegin": units[14], "characterOffsetEnd": units[17]}
    ]
    go, no = TEXT.index("“Go"), TEXT.index("“No")
    quotes = [
        {"id": 0, "text": "“Go,”", "beginIndex": units[go], "endIndex": units[go + 5],
         "mention": "Ada Quill", "mentionBegin": 6, "mentionEnd": 7, "mentionType": "name",
         "speaker": "Ada Quill", "canonicalSpeaker": "Ada Quill", "canonicalMentionBegin": 6,
         "canonicalMentionEnd": 7},
        {"id": 1, "text": "“No.”", "beginIndex": units[no], "endIndex": units[no + 5],
         "speaker": "Unknown", "canonicalSpeaker": "Unknown"},
    ]  # fmt: skip
    document = {"sentences": [{"tokens": said, "entitymentions": names}], "quotes": quotes}
    return json.dumps(document | fields).encode()


def test_corenlp_offsets_count_utf_16_and_token_ends_are_included() -> None:
    record = one(CORENLP, {"harbour.txt.json": corenlp()})
    assert (record.article.id, record.article.text) == ("harbour", TEXT)
    assert told(record) == [
        (["“Go,”"], ["Ada Quill"], ["Ada Quill"]),
        (["“No.”"], [], []),
    ]
    assert ("Ada Quill", "name", None) in labels(record)
    assert record.layer.header.model == "corenlp"


def test_a_quote_of_corenlp_that_is_near_is_moved_and_told() -> None:
    near = {"beginIndex": 5, "endIndex": 9, "text": "“Go,”"}
    record = one(CORENLP, {"a.json": corenlp(quotes=[near])})
    assert told(record) == [(["“Go,”"], [], [])]
    assert record.remarks == ("quotes[0] moved from 4 to 2",)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (corenlp(sentences=[]), "no tokens"),
        (corenlp(sentences=[{"tokens": [{"word": "x"}]}]), "originalText"),
        (corenlp(quotes=[{"beginIndex": 1, "endIndex": 4}]), "inside a character"),
        (corenlp(quotes=[{"beginIndex": 3, "endIndex": 900}]), "outside the text"),
        (corenlp(quotes=[{"text": "x", "beginIndex": 3, "endIndex": 5}]), "is not at"),
        (b"[]", "object"),
    ],
)
def test_a_wrong_corenlp_file_is_named(data: bytes, word: str) -> None:
    (bad,) = reasons(read_files(CORENLP, {"a.json": data}))
    assert word in bad


TOKENS = "\n".join(
    ["word\tbyte_onset\tbyte_offset"]
    + [f"{w}\t{s}\t{s + len(w)}" for w, s in
       [("🚢", 0), ("“", 2), ("Go", 3), (",", 5), ("”", 6), ("said", 8), ("she", 13), (".", 16)]]
)  # fmt: skip
QUOTES = (
    "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote\n"
    "1\t4\t6\t6\tshe\t7\t“ Go , ”\n"
    "2\t2\tNone\tNone\tNone\tNone\tGo\n"
)
ENTITIES = "COREF\tstart_token\tend_token\tprop\tcat\ttext\n7\t6\t6\tPRON\tPER\tshe\n"


def book(**tables: str) -> dict[str, bytes]:
    files = {"tokens": TOKENS, "quotes": QUOTES, "entities": ENTITIES} | tables
    return {f"b.{name}": text.encode() for name, text in files.items()}


def test_booknlp_token_ends_are_included() -> None:
    record = one(BOOKNLP, book())
    assert record.article.text == "🚢 “Go,” said she."
    assert told(record) == [(["“Go,”"], ["she"], ["she"]), (["Go"], [], [])]
    assert labels(record) == [("she", "pronoun", None)]


def test_booknlp_takes_the_text_beside_its_tables() -> None:
    record = one(BOOKNLP, book(txt="🚢\r“Go,” said\tshe.\r\n"))
    assert record.article.text == "🚢\r“Go,” said\tshe.\r\n"


@pytest.mark.parametrize(
    ("tables", "word"),
    [
        ({"quotes": QUOTES.replace("1\t4", "1\t40")}, "line 2: tokens 1 to 40"),
        ({"quotes": QUOTES.replace("1\t4", "x\t4")}, "line 2"),
        ({"quotes": QUOTES.replace("1\t4", "1\r\t4x")}, "line 2"),
        ({"tokens": TOKENS.replace("\t3\t5", "\tx\t5")}, "line 4"),
        ({"tokens": TOKENS.replace("\t3\t5", "\t0\t2")}, "do not fit"),
        ({"txt": "short"}, "shorter"),
    ],
)
def test_a_wrong_book_is_named(tables: dict[str, str], word: str) -> None:
    (bad,) = reasons(read_files(BOOKNLP, book(**tables)))
    assert word in bad


def test_every_wrong_row_of_a_book_is_named_and_a_near_one_moved() -> None:
    wrong = QUOTES.replace("1\t4", "1\t40").replace("2\t2\tNone", "2\t2\t99")
    entities = ENTITIES.replace("\tshe", "\tzebra")
    told = reasons(read_files(BOOKNLP, book(quotes=wrong, entities=entities)))
    places = ("b.entities, line 2: ", "b.quotes, line 2: ", "b.quotes, line 3: ")
    assert len(told) == len(places)
    assert all(place in reason for place, reason in zip(places, told, strict=True))
    record = one(BOOKNLP, book(quotes=QUOTES.replace("2\t2\tNone", "3\t3\tNone")))
    assert record.remarks == ("b.quotes, line 3 moved from 5 to 3",)


def test_a_book_without_tokens_is_named() -> None:
    (bad,) = reasons(read_files(BOOKNLP, {"b.quotes": b""}))
    assert "b.tokens is not beside it" in bad


QUOTELI_XML = """<doc><characters><character id="0" name="Ada_Quill" aliases="Ada;"/></characters>
<text>🚢 <quote id="q0" speaker="Ada_Quill" connection="m0" oid="3">“Go,”</quote> said <mention
 id="m0" speaker="Ada_Quill" connection="q0,q1">she</mention>. <quote id="q1"
 speaker="none">“<mention id="m1">No</mention>.”</quote></text></doc>"""


def test_quoteli_ties_quotes_and_mentions_from_either_side() -> None:
    record = one(QUOTELI, {"emma.xml": QUOTELI_XML.encode()})
    assert record.article.text == "🚢 “Go,” said she. “No.”"
    assert told(record) == [(["“Go,”"], ["she"], ["Ada Quill"]), (["“No.”"], ["she"], [])]
    assert next(iter(record.layer.entities.values())).aliases == ("Ada",)
    assert record.layer.quotes["q1"].trace.extra == {"quoteli": {"oid": "3"}}


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b'<!DOCTYPE d [<!ENTITY a "b">]><doc><text>&a;</text></doc>', "document type"),
        (b"<doc/>", "no <text>"),
        (b"<doc>", "no XML"),
    ],
)
def test_wrong_xml_is_named_and_nothing_in_it_expands(data: bytes, word: str) -> None:
    (bad,) = reasons(read_files(QUOTELI, {"a.xml": data}))
    assert word in bad


NOVEL = "🚢 “Go,” said Ada, “now.”\r\n"
PDNC_HEAD = (
    "quoteID,quoteText,subQuotationList,quoteByteSpans,speaker,addressees,quoteType,"
    "referringExpression,mentionTextsList,mentionSpansList,mentionEntitiesList\n"
)
PDNC_ROW = (
    """Q0,x,"['“Go,”', '“now.”']","[[2, 7], [18, 24]]",Ada Quill,"['Bo']",Explicit,said Ada,"""
    """"[[], []]","[[], []]","[[], []]"\n"""
)


def novel(row: str) -> dict[str, bytes]:
    return {
        "Emma/quotation_info.csv": (PDNC_HEAD + row).encode(),
        "Emma/character_info.csv": b"Character ID,Main Name,Aliases\n0,Ada Quill,\"{'Ada'}\"\n",
        "Emma/novel_text.txt": NOVEL.encode(),
    }


def test_pdnc_joins_the_parts_of_a_quote() -> None:
    record = one(PDNC_FORMAT, novel(PDNC_ROW))
    assert (record.article.id, record.article.text) == ("Emma", NOVEL)
    assert told(record) == [(["“Go,”", "“now.”"], ["said Ada"], ["Ada Quill"])]
    assert record.layer.quotes["Q0"].trace.extra["pdnc"]["quoteType"] == "Explicit"


def test_pdnc_spans_that_are_near_are_moved_and_told() -> None:
    record = one(PDNC_FORMAT, novel(PDNC_ROW.replace("[[2, 7]", "[[3, 8]")))
    assert told(record)[0][0] == ["“Go,”", "“now.”"]
    assert len(record.remarks) == 1


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (PDNC_ROW.replace("[[2, 7]", "[[2, 700]"), "line 2: it ends at 700"),
        (PDNC_ROW.replace("[[2, 7]", "[[7, 2]"), "no span"),
        (PDNC_ROW.replace("[[2, 7], [18, 24]]", "__import__('os')"), "no list"),
        (PDNC_ROW.replace("“Go,”'", "“Zebra,”'"), "nor near"),
    ],
)
def test_every_wrong_row_is_named(row: str, word: str) -> None:
    found = read_files(PDNC_FORMAT, novel(row))
    (bad,) = reasons(found)
    assert word in bad
    assert len(found) == 1


CONLL_2003 = """-DOCSTART- -X- -X- O

Ada NNP B-NP B-PER
Quill NNP I-NP I-PER
said VBD B-VP O
“ `` O O
no UH O O
. . O O

Bo NNP B-NP I-PER
Leeds NNP I-NP B-LOC
"""


def test_conll_2003_is_read_and_words_are_put_together() -> None:
    record = one(CONLL, {"a.conll": CONLL_2003.encode()})
    assert record.article.text == "Ada Quill said “no.\nBo Leeds\n"
    assert [label for label in labels(record) if label[2] in {"PER", "LOC"}] == [
        ("Ada Quill", "name", "PER"), ("Bo", "name", "PER"), ("Leeds", "name", "LOC"),
    ]  # fmt: skip


PLUS = """# global.columns = ID FORM MISC X:PART
# newdoc id = port/harbour
1\tAda\t_\tB-SOURCE
2-3\tdidn’t\tSpaceAfter=No\tO
2\tdid\t_\tO
3\tn’t\t_\tO
4\t.\t_\tO

# newdoc
1\tGo\t_\tS-CONTENT
"""


def test_conllu_plus_takes_the_text_of_ranges_and_documents_by_their_ids() -> None:
    first, second = read_files(CONLL, {"b.conllup": PLUS.encode()})
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.article.id, first.article.text) == ("port/harbour", "Ada didn’t.\n")
    assert told(first) == [([], ["Ada"], [])]
    assert told(second) == [(["Go"], [], [])]


def test_our_own_columns_are_read_back_quote_by_quote() -> None:
    back = one(CONLL, {"o.conllup": written(CONLLUP, RECORD)[0][""]})
    live = [q for q in RECORD.layer.quotes.values() if q.trace.decision != "rejected"]
    before = sorted("".join("".join(words(RECORD, q.contents)).split()) for q in live)
    after = ["".join("".join(part[0]).split()) for part in told(back)]
    assert sorted(after) == before
    fit = fitted(back, RECORD.article)
    assert not fit.lost
    assert {q.contents for q in fit.record.layer.quotes.values()} == {q.contents for q in live}


def test_every_line_with_too_few_columns_is_named_and_its_document_left() -> None:
    found = read_files(CONLL, {"b.conllup": PLUS.replace("2\tdid\t_\tO", "2\tdid").encode()})
    assert reasons(found) == ["b.conllup, line 5: it has 2 columns"]
    assert len(found) == 2


def test_a_cell_that_is_too_long_is_named() -> None:
    row = PDNC_ROW.replace("Ada", "Ada" * 50_000)
    (bad,) = reasons(read_files(PDNC_FORMAT, novel(row)))
    assert "field larger than field limit" in bad
