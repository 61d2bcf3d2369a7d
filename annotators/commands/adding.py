"""New articles for a project: checked, under a safe name, never over another one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from annotators.errors import CopydeskError
from annotators.exchange.jsons import dump
from annotators.model.article import Article
from annotators.project import Project
from annotators.reading.folder import check_id, is_id
from annotators.reading.meta import meta_path
from annotators.reading.text import read_article
from annotators.store.lock import in_turn
from annotators.store.tinydb_storage import (
    sync_folder,
    temporary_of,
    write_atomically,
    write_file,
)

_LONGEST_PART = 200


class Added(NamedTuple):
    """An article of the project, and whether it is there only now."""

    article: Article
    is_new: bool


def add_article(
    project: Project, article_id: str, data: bytes, meta: Mapping[str, Any] | None = None
) -> Added:
    """Put the bytes of a text file into the project as they are.

    `meta` is kept in a file beside them. An article of that id and the same
    text is left as it is. Raises CopydeskError when the bytes are no article,
    and when the id has another text.
    """
    target = project.article_path(article_id)
    try:
        with in_turn(project.cache_dir / "adding.lock"):
            return _put(target, article_id, data, meta or {})
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


def _put(target: Path, article_id: str, data: bytes, meta: Mapping[str, Any]) -> Added:
    """Write the file and give it its name, unless that was taken meanwhile."""
    temporary = temporary_of(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_file(temporary, data)
        article = _read(temporary, article_id)
        if meta and not target.exists():
            # First, so that whoever finds the article finds what is known of it.
            write_atomically(meta_path(target), f"{dump(meta, indent=2)}\n".encode())
            article = replace(article, meta={**article.meta, **meta})
        # Unlike a rename, this never takes the place of a file that is there.
        target.hardlink_to(temporary)
        sync_folder(target.parent)
    except FileExistsError:
        return _known(target, article)
    finally:
        temporary.unlink(missing_ok=True)
    return Added(article, is_new=True)


def _read(path: Path, article_id: str) -> Article:
    try:
        return read_article(path, article_id=article_id)
    except CopydeskError as error:
        raise CopydeskError(error.message, place=article_id, remedy=error.remedy) from None


def _known(target: Path, article: Article) -> Added:
    """The article that has the name already; CopydeskError when it is another text."""
    known = read_article(target, article_id=article.id)
    if known.sha256 != article.sha256:
        raise CopydeskError(
            "another text has this name in the project",
            place=article.id,
            remedy="rename the file that you add",
        )
    return Added(known, is_new=False)
