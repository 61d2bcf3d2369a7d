"""The relation score, by a made-up article whose figures were worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.evaluation.letters import cues_match, head, letters, sources_match
from annotators.evaluation.pairing import Said, pair_up
from annotators.evaluation.profile import PROFILES
from annotators.evaluation.quoted import quoted
from annotators.evaluation.relations import KINDS, count_article, figures, interval, total
from annotators.model.span import Span

TEXT = (
    "“The lift is safe,” said Ola Venn, who runs it. “It passed on Monday.”\n"
    "Critics doubt that it passed at all.\n"
    "The board called the test “a guess” on Tuesday.\n"
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(source: str, cue: str, *contents: str) -> Said:
    return Said(
        (at(source),) if source else (), (at(cue),) if cue else (), tuple(at(c) for c in contents)
    )


GOLD = [
    said("Ola Venn, who runs it", "said", "“The lift is safe,”", "“It passed on Monday.”"),
    said("Critics", "doubt", "that it passed at all"),
    said("The board", "called", "the test “a guess”"),
]
OTHER = [
    said("Ola Venn", "said", "The lift is safe", "It passed on Monday"),  # exact, the head matches
    said("Critics", "doubt", "it passed at all"),  # 13 of 17 letters
    said("Tuesday", "called", "the test “a guess” on Tuesday"),  # 13 of 22, the wrong source
    said("", "runs", "it. "),  # answers nobody: the letters of `it` lie in nobody's contents
]


def test_figures_by_hand() -> None:
    counts = count_article(TEXT, GOLD, OTHER)
    every = figures(counts, "all")
    assert (every.gold, every.other) == (3, 4)
    assert every.exact.f1 == pytest.approx(2 / 7)
    assert every.source == pytest.approx(2 / 3)
    assert every.cue == 1
    assert every.relation.precision == pytest.approx(2 / 4)
    assert every.relation.recall == pytest.approx(2 / 3)
    assert every.close.recall == pytest.approx(1 / 3)
    assert every.tokens.recall == pytest.approx((8 + 4 + 4) / (8 + 5 + 4))
    assert figures(counts, "direct").relation.f1 == 1
    assert figures(counts, "mixed").gold == 1
    assert figures(counts, "indirect").other == 2


MADE_UP = json.loads((Path(__file__).parent / "made_up.json").read_text(encoding="utf-8"))


def saids(records: list[dict[str, Any]]) -> list[Said]:
    roles = ("sources", "cues", "contents")
    return [Said(*(tuple(Span(*s) for s in one[role]) for role in roles)) for one in records]


@pytest.mark.parametrize("kind", KINDS)
def test_the_profile_of_the_literature_gives_the_figures_expected(kind: str) -> None:
    articles = [
        count_article(one["text"], saids(one["gold"]), saids(one["other"]))
        for one in MADE_UP["articles"]
    ]
    told = figures(total(articles), kind)
    for name, expected in MADE_UP["figures"][kind].items():
        if name == "interval":
            assert interval(articles, kind, MADE_UP["draws"]) == pytest.approx(expected)
        else:
            assert getattr(told, name) == pytest.approx(
                tuple(expected) if isinstance(expected, list) else expected
            )


def test_the_exact_profile_asks_for_the_same_letters() -> None:
    counts = count_article(TEXT, GOLD, OTHER, PROFILES["exact"])
    assert figures(counts, "all").relation == (0, 0, 0)
    assert figures(count_article(TEXT, GOLD, GOLD, PROFILES["exact"]), "all").relation.f1 == 1


def test_what_does_not_matter() -> None:
    assert letters(TEXT, [at("“The lift is safe,”")]) == letters(TEXT, [at("The lift is safe")])
    assert head(TEXT, [at("Ola Venn, who runs it")]) == TEXT.index("Venn")
    assert sources_match(TEXT, [], [])
    assert not sources_match(TEXT, [at("Critics")], [])
    assert cues_match(TEXT, [at("doubt that it")], [at("doubt")])
    assert not cues_match(TEXT, [at("doubt that")], [at("that")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "so be it" and left.', ["so be it"]),
        ("“It is late.\n“Go home.”", ["It is late.", "Go home."]),
        ('A 6" nail, “a 7" one”', ["a 7"]),
        ("«Non», ``yes'' and ”no", ["Non", "yes"]),
    ],
)
def test_what_stands_in_double_marks(text: str, expected: list[str]) -> None:
    assert [text[s:e] for s, e in quoted(text)] == expected


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda p: Span(p[0], p[0] + p[1]))
SIDES = st.lists(
    st.builds(Said, *[st.lists(SPANS, max_size=2).map(tuple) for _ in range(3)]), max_size=4
)


@given(SIDES, SIDES)
def test_no_attribution_answers_two(gold: list[Said], other: list[Said]) -> None:
    pairs = pair_up(TEXT, gold, other)
    assert len({pair.gold for pair in pairs}) == len({pair.other for pair in pairs}) == len(pairs)


@given(SIDES)
def test_an_article_agrees_with_itself(side: list[Said]) -> None:
    told = figures(count_article(TEXT, side, side), "all")
    assert told.relation.f1 == told.exact.f1 == (1 if told.gold else 0)


@given(SIDES, SIDES)
def test_f1_is_the_same_either_way_round(one: list[Said], two: list[Said]) -> None:
    there, back = count_article(TEXT, one, two), count_article(TEXT, two, one)
    for mark in ("paired", "exact", "contents", "sourced", "relation", "close", "words"):
        assert there["all", mark] == back["all", mark]


@given(st.lists(st.tuples(SIDES, SIDES), min_size=1, max_size=4), st.randoms())
def test_figures_are_shares_and_the_order_of_articles_never_matters(
    sides: list[tuple[list[Said], list[Said]]], chance: Any
) -> None:
    articles = [count_article(TEXT, *pair) for pair in sides]
    told = figures(total(articles), "all")
    for value in told[3:]:
        parts = value if isinstance(value, tuple) else (value,)
        assert all(part is None or 0 <= part <= 1 for part in parts)
    chance.shuffle(articles)
    assert figures(total(articles), "all") == told


def test_intervals_hold_the_figure() -> None:
    articles = [count_article(TEXT, GOLD, OTHER), count_article(TEXT, GOLD, GOLD)]
    low, high = interval(articles, "all", draws=100)
    assert low <= figures(total(articles), "all").relation.f1 <= high
