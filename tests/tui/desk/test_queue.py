from __future__ import annotations

import pytest

from annotators.store.index_cache import Standing
from tui.desk.queue import SORTS, Queue, summary

STANDINGS = (
    Standing(id="a", title="Zoo [opens]", status="new"),
    Standing(
        id="b", title="Bakers", status="draft", pending=2, quotes=2, least=0.9, alike=0.3,
        changed="2026-01",
    ),
    Standing(
        id="c", title="ferry", status="open", pending=5, quotes=6, least=0.2, alike=0.5, flags=1,
    ),
    Standing(
        id="d", title="Tram", status="finished", purpose="gold", quotes=3, changed="2026-02",
        annotator="anna", others=("Bo",),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("queue", "abcd"),
        ("status", "cbad"),
        ("least sure", "cbad"),
        ("models differ", "bcda"),
        ("pending", "cbad"),
        ("title", "bcda"),
        ("last change", "dbac"),
    ],
)
def test_each_order_is_as_its_name_says(sort: str, order: str) -> None:
    names = [name for name, _ in SORTS]
    found = "".join(s.id for s in Queue(STANDINGS).arranged("", names.index(sort)))
    assert found == order


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("", "abcd"), ("GOLD", "d"), ("flag", "c"), ("[op", "a"), ("bo", "d"), ("bak dra", "b"),
        ("nowhere", ""),
    ],
)  # fmt: skip
def test_a_filter_asks_for_all_its_words_anywhere_in_the_line(words: str, ids: str) -> None:
    assert "".join(s.id for s in Queue(STANDINGS).arranged(words, 0)) == ids


def test_the_corpus_is_summed_up() -> None:
    line = summary(STANDINGS)
    for words in ("4 articles", "1 gold", "0 training", "11 quotes, 7 pending", "1 flag"):
        assert words in line
