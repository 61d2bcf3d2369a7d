"""Links that lie in a project, as in one that was cloned, lead nowhere out of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotators.commands import main
from annotators.errors import CopydeskError
from annotators.model.dossier import Dossier
from annotators.project import Project, create_project
from annotators.reading.text import article_of
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from annotators.store.index import Index
from annotators.store.lock import hold
from annotators.store.tinydb_storage import temporary_of, write_atomically

ARTICLE = article_of("Hello there\n", article_id="a")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = create_project(tmp_path / "project")
    made.article_path("a").write_text(ARTICLE.text, encoding="utf-8")
    return made


def link(path: Path, to: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(to)


def test_what_people_made_is_neither_read_nor_written_outside(
    project: Project, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.json"
    link(project.annotation_path("a"), outside)
    dossier = Dossier(article="a", sha256=ARTICLE.sha256)
    store = ArticleStore(project)
    with pytest.raises(CopydeskError, match="a link that leaves the folder; put a copy"):
        store.load("a")
    with pytest.raises(CopydeskError, match="leaves the folder"):
        store.save(dossier, ARTICLE)
    assert not outside.exists()
    (standing,) = Index(project).standings("anna")
    assert "leaves the folder" in standing.problem


def test_a_link_within_the_folder_stays_one(project: Project) -> None:
    real = project.annotation_path("real")
    link(project.annotation_path("a"), real)
    ArticleStore(project).save(Dossier(article="a", sha256=ARTICLE.sha256), ARTICLE)
    assert project.annotation_path("a").is_symlink()
    assert ArticleStore(project).load("real") is not None


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("drafts/b", lambda project: DraftStore(project).carried("b/a")),
        (".cache/locks/b", lambda project: hold(project, "b/a", "anna").acquire()),
        (".cache/drafting/b", lambda project: project.drafting_lock_path("b/a")),
        ("backup/b", lambda project: project.backup_path("b/a.version-1")),
    ],
)
def test_no_folder_of_ours_leads_outside(
    project: Project, tmp_path: Path, name: str, use: Callable[[Project], object]
) -> None:
    link(project.root / "corpus" / name, tmp_path)
    with pytest.raises(CopydeskError, match="leaves the folder"):
        use(project)
    assert {path.name for path in tmp_path.iterdir()} == {"project"}


def test_a_link_in_the_place_of_a_temporary_file_is_not_followed(tmp_path: Path) -> None:
    outside, path = tmp_path / "precious", tmp_path / "folder" / "a.json"
    outside.write_text("mine")
    link(temporary_of(path), outside)
    write_atomically(path, b"{}")
    assert outside.read_text() == "mine"
    assert path.read_bytes() == b"{}"
    assert not path.is_symlink()


def test_an_added_article_goes_through_no_link(project: Project, tmp_path: Path) -> None:
    outside, new = tmp_path / "precious", tmp_path / "new.txt"
    outside.write_text("mine")
    new.write_text("Something else\n")
    link(temporary_of(project.article_path("new")), outside)
    assert main(["add", str(new), "--project", str(project.root)]) == 0
    assert outside.read_text() == "mine"
    assert project.article_path("new").read_text() == "Something else\n"
