"""The workbench behind the screens: which article is open, what is saved, what is drafted."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from annotators.errors import CopydeskError
from annotators.model.dossier import Dossier
from annotators.project import Project
from annotators.store.index import Index, file_name
from annotators.store.index_cache import Standing
from annotators.store.leftovers import clear_leftovers
from tui.session.focus import Focus
from tui.session.session import Session
from tui.work.drafting import Drafting
from tui.work.library import Library
from tui.work.places import Places
from tui.work.saving import Saving


class Workbench:
    """One project in the hands of one annotator. Knows no screen."""

    def __init__(
        self,
        project: Project,
        annotator: str,
        *,
        on_saved: Callable[[Dossier], None],
        on_failed: Callable[[str], None],
    ) -> None:
        """Take the project; `on_saved` and `on_failed` are called in the saving thread."""
        self.project = project
        self.annotator = annotator
        self.session: Session | None = None
        self._library = Library(project)
        self._index = Index(project)
        self._saving = Saving(self._library.articles, on_saved=on_saved, on_failed=on_failed)
        found = project.survey()
        self._ids = list(found.paths)
        self._problems = {file_name(project, problem): problem for problem in found.problems}
        self._handed: Dossier | None = None

    @property
    def ids(self) -> list[str]:
        """The ids of all articles, in the order they are worked in."""
        return self._ids

    def first(self) -> str | None:
        """The article to begin with: where the annotator left off, else the first unfinished."""
        last = self._places.last_article
        if last in self._ids:
            return last
        return self.after(None)

    def after(self, article_id: str | None, step: int = 1) -> str | None:
        """The article after (1) or before (-1) another in the queue; None at its end."""
        if not self._ids:
            return None
        if article_id not in self._ids:
            return self._ids[0]
        index = self._ids.index(article_id) + step
        return self._ids[index] if 0 <= index < len(self._ids) else None

    def next_unfinished(self, article_id: str) -> str | None:
        """The next article of the queue that is not finished, around its end; None for none."""
        unfinished = {s.id for s in self.standings() if s.status != "finished" and not s.problem}
        index = self._ids.index(article_id) + 1 if article_id in self._ids else 0
        queue = self._ids[index:] + self._ids[:index]
        return next((i for i in queue if i in unfinished and i != article_id), None)

    def place(self, article_id: str) -> str:
        """Which article of how many this is."""
        if article_id not in self._ids:
            return ""
        return f"{self._ids.index(article_id) + 1}/{len(self._ids)} articles"

    def open(self, article_id: str) -> tuple[Session, Focus | None]:
        """Open an article, and the focus where it was left.

        What the article before still has to save is saved first. Raises
        CopydeskError when the article cannot be opened; then the one before stays open.
        """
        if article_id in self._problems:
            raise self._problems[article_id]
        self.leave()
        self._saving.settle(2.0)
        unsaved = self._saving.unsaved(article_id)
        session = self._library.open(article_id, self.annotator, unsaved=unsaved)
        self.session = session
        self._handed = session.review.dossier
        return session, self._places.focus(article_id, len(session.review.article.text))

    def keep(self) -> None:
        """Have the open article saved."""
        if self.session is not None and self.session.holder is None:
            review = self.session.review
            self._handed = review.dossier
            self._saving.keep(review.dossier, review.article)

    @property
    def is_all_saved(self) -> bool:
        """Whether everything that was changed is on the disk, in every article.

        A change that is on the screen but not handed over yet counts, too.
        """
        is_handed = self.session is None or self.session.review.dossier is self._handed
        return is_handed and self._saving.is_idle

    def take_changes(self) -> str:
        """Take over what another program wrote about the open article; what is to be said of it.

        Nothing is written over: what was changed here and what was changed
        there are joined, and the result is saved.
        """
        session, store = self.session, self._library.articles
        if session is None or not store.is_changed(session.review.article.id):
            return ""
        article = session.review.article
        if session.holder is not None:
            theirs = store.load(article.id)
            session.take_dossier(theirs or Dossier(article=article.id, sha256=article.sha256))
            return ""
        # An older state must not be written over theirs while the two are joined.
        self._saving.take_back(article.id)
        try:
            joined = store.join(session.review.dossier, article)
        except CopydeskError:
            self.keep()
            raise
        session.take_dossier(joined.dossier)
        self._handed = joined.dossier
        if not joined.is_saved:
            self.keep()
        found = f"; {len(joined.conflicts)} flagged: both say otherwise" if joined.conflicts else ""
        return f"another program changed the file of {article.id}; joined with what is here{found}"

    def leave(self) -> None:
        """Remember the place in the open article."""
        if self.session is not None and self.annotator:
            self._places.keep(self.session.review.article.id, self.session.focus)

    def close(self, seconds: float) -> bool:
        """Save what waits and let go of the article; answers whether all could be saved."""
        self.leave()
        saved = self._saving.close(seconds)
        self._library.close()
        return saved

    def tidy(self) -> None:
        """Clear away, in a thread, what killed saves left in the project."""
        Thread(target=clear_leftovers, args=(self.project,), name="tidying", daemon=True).start()

    def standings(self) -> list[Standing]:
        """How every article stands; what waits to be saved is saved first."""
        self._saving.settle(2.0)
        return list(self._index.standings(self.annotator))

    def undrafted(self) -> list[str]:
        """The articles that have no draft yet."""
        return [i for i in self._ids if not self._library.has_draft(i)]

    def take_draft(self, article_id: str) -> bool:
        """Show a draft that was just made in the open article; False for another article."""
        session = self.session
        if session is None or session.review.article.id != article_id:
            return False
        found = self._library.drafted(article_id, session.review.article.sha256)
        if found.draft is None:
            raise CopydeskError("its draft cannot be read", place=article_id)
        session.take_draft(found.draft, found.parse)
        return True

    def drafting(
        self,
        *,
        on_drafted: Callable[[str], None],
        on_state: Callable[[str], None],
        on_failed: Callable[[str], None],
    ) -> Drafting:
        """The worker that makes drafts for this project; it starts when it is asked."""
        return Drafting(
            self.project.only or self.project.root,
            on_drafted=on_drafted,
            on_state=on_state,
            on_failed=on_failed,
        )

    @property
    def _places(self) -> Places:
        return Places(self.project.cache_dir, self.annotator)
