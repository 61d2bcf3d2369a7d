"""Opens articles for the screen: text, what people made, drafts, parse, and the lock."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal, NamedTuple

from annotators.errors import CopydeskError
from annotators.guideline import guideline_version
from annotators.model.again import falls, name_at, second_name
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.layer import Layer
from annotators.model.parse import Parse
from annotators.model.review import Review
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore, check_text
from annotators.store.draft_store import DraftStore
from annotators.store.lock import ArticleLock
from annotators.store.reach import beyond_text
from tui.session.session import Session

Way = Literal["usual", "blind", "again"]
"""How an article is opened: as usual, without seeing a draft, or by who has finished it before."""


class Drafted(NamedTuple):
    """A draft and the parse made with it."""

    draft: Layer | None
    parse: Parse | None


class Library:
    """The articles of one project, opened one at a time by one annotator.

    `locks` says whether an article is locked when it is opened.
    """

    def __init__(self, project: Project, *, locks: bool = True) -> None:
        self.project = project
        self.locks = locks
        self.articles = ArticleStore(project)
        self._drafts = DraftStore(project)
        self._lock: ArticleLock | None = None

    def open(
        self,
        article_id: str,
        annotator: str,
        *,
        unsaved: Dossier | None = None,
        way: Way = "usual",
    ) -> Session:
        """Open an article for the annotator, and let go of the one before.

        `unsaved` is its newest state where that is not on the disk yet. An article
        that is begun, in whatever way, goes on in that way. An article that
        somebody else has open, or that cannot be locked, is opened read-only; so
        is one that is to be locked later, by `follow`. Raises CopydeskError when it
        cannot be read, or its file is broken; then the one before stays open.
        """
        article = read_article(self.project.article_path(article_id), article_id=article_id)
        before = self._lock
        holder = self._take(article_id, annotator) if self.locks else ""
        try:
            dossier = unsaved or self.articles.load(article_id)
            if dossier is not None:
                check_text(dossier, article)
            found = self.drafted(article)
            review = self._review(article, annotator, dossier, found.draft, way)
        except CopydeskError:
            self._give_back(before)
            raise
        if before is not None and before is not self._lock:
            before.release()
        proposes = self.project.config.proposals
        session = Session(review, parse=found.parse, holder=holder, proposes=proposes)
        if fault := next(beyond_text(self.project, article, dossier, found.draft), None):
            session.notice = session.notice or self.project.within(str(fault))
        return session

    def _review(
        self,
        article: Article,
        annotator: str,
        dossier: Dossier | None,
        draft: Layer | None,
        way: Way,
    ) -> Review:
        """The annotator's review; CopydeskError for a blind one of what they have seen."""
        name = second_name(annotator) if way == "again" else name_at(dossier, annotator)
        first = dossier.layer(annotator) if dossier is not None else None
        if way == "blind" and first is not None and not first.header.blind:
            raise CopydeskError(
                "you have a layer of it that was not made blind",
                place=article.id,
                remedy="take an article that you have not begun",
            )
        if name != annotator:
            blind = first is not None and first.header.blind
        else:
            blind = way == "blind" or falls(self.project.config.blind, "blind", article.id)
        review = Review(
            article,
            name,
            dossier=dossier,
            draft=draft,
            scope=self.project.config.scope,
            guideline=_guideline_version(),
            blind=blind,
            repeats=annotator if name != annotator else "",
        )
        if way != "usual":
            review.begin()
        return review

    def drafted(self, article: Article) -> Drafted:
        """The newest draft with what was carried over to it, and the parse; either may lack."""
        return Drafted(
            self._drafts.shown(article), self._drafts.load_parse(article.id, article.sha256)
        )

    def drafts(self, article: Article) -> tuple[Layer, ...]:
        """Every draft of the article's text, oldest first; CopydeskError when one is broken."""
        return self._drafts.of_text(article.id, article.sha256)

    def drafted_ids(self) -> set[str]:
        """The articles of which any draft is kept."""
        return self._drafts.ids()

    def follow(self, session: Session, annotator: str) -> str:
        """Show in a read-only session what its holder saves; when they leave, it can be changed.

        What is to be said of it, if anything. Raises CopydeskError when the file
        is broken or of another text.
        """
        article, store, before = session.review.article, self.articles, session.holder
        holder = self._take(article.id, annotator)
        is_freed = holder is None and bool(before)
        theirs = None
        if is_freed or store.is_changed(article.id):
            theirs = store.load(article.id) or Dossier(article=article.id, sha256=article.sha256)
            check_text(theirs, article)
        session.holder = holder
        if theirs is not None:
            session.take_dossier(theirs)
        if is_freed:
            return f"{article.id} is free now and can be changed"
        return f"read only: {holder}" if holder and not before else ""

    def has(self, article_id: str) -> bool:
        """Whether there is such an article."""
        try:
            return self.project.article_path(article_id).is_file()
        except CopydeskError:
            return False

    def close(self) -> None:
        """Let go of the article that is open."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _take(self, article_id: str, annotator: str) -> str | None:
        """Take the article's lock; who has it instead, or None when it is ours."""
        if self._lock is not None and self._lock.article_id == article_id:
            self._lock.release()
        lock = ArticleLock(self.project, article_id, annotator)
        try:
            lock.acquire()
        except CopydeskError as error:
            # Held by another, or in a folder that is not ours to write to: it can be read.
            self._lock = None
            return self.project.within(str(error))
        self._lock = lock
        return None

    def _give_back(self, before: ArticleLock | None) -> None:
        """Let go of the lock that was just taken; the one before is ours again."""
        if self._lock is not None and self._lock is not before:
            self._lock.release()
        self._lock = before
        if before is not None:
            with suppress(CopydeskError):
                before.acquire()


def _guideline_version() -> str:
    try:
        return guideline_version()
    except CopydeskError:
        return ""
