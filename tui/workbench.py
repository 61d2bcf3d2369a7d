"""The workbench behind the screens: which article is open, what is saved, what is drafted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING

from annotators.errors import CopydeskError
from annotators.model.dossier import Dossier
from annotators.model.review import stamp, utc_now
from annotators.project import Project
from annotators.reading.folder import Found
from tui.session.focus import Focus
from tui.session.session import Session
from tui.work.carrying import CarryingOver
from tui.work.library import Library, Way
from tui.work.places import Places
from tui.work.saving import Saving
from tui.work.timing import Timing

if TYPE_CHECKING:
    from annotators.adjudication.overlay import Side
    from annotators.model.elsewhere import Carried
    from annotators.store.index import Index
    from annotators.store.index_cache import Standing
    from tui.desk.queue import Queue
    from tui.work.listing import Listing


class Workbench:
    """One project in the hands of one annotator. Knows no screen."""

    def __init__(
        self,
        project: Project,
        annotator: str,
        *,
        on_saved: Callable[[Dossier], object],
        on_failed: Callable[[str], object],
        on_carried: Callable[[str], object] = lambda _: None,
        locks: bool = True,
    ) -> None:
        """Take the project; each `on_` is called in the thread that did the work.

        Where articles are not locked from the beginning, `settle_in` begins it.
        """
        self.project = project
        self.annotator = annotator
        self.session: Session | None = None
        self._library = Library(project, locks=locks)
        self._saving = Saving(self._library.articles, on_saved=on_saved, on_failed=on_failed)
        self._carrying = CarryingOver(project, on_carried)
        self._handed: Dossier | None = None
        self.timing = Timing(project)

    @cached_property
    def ids(self) -> list[str]:
        """The ids of all articles, in the order they are worked in."""
        return list(self._found.paths)

    @cached_property
    def _found(self) -> Found:
        """Looked up when it is asked for: with ten thousand articles it takes its time."""
        return self.project.survey()

    @property
    def opened(self) -> str:
        """The id of the open article, empty for none."""
        return self.session.review.article.id if self.session is not None else ""

    def first(self) -> str | None:
        """The article to begin with: where the annotator left off, else the first unfinished."""
        last = self._places.last_article
        return last if last is not None and self._library.has(last) else self.after(None)

    def after(self, article_id: str | None, step: int = 1) -> str | None:
        """The article after (1) or before (-1) another in the queue; None at its end."""
        if article_id not in self.ids:
            return next(iter(self.ids), None)
        at = self.ids.index(article_id) + step
        return self.ids[at] if 0 <= at < len(self.ids) else None

    def next_unfinished(self, article_id: str) -> str | None:
        """The next article of the queue that is not finished, around its end; None for none."""
        self._saving.settle(2.0)
        index = self.ids.index(article_id) + 1 if article_id in self.ids else 0
        queue = (i for i in (*self.ids[index:], *self.ids[:index]) if i != article_id)
        found = (self._index.standing(i, self.annotator) for i in queue)
        return next((s.id for s in found if s.status != "finished" and not s.problem), None)

    def following(self) -> tuple[str, Way] | None:
        """What comes after the open article, and how: one that comes back, else one unfinished."""
        from tui.work.returning import coming_back

        unfinished = self.next_unfinished(self.opened)
        back = coming_back(
            self.ids,
            lambda article_id: self._index.standing(article_id, self.annotator),
            self.annotator,
            share=self.project.config.again,
            just=self.opened,
            now=utc_now() if unfinished else None,
        )
        if back is not None:
            return back, "again"
        return (unfinished, "usual") if unfinished else None

    def place(self, article_id: str) -> str:
        """Which article of how many this is."""
        if article_id not in self.ids:
            return ""
        return f"{self.ids.index(article_id) + 1}/{len(self.ids)} articles"

    def open(self, article_id: str, way: Way = "usual") -> tuple[Session, Focus | None]:
        """Open an article in some way, and the focus where it was left.

        What the article before still has to save is saved first. Raises
        CopydeskError when the article cannot be opened; then the one before stays open.
        """
        self.leave()
        self._saving.settle(2.0)
        unsaved = self._saving.unsaved(article_id)
        try:
            session = self._library.open(article_id, self.annotator, unsaved=unsaved, way=way)
        except CopydeskError as error:
            from annotators.store.index import file_name

            known = {file_name(self.project, problem): problem for problem in self._found.problems}
            raise known.get(article_id, error) from None
        self.session = session
        session.elsewhere = self._carry_over
        session.left = self.timing.left
        self._handed = session.review.dossier
        self.timing.begin(self.session, self.annotator)
        if way != "usual":
            self.keep()
            return session, None
        return session, self._places.focus(article_id, len(session.review.article.text))

    def sides(self) -> list[Side]:
        """The layers of the open article that can be compared.

        Raises CopydeskError when a draft cannot be read.
        """
        from tui.work.comparing import sides

        if self.session is None:
            return []
        review = self.session.review
        if review.is_hidden:
            raise CopydeskError("you annotate it blind", remedy="finish it first")
        return sides(review.dossier, self._library.drafts(review.article))

    def compare(self, chosen: Sequence[Side], *, begins: bool = True) -> Session:
        """Lay layers of the open article over each other, in place of the annotator's own.

        Who only looks begins nothing.
        """
        from tui.work.comparing import compared

        assert self.session is not None  # noqa: S101 - only what is open has layers to choose
        self.session = compared(self.session, chosen, begins=begins)
        if self.session.review.dossier is not self._handed:
            self.keep()
        self.timing.begin(self.session, self.annotator)
        return self.session

    def keep(self) -> None:
        """Have the open article saved."""
        if self.session is not None and self.session.holder is None:
            review = self.session.review
            self._handed = review.dossier
            self._saving.keep(review.dossier, review.article)
            self.timing.note(self.session)

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
        if session is not None and session.holder is not None:
            line = self._library.follow(session, self.annotator)
            self._handed = session.review.dossier
            return line
        if session is None or not store.is_changed(session.review.article.id):
            return ""
        article = session.review.article
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
        return joined.told

    def leave(self) -> None:
        """Have the last change saved, and remember the place in the open article."""
        if self.session is not None and self.session.review.dossier is not self._handed:
            self.keep()
        self.timing.write()
        if self.session is not None and self.annotator:
            self._places.keep(self.session.review.article.id, self.session.focus)

    def close(self, seconds: float) -> bool:
        """Save what waits and let go of the article; answers whether all could be saved."""
        self.leave()
        saved = self._saving.close(seconds)
        self._carrying.settle(seconds)
        self._library.close()
        return saved

    def settle_in(self) -> None:
        """Lock and time from now on; in a thread, clear away what killed saves left."""
        from annotators.store.leftovers import clear_leftovers

        self._library.locks = True
        self.timing.start(self.session, self.annotator)
        Thread(target=clear_leftovers, args=(self.project,), name="tidying", daemon=True).start()

    def listing(
        self, *, on_listed: Callable[[Queue, bool], object], on_failed: Callable[[str], object]
    ) -> Listing:
        """What lists how every article stands; what waits to be saved is saved before."""
        from tui.work.listing import Listing

        return Listing(
            self._index,
            ready=lambda: self._saving.settle(2.0),
            on_listed=on_listed,
            on_failed=on_failed,
        )

    def standings(self) -> Iterator[Standing]:
        """How every article stands, in the order of their ids; it takes its time."""
        return self._index.standings(self.annotator)

    @cached_property
    def _index(self) -> Index:
        from annotators.store.index import Index

        return Index(self.project)

    def undrafted(self) -> list[str]:
        """The articles that have no draft yet."""
        drafted = self._library.drafted_ids()
        return [i for i in self.ids if i not in drafted]

    def take_draft(self, article_id: str) -> bool:
        """Show a draft that was just made in the open article; False for another article."""
        session = self.session
        if session is None or session.overlay or session.review.article.id != article_id:
            return False
        found = self._library.drafted(session.review.article)
        if found.draft is None:
            raise CopydeskError("its draft cannot be read", place=article_id)
        session.take_draft(found.draft, found.parse)
        return True

    def settle(self) -> None:
        """Have all that waits on the disk, for whoever reads it there."""
        if self.session is not None and self.session.review.dossier is not self._handed:
            self.keep()
        self._saving.settle(2.0)

    def line_up(self, first: Sequence[str]) -> None:
        """Have the articles worked in this order; those that it does not name come after it."""
        listed = [article_id for article_id in first if article_id in self._found.paths]
        self.ids = list(dict.fromkeys((*listed, *self._found.paths)))

    def _carry_over(self, carried: Carried) -> None:
        """Have a correction of the open article proposed in all others."""
        session = self.session
        if session is not None:
            here = session.review.article.id
            told = replace(carried, origin=here, by=self.annotator, at=stamp(utc_now()))
            self._carrying.carry(told, [i for i in self.ids if i != here])

    @property
    def _places(self) -> Places:
        return Places(self.project.cache_dir, self.annotator)
