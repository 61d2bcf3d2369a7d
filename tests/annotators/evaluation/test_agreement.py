"""Agreement pair by pair and word by word, each ground apart, and where people part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.evaluation.agreement import agree, ground_of
from annotators.evaluation.agreement_scores import agreement_record
from annotators.evaluation.comparison import compare
from annotators.evaluation.disagreement import find_disagreements
from annotators.evaluation.side import Side
from annotators.model.items import Quote
from tests.annotators.evaluation.scene import TEXT, at, quote, side

OLD = quote("q1", "Ada Quill", "said", "“It is old,”", "")
OFFICE = quote("q2", "Her office", "warned", "repairs take a year", "")
CRITICS = quote("q3", "Critics", "fear", "for the shops", "")
SHORTER = replace(OFFICE, contents=(at("repairs take"),))
ELSEWHERE = replace(CRITICS, sources=(at("The council"),))
QUOTES = st.lists(
    st.sampled_from((OLD, OFFICE, SHORTER, CRITICS, ELSEWHERE)), unique_by=lambda q: q.id
)


def by(name: str, *quotes: Quote, draft: str | None = None, article: str = "bridge") -> Side:
    return replace(side(quotes, annotator=name, draft=draft), article=article)


def test_those_who_say_the_same_agree_wholly() -> None:
    agreement = agree([by(name, OLD, OFFICE) for name in ("anna", "bo", "cy")])["blind"]
    record = agreement_record(agreement, draws=10)
    assert record["meetings"] == 3
    assert record["relations"]["all"]["relation"] == {"value": 1, "low": 1, "high": 1}
    assert record["mean_by_article"]["value"] == 1
    for view in ("contents", "cues", "sources", "labels"):
        assert record["words"][view]["alpha"]["value"] == 1
        assert record["words"][view]["fleiss"] == pytest.approx(1)
    assert record["words"]["cues"]["kappa"]["value"] == 1
    assert record["units"]["contents"]["alpha"]["value"] == 1
    assert find_disagreements(agreement) == []


def test_pairs_are_told_apart_and_averaged() -> None:
    agreement = agree(
        [by("anna", OLD, OFFICE), by("bo", OLD, OFFICE), by("cy", OLD), by("cy", article="dam")]
    )["blind"]
    pairs = {(p["first"], p["second"]): p["relation"] for p in agreement_record(agreement)["pairs"]}
    assert pairs == {("anna", "bo"): 1, ("anna", "cy"): pytest.approx(2 / 3),
                     ("bo", "cy"): pytest.approx(2 / 3)}  # fmt: skip
    assert agreement.mean_by_article("bridge") == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)


def test_layers_over_the_same_draft_are_kept_apart() -> None:
    sides = [by("anna"), by("bo"), by("cy", draft="d1"), by("di", draft="d1"), by("ed", draft="d2")]
    found = agree(sides)
    assert {ground: len(one.meetings) for ground, one in found.items()} == {
        "blind": 1,
        "draft": 1,
        "mixed": 8,
    }
    assert [len(table.sides) for table in found["draft"].tables] == [2]
    assert found["mixed"].tables == ()
    assert ground_of(sides[2], sides[4]) == "mixed"


def test_layers_without_quotes_in_scope_and_adjudicated_ones_are_not_counted() -> None:
    unasked = replace(by("bo"), scope=frozenset({"entities"}))
    assert agree([by("anna", OLD), unasked]) == {}
    assert agree([by("anna", OLD), replace(by("bo"), adjudicates=True)]) == {}


def test_fleiss_is_left_out_where_people_are_missing() -> None:
    sides = [by(name, OLD, article=a) for a in ("bridge", "dam") for name in ("anna", "bo", "cy")]
    record = agreement_record(agree(sides[:-1])["blind"], draws=10)
    assert record["words"]["cues"]["fleiss"] is None
    assert record["words"]["cues"]["alpha"]["value"] == 1


def test_the_heaviest_disagreement_comes_first_with_everybodys_version() -> None:
    agreement = agree(
        [by("anna", OLD, OFFICE, CRITICS), by("bo", OLD, SHORTER, ELSEWHERE), by("cy", OLD, OFFICE)]
    )["blind"]
    first, second = find_disagreements(agreement)
    assert {name: tuple(q.id for q in told) for name, told in first.quotes.items()} == {
        "anna": ("q3",),
        "bo": ("q3",),
        "cy": (),
    }
    assert first.weight == 1
    assert first.span == at("for the shops")
    assert second.span == at("repairs take a year")
    assert 0 < second.weight < first.weight


def test_another_speaker_is_a_disagreement() -> None:
    unnamed, nobody = OLD, replace(OLD, speaker_state="none")
    (place,) = find_disagreements(agree([by("anna", unnamed), by("bo", nobody)])["blind"])
    assert place.weight == 1


def test_a_speaker_that_one_leaves_undecided_is_no_disagreement_but_a_models_is_wrong() -> None:
    undecided = replace(OLD, speaker_state="undecided")
    anna, bo = by("anna", OLD, OFFICE), by("bo", undecided, OFFICE)
    for both in ([anna, bo], [replace(anna, annotator="cy"), bo]):
        agreement = agree(both)["blind"]
        assert find_disagreements(agreement) == []
        told = agreement_record(agreement, draws=0)["relations"]["all"]
        assert told["speaker"]["value"] == told["full"]["value"] == 1
    assert compare(anna, bo).counts["all", "speakers"] == 2
    assert compare(anna, bo).counts["all", "speaker"] == 1


def test_the_words_behind_a_coefficient_are_named() -> None:
    (table,) = agree([by("anna", OLD, OFFICE), by("bo", OLD, SHORTER)])["blind"].tables
    (parting,) = table.parted("contents")
    assert parting.span == at("take a year")._replace(start=at("a year").start)
    assert parting.values == {"anna": "contents", "bo": "out"}
    assert table.parted("cues") == []
    assert [found.span for found in table.parted("labels")] == [parting.span]


@given(QUOTES, QUOTES, QUOTES)
def test_no_figure_depends_on_names_or_order(
    one: list[Quote], two: list[Quote], three: list[Quote]
) -> None:
    told = [("anna", one), ("bo", two), ("cy", three)]
    turned = [("bo", one), ("cy", two), ("anna", three)]
    records = []
    for people in (told, turned[::-1]):
        agreement = agree([by(name, *quotes) for name, quotes in people])["blind"]
        record = agreement_record(agreement, draws=0)
        for key in ("pairs", "annotators"):
            del record[key]
        records.append((record, [d.weight for d in find_disagreements(agreement)]))
    assert repr_rounded(records[0]) == repr_rounded(records[1])


def repr_rounded(value: object) -> object:
    """The same with every number rounded, so that the order of sums does not matter."""
    if isinstance(value, dict):
        return {key: repr_rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [repr_rounded(inner) for inner in value]
    return round(value, 9) if isinstance(value, float) else value


def test_different_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="different texts"):
        agree([by("anna"), replace(by("bo"), text=TEXT + "more")])


def test_what_somebody_made_again_meets_nothing_but_what_they_made_first() -> None:
    again = replace(by("anna (again)", OLD), repeats="anna")
    found = agree([by("anna", OLD, OFFICE), by("bo", OLD), again])
    assert {ground: len(one.meetings) for ground, one in found.items()} == {"blind": 1, "self": 1}
    record = agreement_record(found["self"])
    assert record["annotators"] == ["anna", "anna (again)"]
    assert record["relations"]["all"]["relation"]["value"] == pytest.approx(2 / 3)
    assert record["words"]["contents"]["alpha"]["value"] < 1


def test_made_again_over_a_draft_is_kept_apart() -> None:
    again = replace(by("anna (again)", OLD, draft="d2"), repeats="anna")
    assert list(agree([by("anna", OLD, draft="d1"), again])) == ["self-draft"]
