"""Copies of annotation files, kept before a command changes them for good."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from annotators.project import Project
from annotators.store.tinydb_storage import unreadable, write_atomically


def keep_backup(project: Project, article_id: str, why: str) -> Path | None:
    """Copy the article's annotation file, byte for byte; None when there is none.

    `why` stands in the copy's name, after the article's. No copy takes the
    place of another, unless it holds the same. Raises CopydeskError when the
    file cannot be read or the copy not written.
    """
    path = project.annotation_path(article_id)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(path, error) from error
    for number in count(1):
        copy = project.backup_path(f"{article_id}.{why}-{number}")
        if not copy.exists():
            write_atomically(copy, data)
            return copy
        if copy.read_bytes() == data:
            return copy
    raise AssertionError
