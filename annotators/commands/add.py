"""`copydesk add`: take articles into the project."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from annotators.commands.adding import add_article, safe_id, text_bytes
from annotators.commands.failure import DONE, PROBLEMS, UsageError, complain
from annotators.commands.known_texts import KnownTexts
from annotators.commands.printing import count, note, track
from annotators.commands.scene import add_project_option, open_project
from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.project import Project
from annotators.reading.incoming import Incoming, Source, find_sources, read_source
from annotators.reading.rows import Fields
from annotators.store.leftovers import clear_leftovers

Outcome = Literal["added", "known", "twin", "refused"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take files, folders and patterns, and where their records keep text and id."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file of text, HTML, JSON Lines or CSV, a folder of them, or a quoted pattern"
        " such as 'news/**/*.html'; articles keep their places below a folder",
    )
    parser.add_argument(
        "--text-field",
        default=Fields().text,
        metavar="NAME",
        help="the field or column that holds the text (default: text)",
    )
    parser.add_argument(
        "--id-field",
        default=Fields().id,
        metavar="NAME",
        help="the field or column that holds the id (default: id; without one, file and number)",
    )
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Take in article by article; one that cannot be taken does not hold up the others."""
    project = open_project(options)
    clear_leftovers(project)
    try:
        sources = list(find_sources(options.paths))
    except CopydeskError as error:
        raise UsageError(error.message, place=error.place, remedy=error.remedy) from None
    fields = Fields(options.text_field, options.id_field)
    texts = KnownTexts(project)
    outcomes: Counter[Outcome] = Counter()
    total = sum(source.count() for source in sources)
    for incoming in track(_incoming(sources, fields), total, "adding"):
        outcomes[_add(project, incoming, texts)] += 1
    note(
        f"{count(outcomes['added'], 'article')} added, {outcomes['known']} already there,"
        f" {outcomes['twin']} there under another id, {outcomes['refused']} refused"
    )
    return PROBLEMS if outcomes["refused"] else DONE


def _incoming(sources: list[Source], fields: Fields) -> Iterator[Incoming]:
    for source in sources:
        yield from read_source(source, fields)


def _add(project: Project, incoming: Incoming, texts: KnownTexts) -> Outcome:
    try:
        found = incoming.read()
        article = Article(safe_id(incoming.name), found.text)
        if twin := texts.twin(article):
            note(f"{incoming.place}: its text is that of {twin}; passed over")
            return "twin"
        data = found.data or text_bytes(found.text)
        added = add_article(project, article.id, data, found.meta)
    except CopydeskError as error:
        complain(error)
        return "refused"
    texts.add(added.article)
    return "added" if added.is_new else "known"
