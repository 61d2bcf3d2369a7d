from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotators.model.span import Span
from tui.session.focus import Focus
from tui.work.places import _MOST_ARTICLES, Places

LEFT = Focus(Span(3, 9), at_end=False, item="q1", role="cues")


def test_the_focus_is_remembered_for_each_article_and_annotator(tmp_path: Path) -> None:
    Places(tmp_path, "anna").keep("a/b", LEFT)
    Places(tmp_path, "Bo [x]").keep("c", Focus(Span(0, 1)))
    Places(tmp_path, "anna").keep("d", Focus(Span(1, 2)))
    anna, bo = Places(tmp_path, "anna"), Places(tmp_path, "Bo [x]")
    assert anna.last_article == "d"
    assert anna.focus("a/b", 20) == LEFT
    assert bo.last_article == "c"
    assert bo.focus("a/b", 20) is None


def test_a_focus_beyond_the_text_is_none(tmp_path: Path) -> None:
    Places(tmp_path, "anna").keep("a", LEFT)
    assert Places(tmp_path, "anna").focus("a", 8) is None


def test_only_so_many_articles_are_remembered(tmp_path: Path) -> None:
    kept = {str(number): [0, 1, True, None, None] for number in range(_MOST_ARTICLES)}
    (tmp_path / "places.json").write_text(json.dumps({"anna": {"focus": kept, "last": "1"}}))
    Places(tmp_path, "anna").keep("new", LEFT)
    places = Places(tmp_path, "anna")
    assert places.focus("new", 20) == LEFT
    assert places.focus("0", 20) is None
    assert places.focus("1", 20) is not None


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"\xff",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"anna": 3}',
        b'{"anna": {"focus": 3, "last": 4}}',
        b'{"anna": {"focus": {"a": [0]}, "last": null}}',
        b'{"anna": {"focus": {"a": [5, 2, true, null, null]}}}',
        b'{"anna": {"focus": {"a": [0, Infinity, true, null, null]}}}',
    ],
)
def test_a_broken_file_loses_nothing_but_the_place(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "places.json").write_bytes(held)
    places = Places(tmp_path, "anna")
    assert places.last_article is None
    assert places.focus("a", 20) is None
    places.keep("a", LEFT)
    assert places.focus("a", 20) == LEFT


@pytest.mark.parametrize(
    ("item", "role"), [(3, "cues"), (["x"], None), ({}, [1]), ("q1", "odd"), ("q1", [1])]
)
def test_a_focus_on_what_is_no_item_is_one_on_the_text(
    tmp_path: Path, item: object, role: object
) -> None:
    held = {"anna": {"focus": {"a": [3, 9, 1, item, role]}}}
    (tmp_path / "places.json").write_text(json.dumps(held))
    assert Places(tmp_path, "anna").focus("a", 20) == Focus(Span(3, 9))


def test_a_folder_that_cannot_be_written_to_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Places(tmp_path / "file" / "below", "anna").keep("a", LEFT)
