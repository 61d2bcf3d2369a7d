"""Lays the table: a project with the article, the model's draft of it, and its parse."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from annotators.drafting import Drafter, Failed
from annotators.model.article import Article
from annotators.project import CONFIG, Project

_CONFIG = """\
draft_on_open: false
attribution: {attribution}
scope: [{scope}]
proposals: {proposals}
"""


def draft_articles(folder: Path, articles: Iterable[Article], attribution: str) -> Project:
    """A project with these articles, each drafted; what was drafted before is not drafted again.

    Raises CopydeskError for an article that cannot be drafted.
    """
    project = _project(folder, attribution, "quotes, speakers", proposals=True)
    articles = list(articles)
    for article in articles:
        _put(project, article)
    drafter = Drafter(project)
    missing = [a.id for a in articles if not project.parse_path(a.id).exists()]
    for drafted in drafter.draft_all(missing) if missing else ():
        if isinstance(drafted, Failed):
            raise drafted.error
    return project


def lay(
    folder: Path,
    article: Article,
    drafts: Project,
    *,
    scope: str,
    with_draft: bool,
    proposals: bool,
) -> Project:
    """A project of one article with what `drafts` has of it; its parse comes in any case."""
    project = _project(folder, drafts.config.attribution, scope, proposals=proposals)
    _put(project, article)
    _copy(drafts.parse_path(article.id), project.parse_path(article.id))
    if with_draft:
        _copy(drafts.draft_path(article.id), project.draft_path(article.id))
    return project


def _project(folder: Path, attribution: str, scope: str, *, proposals: bool) -> Project:
    folder.mkdir(parents=True, exist_ok=True)
    config = _CONFIG.format(attribution=attribution, scope=scope, proposals=str(proposals).lower())
    (folder / CONFIG).write_text(config, encoding="utf-8")
    return Project.find(folder)


def _put(project: Project, article: Article) -> None:
    path = project.article_path(article.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(article.text.encode())


def _copy(source: Path, target: Path) -> None:
    if not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
