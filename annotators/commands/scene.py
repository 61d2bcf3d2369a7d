"""Where a command works: the project, and the articles that were named."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from annotators.commands.failure import UsageError, complain
from annotators.errors import ConfigError, CopydeskError
from annotators.exchange.format import FileWriter, FolderWriter, Reader
from annotators.exchange.registry import Does, find_reader, find_writer, format_names
from annotators.model.article import Article
from annotators.project import Project
from annotators.reading.text import read_article


def add_project_option(parser: argparse.ArgumentParser) -> None:
    """Let the user name another project than the one they stand in."""
    parser.add_argument(
        "--project",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the project's folder, or one below it (default: where you are)",
    )


def open_project(options: argparse.Namespace) -> Project:
    """The project that the command is about; UsageError when there is none."""
    try:
        return Project.find(options.project)
    except ConfigError:
        raise
    except CopydeskError as error:
        raise UsageError(error.message, place=error.place, remedy=error.remedy) from None


def add_format_option(parser: argparse.ArgumentParser, what: Does) -> None:
    """Let the user name a format that can be read, or written."""
    parser.add_argument(
        "--format",
        choices=format_names(what),
        metavar="NAME",
        help=f"{', '.join(format_names(what))} (default: by the suffix of FILE)",
    )


def chosen_reader(name: str | None, path: str) -> Reader:
    """The format of that name, or of the file's suffix; UsageError when there is none."""
    try:
        return find_reader(name, path)
    except CopydeskError as error:
        raise UsageError(error.message, place=error.place, remedy=error.remedy) from None


def chosen_writer(name: str | None, path: str) -> FileWriter | FolderWriter:
    """As `chosen_reader`, a format that can be written."""
    try:
        return find_writer(name, path)
    except CopydeskError as error:
        raise UsageError(error.message, place=error.place, remedy=error.remedy) from None


def named_ids(project: Project, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of the articles named by id or by file, in that order; without names, all.

    Files that can be no articles are complained of then. UsageError for an
    article that the project does not have.
    """
    found, wanted = project.survey(), tuple(names)
    known = tuple(found.paths)
    for problem in () if wanted else found.problems:
        complain(problem)
    return tuple(dict.fromkeys(_id_of(project, name, known) for name in wanted)) or (
        () if wanted else known
    )


def read_project_article(project: Project, article_id: str) -> Article:
    """The article of that id; CopydeskError when its file cannot be read."""
    return read_article(project.article_path(article_id), article_id=article_id)


def _id_of(project: Project, name: str, known: tuple[str, ...]) -> str:
    if name in known:
        return name
    path = Path(name)
    found = project.id_of(path) if path.is_file() else None
    if found is not None:
        return found
    raise UsageError("is no article of the project", place=name, remedy=_nearest(name, known))


def _nearest(name: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]}?"
    return "`copydesk stats` lists the articles" if known else "`copydesk add` puts articles in"
