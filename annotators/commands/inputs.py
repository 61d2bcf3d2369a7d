"""What `annotate` takes: articles of the project, files, folders and native records."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from annotators.commands.failure import UsageError
from annotators.commands.scene import open_project
from annotators.errors import CopydeskError
from annotators.exchange.format import BadLine, Record
from annotators.exchange.native import NATIVE, read_lines
from annotators.model.layer import Layer
from annotators.project import Project
from annotators.reading.folder import find_articles
from annotators.reading.text import article_of, read_article


def _nothing() -> Record:
    raise CopydeskError("there is no text")


@dataclass(frozen=True)
class Input:
    """One article to draft: one of the project, or a text from elsewhere.

    `place` is where the text stands; `read` gives it, or raises CopydeskError.
    """

    article_id: str | None = None
    place: str = ""
    read: Callable[[], Record] = _nothing


def found_project(options: argparse.Namespace) -> Project | None:
    """The project where the user stands, or None."""
    try:
        return open_project(options)
    except UsageError:
        return None


def find_inputs(project: Project | None, names: Iterable[str]) -> Iterator[Input]:
    """The articles that `names` mean, in their order.

    UsageError for a name that is no article, file or folder.
    """
    ids = frozenset(project.article_ids() if project else ())
    for name in names:
        path = Path(name)
        if name in ids:
            yield Input(article_id=name)
        elif path.is_dir():
            for file in find_articles(path).values():
                yield _of_file(project, file)
        elif not path.exists():
            raise UsageError(
                "is neither an article of a project nor a file",
                place=name,
                remedy="check the name",
            )
        elif path.suffix.lower() in NATIVE.suffixes:
            yield from _of_records(path)
        else:
            yield _of_file(project, path)


def _of_file(project: Project | None, path: Path) -> Input:
    article_id = project.id_of(path) if project else None
    if article_id is not None:
        return Input(article_id=article_id)

    def read() -> Record:
        return Record(article=read_article(path, article_id=path.stem), layer=Layer())

    return Input(place=str(path), read=read)


def _of_records(path: Path) -> Iterator[Input]:
    with path.open("rb") as stream:
        for found in read_lines(stream):
            yield _of_record(path, found)


def _of_record(path: Path, found: Record | BadLine) -> Input:
    place = f"{path}, line {found.line}"

    def read() -> Record:
        if isinstance(found, BadLine):
            raise CopydeskError(found.reason, place=place, remedy="mend the line")
        article = article_of(found.article.text, article_id=found.article.id)
        meta = {**article.meta, **found.article.meta}
        return replace(found, article=replace(article, meta=meta))

    return Input(place=place, read=read)
