"""The bundled layers: finished, of the bundled texts, gold or training and never both."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotators.exchange.format import Record
from annotators.exchange.native import read_lines
from annotators.model.span import Span, trim
from annotators.reading.text import read_text

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def records() -> list[Record]:
    with (CORPUS / "bundled.jsonl").open("rb") as lines:
        found = list(read_lines(lines))
    assert all(isinstance(record, Record) for record in found)
    return [record for record in found if isinstance(record, Record)]


RECORDS = records()


def test_every_article_has_one_layer_and_three_are_gold() -> None:
    ids = [record.article.id for record in RECORDS]
    assert sorted(ids) == sorted(path.stem for path in (CORPUS / "articles").glob("*.txt"))
    gold = {r.article.id for r in RECORDS if r.layer.header.purpose == "gold"}
    assert len(gold) == 3
    assert "n-korea-diplomatic-offensive" in gold
    assert all(r.layer.header.purpose == "training" for r in RECORDS if r.article.id not in gold)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.article.id)
def test_a_layer_belongs_to_the_text_and_stands_on_its_own(record: Record) -> None:
    text = read_text(CORPUS / "articles" / f"{record.article.id}.txt")
    assert record.article.text == text
    for quote in record.layer.quotes.values():
        if quote.trace.decision == "rejected":
            continue
        assert quote.contents
        assert quote.trace.decision in {"accepted", "corrected", "added"}
        assert set(quote.speakers) <= set(record.layer.entities)
        assert bool(quote.speakers) or quote.speaker_state in {"none", "unnamed"}
        for _, span in quote.parts:
            assert trim(text, span) == Span(*span)
