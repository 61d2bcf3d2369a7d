from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB

from annotators.errors import CopydeskError
from annotators.model.items import Quote
from annotators.model.layer import Header, Layer
from annotators.model.parse import Parse
from annotators.model.span import Span
from annotators.project import Project
from annotators.store.draft_store import DraftStore
from tests.strategies import drafts

PARSE = Parse("abc", (0, 5), (4, 8), (1, 1), ("nsubj", "ROOT"), ("NNP", "VBD"), (0,))


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    return DraftStore(Project(tmp_path))


def draft_of(name: str, *starts: int) -> Layer:
    quotes = [Quote(id=f"{name}-{s}", contents=(Span(s, s + 2),)) for s in starts]
    return Layer.of(Header(model="rules 1", draft=name, created="2024-01-01T00:00:00Z"), quotes)


@given(st.lists(drafts(30), max_size=3, unique_by=lambda draft: draft.header.draft))
@settings(deadline=None, max_examples=40)
def test_drafts_come_back_oldest_first(made: list[Layer]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = DraftStore(Project(Path(folder)))
        for draft in made:
            store.add("a/b", draft, "abc")
        assert store.load("a/b") == tuple(made)
        assert store.newest("a/b", "abc") == (made[-1] if made else None)


def test_a_draft_never_changes(store: DraftStore) -> None:
    store.add("a", draft_of("d1", 3), "abc")
    before = store.project.draft_path("a").read_bytes()
    store.add("a", draft_of("d1", 4, 5), "abc")
    assert store.project.draft_path("a").read_bytes() == before


def test_the_newest_draft_is_one_of_this_text(store: DraftStore) -> None:
    store.add("a", draft_of("d1", 3), "abc")
    store.add("a", draft_of("d2", 4), "other")
    newest = store.newest("a", "abc")
    assert newest is not None
    assert newest.header.draft == "d1"
    assert store.newest("a", "none") is None
    assert store.newest("b", "abc") is None


def test_plain_tinydb_opens_the_drafts(store: DraftStore) -> None:
    store.add("a", draft_of("d1", 9, 3), "abc")
    with TinyDB(store.project.draft_path("a")) as database:
        items = database.table("items").search(Query().draft == "d1")
        assert [item["id"] for item in items] == ["d1-3", "d1-9"]
        assert database.table("drafts").all()[0]["sha256"] == "abc"


def test_a_layer_without_a_draft_id_is_a_mistake(store: DraftStore) -> None:
    with pytest.raises(ValueError, match="id in its header"):
        store.add("a", Layer(), "abc")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"schema": 2', '"schema": 3', "newer copydesk"),
        ('"contents": [[3, 5]]', '"contents": "x"', "damaged draft.*made again"),
        ("}", "", "no readable TinyDB database"),
    ],
)
def test_a_damaged_file_is_named(store: DraftStore, old: str, new: str, message: str) -> None:
    store.add("a", draft_of("d1", 3), "abc")
    path = store.project.draft_path("a")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    left = path.read_bytes()
    with pytest.raises(CopydeskError, match=message) as caught:
        store.newest("a", "abc")
    assert str(path) in str(caught.value)
    with pytest.raises(CopydeskError):
        store.load("a")
    assert path.read_bytes() == left


def test_a_parse_comes_back_for_its_text_only(store: DraftStore) -> None:
    assert store.load_parse("a", "abc") is None
    store.save_parse("a", PARSE)
    assert store.load_parse("a", "abc") == PARSE
    assert store.load_parse("a", "other") is None


ONE_TOKEN: dict[str, object] = {
    "schema": 1, "sha256": "abc", "starts": [0], "ends": [4], "heads": [0], "deps": ["ROOT"],
    "tags": ["NNP"], "sentences": [0],
}  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"schema": 1}',
        b'{"schema": 9, "sha256": "abc"}',
        json.dumps(ONE_TOKEN | {"heads": [7]}).encode(),
        json.dumps(ONE_TOKEN | {"ends": []}).encode(),
        json.dumps(ONE_TOKEN | {"starts": 3}).encode(),
        json.dumps(ONE_TOKEN | {"heads": ["x"]}).encode(),
    ],
)
def test_a_broken_parse_is_none(store: DraftStore, content: bytes) -> None:
    path = store.project.parse_path("a")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert store.load_parse("a", "abc") is None
