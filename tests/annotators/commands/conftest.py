"""A project of two articles, and a model that needs no spaCy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from annotators.commands import main
from annotators.config import Config
from annotators.drafting import Model
from annotators.model.article import Article
from annotators.model.items import Entity, Mention, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.parse import Parse
from annotators.model.review import Review
from annotators.model.span import Span
from annotators.project import Project, create_project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore

VOTE = "Council to vote\n\n“It is late,” Ada Quill said. “We go [now].”\n"
STRIKE = "Strike ends\n\nThe strike is over, the union said. \x1b[31mred\n"

Run = Callable[..., int]


class FakeModel(Model):
    """Drafts what stands in quotation marks, for Ada Quill, and knows no other speaker."""

    def __init__(self, config: Config | None = None) -> None:
        super().__init__(config or Config())

    def load(self) -> str:
        return "fake 1"

    def draft(
        self, article: Article, digits: Mapping[str, int] | None = None
    ) -> tuple[Layer, Parse]:
        header = Header(model="fake 1", draft=f"fake-{article.sha256[:8]}", created="2026-01-01")
        entities = [
            Entity(
                id="e1", name="Ada Quill", label="PERSON", digit=(digits or {}).get("Ada Quill", 1)
            )
        ]
        names = [
            Mention(id=f"m{m.start()}", span=Span(*m.span()), label="PERSON", entity="e1")
            for m in re.finditer("Ada Quill", article.text)
        ]
        quotes = [
            Quote(
                id=f"q{m.start()}",
                contents=(Span(*m.span()),),
                sources=tuple(name.span for name in names),
                speakers=("e1",),
                speaker_state="known",
                trace=Trace(score=0.5),
            )
            for m in re.finditer("“[^”]*”", article.text)
        ]
        parse = Parse(article.sha256, (), (), (), (), (), ())
        return Layer.of(header, [*entities, *names, *quotes]), parse


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("COPYDESK_ANNOTATOR", raising=False)
    monkeypatch.setattr("annotators.commands.annotate.Model", FakeModel)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = create_project(tmp_path / "desk")
    for name, text in (("vote", VOTE), ("strike", STRIKE)):
        project.article_path(name).write_bytes(text.encode())
    monkeypatch.chdir(project.root)
    return project


@pytest.fixture
def run(project: Project) -> Run:
    return lambda *argv: main([str(arg) for arg in argv])


def finish(project: Project, article_id: str, annotator: str, purpose: str = "gold") -> Layer:
    """Have somebody accept everything of the fake draft and finish the article."""
    from annotators.model.intents import accept  # noqa: PLC0415 - only some tests need it

    article = read_article(project.article_path(article_id), article_id=article_id)
    store = ArticleStore(project)
    draft, _ = FakeModel().draft(article)
    review = Review(article, annotator, dossier=store.load(article_id), draft=draft)
    while review.view.undecided:
        review.do(accept(review.view, review.view.undecided[0], review.fresh))
    layer = review.finish("gold" if purpose == "gold" else "training")
    store.save(review.dossier, article)
    return layer
