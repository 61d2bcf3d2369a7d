"""What people made of an article, kept in a TinyDB file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.project import Project
from annotators.store.dossier_tables import TABLES, dossier_tables, read_dossier
from annotators.store.lines import Lines
from annotators.store.outline import Outline, read_outline
from annotators.store.tinydb_storage import AtomicStorage, Tables


class _Stamp(NamedTuple):
    """What tells one state of a file from another."""

    time: int
    size: int
    inode: int


class _Seen(NamedTuple):
    """How this store last saw a file, and the tables in it that are not ours."""

    stamp: _Stamp | None
    foreign: Tables


class ArticleStore:
    """Loads and saves the dossiers of one project.

    It remembers how it last saw each file and refuses to write over what
    another program put there since.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._seen: dict[str, _Seen] = {}
        self._lines: tuple[str, Lines] = ("", Lines())

    def load(self, article_id: str) -> Dossier | None:
        """What people made of the article; None when nobody made anything.

        Raises CopydeskError when the file is broken or newer than this program.
        """
        path = self.project.annotation_path(article_id)
        tables = self._look(article_id, path)
        if tables is None:
            return None
        return read_dossier(tables, article_id=article_id, place=str(path))

    def outline(self, article_id: str, annotator: str | None) -> Outline | None:
        """One annotator's part of what `load` would read; for None, that of the last one.

        Raises CopydeskError when the file is broken or newer than this program.
        """
        path = self.project.annotation_path(article_id)
        tables = AtomicStorage(path).read()
        return None if tables is None else read_outline(tables, annotator, place=str(path))

    def save(self, dossier: Dossier, article: Article) -> None:
        """Put the dossier on the disk, whole, in one step.

        Raises CopydeskError when that fails, when the dossier is of another
        text than `article`'s, and when the file is not as this store left it.
        """
        check_text(dossier, article)
        path = self.project.annotation_path(dossier.article)
        seen = self._seen.get(dossier.article)
        if seen is None:
            self._check_readable(dossier.article, path)
            seen = self._seen[dossier.article]
        elif _stamp(path) != seen.stamp:
            raise CopydeskError(
                "was changed by another program since it was opened",
                place=str(path),
                remedy="open the article again",
            )
        tables = dossier_tables(dossier, article, self._lines_of(article))
        try:
            AtomicStorage(path).write({**tables, **seen.foreign})
        finally:
            # The last step of a save may fail when the new file is in place already.
            self._seen[dossier.article] = seen._replace(stamp=_stamp(path))

    def _lines_of(self, article: Article) -> Lines:
        """What was encoded of the same text before; of one article at a time."""
        if self._lines[0] != article.sha256:
            self._lines = (article.sha256, Lines())
        return self._lines[1]

    def _check_readable(self, article_id: str, path: Path) -> None:
        tables = self._look(article_id, path)
        if tables is not None:
            read_dossier(tables, article_id=article_id, place=str(path))

    def _look(self, article_id: str, path: Path) -> Tables | None:
        stamp = _stamp(path)
        tables = AtomicStorage(path).read()
        foreign = {name: table for name, table in (tables or {}).items() if name not in TABLES}
        self._seen[article_id] = _Seen(stamp, foreign)
        return tables


def check_text(dossier: Dossier | Outline, article: Article) -> None:
    """Raise CopydeskError unless the spans in the dossier point into the article's text."""
    if dossier.sha256 != article.sha256:
        raise CopydeskError(
            "the text is not the one that was annotated",
            place=article.id,
            remedy="put the old text back, or move its file out of corpus/annotations",
        )


def annotated_ids(project: Project) -> Iterator[str]:
    """Ids of the articles that have a file of annotations, sorted."""
    for article_id in project.article_ids():
        if project.annotation_path(article_id).exists():
            yield article_id


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _Stamp(status.st_mtime_ns, status.st_size, status.st_ino)
