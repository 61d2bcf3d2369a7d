"""`copydesk import`: take layers in from a file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from annotators.commands.failure import DONE, PROBLEMS, UsageError, complain
from annotators.commands.intake import Intake
from annotators.commands.layers import Shelf
from annotators.commands.printing import count, note, track
from annotators.commands.scene import (
    add_format_option,
    add_project_option,
    chosen_reader,
    open_project,
)
from annotators.errors import CopydeskError
from annotators.exchange.format import BadLine, Reader, Record
from annotators.identity import check_annotator
from annotators.store.leftovers import clear_leftovers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a file, and whose its layers are."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a file or folder of layers")
    add_format_option(parser, "read")
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument(
        "--as", dest="annotator", metavar="NAME", help="make them layers of this annotator"
    )
    whose.add_argument(
        "--as-draft", dest="model", metavar="NAME", help="make them drafts of a model of this name"
    )
    parser.add_argument(
        "--skip-bad",
        action="store_true",
        help="take in the good records of a file that has bad ones too",
    )
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Read the whole file first; then take in article by article, each whole or not at all."""
    if not options.file.exists():
        raise UsageError(
            "is not there", place=str(options.file), remedy="check the name of the file"
        )
    form = chosen_reader(options.format, str(options.file))
    shelf = Shelf(open_project(options))
    clear_leftovers(shelf.project)
    model = check_annotator(options.model, place="--as-draft") if options.model else None
    total, bad = _look_through(options.file, form)
    if bad and not options.skip_bad:
        complain(f"{options.file}: nothing was taken in; mend these lines or use --skip-bad")
        return PROBLEMS
    intake = Intake(shelf, annotator=options.annotator, model=model, tell=note)
    new = known = refused = 0
    for records in track(_articles(options.file, form), total, "importing"):
        try:
            outcomes = intake.take(records)
        except CopydeskError as error:
            about = records[0].article.id
            told = str(error) if error.place == about else f"{about}: {error}"
            complain(f"{options.file}: {told}")
            refused += len(records)
        else:
            new, known = new + outcomes.count("new"), known + outcomes.count("known")
    note(f"{count(new, 'layer')} taken in, {known} already there, {refused} refused, {bad} bad")
    if intake.added:
        note(f"{count(intake.added, 'article')} added, whose text was not here")
    return PROBLEMS if refused else DONE


def _look_through(path: Path, form: Reader) -> tuple[int, int]:
    """How many articles and bad records there are; every bad one is complained of."""
    articles = bad = 0
    last = None
    for found in _records(path, form):
        if isinstance(found, BadLine):
            bad += 1
            complain(f"{path}{', ' * bool(found.place)}{found.place}: {found.reason}")
            continue
        for remark in found.remarks:
            note(f"{path}{', ' * bool(found.place)}{found.place}: {remark}")
        if found.article.id != last:
            articles, last = articles + 1, found.article.id
    return articles, bad


def _articles(path: Path, form: Reader) -> Iterator[list[Record]]:
    good = (found for found in _records(path, form) if isinstance(found, Record))
    for _, records in groupby(good, key=lambda record: record.article.id):
        yield list(records)


def _records(path: Path, form: Reader) -> Iterator[Record | BadLine]:
    try:
        yield from form.read(path)
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror or error})",
            place=str(path),
            remedy="check the name of the file",
        ) from None
