"""`copydesk reanchor` carries annotations over to a changed text and lists what is lost."""

from __future__ import annotations

import pytest

from annotators.project import Project
from annotators.store.article_store import ArticleStore
from tests.annotators.commands.conftest import STRIKE, VOTE, Run, finish

NEW = VOTE.replace("Council to vote", "Council to vote again")


@pytest.fixture
def changed(project: Project) -> Project:
    """A finished article whose text was changed before all that was annotated."""
    finish(project, "vote", "anna")
    project.article_path("vote").write_text(NEW, encoding="utf-8")
    return project


def test_annotations_go_where_their_words_stand(
    changed: Project, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    before = changed.annotation_path("vote").read_bytes()
    assert run("check") == 1
    assert "`copydesk reanchor vote`" in capsys.readouterr().err
    assert run("reanchor", "--dry-run") == 0
    assert "1 article would be carried over, 0 items lost" in capsys.readouterr().err
    assert changed.annotation_path("vote").read_bytes() == before
    assert run("reanchor", "vote") == 0
    assert run("check") == 0
    dossier = ArticleStore(changed).load("vote")
    assert dossier is not None
    (layer,) = dossier.finished
    quotes = sorted(layer.quotes.values(), key=lambda quote: quote.start)
    said = [NEW[slice(*quote.contents[0])] for quote in quotes]
    assert said == ["“It is late,”", "“We go [now].”"]
    (copy,) = (changed.root / "corpus" / "backup").iterdir()
    assert copy.read_bytes() == before
    assert run("reanchor") == 0
    assert "0 articles carried over" in capsys.readouterr().err


def test_what_does_not_stand_is_listed(
    changed: Project, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    changed.article_path("vote").write_text(NEW.replace("It is late", "It is early"), "utf-8")
    other = changed.article_path("strike").read_bytes()
    assert run("reanchor") == 1
    said = capsys.readouterr().out
    assert "is not in the text" in said
    assert "the finished layer of anna is open work again" in said
    assert changed.article_path("strike").read_bytes() == other == STRIKE.encode()
