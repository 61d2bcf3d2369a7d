"""Saving in a thread: the newest state of each article, on disk before it is called saved."""

from __future__ import annotations

import threading
from collections.abc import Callable

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.store.article_store import ArticleStore

_RETRY_SECONDS = 3.0
_PAUSE_SECONDS = 0.015
"""How long a change waits, so that it is on the screen before saving takes its share of time."""


class Saving:
    """Keeps dossiers on the disk, one after the other; of one article only the newest.

    `on_saved` is called in the saving thread with the dossier that is on the
    disk, `on_failed` with a line that says what is wrong. What failed is tried
    again every few seconds and with each further change.
    """

    def __init__(
        self,
        store: ArticleStore,
        *,
        on_saved: Callable[[Dossier], object],
        on_failed: Callable[[str], object],
        retry_seconds: float = _RETRY_SECONDS,
    ) -> None:
        self._store = store
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._retry_seconds = retry_seconds
        self._waiting: dict[str, tuple[Dossier, Article]] = {}
        self._unsaved: dict[str, Dossier] = {}
        self._wake = threading.Condition()
        self._closing = False
        self._hurry = False
        self._thread: threading.Thread | None = None

    def keep(self, dossier: Dossier, article: Article) -> None:
        """Have this state saved as soon as can be."""
        with self._wake:
            self._waiting[dossier.article] = (dossier, article)
            self._unsaved[dossier.article] = dossier
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="saving", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    @property
    def is_idle(self) -> bool:
        """Whether everything handed over is on the disk."""
        with self._wake:
            return not self._unsaved

    def unsaved(self, article_id: str) -> Dossier | None:
        """The newest state of an article that is not on the disk yet."""
        with self._wake:
            return self._unsaved.get(article_id)

    def take_back(self, article_id: str) -> None:
        """Save no state of the article that was handed over before."""
        with self._wake:
            self._waiting.pop(article_id, None)
            self._unsaved.pop(article_id, None)
            self._wake.notify_all()

    def settle(self, seconds: float) -> bool:
        """Wait until everything is on the disk, or for so long; answers whether it is."""
        with self._wake:
            self._hurry = True
            self._wake.notify_all()
            settled = self._wake.wait_for(lambda: not self._unsaved, seconds)
            self._hurry = False
            return settled

    def close(self, seconds: float = 5.0) -> bool:
        """Save what waits and end the thread; answers whether all could be saved."""
        settled = self.settle(seconds)
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        return settled

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: bool(self._waiting) or self._closing)
                self._wake.wait_for(lambda: self._hurry or self._closing, _PAUSE_SECONDS)
                if self._closing:
                    return
                if not self._waiting:
                    continue  # it was taken back meanwhile
                article_id, (dossier, article) = next(iter(self._waiting.items()))
                del self._waiting[article_id]
            problem = self._save(dossier, article)
            with self._wake:
                is_newest = self._unsaved.get(article_id) is dossier
                if problem and is_newest:
                    self._waiting.setdefault(article_id, (dossier, article))
                elif is_newest:
                    del self._unsaved[article_id]
                self._wake.notify_all()
            if not problem:
                self._on_saved(dossier)
                continue
            self._on_failed(problem)
            with self._wake:
                if self._unsaved.get(article_id) is dossier and not self._closing:
                    self._wake.wait(self._retry_seconds)

    def _save(self, dossier: Dossier, article: Article) -> str:
        """Save one state; answers what went wrong."""
        try:
            self._store.save(dossier, article)
        except CopydeskError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - without its thread nothing is saved any more
            return f"{dossier.article}: cannot be saved ({type(error).__name__}: {error})"
        return ""
