from __future__ import annotations

from pathlib import Path

import pytest

from annotators.config import Config
from annotators.errors import CopydeskError
from annotators.identity import annotator_file, check_annotator, keep_annotator, known_annotator
from annotators.project import Project, create_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "desk")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COPYDESK_ANNOTATOR", raising=False)


def add(project: Project, *names: str) -> None:
    for name in names:
        path = project.articles_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.", encoding="utf-8")


class TestFinding:
    def test_the_nearest_config_upwards_makes_the_project(self, project: Project) -> None:
        inner = project.articles_dir / "2024" / "may"
        inner.mkdir(parents=True)
        assert Project.find(inner) == project
        nested = create_project(project.root / "nested")
        assert Project.find(nested.root) == nested

    def test_no_config_is_an_error_with_a_remedy(self, tmp_path: Path) -> None:
        with pytest.raises(CopydeskError, match=r"is in no copydesk project.*copydesk init"):
            Project.find(tmp_path)

    def test_a_wrong_config_is_named(self, project: Project) -> None:
        (project.root / "config.yaml").write_text("colum: 3")
        with pytest.raises(CopydeskError, match=r"config\.yaml, line 1, colum"):
            Project.find(project.root)


class TestCreating:
    def test_it_makes_a_working_project(self, project: Project) -> None:
        assert project.config == Config(path=project.root / "config.yaml")
        assert project.article_ids() == ()
        assert project.articles_dir.is_dir()
        ignored = (project.root / "corpus" / ".gitignore").read_text().splitlines()
        assert {"drafts/", ".cache/"} <= set(ignored)

    def test_nothing_is_written_over(self, project: Project) -> None:
        (project.root / "config.yaml").write_text("theme: light")
        with pytest.raises(CopydeskError, match=r"config\.yaml: is there already"):
            create_project(project.root)
        (project.root / "config.yaml").unlink()
        (project.root / "corpus" / ".gitignore").write_text("mine")
        create_project(project.root)
        assert (project.root / "corpus" / ".gitignore").read_text() == "mine"

    def test_a_file_in_the_way_is_one_clear_line(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(CopydeskError, match="cannot be made a project"):
            create_project(tmp_path / "file" / "desk")
        with pytest.raises(CopydeskError):
            create_project(tmp_path / "file")


class TestArticles:
    def test_ids_are_sorted_paths_without_suffix(self, project: Project) -> None:
        add(project, "b.txt", "a/c.d.txt", "a.txt", "Ünï 1.TXT", ".hid.txt", ".git/x.txt", "n.md")
        (project.articles_dir / "empty.txt.d").mkdir()
        assert project.article_ids() == ("a", "a/c.d", "b", "Ünï 1")
        for article_id in project.article_ids():
            assert project.article_path(article_id).is_file()
            assert project.id_of(project.article_path(article_id)) == article_id

    def test_no_folder_means_no_articles(self, tmp_path: Path) -> None:
        assert Project(tmp_path).article_ids() == ()

    def test_two_files_of_one_id_are_reported(self, project: Project) -> None:
        add(project, "a.txt", "a.TXT", "b.txt")
        found = project.survey()
        assert [str(p) for p in found.problems] == [
            f"{project.articles_dir / 'a.txt'}: has the same id as a.TXT; rename one of the two"
        ]
        assert project.article_ids() == ("b",)

    @pytest.mark.parametrize("name", ["a\nb.txt", "a\x1bb.txt", "back\\slash.txt", "a\u2028.txt"])
    def test_a_file_name_that_makes_no_id_is_reported(self, project: Project, name: str) -> None:
        add(project, name, "b.txt")
        (problem,) = project.survey().problems
        assert "its name makes no article id" in str(problem)
        assert str(problem).isprintable()
        assert project.article_ids() == ("b",)

    @pytest.mark.parametrize(
        "article_id",
        ["", "..", "../a", "a/../../b", "/etc/passwd", "a//b", "a/", "./a", ".hidden", "a/.b",
         "a\0b", "a\nb", "a\x7f", "a\\b", "x" * 300, "\ud800"],
    )  # fmt: skip
    def test_an_id_that_could_leave_the_folder_is_refused(
        self, project: Project, article_id: str
    ) -> None:
        for path_of in (
            project.article_path,
            project.annotation_path,
            project.draft_path,
            project.parse_path,
            project.lock_path,
        ):
            with pytest.raises(CopydeskError, match="is no article id") as caught:
                path_of(article_id)
            assert str(caught.value).isprintable()

    def test_a_link_out_of_the_folder_is_refused(self, project: Project, tmp_path: Path) -> None:
        add(project, "in.txt")
        outside = tmp_path / "secret.txt"
        outside.write_text("Text.")
        (project.articles_dir / "fine.txt").symlink_to(project.articles_dir / "in.txt")
        assert project.article_ids() == ("fine", "in")
        (project.articles_dir / "out.txt").symlink_to(outside)
        with pytest.raises(CopydeskError, match="leaves the folder"):
            project.article_path("out")
        assert project.article_ids() == ("fine", "in")
        assert "leaves the folder" in str(project.survey().problems[0])
        (project.articles_dir / "up").symlink_to(tmp_path, target_is_directory=True)
        with pytest.raises(CopydeskError, match="leaves the folder"):
            project.article_path("up/secret")

    def test_the_files_of_an_article_lie_where_the_id_says(self, project: Project) -> None:
        corpus = project.root / "corpus"
        assert project.article_path("a/b") == corpus / "articles" / "a" / "b.txt"
        assert project.annotation_path("a/b") == corpus / "annotations" / "a" / "b.json"
        assert project.draft_path("a/b.c") == corpus / "drafts" / "a" / "b.c.json"
        assert project.parse_path("a") == corpus / ".cache" / "parses" / "a.json"
        assert project.cache_dir == corpus / ".cache"

    def test_files_from_elsewhere_have_no_id(self, project: Project, tmp_path: Path) -> None:
        add(project, "a.md")
        assert project.id_of(tmp_path / "a.txt") is None
        assert project.id_of(project.articles_dir / "a.md") is None
        assert project.id_of(project.articles_dir / ".a.txt") is None

    def test_a_folder_that_cannot_be_listed_is_one_clear_line(self, project: Project) -> None:
        project.articles_dir.rmdir()
        project.articles_dir.write_text("")
        with pytest.raises(CopydeskError, match="cannot be listed"):
            project.article_ids()


class TestSingle:
    def test_an_article_of_a_project_opens_that_project(self, project: Project) -> None:
        add(project, "2024/a.txt")
        path = project.articles_dir / "2024" / "a.txt"
        assert Project.single(path) == project
        assert project.id_of(path) == "2024/a"

    def test_an_article_from_elsewhere_keeps_its_data_with_the_user(
        self, project: Project, tmp_path: Path
    ) -> None:
        path = project.root / "note.txt"
        path.write_text("Text.")
        single = Project.single(path)
        assert single.config == Config()
        assert single.only == path
        assert single.article_ids() == ("note",)
        assert single.article_path("note") == path
        assert single.annotation_path("note").is_relative_to(tmp_path / "data" / "copydesk")
        assert single.id_of(path) == "note"
        assert single.id_of(tmp_path / "note.txt") is None
        assert Project.single(path) == single
        assert Project.single(tmp_path / "note.txt").root != single.root
        assert list(project.root.iterdir())
        assert not (tmp_path / "data").exists()
        with pytest.raises(CopydeskError, match="not the article that is open"):
            single.article_path("other")

    @pytest.mark.parametrize(
        ("name", "article_id"),
        [(".hid.txt", "hid"), ("a\nb.txt", "a_b"), ("....", "article"), ("é" * 120, "é" * 100)],
    )
    def test_any_file_name_makes_an_id(self, tmp_path: Path, name: str, article_id: str) -> None:
        single = Project.single(tmp_path / name)
        assert single.article_ids() == (article_id,)
        assert single.article_path(article_id) == tmp_path / name


class TestAnnotator:
    def test_nobody_is_known_at_first(self) -> None:
        assert known_annotator() is None

    def test_given_comes_before_environment_before_kept(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        assert keep_annotator("  Å. Kept ") == "Å. Kept"
        assert annotator_file().is_relative_to(tmp_path / "settings")
        assert known_annotator() == "Å. Kept"
        monkeypatch.setenv("COPYDESK_ANNOTATOR", "env")
        assert known_annotator() == "env"
        assert known_annotator("given") == "given"
        monkeypatch.setenv("COPYDESK_ANNOTATOR", " ")
        assert known_annotator() == "Å. Kept"

    @pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x1b[31m", "x" * 61, "a\u202eb"])
    def test_a_name_that_cannot_be_shown_is_refused(self, name: str) -> None:
        for attempt in (check_annotator, keep_annotator, known_annotator):
            with pytest.raises(CopydeskError, match="is no name for an annotator"):
                attempt(name)

    def test_a_name_may_look_like_a_path(self) -> None:
        assert keep_annotator("../../a/b") == "../../a/b"
        assert known_annotator() == "../../a/b"

    def test_a_wrong_name_says_where_it_stands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COPYDESK_ANNOTATOR", "a\tb")
        with pytest.raises(CopydeskError, match=r"^COPYDESK_ANNOTATOR: "):
            known_annotator()

    def test_a_config_folder_that_is_a_file_is_one_clear_line(self, tmp_path: Path) -> None:
        (tmp_path / "settings").write_text("")
        with pytest.raises(CopydeskError, match="cannot be written"):
            keep_annotator("anna")

    def test_a_name_that_cannot_be_read_is_named(self) -> None:
        annotator_file().parent.mkdir(parents=True)
        annotator_file().write_bytes(b"\xff")
        with pytest.raises(CopydeskError, match="cannot be read"):
            known_annotator()
