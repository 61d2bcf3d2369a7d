from __future__ import annotations

import errno
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from tinydb import Query, TinyDB

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.items import Entity, Item, Quote, Trace
from annotators.model.layer import Header, Layer, Purpose
from annotators.model.span import Span
from annotators.project import Project
from annotators.reading.text import article_of
from annotators.store.article_store import ArticleStore, annotated_ids, check_text
from tests.strategies import annotated

TEXT = "Hong Min said: “We will go. We will stay.”\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def article() -> Article:
    return article_of(TEXT, article_id="folder/one")


def dossier_of(article: Article, purpose: Purpose = "gold") -> Dossier:
    items: list[Item] = [
        Entity(id="e1", name="Hong Min"),
        Quote(id="q2", contents=(Span(28, 42),), speakers=("e1",), speaker_state="known"),
        Quote(
            id="q1",
            contents=(Span(15, 20), Span(21, 27)),
            cues=(Span(9, 13),),
            speakers=("e1",),
            speaker_state="known",
        ),
        Quote(
            id="q3",
            contents=(Span(0, 4),),
            speakers=("e1",),
            speaker_state="known",
            trace=Trace(decision="rejected"),
        ),
    ]
    header = Header(annotator="anna", purpose=purpose, revision=1)
    return Dossier(article=article.id, sha256=article.sha256, finished=(Layer.of(header, items),))


@given(annotated())
@settings(deadline=None, max_examples=60)
def test_a_dossier_comes_back_as_it_was_saved(made: tuple[Article, Dossier]) -> None:
    article, dossier = made
    with tempfile.TemporaryDirectory() as folder:
        ArticleStore(Project(Path(folder))).save(dossier, article)
        assert ArticleStore(Project(Path(folder))).load(article.id) == dossier


def test_an_article_nobody_worked_at_has_no_dossier(project: Project) -> None:
    assert ArticleStore(project).load("one") is None


def test_plain_tinydb_finds_a_speakers_quotes(project: Project, article: Article) -> None:
    ArticleStore(project).save(dossier_of(article), article)
    with TinyDB(project.annotation_path(article.id)) as database:
        gold = database.table("gold")
        found = gold.search(Query().speaker_names.any(["Hong Min"]))
        assert [quote["id"] for quote in found] == ["q1", "q2"]
        assert found[0]["text"] == "“We w … ll go."
        assert gold.search(Query().type == "layer")[0]["purpose"] == "gold"
        assert len(database.table("training")) == 0
        about = database.table("article").all()
    assert about == [{"id": "folder/one", "sha256": article.sha256, "schema": 2}]


def test_a_plain_tinydb_write_is_read_back(project: Project, article: Article) -> None:
    ArticleStore(project).save(dossier_of(article), article)
    with TinyDB(project.annotation_path(article.id)) as database:
        database.table("gold").update({"note": "mine"}, Query().id == "q1")
        database.table("theirs").insert({"kept": True})
    store = ArticleStore(project)
    loaded = store.load(article.id)
    assert loaded is not None
    assert loaded.finished[0].quotes["q1"].trace.note == "mine"
    store.save(loaded, article)
    with TinyDB(project.annotation_path(article.id)) as database:
        assert database.table("theirs").all() == [{"kept": True}]


def test_a_line_changes_only_with_its_own_document(project: Project, article: Article) -> None:
    store, path = ArticleStore(project), project.annotation_path(article.id)
    dossier = dossier_of(article)
    store.save(dossier, article)
    before = path.read_text(encoding="utf-8").splitlines()
    layer = dossier.finished[0]
    early = Quote(id="q0", contents=(Span(0, 3),))
    store.save(replace(dossier, finished=(layer.with_items([], [early]),)), article)
    after = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == []
    assert len(after) == len(before) + 1


def test_saving_twice_gives_the_same_bytes(project: Project, article: Article) -> None:
    store, path = ArticleStore(project), project.annotation_path(article.id)
    store.save(dossier_of(article), article)
    first = path.read_bytes()
    loaded = store.load(article.id)
    assert loaded is not None
    store.save(loaded, article)
    assert path.read_bytes() == first


def test_what_another_program_changed_is_not_written_over(
    project: Project, article: Article
) -> None:
    store, path = ArticleStore(project), project.annotation_path(article.id)
    store.save(dossier_of(article), article)
    ArticleStore(project).save(dossier_of(article, "training"), article)
    theirs = path.read_bytes()
    with pytest.raises(CopydeskError, match=r"changed by another program.*open the article again"):
        store.save(dossier_of(article), article)
    assert path.read_bytes() == theirs


def test_a_file_that_was_broken_meanwhile_says_so(project: Project, article: Article) -> None:
    store, path = ArticleStore(project), project.annotation_path(article.id)
    store.save(dossier_of(article), article)
    path.write_bytes(path.read_bytes()[:99])
    with pytest.raises(CopydeskError, match=r"no readable TinyDB database.*left as it is"):
        store.save(dossier_of(article), article)
    assert len(path.read_bytes()) == 99


def break_json(text: str) -> str:
    return text[: len(text) // 2]


def newer_file(text: str) -> str:
    return text.replace('"schema": 2}', '"schema": 3}', 1)


def newer_layer(text: str) -> str:
    return text.replace('"type": "layer", "schema": 2', '"type": "layer", "schema": 9', 1)


def no_version(text: str) -> str:
    return text.replace('"schema": 2}', '"schema": "x"}', 1)


def lose_header(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if '"type": "layer"' not in line)


def strange_revision(text: str) -> str:
    return text.replace('"revision": 1', '"revision": [1]')


def bad_span(text: str) -> str:
    return text.replace('"contents": [[28, 42]]', '"contents": [[42, 28]]', 1)


def no_object(text: str) -> str:
    tables = json.loads(text)
    tables["gold"]["1"] = 7
    return json.dumps(tables)


def strange_type(text: str) -> str:
    return text.replace('"type": "entity"', '"type": "opinion"', 1)


def other_tables(text: str) -> str:
    return '{"_default": {"1": {"a": 1}}}'


def a_list(text: str) -> str:
    return "[]"


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (break_json, "is no readable TinyDB database"),
        (newer_file, "newer copydesk.*update copydesk"),
        (newer_layer, "newer copydesk"),
        (no_version, "not a version number"),
        (lose_header, "items of anna have no layer"),
        (bad_span, r"layer of anna: \"contents\""),
        (strange_revision, '"revision" is to be a number'),
        (no_object, "table gold, document 1: is no object"),
        (strange_type, "'opinion', not one of"),
        (other_tables, 'has no table "article"'),
        (a_list, "holds no tables"),
    ],
)
def test_a_damaged_file_is_named_and_left_as_it_is(
    project: Project, article: Article, damage: Callable[[str], str], message: str
) -> None:
    ArticleStore(project).save(dossier_of(article), article)
    path = project.annotation_path(article.id)
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    left = path.read_bytes()
    attempts: tuple[Callable[[], object], ...] = (
        partial(ArticleStore(project).load, article.id),
        partial(ArticleStore(project).save, dossier_of(article), article),
    )
    for attempt in attempts:
        with pytest.raises(CopydeskError, match=message) as caught:
            attempt()
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == left


def gone(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(("fault", "told"), [(gone, "removed"), (emptied, "emptied")])
def test_what_happened_to_a_file_without_anything_in_it_is_told(
    project: Project, article: Article, fault: Callable[[Path], None], told: str
) -> None:
    store, dossier = ArticleStore(project), dossier_of(article)
    store.save(dossier, article)
    fault(project.annotation_path(article.id))
    assert store.is_changed(article.id)
    joined = store.join(dossier, article)
    assert joined.told == f"the file of {article.id} was {told}; it is written again"
    store.save(joined.dossier, article)
    assert ArticleStore(project).load(article.id) == dossier


def other_text(text: str) -> str:
    return re.sub('"sha256": "[0-9a-f]+"', f'"sha256": "{"0" * 64}"', text)


@pytest.mark.parametrize("damage", [break_json, newer_file, other_text, other_tables, bad_span])
def test_who_joins_and_who_saves_are_told_the_same(
    project: Project, article: Article, damage: Callable[[str], str]
) -> None:
    store, dossier = ArticleStore(project), dossier_of(article)
    store.save(dossier, article)
    path = project.annotation_path(article.id)
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    told = []
    for attempt in (store.join, store.save):
        with pytest.raises(CopydeskError) as caught:
            attempt(dossier, article)
        told.append(str(caught.value))
    assert told[0] == told[1]


def test_a_dossier_of_another_text_is_refused(project: Project, article: Article) -> None:
    other = article_of(TEXT + "More.\n", article_id=article.id)
    with pytest.raises(CopydeskError, match="not the one that was annotated"):
        check_text(dossier_of(article), other)
    with pytest.raises(CopydeskError, match="not the one that was annotated"):
        ArticleStore(project).save(dossier_of(article), other)


@pytest.mark.parametrize("good_calls", [0, 1])
def test_a_failed_save_can_be_tried_again(
    project: Project, article: Article, monkeypatch: pytest.MonkeyPatch, good_calls: int
) -> None:
    store, left = ArticleStore(project), [good_calls]
    sync = os.fsync

    def fail_after(descriptor: int) -> None:
        if not left[0]:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        left[0] -= 1
        sync(descriptor)

    store.save(dossier_of(article), article)
    later = dossier_of(article, "training")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail_after)
        with pytest.raises(CopydeskError, match="cannot be saved"):
            store.save(later, article)
    store.save(later, article)
    assert ArticleStore(project).load(article.id) == later


def test_what_is_encoded_once_is_never_another_items(project: Project, article: Article) -> None:
    store = ArticleStore(project)
    dossier = dossier_of(article)
    store.save(dossier, article)
    layer = dossier.finished[0]
    renamed = layer.with_items([], [Entity(id="e1", name="Hong Min-ho")])
    second = renamed.with_header(revision=2)
    dossier = replace(
        dossier,
        finished=(layer, second),
        work={"Bo": layer.with_header(annotator="Bo", revision=0)},
    )
    store.save(dossier, article)
    assert ArticleStore(project).load(article.id) == dossier
    with TinyDB(project.annotation_path(article.id)) as database:
        found = database.table("gold").search(Query().speaker_names.any(["Hong Min-ho"]))
        assert {quote["revision"] for quote in found} == {2}
        assert database.table("work").get(Query().id == "q1")["annotator"] == "Bo"


def test_annotated_ids_are_those_with_a_file(project: Project, article: Article) -> None:
    for name in ("folder/one", "two"):
        path = project.articles_dir / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    ArticleStore(project).save(dossier_of(article), article)
    assert list(annotated_ids(project)) == ["folder/one"]
