"""Every figure names the items behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.evaluation.agreement import agree
from annotators.evaluation.agreement_scores import agreement_record
from annotators.evaluation.comparison import Evaluation, compare
from annotators.evaluation.disagreement import find_disagreements
from annotators.evaluation.letters import letters
from annotators.evaluation.relations import KINDS, MEASURES
from annotators.evaluation.scores import score_record
from annotators.evaluation.side import EVERYTHING, side_of
from annotators.model.article import Article
from annotators.model.items import Entity, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from annotators.report.page import page
from tests.annotators.evaluation.scene import TEXT, name, quote, side
from tests.strategies import articles, layers

CAST = (Entity(id="ada", name="Ada Quill"), Entity(id="critics", name="critics"))
SPOKEN = ("ada", "critics", "", None)
SOME = [
    quote("q1", "Ada Quill", "said", ("“It is old,”", "“It must close.”")),
    quote("q2", "Ada Quill", "said", "“It is old,”"),
    quote("q3", "Her office", "warned", "that repairs take a year"),
    quote("q4", "Her office", "", "repairs take a year"),
    quote("q5", "Critics", "fear", "for the shops"),
    quote("q6", "", "denied", "denied it."),
]


@st.composite
def quotes(draw: st.DrawFn) -> list[Quote]:
    """Some of the quotes, given to anybody."""
    found = []
    for one in draw(st.lists(st.sampled_from(SOME), unique_by=lambda q: q.id)):
        speaker = draw(st.sampled_from(SPOKEN))
        state = "undecided" if speaker is None else "known" if speaker else "unnamed"
        found.append(
            replace(one, speakers=(speaker,) if speaker else (), speaker_state=state)  # type: ignore[arg-type]
        )
    return found


def evaluate(*pairs: tuple[Iterable[Quote], Iterable[Quote]]) -> Evaluation:
    """Articles compared, with the same cast on both sides."""
    return Evaluation(
        tuple(compare(side(one, entities=CAST), side(two, entities=CAST)) for one, two in pairs)
    )


@given(st.lists(st.tuples(quotes(), quotes()), max_size=3))
def test_every_figure_about_quotes_has_its_items(
    pairs: list[tuple[list[Quote], list[Quote]]],
) -> None:
    evaluation = evaluate(*pairs)
    for measure in set(MEASURES) - {"tokens"}:
        asked = MEASURES[measure]
        for kind in KINDS:
            right = evaluation.behind(measure, kind, "right")
            wrong = evaluation.behind(measure, kind, "wrong")
            assert len(right) == evaluation.counts[kind, asked.right]
            every = [item.verdict.marks for item in (*right, *wrong)]
            assert (
                sum(asked.gold in marks for marks in every) == evaluation.counts[kind, asked.gold]
            )
            if asked.other:
                told = evaluation.counts[kind, asked.other]
                assert sum(asked.other in marks for marks in every) == told


@given(quotes())
def test_a_layer_agrees_with_itself_in_everything(one: list[Quote]) -> None:
    evaluation = evaluate((one, one))
    record = score_record(evaluation, draws=10)
    assert evaluation.faults == ()
    assert evaluation.behind_cast() == []
    if one:
        told = record["quotes"]["all"]
        assert told["relation"] == {"p": 1, "r": 1, "f1": 1, "low": 1, "high": 1}
        assert told.get("full", {"f1": 1})["f1"] == told.get("speaker", {"share": 1})["share"] == 1
        assert record.get("cast", {}).get("lea", {"f1": 1})["f1"] == 1


@given(quotes(), quotes())
def test_faults_account_for_every_quote_that_is_not_right(
    one: list[Quote], two: list[Quote]
) -> None:
    evaluation = evaluate((one, two))
    golds = {quote.id for fault in evaluation.faults for quote in fault.gold}
    others = {quote.id for fault in evaluation.faults for quote in fault.other}
    for item in evaluation.behind("relation"):
        assert item.gold is None or item.gold.id in golds
        assert item.other is None or item.other.id in others


def test_the_cast_opens_the_quotes_that_are_clustered_otherwise() -> None:
    old, office = SOME[1], SOME[2]
    ada = [replace(q, speakers=("ada",), speaker_state="known") for q in (old, office)]
    parted = [ada[0], replace(office, speakers=("critics",), speaker_state="known")]
    evaluation = evaluate((ada, parted))
    assert [item.gold for item in evaluation.behind_cast()] == ada
    assert evaluation.behind_cast("right") == []


def test_items_keep_their_article_and_both_versions() -> None:
    (item,) = evaluate(([SOME[2]], [SOME[3]])).behind("exact")
    assert item.article == "bridge"
    assert (item.gold, item.other) == (SOME[2], SOME[3])


def test_only_what_both_sides_were_asked_for_is_scored() -> None:
    asked = side(SOME, [name("Ada Quill", "PERSON")], scope=frozenset({"quotes", "speakers"}))
    comparison = compare(asked, side([], [name("Critics", "ORG")]))
    assert comparison.names is None
    assert comparison.counts["all", "gold"] == len(SOME)
    names_only = side(scope=frozenset({"entities"}))
    assert compare(side(SOME), names_only).verdicts == ()


def test_a_side_holds_what_stands_and_knows_the_draft_that_was_seen() -> None:
    rejected = replace(SOME[0], trace=Trace(decision="rejected"))
    outer = quote("o", "", "", "Her office warned that repairs take a year")
    header = Header(annotator="anna", based_on="d1")
    article = Article("bridge", TEXT)
    layer = Layer.of(header, [rejected, outer, SOME[3]])
    assert [q.id for q in side_of(article, layer).quotes] == ["o", "q4"]
    assert [q.id for q in side_of(article, layer, flat=True).quotes] == ["o"]
    assert side_of(article, layer).draft == "d1"
    assert side_of(article, layer.with_header(blind=True)).draft is None
    assert "entities" not in side_of(article, layer).scope
    assert "entities" in side_of(article, layer.with_header(model="other 1")).scope


def test_sides_of_different_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="different texts"):
        compare(side(), replace(side(), text="other"))


def test_averages_are_plain_means() -> None:
    one, two = SOME[0], SOME[4]
    record = score_record(evaluate(([one], [one]), ([one, two], [one])), draws=0)
    assert record["average"]["articles"]["relation"]["value"] == pytest.approx((1 + 2 / 3) / 2)
    assert record["average"]["kinds"]["relation"]["value"] == pytest.approx((1 + 0) / 2)
    assert record["quotes"]["all"]["relation"]["f1"] == pytest.approx(4 / 5)
    assert "low" not in record["quotes"]["all"]["relation"]
    assert "low" not in record["average"]["kinds"]["relation"]
    drawn = score_record(evaluate(([one], [one]), ([one, two], [one])), draws=50)["average"]
    for mean in (drawn["kinds"]["relation"], drawn["articles"]["relation"]):
        assert mean["low"] <= mean["value"] <= mean["high"]


@st.composite
def two_layers(draw: st.DrawFn) -> tuple[Article, Layer, Layer]:
    """Any article and any two layers of it, odd ones included."""
    article = draw(articles())
    return article, draw(layers(len(article.text))), draw(layers(len(article.text)))


@settings(max_examples=50)
@given(two_layers())
def test_any_two_layers_can_be_compared_reported_and_asked_for_agreement(
    told: tuple[Article, Layer, Layer],
) -> None:
    article, *both = told
    one, two = (
        replace(side_of(article, layer), scope=EVERYTHING, annotator=who)
        for who, layer in zip("ab", both, strict=True)
    )
    evaluation = Evaluation((compare(one, two),))
    assert evaluation.faults == evaluation.comparisons[0].faults
    record = score_record(evaluation, draws=2)
    agreed = agree([one, two])
    agreement = {ground: agreement_record(found, draws=2) for ground, found in agreed.items()}
    for found in agreed.values():
        assert all(place.weight > 0 for place in find_disagreements(found))
    report = {"title": article.id, "made": "", "agreement": agreement,
              "scores": {**record, "gold": "a", "other": "b"}}  # fmt: skip
    assert json.loads(json.dumps(report, allow_nan=False))["title"] == article.id
    assert page(report).endswith("</html>\n")


def test_a_span_beyond_the_text_has_the_letters_that_are_there() -> None:
    assert letters("a b", (Span(0, 10**9),)) == {0, 2}
