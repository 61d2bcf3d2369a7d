"""The articles of a folder: which files they are, and what each is called."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotators.errors import CopydeskError

SUFFIX = ".txt"
"""How the name of an article's file ends, in capitals or not."""

_LONGEST_PART = 230
"""Bytes; with the suffixes that copydesk adds it is still a file name anywhere."""

_NOT_IN_NAMES = {"Cc", "Cs", "Zl", "Zp"}


class Found(NamedTuple):
    """The articles of a folder by id, sorted, and what is wrong with other files in it."""

    paths: dict[str, Path]
    problems: tuple[CopydeskError, ...]


def find_articles(folder: Path) -> dict[str, Path]:
    """Every article below `folder` by its id, sorted; hidden files are passed over.

    An id is the path below `folder` without suffix, its parts divided by `/`.
    A folder that is not there has no articles. Raises CopydeskError for a file
    whose name makes no id, for a link that leaves the folder, and for two
    files of one id.
    """
    found = survey_articles(folder)
    if found.problems:
        raise found.problems[0]
    return found.paths


def survey_articles(folder: Path) -> Found:
    """As `find_articles`, but a file that can be no article does not hold up the others.

    Of two files of one id neither is an article. Raises CopydeskError for a
    folder that cannot be listed.
    """
    found: dict[str, Path] = {}
    twins: set[str] = set()
    problems: list[CopydeskError] = []
    outermost = os.path.realpath(folder)
    for article_id, entry in _walk(folder, ""):
        problem = _problem(article_id, entry, outermost)
        if problem is None and article_id in found:
            twins.add(article_id)
            problem = CopydeskError(
                f"has the same id as {found[article_id].name}",
                place=entry.path,
                remedy="rename one of the two",
            )
        if problem is None:
            found[article_id] = Path(entry.path)
        else:
            problems.append(problem)
    paths = {name: path for name, path in sorted(found.items()) if name not in twins}
    return Found(paths, tuple(problems))


def find_files(
    folder: Path, suffixes: tuple[str, ...]
) -> Iterator[tuple[str, Path, CopydeskError | None]]:
    """Every file below `folder` that ends in one of `suffixes`; hidden ones are passed over.

    With its path below `folder` without suffix, which need not be an id, and
    why it cannot be taken, if it cannot. In the order of the names. Raises
    CopydeskError for a folder that cannot be listed.
    """
    outermost = os.path.realpath(folder)
    for name, entry in _walk(folder, "", suffixes):
        yield name, Path(entry.path), _problem_of_link(entry, outermost)


def check_id(article_id: str) -> None:
    """Raise CopydeskError unless the id names a file below a folder and nothing else."""
    fault = _fault(article_id)
    if fault:
        raise CopydeskError(
            f"is no article id: {fault}",
            place=article_id[:100] or "(empty)",
            remedy="an id is a path below corpus/articles without .txt",
        )


def is_id(article_id: str) -> bool:
    """Whether the text can be an article's id."""
    return not _fault(article_id)


def _walk(
    folder: Path | str, above: str, suffixes: tuple[str, ...] = (SUFFIX,)
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CopydeskError(
            f"cannot be listed ({error.strerror or error})",
            place=str(folder),
            remedy="check that it is a folder and that you may read it",
        ) from error
    for entry in listed:
        name = entry.name
        if name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{above}{name}/", suffixes)
            continue
        suffix = next((s for s in suffixes if name.lower().endswith(s)), "")
        if suffix and len(name) > len(suffix):
            yield above + name[: -len(suffix)], entry


def _problem(article_id: str, entry: os.DirEntry[str], outermost: str) -> CopydeskError | None:
    fault = _fault(article_id)
    if fault:
        return CopydeskError(
            f"its name makes no article id: {fault}", place=entry.path, remedy="rename the file"
        )
    return _problem_of_link(entry, outermost)


def _problem_of_link(entry: os.DirEntry[str], outermost: str) -> CopydeskError | None:
    if entry.is_symlink() and not Path(os.path.realpath(entry.path)).is_relative_to(outermost):
        return CopydeskError(
            "is a link that leaves the folder", place=entry.path, remedy="put a copy in its place"
        )
    return None


def _fault(article_id: str) -> str:
    if article_id.isascii() and article_id.isprintable():
        unprintable = False
    else:
        unprintable = any(unicodedata.category(c) in _NOT_IN_NAMES for c in article_id)
    if unprintable:
        return "it holds control characters"
    if "\\" in article_id:
        return "it holds a backslash"
    for part in article_id.split("/"):
        if not part:
            return "a part of the path is empty"
        if part.startswith("."):
            return f"{part} is hidden or leads out of the folder"
        if len(os.fsencode(part)) > _LONGEST_PART:
            return f"a part of it is longer than {_LONGEST_PART} bytes"
    return ""
