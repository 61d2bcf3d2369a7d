"""`copydesk export`: write finished layers for other tools."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, get_args

from annotators.commands.failure import DONE, PROBLEMS, UsageError, complain
from annotators.commands.layers import Shelf
from annotators.commands.printing import count, note
from annotators.commands.scene import (
    add_format_option,
    add_project_option,
    chosen_format,
    named_ids,
    open_project,
)
from annotators.errors import CopydeskError
from annotators.exchange.carried import carried_record
from annotators.exchange.format import Record
from annotators.model.layer import Purpose

_SHOWN_LOSSES = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take articles, a file, a format and what to put into it."""
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="an id or file (default: all)"
    )
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help="the file to write; - is stdout"
    )
    add_format_option(parser)
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
    parser.add_argument("--flat", action="store_true", help="leave out quotes inside quotes")
    parser.add_argument("--drafts", action="store_true", help="the newest drafts instead")
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Write the layers, then say what the file does not hold."""
    if options.drafts and (options.only or options.annotator):
        raise UsageError("a draft has no purpose and no annotator", place="--drafts")
    to_stdout = options.output == "-"
    form = chosen_format(options.format or ("native" if to_stdout else None), options.output)
    if to_stdout and form.name != "native":
        raise UsageError(f"{form.name} is no text for stdout", place="-o", remedy="name a file")
    export = _Export(options, Shelf(open_project(options)))
    with _opened(options.output) as stream:
        losses = list(form.write(export.records(), stream, flat=options.flat))
    for loss in losses[:_SHOWN_LOSSES]:
        note(f"not in the file as in the layer: {loss.article}, {loss.item}: {loss.what}")
    if len(losses) > _SHOWN_LOSSES:
        note(f"and {len(losses) - _SHOWN_LOSSES} more of these")
    note(f"{count(export.written, 'layer')} written in the format {form.name}")
    return PROBLEMS if export.failed else DONE


class _Export:
    """The records to write, in the order of the articles; counts while they are written."""

    def __init__(self, options: argparse.Namespace, shelf: Shelf) -> None:
        self._options = options
        self._shelf = shelf
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
            yield from records

    def _records_of(self, article_id: str) -> Iterable[Record]:
        if not self._options.drafts:
            return self._shelf.finished(article_id, self._options.only, self._options.annotator)
        article = self._shelf.article(article_id)
        draft = self._shelf.draft(article)
        return [carried_record(article, draft)] if draft is not None else []


@contextlib.contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """Stdout, or a file that takes the place of `name` only when all went well."""
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(name)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", place=name) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        raise CopydeskError(f"cannot be written ({error.strerror or error})", place=name) from error
    finally:
        Path(temporary).unlink(missing_ok=True)
