"""How every article of a project stands, kept so that ten thousand are listed at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.layer import Layer
from annotators.model.view import View
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore, check_text
from annotators.store.draft_store import DraftStore
from annotators.store.index_cache import IndexCache, Standing, Status


class Counts(NamedTuple):
    """What there is to do in an article, and what is done."""

    pending: int
    decided: int
    quotes: int
    least: float | None
    flags: int


def count_items(article: Article, layer: Layer | None, draft: Layer | None) -> Counts:
    """Count the quotes of a layer over a draft."""
    if layer is None and draft is None:
        return Counts(0, 0, 0, None, 0)
    view = View.of(article, layer, draft)
    pending = [quote for quote in view.quotes if view.is_pending(quote)]
    scores = [quote.trace.score for quote in pending if quote.trace.score is not None]
    decided = layer.quotes.values() if layer else ()
    items = layer.items() if layer else ()
    return Counts(
        pending=len(pending),
        decided=len(decided),
        quotes=len(view.quotes),
        least=min(scores, default=None),
        flags=sum(1 for item in items if item.trace.flag),
    )


def standing_of(
    article: Article, dossier: Dossier | None, draft: Layer | None, annotator: str | None
) -> Standing:
    """How the article stands for the annotator; for None, for whoever worked at it last."""
    names = annotators_of(dossier) if dossier else []
    whose = annotator if annotator is not None else _latest(dossier)
    layer = dossier.layer(whose) if dossier and whose else None
    counts = count_items(article, layer, draft)
    is_open = dossier is not None and whose in dossier.work
    status: Status = "new" if draft is None else "draft"
    if layer is not None:
        status = "open" if is_open else "finished"
    return Standing(
        id=article.id,
        title=article.title,
        status=status,
        **counts._asdict(),
        purpose=layer.header.purpose if layer else None,
        changed=_changed(dossier, whose),
        annotator=whose if layer and whose else "",
        others=tuple(name for name in names if name != whose),
    )


class Index:
    """The standings of a project's articles; what did not change is not read again."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._articles = ArticleStore(project)
        self._drafts = DraftStore(project)

    def standings(self, annotator: str | None = None) -> Iterator[Standing]:
        """Each article's standing, in the order of their ids.

        A broken article or annotation file is a standing with a `problem`.
        What was computed is kept even when the caller stops half way. Raises
        CopydeskError when the articles cannot be listed.
        """
        paths = self.project.article_paths()
        cache = IndexCache.read(self.project.cache_dir, annotator)
        try:
            for article_id, path in paths.items():
                files = self._files(article_id, path)
                standing = cache.find(article_id, files)
                if standing is None:
                    standing = self._compute(article_id, path, annotator)
                    cache.put(standing, files)
                yield standing
        finally:
            cache.write(paths)

    def standing(self, article_id: str, annotator: str | None = None) -> Standing:
        """One article's standing as its files have it now; CopydeskError for a bad id."""
        return self._compute(article_id, self.project.article_path(article_id), annotator)

    def _compute(self, article_id: str, path: Path, annotator: str | None) -> Standing:
        try:
            article = read_article(path, article_id=article_id)
            dossier = self._articles.load(article_id)
            if dossier is not None:
                check_text(dossier, article)
            draft = self._drafts.newest(article_id, article.sha256)
        except CopydeskError as error:
            return Standing(id=article_id, title=article_id, problem=str(error))
        return standing_of(article, dossier, draft, annotator)

    def _files(self, article_id: str, path: Path) -> tuple[str, str, str]:
        corpus = os.path.join(self.project.root, "corpus")  # noqa: PTH118 - ten thousand times
        return (
            os.fspath(path),
            f"{corpus}/annotations/{article_id}.json",
            f"{corpus}/drafts/{article_id}.json",
        )


def _latest(dossier: Dossier | None) -> str | None:
    if dossier is None:
        return None
    if dossier.history.entries:
        return dossier.history.entries[-1].by
    return min(annotators_of(dossier), default=None)


def _changed(dossier: Dossier | None, annotator: str | None) -> str:
    if dossier is None or annotator is None:
        return ""
    own = dossier.history.of(annotator)
    layer = dossier.layer(annotator)
    return own[-1].at if own else layer.header.created if layer else ""


def annotators_of(dossier: Dossier) -> list[str]:
    """Everybody who has a layer in the dossier, sorted."""
    return sorted({*dossier.work, *(layer.header.annotator for layer in dossier.finished)})
