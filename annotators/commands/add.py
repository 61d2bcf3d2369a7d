"""`copydesk add`: copy article files into the project."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotators.commands.adding import add_article, safe_id
from annotators.commands.failure import DONE, PROBLEMS, UsageError, complain
from annotators.commands.printing import count, note
from annotators.commands.scene import add_project_option, open_project
from annotators.errors import CopydeskError
from annotators.reading.folder import find_articles
from annotators.reading.text import read_article
from annotators.store.leftovers import clear_leftovers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take files and folders."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="an article's text file, or a folder; articles keep their places below it",
    )
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Copy each file; one that cannot be an article does not hold up the others."""
    project = open_project(options)
    clear_leftovers(project)
    added = known = refused = 0
    for name, path in list(_files(options.paths)):
        try:
            read_article(path, article_id=name)
            new = add_article(project, safe_id(name), path.read_bytes()).is_new
        except CopydeskError as error:
            complain(error)
            refused += 1
        else:
            added, known = added + new, known + (not new)
    note(f"{count(added, 'article')} added, {known} already there, {refused} refused")
    return PROBLEMS if refused else DONE


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for path in paths:
        if path.is_dir():
            yield from find_articles(path).items()
        elif path.exists():
            yield path.stem, path
        else:
            raise UsageError("is not there", place=str(path), remedy="check the name of the file")
