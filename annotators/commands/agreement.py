"""`copydesk agreement`: how far annotators agree, and where they part."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from annotators.commands.agreement_tables import disagreement_record, say_agreement, say_places
from annotators.commands.chosen import Told, read_file
from annotators.commands.evaluate import add_scoring_options, profile_of
from annotators.commands.failure import DONE, UsageError
from annotators.commands.layers import Shelf
from annotators.commands.printing import note, say, track
from annotators.commands.scene import (
    add_format_option,
    add_project_option,
    named_ids,
    open_project,
)
from annotators.errors import CopydeskError
from annotators.evaluation.agreement import agree
from annotators.evaluation.agreement_scores import agreement_record
from annotators.evaluation.disagreement import find_disagreements
from annotators.evaluation.side import Side, side_of
from annotators.model.article import Article
from annotators.model.layer import Layer, Purpose

_LISTED = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take articles or files, whose layers, and what to show."""
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="articles of the project, or files of layers (default: all articles)",
    )
    parser.add_argument(
        "--annotator",
        action="append",
        default=[],
        metavar="NAME",
        help="only layers of this annotator; may be given more than once",
    )
    parser.add_argument(
        "--only", choices=get_args(Purpose), help="layers of this purpose (default: both)"
    )
    parser.add_argument(
        "--drafts", action="store_true", help="models instead of people: each one's newest draft"
    )
    add_scoring_options(parser)
    parser.add_argument(
        "--list",
        dest="listed",
        type=int,
        default=_LISTED,
        metavar="N",
        help=f"show the N heaviest disagreements ({_LISTED})",
    )
    parser.add_argument("--json", action="store_true", help="everything as one JSON object")
    add_format_option(parser, "read")
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Compare everybody with everybody on each ground, then print what was found."""
    sides = [side for side in _sides(options) if _wanted(side, options)]
    check_sides(sides)
    found = agree(track(sides, len(sides), "comparing"), profile_of(options))
    if not found:
        raise UsageError(
            "no article has layers of two annotators", remedy="name files or articles that do"
        )
    draws = max(0, options.draws)
    records: dict[str, Any] = {}
    for ground, agreement in found.items():
        record = agreement_record(agreement, draws, options.seed)
        places = find_disagreements(agreement)
        by_name = {(side.article, side.annotator): side for side in sides}
        if options.json:
            listed = [disagreement_record(place) for place in places[: options.listed]]
            records[ground] = {**record, "disagreements": listed}
        else:
            say_agreement(ground, record)
            say_places(places, by_name, options.listed)
    if options.json:
        say(json.dumps(records))
    elif "blind" in found and len(found) > 1:
        note("layers that had the same draft in view agree through it: do not add the grounds up")
    return DONE


def _sides(options: argparse.Namespace) -> Iterator[Side]:
    files = [Path(name) for name in options.inputs if _holds_layers(Path(name))]
    names = [name for name in options.inputs if Path(name) not in files]
    for told in _of_files(files, options.format):
        if options.only in {None, told.layer.header.purpose}:
            yield side_of(told.article, told.layer, flat=options.flat)
    if files and not names:
        return
    shelf = Shelf(open_project(options))
    yield from project_sides(shelf, named_ids(shelf.project, names), options)


def project_sides(shelf: Shelf, ids: Iterable[str], options: argparse.Namespace) -> Iterator[Side]:
    """Everybody's finished layers of a project's articles, or every model's newest drafts."""
    for article_id in ids:
        article = shelf.article(article_id)
        layers = _newest(shelf.drafts(article)) if options.drafts else _finished(shelf, article)
        for layer in layers:
            if options.only in {None, layer.header.purpose}:
                yield side_of(article, layer, flat=options.flat)


def _finished(shelf: Shelf, article: Article) -> Iterable[Layer]:
    dossier = shelf.dossier(article)
    return (*dossier.all_standing(), *dossier.repeated()) if dossier else ()


def _newest(drafts: Iterable[Layer]) -> Iterable[Layer]:
    """The last draft of each model."""
    return {draft.header.model: draft for draft in drafts}.values()


def _holds_layers(path: Path) -> bool:
    return path.exists() and path.suffix.lower() != ".txt"


def _of_files(files: list[Path], form: str | None) -> Iterator[Told]:
    for path in files:
        for record in read_file(path, form):
            header = record.layer.header
            if not (header.annotator or header.model or header.draft):
                raise CopydeskError(
                    "the layer names no annotator",
                    place=f"{path}, {record.place}",
                    remedy='put "annotator" into its record',
                )
            yield Told(record.article, record.layer)


def _wanted(side: Side, options: argparse.Namespace) -> bool:
    return not options.annotator or bool({side.annotator, side.repeats} & {*options.annotator})


def check_sides(sides: Iterable[Side]) -> None:
    """Raise CopydeskError for an article with two texts, or two layers of one annotator."""
    seen: dict[tuple[str, str], Side] = {}
    texts: dict[str, str] = {}
    for side in sides:
        if (side.article, side.annotator) in seen:
            raise CopydeskError(
                f"there are two layers by {side.annotator}",
                place=side.article,
                remedy="say which with --only, or keep one of the files out",
            )
        seen[side.article, side.annotator] = side
        if texts.setdefault(side.article, side.text) != side.text:
            raise CopydeskError(
                "the layers are of different texts",
                place=side.article,
                remedy="compare layers of one text",
            )
