"""New articles for a project: checked, under a safe name, never over another one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.project import Project
from annotators.reading.folder import check_id, is_id
from annotators.reading.text import read_article

_LONGEST_PART = 200


class Added(NamedTuple):
    """An article of the project, and whether it is there only now."""

    article: Article
    is_new: bool


def add_article(project: Project, article_id: str, data: bytes) -> Added:
    """Put the bytes of a text file into the project as they are.

    An article of that id and the same text is left as it is. Raises
    CopydeskError when the bytes are no article, and when the id has another text.
    """
    target = project.article_path(article_id)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".adding-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with _removed_afterwards(Path(name)) as temporary:
            return _settle(temporary, target, article_id)
    except OSError as error:
        raise CopydeskError(
            f"cannot be written ({error.strerror or error})",
            place=str(target),
            remedy="check the disk, and that you may write there",
        ) from error


def text_bytes(text: str) -> bytes:
    """The bytes of a file whose text this is, code point for code point."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return (mark + text).encode()


def safe_id(name: str) -> str:
    """An id as near to `name` as a file's can be.

    Raises CopydeskError for a name that leads out of the folder.
    """
    if is_id(name):
        return name
    parts = name.replace("\\", "/").split("/")
    if name.startswith("/") or ".." in parts:
        raise CopydeskError(
            "leads out of the project", place=name[:100], remedy="give the record another id"
        )
    safe = "/".join(safe for part in parts if (safe := _safe_part(part)))
    check_id(safe)
    return safe


def _safe_part(part: str) -> str:
    printable = "".join(c if c.isprintable() else "_" for c in part.lstrip(". "))
    return os.fsencode(printable)[:_LONGEST_PART].decode("utf-8", "ignore").strip()


@contextlib.contextmanager
def _removed_afterwards(path: Path) -> Iterator[Path]:
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _settle(temporary: Path, target: Path, article_id: str) -> Added:
    """Give the file its name, unless that is taken."""
    try:
        article = read_article(temporary, article_id=article_id)
    except CopydeskError as error:
        raise CopydeskError(error.message, place=article_id, remedy=error.remedy) from None
    try:
        temporary.chmod(0o644)
        target.hardlink_to(temporary)
    except FileExistsError:
        known = read_article(target, article_id=article_id)
        if known.sha256 != article.sha256:
            raise CopydeskError(
                "another text has this name in the project",
                place=article_id,
                remedy="rename the file that you add",
            ) from None
        return Added(known, is_new=False)
    return Added(article, is_new=True)
