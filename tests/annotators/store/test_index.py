from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.items import Origin, Quote, Trace
from annotators.model.layer import Header, Layer, Purpose
from annotators.model.span import Span
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store import index as index_module
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from annotators.store.index import Index, Standing

TEXT = "A headline\n\nHe said: “We will go.” She said: “We stay.”\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("one", "two"):
        path = tmp_path / "corpus" / "articles" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT + name, encoding="utf-8")
    return Project(tmp_path)


def add_draft(project: Project) -> Layer:
    article = read_article(project.article_path("one"), article_id="one")
    quotes = [
        Quote(id="d-1", contents=(Span(21, 34),), trace=Trace(score=0.9)),
        Quote(id="d-2", contents=(Span(45, 55),), trace=Trace(score=0.4)),
    ]
    draft = Layer.of(Header(model="rules 1", draft="d"), quotes)
    DraftStore(project).add("one", draft, article.sha256)
    return draft


def add_work(project: Project, annotator: str, *, purpose: Purpose | None = None) -> None:
    article = read_article(project.article_path("one"), article_id="one")
    store = ArticleStore(project)
    known = store.load("one") or Dossier(article="one", sha256=article.sha256)
    trace = Trace(decision="accepted", origin=Origin("d", "d-1"), flag=True)
    quote = Quote(id="x", contents=(Span(21, 34),), trace=trace)
    entry = Entry(
        number=known.history.next_number,
        kind="change",
        intent="accept quote",
        by=annotator,
        at=f"2024-01-0{known.history.next_number}T00:00:00Z",
    )
    history = known.history.with_entry(entry)
    header = Header(annotator=annotator, purpose=purpose, revision=1 if purpose else 0)
    layer = Layer.of(header, [quote])
    dossier = replace(known, history=history)
    if purpose:
        dossier = replace(dossier, finished=(*known.finished, layer))
    else:
        dossier = dossier.with_work(annotator, layer)
    store.save(dossier, article)


def first(project: Project, annotator: str | None = "anna") -> Standing:
    return next(iter(Index(project).standings(annotator)))


def test_a_new_article_has_its_headline_and_nothing_else(project: Project) -> None:
    new = Standing(id="one", title="A headline")
    assert list(Index(project).standings("anna")) == [new, replace(new, id="two")]


def test_a_draft_is_all_pending(project: Project) -> None:
    add_draft(project)
    assert first(project) == Standing(
        id="one",
        title="A headline",
        status="draft",
        pending=2,
        quotes=2,
        least=0.4,
        models=("rules 1",),
    )


def test_two_models_are_compared_by_their_newest_drafts(project: Project) -> None:
    draft = add_draft(project)
    article = read_article(project.article_path("one"), article_id="one")
    both, first_only = draft.quotes.values(), [draft.quotes["d-1"]]
    for number, (model, quotes) in enumerate((("other", both), ("other", first_only))):
        layer = Layer.of(Header(model=model, draft=f"o{number}"), quotes)
        DraftStore(project).add("one", layer, article.sha256)
    standing = first(project)
    assert standing.models == ("rules 1", "other")
    assert standing.alike == pytest.approx(2 / 3)
    assert first(project) == standing


def test_open_and_finished_work_is_counted(project: Project) -> None:
    add_draft(project)
    add_work(project, "anna")
    opened = first(project)
    assert opened == Standing(
        id="one",
        title="A headline",
        status="open",
        pending=1,
        decided=1,
        quotes=2,
        least=0.4,
        models=("rules 1",),
        flags=1,
        changed="2024-01-01T00:00:00Z",
        annotator="anna",
    )
    add_work(project, "Bo", purpose="gold")
    assert first(project) == replace(opened, others=("Bo",))
    finished = first(project, "Bo")
    assert (finished.status, finished.purpose, finished.others) == ("finished", "gold", ("anna",))
    assert first(project, "Cy") == Standing(
        id="one",
        title="A headline",
        status="draft",
        pending=2,
        quotes=2,
        least=0.4,
        models=("rules 1",),
        others=("Bo", "anna"),
    )
    assert first(project, None).annotator == "Bo"


def test_what_did_not_change_is_not_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_draft(project)
    before = list(Index(project).standings("anna"))
    read: list[str] = []

    def note(path: Path, *, article_id: str) -> object:
        read.append(article_id)
        return read_article(path, article_id=article_id)

    monkeypatch.setattr(index_module, "read_article", note)
    assert list(Index(project).standings("anna")) == before
    assert read == []
    add_work(project, "anna")
    assert first(project).status == "open"
    project.article_path("two").write_text("Another\n\nText here.\n", encoding="utf-8")
    assert [standing.title for standing in Index(project).standings("anna")][1] == "Another"
    assert read == ["one", "two"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"version": 1}', None])
def test_a_lost_or_broken_index_loses_nothing(project: Project, content: bytes | None) -> None:
    add_draft(project)
    before = list(Index(project).standings())
    path = project.cache_dir / "index.jsonl"
    assert path.exists()
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert list(Index(project).standings()) == before
    assert path.read_bytes() != content


def test_a_strange_entry_is_computed_anew(project: Project) -> None:
    before = list(Index(project).standings())
    path = project.cache_dir / "index.jsonl"
    path.write_text(path.read_text().replace('"title"', '"titel"'))
    assert list(Index(project).standings()) == before


def test_an_article_that_is_gone_is_gone_from_the_index(project: Project) -> None:
    list(Index(project).standings())
    project.article_path("two").unlink()
    assert [standing.id for standing in Index(project).standings()] == ["one"]
    assert '"two"' not in (project.cache_dir / "index.jsonl").read_text()


def test_stopping_half_way_keeps_what_was_done(project: Project) -> None:
    standings = Index(project).standings()
    next(iter(standings))
    del standings
    kept = (project.cache_dir / "index.jsonl").read_text()
    assert '"one"' in kept
    assert '"two"' not in kept


def test_a_broken_file_is_a_standing_with_a_problem(project: Project) -> None:
    project.article_path("one").write_bytes(b"\0\0")
    one, two = Index(project).standings()
    assert "binary" in one.problem
    assert two.problem == ""
    project.article_path("one").write_text(TEXT, encoding="utf-8")
    project.annotation_path("one").parent.mkdir()
    project.annotation_path("one").write_text("{")
    assert "no readable TinyDB" in first(project).problem


def test_another_text_than_the_annotated_one_is_a_problem(project: Project) -> None:
    add_work(project, "anna")
    project.article_path("one").write_text(TEXT, encoding="utf-8")
    assert "not the one that was annotated" in first(project).problem


def test_one_standing_is_as_the_files_have_it_now(project: Project) -> None:
    index = Index(project)
    assert index.standing("one", "anna").status == "new"
    add_work(project, "anna")
    assert index.standing("one", "anna").status == "open"


def test_an_empty_history_gives_the_layers_own_date(project: Project) -> None:
    article = read_article(project.article_path("one"), article_id="one")
    layer = Layer(header=Header(annotator="anna", created="2020-01-01T00:00:00Z"))
    dossier = Dossier(article="one", sha256=article.sha256, work={"anna": layer}, history=History())
    ArticleStore(project).save(dossier, article)
    assert first(project, None).changed == "2020-01-01T00:00:00Z"
