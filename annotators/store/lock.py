"""One person at an article at a time."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from annotators.errors import CopydeskError
from annotators.project import Project
from annotators.store.tinydb_storage import temporary_of, write_atomically


class HeldError(CopydeskError):
    """The article is open elsewhere. `holder` is who has it (annotator, pid, host, since)."""

    def __init__(self, article_id: str, holder: Mapping[str, Any]) -> None:
        self.holder = dict(holder)
        who = str(holder.get("annotator") or "another program")
        since = f" since {holder['since']}" if holder.get("since") else ""
        where = f" (process {holder['pid']} on {holder.get('host')})" if holder.get("pid") else ""
        super().__init__(
            f"is open for {who}{since}{where}",
            place=article_id,
            remedy="close it there, or look at it without changing it",
        )


class ArticleLock:
    """The right to change one article, held by at most one process, anywhere in it.

    The system takes it back when the process ends, however it ends.
    """

    def __init__(self, project: Project, article_id: str, annotator: str) -> None:
        self.article_id = article_id
        self.annotator = annotator
        self.path = project.lock_path(article_id)
        self._leftover = temporary_of(project.annotation_path(article_id))
        self._lock: Any = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds the article now."""
        return self._lock is not None

    def acquire(self, *, timeout: float = 0) -> None:
        """Take the article, waiting up to `timeout` seconds.

        Raises HeldError when somebody else has it, CopydeskError when a lock
        cannot be made. Does nothing when it is held already.
        """
        if self.is_held:
            return
        # Its import is slow, and the screen shows an article before it locks one.
        from filelock import FileLock, Timeout  # noqa: PLC0415

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path, timeout=timeout, thread_local=False)
            lock.acquire()
        except Timeout:
            raise HeldError(self.article_id, self._holder()) from None
        except OSError as error:
            raise _unlockable(self.path, error) from error
        self._lock = lock
        self._sign()

    def release(self) -> None:
        """Give the article back; does nothing when it is not held."""
        if self._lock is not None:
            with suppress(OSError):
                self._info.unlink(missing_ok=True)
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    @property
    def _info(self) -> Path:
        return self.path.with_suffix(".holder.json")

    def _sign(self) -> None:
        """Say who holds the article, and clear away what a killed save left behind."""
        about = {
            "annotator": self.annotator,
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with suppress(CopydeskError):
            write_atomically(self._info, json.dumps(about).encode(), durable=False)
        with suppress(OSError):
            self._leftover.unlink(missing_ok=True)

    def _holder(self) -> dict[str, Any]:
        try:
            about = json.loads(self._info.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return about if isinstance(about, dict) else {}


def hold(project: Project, article_id: str, annotator: str) -> ArticleLock:
    """The lock of an article for `with`; entering it raises HeldError when it is taken."""
    return ArticleLock(project, article_id, annotator)


@contextmanager
def in_turn(path: Path, *, seconds: float = 10.0) -> Iterator[None]:
    """Work that no other process may do at the same time, and that never takes long.

    Raises CopydeskError when the lock at `path` cannot be made, or another
    process keeps it for so many seconds.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - as above

    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=seconds)
    except Timeout:
        raise CopydeskError(
            "is kept by another copydesk", place=str(path), remedy="try again when that has ended"
        ) from None
    except OSError as error:
        raise _unlockable(path, error) from error
    try:
        yield
    finally:
        lock.release()


def _unlockable(path: Path, error: OSError) -> CopydeskError:
    return CopydeskError(
        f"cannot be locked ({error.strerror or error})",
        place=str(path),
        remedy="check that you may write to the folder",
    )
