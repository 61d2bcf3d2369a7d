"""`copydesk annotate`: let the model make drafts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from annotators.commands.failure import DONE, PROBLEMS, UsageError, complain
from annotators.commands.inputs import Input, find_inputs, found_project
from annotators.commands.printing import count, note, track
from annotators.commands.scene import add_project_option
from annotators.config import Config
from annotators.drafting import Drafter, Model
from annotators.errors import CopydeskError
from annotators.exchange.format import Record
from annotators.exchange.native import NATIVE
from annotators.project import Project
from annotators.store.leftovers import clear_leftovers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take articles of any sort, and where the drafts go."""
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="an article's id or file, a folder of files, or a native .jsonl file"
        " (default: all articles without a draft)",
    )
    parser.add_argument(
        "--stdout",
        action="store_true",
        help="write the drafts as native JSON Lines, in the order of the inputs;"
        " what stands outside a project is not kept",
    )
    parser.add_argument(
        "--force", action="store_true", help="draft again what this model has drafted"
    )
    add_project_option(parser)


def run(options: argparse.Namespace) -> int:
    """Draft one article after the other; each is kept before the next one begins."""
    project = found_project(options)
    if project is None and not options.stdout:
        raise UsageError(
            "is in no copydesk project",
            place=str(options.project.resolve()),
            remedy="make one with `copydesk init`, or use --stdout",
        )
    if project is not None:
        clear_leftovers(project)
    work = _Work(project, force=options.force, to_stdout=options.stdout)
    inputs = find_inputs(project, options.inputs) if options.inputs else work.undrafted()
    every = list(inputs)
    is_shown = not (options.stdout and sys.stdout.isatty())
    for item in track(every, len(every), "drafting", is_shown=is_shown):
        try:
            work.do(item)
        except CopydeskError as error:
            complain(error)
            work.failed += 1
    note(f"{count(work.new, 'draft')} made, {work.known} already there, {work.failed} failed")
    return PROBLEMS if work.failed else DONE


class _Work:
    def __init__(self, project: Project | None, *, force: bool, to_stdout: bool) -> None:
        self._model = Model(project.config if project else Config())
        self._drafter = Drafter(project, model=self._model) if project else None
        self._force = force
        self._to_stdout = to_stdout
        self.new = self.known = self.failed = 0

    def undrafted(self) -> Iterator[Input]:
        """Every article of the project that has no draft, or whose file cannot be read."""
        if self._drafter is None:
            raise UsageError("no article is named", remedy="name one, or go into a project")
        for article_id in self._drafter.project.article_ids():
            if self._force or not self._has_draft(article_id):
                yield Input(article_id=article_id)

    def do(self, item: Input) -> None:
        """Draft one input; CopydeskError when it cannot be done."""
        if item.article_id is not None and self._drafter is not None:
            drafted = self._drafter.draft(item.article_id, force=self._force)
            self.new, self.known = self.new + drafted.is_new, self.known + (not drafted.is_new)
            self._write(Record(article=drafted.article, layer=drafted.layer))
            return
        if not self._to_stdout:
            raise CopydeskError(
                "is not in the project",
                place=item.place,
                remedy="add it with `copydesk add` or `copydesk import`, or use --stdout",
            )
        source = item.read()
        layer, _ = self._model.draft(source.article)
        self.new += 1
        self._write(Record(article=source.article, layer=layer, extra=source.extra))

    def _has_draft(self, article_id: str) -> bool:
        try:
            return self._drafter is not None and self._drafter.has_draft(article_id)
        except CopydeskError:
            return False

    def _write(self, record: Record) -> None:
        if self._to_stdout:
            list(NATIVE.write([record], sys.stdout.buffer))
            sys.stdout.buffer.flush()
