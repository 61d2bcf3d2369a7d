"""How every article of a project stands, kept so that ten thousand are listed at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.kind import Kinds
from annotators.model.layer import Layer
from annotators.model.view import View
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore, check_text
from annotators.store.draft_store import DraftStore, KeptDraft
from annotators.store.index_cache import IndexCache, Standing, Status, stamps_of
from annotators.store.outline import Outline

__all__ = ["Counts", "Index", "Standing", "Status", "count_items", "standing_of"]


class Counts(NamedTuple):
    """What there is to do in an article, and what is done."""

    pending: int
    decided: int
    quotes: int
    least: float | None


def count_items(article: Article, layer: Layer | None, draft: KeptDraft | None) -> Counts:
    """Count the quotes of a layer over a draft; CopydeskError when that is broken."""
    if layer is None:
        # Of most articles of a large project: all is pending, whatever it is.
        scores = [quote.get("score") for quote in draft.quotes] if draft else []
        known = [score for score in scores if isinstance(score, int | float)]
        return Counts(len(scores), 0, len(scores), min(known, default=None))
    # Kinds are not counted, and finding all quotation marks is most of the time.
    pending_over = draft.layer(of_quotes=True) if draft else None
    view = View.of(article, layer, pending_over, kinds=Kinds(""))
    pending = [quote for quote in view.quotes if view.is_pending(quote)]
    known = [quote.trace.score for quote in pending if quote.trace.score is not None]
    return Counts(
        pending=len(pending),
        decided=len(layer.quotes),
        quotes=len(view.quotes),
        least=min(known, default=None),
    )


def standing_of(article: Article, outline: Outline | None, drafts: Sequence[KeptDraft]) -> Standing:
    """How the article stands for the annotator of the outline.

    `drafts` are the newest of each model, the newest last. Raises CopydeskError
    when one is broken.
    """
    draft = drafts[-1] if drafts else None
    layer = outline.layer if outline else None
    if layer is not None and layer.header.blind:
        draft = None
    status: Status = "new" if draft is None else "draft"
    if outline is not None and layer is not None:
        status = "open" if outline.is_open else "finished"
    return Standing(
        id=article.id,
        title=article.title,
        status=status,
        **count_items(article, layer, draft)._asdict(),
        purpose=layer.header.purpose if layer else None,
        flags=outline.flags if outline else 0,
        changed=outline.changed if outline else "",
        annotator=layer.header.annotator if layer else "",
        others=outline.others if outline else (),
        models=tuple(kept.model for kept in drafts),
        alike=_alike(article, *drafts[-2:]) if len(drafts) > 1 else None,
    )


def _alike(article: Article, one: KeptDraft, other: KeptDraft) -> float:
    """How far two drafts agree: the mutual F1 of the relation."""
    # What compares layers is loaded only where there are two models to compare.
    from annotators.evaluation.agreement import mutual_f1  # noqa: PLC0415
    from annotators.evaluation.side import side_of  # noqa: PLC0415

    return mutual_f1(side_of(article, one.layer()), side_of(article, other.layer()))


def file_name(project: Project, problem: CopydeskError) -> str:
    """What to call a file that can be no article: its path below the articles, to be shown."""
    return str(CopydeskError(os.path.relpath(problem.place, project.articles_dir)))


class Index:
    """The standings of a project's articles; what did not change is not read again.

    Two threads may ask it at the same time.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._articles = ArticleStore(project)
        self._drafts = DraftStore(project)
        self._cache: IndexCache | None = None

    def standings(self, annotator: str | None = None) -> Iterator[Standing]:
        """Each article's standing, in the order of their ids.

        A broken article or annotation file is a standing with a `problem`; so
        is, after all others, a file that can be no article.
        What was computed is kept even when the caller stops half way. Raises
        CopydeskError when the articles cannot be listed.
        """
        paths, problems = self.project.survey()
        cache = self._kept(annotator)
        try:
            for article_id, path in paths.items():
                yield self._find(cache, article_id, path)
            for problem in problems:
                name = file_name(self.project, problem)
                yield Standing(id=name, title=name, problem=str(problem))
        finally:
            cache.write(paths)

    def standing(self, article_id: str, annotator: str | None = None) -> Standing:
        """One article's standing as its files have it now; CopydeskError for a bad id."""
        path = self.project.article_path(article_id)
        return self._find(self._kept(annotator), article_id, path)

    def _kept(self, annotator: str | None) -> IndexCache:
        cache = self._cache
        if cache is None or cache.annotator != annotator:
            cache = self._cache = IndexCache.read(self.project.cache_dir, annotator)
        return cache

    def _find(self, cache: IndexCache, article_id: str, path: Path) -> Standing:
        files = self._files(article_id, path)
        stamps = stamps_of(files)
        standing = cache.find(article_id, stamps)
        if standing is None:
            standing = self._compute(article_id, files, cache.annotator)
            cache.put(standing, stamps)
        return standing

    def _compute(
        self, article_id: str, files: tuple[str, str, str], annotator: str | None
    ) -> Standing:
        text, work, drafts = files
        try:
            article = read_article(Path(text), article_id=article_id)
            # What is not there is not opened; a link to nowhere is there.
            outline = (
                self._articles.outline(article_id, annotator) if os.path.lexists(work) else None
            )
            if outline is not None:
                check_text(outline, article)
            kept = (
                self._drafts.newest_of_each(article_id, article.sha256)
                if os.path.lexists(drafts)
                else []
            )
            return standing_of(article, outline, kept)
        except CopydeskError as error:
            return Standing(id=article_id, title=article_id, problem=str(error))

    def _files(self, article_id: str, path: Path) -> tuple[str, str, str]:
        corpus = os.path.join(self.project.root, "corpus")  # noqa: PTH118 - ten thousand times
        return (
            os.fspath(path),
            f"{corpus}/annotations/{article_id}.json",
            f"{corpus}/drafts/{article_id}.json",
        )
