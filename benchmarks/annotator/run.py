"""One article after the other, from the opened desk to the exported layer."""

from __future__ import annotations

import asyncio
import contextlib
import io
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from annotators.commands import main as copydesk
from annotators.exchange.format import BadLine
from annotators.exchange.native import read_lines
from annotators.model.layer import Layer
from annotators.project import Project
from benchmarks.annotator.annotator import Annotator
from benchmarks.annotator.gold import Task, differences
from benchmarks.annotator.hands import LostError, seated
from benchmarks.annotator.table import lay


@dataclass(frozen=True, kw_only=True)
class Way:
    """How the article is to be worked: from the draft or from nothing, and for what."""

    with_draft: bool = True
    proposals: bool = True
    speakers: bool = False


@dataclass(frozen=True)
class Result:
    """What one article came to: keys for each attribution with its kind, and what is wrong."""

    article: str
    keys: list[tuple[str, int]] = field(default_factory=list)
    commands: Counter[str] = field(default_factory=Counter)
    corrections: dict[str, tuple[int, int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    empty: int = 0
    problem: str = ""

    @property
    def is_identical(self) -> bool:
        """Whether the exported layer says what the gold says."""
        return not (self.missing or self.extra or self.problem)


def run_all(tasks: Iterable[Task], drafts: Project, way: Way, jobs: int) -> Iterator[Result]:
    """The results of all articles in their order, so many worked at once."""
    every = list(tasks)
    if jobs < 2 or len(every) < 2:  # noqa: PLR2004 - alone
        yield from (run_one(task, drafts, way) for task in every)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting = [pool.submit(run_one, task, drafts, way) for task in every]
        yield from (one.result() for one in waiting)


def run_one(task: Task, drafts: Project, way: Way) -> Result:
    """Work one article in a project of its own, export it and compare."""
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        scope = "quotes, speakers" if way.speakers else "quotes"
        project = lay(
            Path(folder),
            task.article,
            drafts,
            scope=scope,
            with_draft=way.with_draft,
            proposals=way.proposals,
        )
        result = asyncio.run(_worked(project, task, way))
        told = exported(project)
        if told is None:
            return result
        missing, extra = differences(task, told, speakers=way.speakers)
        result.missing.extend(map(str, missing))
        result.extra.extend(map(str, extra))
        return result


def exported(project: Project) -> Layer | None:
    """The layer that `copydesk export` writes of the one article; None when it writes none."""
    target = project.root / "exported.jsonl"
    with contextlib.redirect_stderr(io.StringIO()):
        copydesk(["export", "--project", str(project.root), "-o", str(target)])
    with target.open("rb") as stream:
        record = next(read_lines(stream), None)
    return None if record is None or isinstance(record, BadLine) else record.layer


async def _worked(project: Project, task: Task, way: Way) -> Result:
    problem = ""
    async with seated(project, task.article.id) as hands:
        annotator = Annotator(hands, task, speakers=way.speakers)
        try:
            await annotator.work()
        except LostError as error:
            problem = str(error)
    ledger = annotator.ledger
    keys: list[tuple[str, int]] = [
        (task.wanted[index].kind, count) for index, count in sorted(ledger.keys.items())
    ]
    corrections = {
        name: (ledger.times[name], count) for name, count in ledger.by_correction.items()
    }
    return Result(
        task.article.id, keys, hands.by_command, corrections, empty=task.empty, problem=problem
    )
