"""What people made of an article, kept in a TinyDB file of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.review import stamp, utc_now
from annotators.model.span import Span
from annotators.project import Project
from annotators.store.dossier_tables import TABLES, read_dossier, read_words
from annotators.store.tinydb_storage import AtomicStorage, Tables, to_bytes

if TYPE_CHECKING:
    from annotators.store.encoding import DossierEncoder
    from annotators.store.merging_items import Conflict
    from annotators.store.outline import Outline


class _Stamp(NamedTuple):
    """What tells one state of a file from another."""

    time: int
    size: int
    inode: int


_BASES = 16
"""Of how many articles the state last seen is held, to join what others write with."""


class _Seen(NamedTuple):
    """How this store last saw a file, and the tables in it that are not ours."""

    stamp: _Stamp | None
    foreign: Tables


class Joined(NamedTuple):
    """A dossier joined with what another program wrote, and where the two contradict.

    `is_saved` when the file says just this already. `told` says in one line
    what happened to the file.
    """

    dossier: Dossier
    conflicts: tuple[Conflict, ...]
    is_saved: bool
    told: str


class ArticleStore:
    """Loads and saves the dossiers of one project.

    It remembers how it last saw each file and refuses to write over what
    another program put there since.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._seen: dict[str, _Seen] = {}
        self._bases: dict[str, Dossier] = {}
        self._writing = Lock()
        self._encoder: DossierEncoder | None = None
        self._encoded = ""

    def load(self, article_id: str) -> Dossier | None:
        """What people made of the article; None when nobody made anything.

        Raises CopydeskError when the file is broken or newer than this program.
        """
        with self._writing:
            return self._look(article_id)

    def is_changed(self, article_id: str) -> bool:
        """Whether another program changed the file since this store last saw it.

        Never while a save is under way.
        """
        seen = self._seen.get(article_id)
        if seen is None or not self._writing.acquire(blocking=False):
            return False
        try:
            return _stamp(self.project.annotation_path(article_id)) != seen.stamp
        finally:
            self._writing.release()

    def join(self, dossier: Dossier, article: Article) -> Joined:
        """The dossier joined with what the file holds now; both go on from what was seen last.

        A file that was removed changes nothing: the next save writes it again.
        Raises CopydeskError when the file is broken, newer or of another text;
        it is then still not as it was seen.
        """
        path = self.project.annotation_path(article.id)
        with self._writing:
            before, base = self._seen.get(article.id, _Seen(None, {})), self._bases.get(article.id)
            now, theirs = _stamp(path), AtomicStorage(path).read()
            if theirs is None:
                self._seen[article.id] = before._replace(stamp=now)
                what = "removed" if now is None else "emptied"
                told = f"the file of {article.id} was {what}; it is written again"
                return Joined(dossier, (), is_saved=False, told=told)
            there = _read_over(theirs, article, path)
            from annotators.store.merging import merge_tables  # noqa: PLC0415 - it is rare

            merged = merge_tables(
                self._tables(base, article, before.foreign) if base else {},
                self._tables(dossier, article, before.foreign),
                theirs,
                place=str(path),
                at=_now(),
            )
            tables: Tables = json.loads(to_bytes(merged.tables))
            joined = read_dossier(tables, article_id=article.id, place=str(path))
            self._remember(there)
            self._seen[article.id] = _Seen(now, _foreign(tables))
            told = f"another program changed the file of {article.id}; joined with what is here"
            if merged.conflicts:
                told += f"; {len(merged.conflicts)} flagged: both say otherwise"
            return Joined(joined, merged.conflicts, is_saved=joined == there, told=told)

    def words(self, article_id: str) -> dict[Span, str]:
        """What stood at the spans of the annotated text, as far as the file tells.

        Raises what `load` raises.
        """
        path = self.project.annotation_path(article_id)
        return read_words(AtomicStorage(path).read() or {}, place=str(path))

    def outline(self, article_id: str, annotator: str | None) -> Outline | None:
        """One annotator's part of what `load` would read; for None, that of the last one.

        Raises CopydeskError when the file is broken or newer than this program.
        """
        from annotators.store.outline import read_outline  # noqa: PLC0415 - for lists alone

        path = self.project.annotation_path(article_id)
        tables = AtomicStorage(path).read()
        return None if tables is None else read_outline(tables, annotator, place=str(path))

    def save(self, dossier: Dossier, article: Article) -> None:
        """Put the dossier on the disk, whole, in one step.

        Raises CopydeskError when that fails, when the dossier is of another
        text than `article`'s, and when the file is not as this store left it.
        """
        check_text(dossier, article)
        with self._writing:
            self._save(dossier, article)

    def _save(self, dossier: Dossier, article: Article) -> None:
        path = self.project.annotation_path(dossier.article)
        if dossier.article not in self._seen:
            self._look(dossier.article)
        seen = self._seen[dossier.article]
        if _stamp(path) not in {seen.stamp, None}:
            # A file that cannot be joined says so itself, as it does to who wants to join it.
            if (tables := AtomicStorage(path).read()) is not None:
                _read_over(tables, article, path)
            raise CopydeskError(
                "was changed by another program since it was opened",
                place=str(path),
                remedy="open the article again",
            )
        data = self._encode(dossier, article, seen.foreign)
        try:
            AtomicStorage(path).write_pieces(data)
        except CopydeskError:
            # The last step of a save may fail when the new file is in place already.
            if (now := _stamp(path)) != seen.stamp:
                self._seen[dossier.article] = seen._replace(stamp=now)
                self._remember(dossier)
            raise
        self._seen[dossier.article] = seen._replace(stamp=_stamp(path))
        self._remember(dossier)

    def _tables(self, dossier: Dossier, article: Article, foreign: Tables) -> Tables:
        """What the file would hold, as it would be read."""
        read: Tables = json.loads(b"".join(self._encode(dossier, article, foreign)))
        return read

    def _encode(self, dossier: Dossier, article: Article, foreign: Tables) -> list[bytes]:
        """Its file, in pieces; of one article at a time it is known what was encoded before."""
        if self._encoder is None or self._encoded != article.sha256:
            from annotators.store.encoding import DossierEncoder  # noqa: PLC0415 - to save alone

            self._encoder, self._encoded = DossierEncoder(article), article.sha256
        return self._encoder.encode(dossier, foreign)

    def _look(self, article_id: str) -> Dossier | None:
        path = self.project.annotation_path(article_id)
        found, tables = _stamp(path), AtomicStorage(path).read()
        self._bases.pop(article_id, None)
        if tables is None:
            self._seen[article_id] = _Seen(found, {})
            return None
        dossier = read_dossier(tables, article_id=article_id, place=str(path))
        self._seen[article_id] = _Seen(found, _foreign(tables))
        self._remember(dossier)
        return dossier

    def _remember(self, dossier: Dossier) -> None:
        self._bases.pop(dossier.article, None)
        self._bases[dossier.article] = dossier
        if len(self._bases) > _BASES:
            del self._bases[next(iter(self._bases))]


def check_text(dossier: Dossier | Outline, article: Article) -> None:
    """Raise CopydeskError unless the spans in the dossier point into the article's text."""
    if dossier.sha256 != article.sha256:
        raise CopydeskError(
            "the text is not the one that was annotated",
            place=article.id,
            remedy=f"put the old text back, or `copydesk reanchor {article.id}` to carry them over",
        )


def _read_over(tables: Tables, article: Article, path: Path) -> Dossier:
    """What another program wrote about an article that is open here; raises as `join`."""
    dossier = read_dossier(tables, article_id=article.id, place=str(path))
    if dossier.sha256 != article.sha256:
        raise CopydeskError(
            "is now about another text than the one that is open",
            place=str(path),
            remedy="put back the file that belongs to this text",
        )
    return dossier


def annotated_ids(project: Project) -> Iterator[str]:
    """Ids of the articles that have a file of annotations, sorted."""
    for article_id in project.article_ids():
        if project.annotation_path(article_id).exists():
            yield article_id


def _foreign(tables: Tables) -> Tables:
    return {name: table for name, table in tables.items() if name not in TABLES}


def _now() -> str:
    return stamp(utc_now())


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _Stamp(status.st_mtime_ns, status.st_size, status.st_ino)
