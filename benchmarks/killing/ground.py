"""Where the killing happens: projects of its own, their articles, and what is called a loss."""

from __future__ import annotations

from pathlib import Path

from annotators.model.article import Article
from annotators.project import Project, create_project
from annotators.reading.text import read_article
from benchmarks.saving import article_of_size

ROOT = Path(__file__).resolve().parents[2]


class LostError(Exception):
    """Something that was said to be saved is not there, or a file is broken."""


def project_in(folder: Path) -> Project:
    """A project that drafts nothing by itself."""
    create_project(folder)
    (folder / "config.yaml").write_text("draft_on_open: false\n", encoding="utf-8")
    return Project.find(folder)


def add_article(project: Project, number: int) -> Article:
    """One more article for the project."""
    article = article_of_size(f"article-{number:04}")
    path = project.article_path(article.id)
    path.write_bytes(article.text.encode())
    return read_article(path, article_id=article.id)


def environment(project: Project) -> dict[str, str]:
    """Nothing of whoever runs this: their name and their settings stay out of it."""
    home = f"{project.root}-home"
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    return {**dict.fromkeys(folders, home), "COPYDESK_ANNOTATOR": "anna", "PYTHONPATH": str(ROOT)}
