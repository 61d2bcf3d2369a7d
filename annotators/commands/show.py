"""`copydesk show`: print an article with its quotes and who says them."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from annotators.commands.failure import DONE, UsageError
from annotators.commands.layers import Shelf, current_layers
from annotators.commands.printing import note
from annotators.commands.scene import add_project_option, named_ids, open_project
from annotators.commands.script import Row, Sign, write_script
from annotators.errors import CopydeskError
from annotators.identity import known_annotator
from annotators.model.article import Article
from annotators.model.layer import Layer
from annotators.model.view import View
from annotators.project import Project

_WIDEST = 120
_NARROWEST = 30
_MARGIN_SHARE = 4
_STYLES = {"name": "cyan", "contents": "underline", "cues": "italic yellow", "sources": "bold"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take an article, whose layer, and how to print it."""
    parser.add_argument("article", metavar="ARTICLE", help="an id or a file")
    parser.add_argument(
        "--plain", action="store_true", help="without colour, as when the output is piped"
    )
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--draft", action="store_true", help="the model's draft alone")
    whose.add_argument(
        "--annotator", metavar="NAME", help="this annotator's layer (default: yours)"
    )
    parser.add_argument(
        "--width", type=int, metavar="N", help="cells in a line (default: the terminal's)"
    )
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the article as a script: speakers in the margin, contents marked."""
    project, article_id = _find(options)
    shelf = Shelf(project)
    article = shelf.article(article_id)
    draft = shelf.draft(article)
    layer = None if options.draft else _layer(shelf, article, options.annotator)
    if draft is None and (options.draft or layer is None):
        note(f"there is no draft yet: copydesk annotate {article_id}")
    view = View.of(article, layer, draft)
    width = options.width or min(shutil.get_terminal_size().columns, _WIDEST)
    _print(view, max(width, _NARROWEST), plain=options.plain or not sys.stdout.isatty())
    return DONE


def _find(options: argparse.Namespace) -> tuple[Project, str]:
    path = Path(options.article)
    try:
        project = open_project(options)
        return project, named_ids(project, [options.article])[0]
    except UsageError:
        if not path.is_file():
            raise
    project = Project.single(path)
    return project, project.article_ids()[0]


def _layer(shelf: Shelf, article: Article, annotator: str | None) -> Layer | None:
    dossier = shelf.dossier(article)
    name = annotator or known_annotator()
    layers = current_layers(dossier)
    if name in layers:
        return layers[name]
    if annotator:
        raise CopydeskError(f"{annotator} has no layer here", place=article.id)
    if len(layers) > 1:
        note(f"layers by {', '.join(layers)}: choose one with --annotator")
        return None
    return next(iter(layers.values()), None)


def _print(view: View, width: int, *, plain: bool) -> None:
    margin = width // _MARGIN_SHARE
    rows = write_script(view, width - margin - 3, measure=cell_len, brackets=plain)
    if plain:
        for row in rows:
            print(f"{_fitted(row.margin, margin)} | {row.text}".rstrip())
        return
    console = Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=True)
    styles = _offset_styles(view)
    for row in rows:
        console.print(_coloured(row, margin, styles))


def _fitted(label: str, width: int) -> str:
    """A label in `width` cells; a name too long for it is shortened, the mark after it stays."""
    if cell_len(label) <= width:
        return set_cell_size(label, width)
    name, mark = (label[:-2], " ?") if label.endswith(" ?") else (label, "")
    return set_cell_size(name, width - len(mark) - 1) + "…" + mark


def _offset_styles(view: View) -> dict[int, str]:
    styles: dict[int, set[str]] = {}
    spans = [("name", mention.span) for mention in view.mentions if mention.form == "name"]
    spans += [(role, span) for quote in view.quotes for role, span in quote.parts]
    for sort, span in spans:
        for offset in range(span.start, span.end):
            styles.setdefault(offset, set()).add(sort)
    return {o: " ".join(_STYLES[s] for s in _STYLES if s in found) for o, found in styles.items()}


def _coloured(row: Row, margin: int, styles: Mapping[int, str]) -> Text:
    text = Text(_fitted(row.margin, margin), style="", no_wrap=True)
    text.stylize("bold magenta")
    text.append(" ┃ " if row.margin else " │ ", style="dim")
    for style, signs in groupby(row.signs, key=lambda sign: _style(sign, styles)):
        text.append("".join(sign.char for sign in signs), style=style)
    return text


def _style(sign: Sign, styles: Mapping[int, str]) -> str:
    return "" if sign.offset is None else styles.get(sign.offset, "")
