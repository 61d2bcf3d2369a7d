"""`copydesk export`: write finished layers for other tools."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import get_args

from annotators.commands.failure import DONE, PROBLEMS, UsageError, complain
from annotators.commands.layers import Choice, Shelf
from annotators.commands.losses import LossReport
from annotators.commands.output import new_file, new_folder
from annotators.commands.printing import count, note
from annotators.commands.scene import (
    add_format_option,
    add_project_option,
    chosen_writer,
    named_ids,
    open_project,
)
from annotators.errors import CopydeskError
from annotators.exchange.carried import carried_record
from annotators.exchange.format import FileWriter, FolderWriter, Loss, Record
from annotators.exchange.labels import with_labels
from annotators.model.layer import Purpose


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take articles, a file, a format and what to put into it."""
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="an id or file (default: all)"
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="the file or new folder to write; - is stdout",
    )
    add_format_option(parser, "write")
    parser.add_argument(
        "--only", choices=get_args(Purpose), help="layers of this purpose (default: both)"
    )
    parser.add_argument(
        "--annotator",
        action="append",
        default=[],
        metavar="NAME",
        help="layers of this annotator; may be given more than once",
    )
    parser.add_argument(
        "--label",
        action="append",
        default=[],
        metavar="LABEL",
        help="names of this label only; may be given more than once",
    )
    parser.add_argument(
        "--since",
        type=_moment,
        metavar="DATE",
        help="layers finished then or later (2026-01-31, or with the time of day)",
    )
    parser.add_argument("--flat", action="store_true", help="leave out quotes inside quotes")
    parser.add_argument("--drafts", action="store_true", help="the newest drafts instead")
    parser.add_argument(
        "--losses", action="store_true", help="name every item that the file does not hold as is"
    )
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Write the layers, then say what the file does not hold."""
    if options.drafts and (options.only or options.annotator or options.since):
        raise UsageError("a draft has no purpose, no annotator and no end", place="--drafts")
    to_stdout = options.output == "-"
    form = chosen_writer(options.format or ("native" if to_stdout else None), options.output)
    if to_stdout and form.name != "native":
        raise UsageError(f"{form.name} is no text for stdout", place="-o", remedy="name a file")
    export = _Export(options, Shelf(open_project(options)))
    report = LossReport(is_full=options.losses)
    _write(form, export.records(), options, report)
    report.close()
    note(f"{count(export.written, 'layer')} written in the format {form.name}")
    return PROBLEMS if export.failed or report.left_out else DONE


def _write(
    form: FileWriter | FolderWriter,
    records: Iterable[Record],
    options: argparse.Namespace,
    report: LossReport,
) -> None:
    losses: Iterator[Loss]
    is_file = options.output.lower().endswith(form.suffixes) or not isinstance(form, FolderWriter)
    if isinstance(form, FileWriter) and is_file:
        with new_file(options.output) as stream:
            losses = form.write(records, stream, flat=options.flat)
            report.take(losses)
    elif isinstance(form, FolderWriter):
        with new_folder(options.output) as folder:
            losses = form.write_folder(records, folder, flat=options.flat)
            report.take(losses)


class _Export:
    """The records to write, in the order of the articles; counts while they are written."""

    def __init__(self, options: argparse.Namespace, shelf: Shelf) -> None:
        self._options = options
        self._shelf = shelf
        self._choice = Choice(options.only, tuple(options.annotator), options.since)
        self._labels = frozenset(options.label)
        self.written = 0
        self.failed = 0

    def records(self) -> Iterator[Record]:
        """Every record; an article that cannot be exported is complained of and passed over."""
        for article_id in named_ids(self._shelf.project, self._options.articles):
            try:
                records = list(self._records_of(article_id))
            except CopydeskError as error:
                complain(error)
                self.failed += 1
                continue
            self.written += len(records)
            for record in records:
                yield with_labels(record, self._labels) if self._labels else record

    def _records_of(self, article_id: str) -> Iterable[Record]:
        if not self._options.drafts:
            return self._shelf.finished(article_id, self._choice)
        article = self._shelf.article(article_id)
        draft = self._shelf.draft(article)
        return [carried_record(article, draft)] if draft is not None else []


def _moment(given: str) -> datetime:
    """The moment that a date names; without a zone, UTC, as all that copydesk writes."""
    moment = datetime.fromisoformat(given)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
