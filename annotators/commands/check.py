"""`copydesk check`: list what is wrong with the project's layers and files."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator

from annotators.commands.failure import DONE, PROBLEMS, complain
from annotators.commands.layers import Shelf, current_layers
from annotators.commands.printing import count, note, say, track
from annotators.commands.scene import add_project_option, named_ids, open_project
from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dismissing import open_problems
from annotators.model.findings import Finding
from annotators.model.layer import Layer
from annotators.model.view import View
from annotators.project import Project
from annotators.store.reach import beyond_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take articles."""
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="an id or a file (default: all)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a finding")
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print every finding that was not dismissed, with its line; so are broken files."""
    project = open_project(options)
    shelf = Shelf(project)
    ids = named_ids(project, options.articles)
    problems = 0 if options.articles else len(project.survey().problems)
    for article_id in track(ids, len(ids), "checking"):
        try:
            problems += _check(shelf, article_id, as_json=options.json)
        except CopydeskError as error:
            complain(error)
            problems += 1
    if not options.articles:
        for stray in _strays(project, ids):
            complain(stray)
            problems += 1
    note(f"{count(problems, 'finding')} in {count(len(ids), 'article')}")
    return PROBLEMS if problems else DONE


def _check(shelf: Shelf, article_id: str, *, as_json: bool) -> int:
    article = shelf.article(article_id)
    draft, dossier = shelf.draft(article), shelf.dossier(article)
    parse, found = shelf.parse(article), 0
    for fault in beyond_text(shelf.project, article, dossier, draft):
        complain(fault)
        found += 1
    for annotator, layer in current_layers(dossier).items():
        dismissed = dossier.history.dismissed(annotator) if dossier else frozenset()
        for finding in open_problems(View.of(article, layer), dismissed, parse):
            say(_as_json(article, layer, finding) if as_json else _as_line(article, layer, finding))
            found += 1
    return found


def _as_line(article: Article, layer: Layer, finding: Finding) -> str:
    line = article.text.count("\n", 0, finding.span.start) + 1
    whose = f"{layer.header.annotator} ({layer.header.purpose or 'open'})"
    return f"{article.id}, line {line}, {whose}: {finding.text} [{finding.name}]"


def _as_json(article: Article, layer: Layer, finding: Finding) -> str:
    return json.dumps(
        {
            "id": article.id,
            "annotator": layer.header.annotator,
            "purpose": layer.header.purpose,
            "name": finding.name,
            "text": finding.text,
            "start": finding.span.start,
            "end": finding.span.end,
            "item": finding.item,
        }
    )


def _strays(project: Project, ids: Iterable[str]) -> Iterator[CopydeskError]:
    """Annotation files that belong to no article."""
    known = {project.annotation_path(article_id) for article_id in ids}
    folder = project.root / "corpus" / "annotations"
    for path in sorted(folder.rglob("*.json")):
        if path not in known and not path.name.startswith("."):
            yield CopydeskError(
                "belongs to no article", place=str(path), remedy="put the article's text back"
            )
