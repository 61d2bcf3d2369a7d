"""Names by label: exact, overlapping, confused, missed and spurious."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.evaluation.comparison import Evaluation, compare
from annotators.evaluation.names import ALL, count_names, judge_names, labels_of, name_share
from annotators.model.items import Mention
from annotators.model.span import Span
from tests.annotators.evaluation.scene import TEXT, name, side

GOLD = side(mentions=[name("Ada Quill", "PERSON"), name("Critics", "ORG"), name("council", "ORG")])
OTHER = side(
    mentions=[name("Quill", "PERSON"), name("Critics", "GPE"), name("The council", "ORG"),
              name("Bridge", "FAC")]
)  # fmt: skip

NAMES = st.lists(
    st.builds(
        lambda start, length, label: Mention(
            id=f"{start}-{length}-{label}", span=Span(start, start + length), label=label
        ),
        st.integers(0, 60),
        st.integers(1, 12),
        st.sampled_from(("PERSON", "ORG")),
    ),
    max_size=5,
    unique_by=lambda mention: mention.id,
)


def test_figures_by_hand() -> None:
    counts = count_names(compare(GOLD, OTHER).names or ())
    assert name_share(counts, ALL, "exact") == (0, 0, 0)
    assert name_share(counts, ALL, "overlap") == pytest.approx((2 / 4, 2 / 3, 4 / 7))
    assert name_share(counts, "ORG", "overlap") == pytest.approx((1, 1 / 2, 2 / 3))
    assert labels_of(counts) == ("FAC", "GPE", "ORG", "PERSON")


def test_every_cell_of_the_confusion_table_opens_its_names() -> None:
    evaluation = Evaluation((compare(GOLD, OTHER),))
    assert evaluation.confusion == {
        ("PERSON", "PERSON"): 1, ("ORG", "GPE"): 1, ("ORG", "ORG"): 1, ("", "FAC"): 1
    }  # fmt: skip
    for (gold, other), number in evaluation.confusion.items():
        assert len(evaluation.behind_label(gold, other)) == number
    (item,) = evaluation.behind_label("ORG", "GPE")
    assert item.gold is not None
    assert item.other is not None
    assert (item.gold.label, item.other.label) == ("ORG", "GPE")


def test_names_are_nobodys_word_where_a_side_was_not_asked() -> None:
    unasked = side(scope=frozenset({"quotes", "speakers"}))
    assert compare(GOLD, unasked).names is None


@given(NAMES)
def test_names_agree_with_themselves(mentions: list[Mention]) -> None:
    scored = [m for m in mentions if any(map(str.isalnum, TEXT[slice(*m.span)]))]
    counts = count_names(judge_names(TEXT, scored, scored))
    assert name_share(counts, ALL, "exact").f1 == (1 if scored else 0)


@given(NAMES, NAMES)
def test_counts_are_the_same_either_way_round(one: list[Mention], two: list[Mention]) -> None:
    there, back = count_names(judge_names(TEXT, one, two)), count_names(judge_names(TEXT, two, one))
    for measure in ("exact", "overlap"):
        assert there[ALL, measure] == back[ALL, measure]
    assert there[ALL, "gold"] == back[ALL, "other"] == len(one)
