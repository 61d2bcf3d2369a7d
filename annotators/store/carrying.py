"""Carrying a correction over to the other articles of a project, as pending proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.elsewhere import Carried, changed
from annotators.model.layer import Layer
from annotators.model.view import View
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore


def carry_over(project: Project, carried: Carried, article_ids: Iterable[str]) -> Iterator[str]:
    """Propose a correction in each of some articles; the ids of those where it is pending then.

    Articles that have no draft, that `carried.by` has finished, or that cannot
    be read are left as they are.
    """
    longest = max(carried.text.split(), key=len, default="").casefold()
    for article_id in article_ids:
        try:
            if _holds(project, article_id, longest) and _carry(project, carried, article_id):
                yield article_id
        except CopydeskError:
            continue


def _holds(project: Project, article_id: str, word: str) -> bool:
    """Whether a word stands in an article, told without reading its layers."""
    if not project.draft_path(article_id).exists():
        return False
    try:
        data = project.article_path(article_id).read_bytes()
    except OSError:
        return False
    return word in data.decode("utf-8", "ignore").casefold()


def _carry(project: Project, carried: Carried, article_id: str) -> bool:
    article = read_article(project.article_path(article_id), article_id=article_id)
    dossier = ArticleStore(project).load(article_id)
    if dossier is not None and carried.by not in dossier.work and dossier.standing(carried.by):
        return False
    drafts = DraftStore(project)
    draft = drafts.shown(article)
    own = dossier.layer(carried.by) if dossier is not None else None
    if draft is None or not _is_pending(article, own, draft, carried):
        return False
    drafts.carry(article_id, carried)
    return True


def _is_pending(article: Article, own: Layer | None, draft: Layer, carried: Carried) -> bool:
    """Whether any item that the correction changes still waits for a decision."""
    pending = View.of(article, own, draft).pending
    return any(item.id in pending for item in changed(article, draft, carried))
