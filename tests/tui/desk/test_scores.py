"""The table of figures: each cell has the very items that count against it."""

from __future__ import annotations

import pytest

from annotators.evaluation.comparison import Evaluation, compare
from annotators.evaluation.side import side_of
from annotators.model.items import Entity, Item, Mention
from annotators.model.layer import Header, Layer
from annotators.reading.text import article_of
from tests.annotators.model.scene import at
from tests.tui import corpus
from tui.desk.score_items import Version, in_context
from tui.desk.scores import ScoreRow, score_rows

FERRY = article_of(corpus.FERRY, article_id="ferry")

CUT: tuple[Item, ...] = (
    *(i for i in corpus.FERRY_DRAFT if i.id != "q5"),
    corpus.said(
        "q5", corpus.FERRY, ["the engine alone costs"], "According to", "the board", None, 1
    ),
)


def layer(*items: Item) -> Layer:
    return Layer.of(Header(annotator="ann", scope=("quotes", "speakers", "entities")), items)


@pytest.fixture
def rows() -> dict[str, ScoreRow]:
    """Gold lacks a quote and a name of the draft, and has other contents and another label."""
    hale = Entity(id="e2", name="Tomas Hale", label="PERSON")
    other = [i for i in corpus.FERRY_DRAFT if i.id not in {"q5", "m2"}]
    gold = [
        *(i for i in other if i.id not in {"q4", "m3"}),
        Mention(id="m3", span=at("Tomas Hale", corpus.FERRY), label="ORG", entity="e2"),
        corpus.said("q4", corpus.FERRY, ["the harbour board had hidden"], "adding",
                    corpus.HE, hale, 0.5),
    ]  # fmt: skip
    compared = compare(side_of(FERRY, layer(*gold)), side_of(FERRY, layer(*corpus.FERRY_DRAFT)))
    return {row.title.partition(":")[0].strip(): row for row in score_rows(Evaluation((compared,)))}


def behind(row: ScoreRow, column: int = 0) -> list[tuple[str, str]]:
    items = row.cells[column].items
    return [(i.gold.words, i.other.words) for i in items()] if items else []


def test_a_figure_lists_what_counts_against_it(rows: dict[str, ScoreRow]) -> None:
    assert rows["relation"].cells[0].text == "88.9"
    ((gold, other),) = behind(rows["relation"])
    assert gold == "–"
    assert other == "the board · According to · the engine alone costs [two] million"
    assert behind(rows["precision"]) == [(gold, other)]
    assert behind(rows["recall"]) == []
    assert next(gold for gold, _ in behind(rows["exact"])).endswith("board had hidden")


def test_errors_are_counted_by_their_items(rows: dict[str, ScoreRow]) -> None:
    for kind, number in (("spurious", "1"), ("boundary", "1"), ("missed", "–")):
        assert rows[kind].cells[0].text == number
        assert len(behind(rows[kind])) == (0 if number == "–" else int(number))


def test_names_and_confusions(rows: dict[str, ScoreRow]) -> None:
    assert [cell.text for cell in rows["all"].cells] == ["2", "3", "40.0", "40.0"]
    assert ("Tomas Hale ORG", "Tomas Hale PERSON") in behind(rows["PERSON"], 2)
    assert behind(rows["ORG taken for PERSON"]) == [("Tomas Hale ORG", "Tomas Hale PERSON")]
    assert behind(rows["no name taken for GPE"]) == [("–", "Vikholm GPE")]


def test_of_peers_the_words_are_listed_that_they_part_in() -> None:
    one, two = (side_of(FERRY, layer(*items)) for items in (corpus.FERRY_DRAFT, CUT))
    told = score_rows(Evaluation((compare(one, two),)), peers=True)
    (alpha,) = [row for row in told if row.title.startswith("Krippendorff")]
    assert [cell.text == "1.000" for cell in alpha.cells] == [False, True, True, False]
    assert behind(alpha) == [("contents: two] million", "–")]
    assert not any(row.title == "AGREEMENT" for row in score_rows(Evaluation((compare(one, two),))))


def test_scores_list_the_wrong_ones_of_their_bin(rows: dict[str, ScoreRow]) -> None:
    assert [cell.text for cell in rows["0.3 to 0.4"].cells] == ["1", "35.0", "0.0"]
    assert len(behind(rows["0.3 to 0.4"])) == 1
    assert behind(rows["0.9 to 1.0"]) == []


def test_what_has_no_quotes_has_no_figure(rows: dict[str, ScoreRow]) -> None:
    assert rows["relation"].cells[2].text == "–"


def test_a_version_is_shown_in_its_text() -> None:
    version = Version("", (at("Nobody has seen the bill,", corpus.FERRY),))
    assert (
        in_context(corpus.FERRY, version, 12)
        == "…less sure. “[Nobody has seen the bill,]” he told re…"
    )
    assert in_context(corpus.FERRY, Version(), 12) == "–"
