"""Drafts: made once, kept at once, the digits of the cast handed on."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotators.drafting import Drafted, Drafter, Failed
from annotators.errors import CopydeskError
from annotators.model.layer import Layer
from annotators.model.parse import Parse
from annotators.project import Project
from annotators.store.draft_store import DraftStore
from tests.annotators.commands.conftest import FakeModel, finish


class NewerModel(FakeModel):
    """The next version of the fake model."""

    def load(self) -> str:
        return "fake 2"

    def draft(self, *args: object) -> tuple[Layer, Parse]:
        layer, parse = super().draft(*args)  # type: ignore[arg-type]
        return layer.with_header(model="fake 2", draft=f"{layer.header.draft}-2"), parse


def test_an_article_is_drafted_once_by_each_version_of_a_model(project: Project) -> None:
    first = Drafter(project, model=FakeModel())
    assert first.draft("vote").is_new
    assert not first.draft("vote").is_new
    assert not Drafter(project, model=FakeModel()).draft("vote").is_new
    assert Drafter(project, model=NewerModel()).draft("vote").is_new
    assert len(DraftStore(project).load("vote")) == 2


def test_a_forced_draft_is_kept_only_when_it_says_something_else(project: Project) -> None:
    class Changed(FakeModel):
        def draft(self, *args: object) -> tuple[Layer, Parse]:
            layer, parse = super().draft(*args)  # type: ignore[arg-type]
            return Layer.of(layer.header, list(layer.entities.values())), parse

    first = Drafter(project, model=FakeModel()).draft("vote")
    assert not Drafter(project, model=FakeModel()).draft("vote", force=True).is_new
    forced = Drafter(project, model=Changed()).draft("vote", force=True)
    assert forced.is_new
    assert forced.draft != first.draft
    newest = DraftStore(project).newest("vote", first.article.sha256)
    assert newest == forced.layer


def test_draft_and_parse_are_kept(project: Project) -> None:
    drafted = Drafter(project, model=FakeModel()).draft("vote")
    store = DraftStore(project)
    assert store.newest("vote", drafted.article.sha256) == drafted.layer
    assert store.load_parse("vote", drafted.article.sha256) is not None


def test_another_text_is_drafted_again(project: Project) -> None:
    drafter = Drafter(project, model=FakeModel())
    drafter.draft("vote")
    project.article_path("vote").write_text("“No,” said Ada Quill.")
    assert not drafter.has_draft("vote")
    assert drafter.draft("vote").is_new


def test_digits_stay_with_their_entities(project: Project) -> None:
    layer = finish(project, "vote", "anna")
    given: dict[str, int] = {}

    class Watching(FakeModel):
        def draft(self, *args: object) -> tuple[Layer, Parse]:
            given.update(args[1])  # type: ignore[call-overload]
            return super().draft(*args)  # type: ignore[arg-type]

    Drafter(project, model=Watching()).draft("vote")
    assert given == {e.name: e.digit for e in layer.entities.values()}


def test_a_bad_article_does_not_hold_up_the_rest_and_a_stop_comes_between_two(
    project: Project,
) -> None:
    project.article_path("bad").write_bytes(b"\xff\xff\xff")
    drafter = Drafter(project, model=FakeModel())
    stops = iter([False, False, True])
    ids = ["bad", "strike", "vote"]
    seen: list[Drafted | Failed] = list(drafter.draft_all(ids, is_stopped=lambda: next(stops)))
    assert isinstance(seen[0], Failed)
    assert isinstance(seen[1], Drafted)
    assert not drafter.has_draft("vote")


def test_a_single_article_is_drafted_in_the_users_own_folder(tmp_path: Path) -> None:
    path = tmp_path / "alone.txt"
    path.write_text("“No,” said Ada Quill.")
    Drafter(Project.single(path), model=FakeModel()).draft("alone")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["alone.txt", "home"]


def test_an_unknown_article_is_an_error(project: Project) -> None:
    with pytest.raises(CopydeskError):
        Drafter(project, model=FakeModel()).draft("../../etc/passwd")
