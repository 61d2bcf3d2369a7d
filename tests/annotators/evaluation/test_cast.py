"""B-cubed and LEA against the worked examples of their authors, and who is the same entity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.evaluation.cast import Clusters, cast_clusters, cast_share, count_cast
from annotators.evaluation.comparison import compare
from annotators.evaluation.side import Side
from annotators.evaluation.speaking import same_entities
from annotators.model.items import Entity, Quote
from tests.annotators.evaluation.scene import name, quote, side


def clusters(gold: str, other: str) -> Clusters:
    """Clusters of letters, as `abc de`."""
    return Clusters(*([frozenset(map(ord, part)) for part in s.split()] for s in (gold, other)))


def test_b_cubed_as_its_authors_work_it_out() -> None:
    # Bagga and Baldwin 1998, figure 5 (the second error) against the truth of figure 4.
    counts = count_cast(clusters("12345 67 89ABC", "1234589ABC 67"))
    share = cast_share(counts, "b_cubed")
    assert share is not None
    assert share.recall == 1
    assert share.precision == pytest.approx(7 / 12)


def test_lea_by_hand() -> None:
    # As the example of Moosavi and Strube 2016, over mentions that both sides have.
    counts = count_cast(clusters("abc defg", "ab cd efg"))
    share = cast_share(counts, "lea")
    assert share is not None
    assert share.recall == pytest.approx((3 * (1 / 3) + 4 * (3 / 6)) / 7)
    assert share.precision == pytest.approx((2 * 1 + 2 * 0 + 3 * 1) / 7)


def test_a_single_mention_is_linked_to_itself() -> None:
    share = cast_share(count_cast(clusters("a bc", "a b c")), "lea")
    assert share is not None
    assert share.recall == pytest.approx(1 / 3)
    assert share.precision == pytest.approx(1 / 3)


PARTITIONS = st.lists(st.integers(0, 3), min_size=1, max_size=8)


@given(PARTITIONS)
def test_both_are_shares_the_same_for_any_names_of_clusters(one: list[int]) -> None:
    def parted(labels: list[int]) -> list[frozenset[int]]:
        return [
            frozenset(i for i, own in enumerate(labels) if own == label) for label in set(labels)
        ]

    two = [label % 2 for label in one]
    for measure in ("b_cubed", "lea"):
        same = cast_share(count_cast(Clusters(parted(one), parted(one)[::-1])), measure)
        assert same == (1, 1, 1)
        there = cast_share(count_cast(Clusters(parted(one), parted(two))), measure)
        back = cast_share(count_cast(Clusters(parted(two), parted(one))), measure)
        assert there is not None
        assert back is not None
        assert 0 <= there.f1 <= 1
        assert there.recall == pytest.approx(back.precision)


def test_entities_are_the_same_by_a_name_or_by_a_place_where_they_are_named() -> None:
    gold = side(
        entities=[Entity(id="g1", name="Ada Quill"), Entity(id="g2", name="Critics")],
        mentions=[name("Ada Quill", "PERSON", "g1"), name("Critics", "ORG", "g2")],
    )
    other = side(
        entities=[Entity(id="o1", name="critics"), Entity(id="o2", name="the mayor")],
        mentions=[name("Quill", "PERSON", "o2")],
    )
    assert same_entities(gold, other) == {"g1": "o2", "g2": "o1"}


def test_a_name_says_more_than_a_place_and_a_description_is_known_by_its_head() -> None:
    gold = side(
        entities=[Entity(id="g1", name="Ada Quill"), Entity(id="g2", name="a notice on its door")],
        mentions=[name("Critics", "ORG", "g1")],
    )
    other = side(
        entities=[
            Entity(id="o1", name="a critic"),
            Entity(id="o2", name="ADA QUILL"),
            Entity(id="o3", name="The notice"),
        ],
        mentions=[name("Critics", "ORG", "o1")],
    )
    assert same_entities(gold, other) == {"g1": "o2", "g2": "o3"}


def speaking(*speakers: str) -> Side:
    told: list[Quote] = [
        quote("q1", "Ada Quill", "said", "“It is old,”", speakers[0]),
        quote("q2", "Her office", "warned", "repairs take a year", speakers[1]),
        quote("q3", "Critics", "fear", "for the shops", speakers[2]),
    ]
    known = [Entity(id=one, name=f"name of {one}") for one in set(speakers) if one]
    return side(told, entities=known)


def test_quotes_of_the_same_speaker_are_a_cluster_and_unnamed_ones_stand_alone() -> None:
    gold, other = speaking("a", "a", ""), speaking("a", "b", "b")
    comparison = compare(gold, other)
    found = cast_clusters(gold, other, comparison.verdicts)
    assert sorted(map(len, found.gold)) == [1, 2]
    assert sorted(map(len, found.other)) == [1, 2]
    assert comparison.counts["all", "speakers"] == 3
    assert comparison.counts["all", "speaker"] == 1


def test_nothing_is_said_of_speakers_where_gold_tells_none() -> None:
    silent = side([quote("q1", "Ada Quill", "said", "“It is old,”")])
    comparison = compare(silent, speaking("a", "b", "c"))
    assert cast_share(comparison.cast, "lea") is None
    assert not comparison.counts["all", "gold told"]
