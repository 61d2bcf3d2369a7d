"""`copydesk merge`: join two people's copies of one annotation file."""

from __future__ import annotations

import argparse
import contextlib
import json
from pathlib import Path
from typing import Any

from annotators.commands.failure import DONE, PROBLEMS, UsageError
from annotators.commands.printing import count, note, say
from annotators.errors import CopydeskError
from annotators.model.review import stamp, utc_now
from annotators.project import Project
from annotators.store.dossier_tables import read_dossier
from annotators.store.lock import hold
from annotators.store.merging import merge_tables
from annotators.store.merging_items import Conflict
from annotators.store.tinydb_storage import AtomicStorage, Tables, to_bytes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the two copies and what they were made from, in the order in which git names them."""
    parser.add_argument("base", type=Path, metavar="BASE", help="the file both copies come from")
    parser.add_argument(
        "ours", type=Path, metavar="OURS", help="our copy, which becomes the joined one"
    )
    parser.add_argument("theirs", type=Path, metavar="THEIRS", help="the other copy")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write the joined file here, not to OURS"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a conflict")


def run(options: argparse.Namespace) -> int:
    """Write the joined file, then list what both copies changed otherwise."""
    ours: Path = options.ours
    merged = merge_tables(
        _read(options.base, may_lack=True),
        _read(ours),
        _read(options.theirs),
        place=str(ours),
        at=stamp(utc_now()),
    )
    tables: Tables = json.loads(to_bytes(merged.tables))
    # What cannot be read again must not take the place of what can.
    read_dossier(tables, article_id=str(ours.stem), place=str(ours))
    target: Path = options.output or ours
    with _held(target):
        AtomicStorage(target).write(merged.tables)
    for conflict in merged.conflicts:
        say(json.dumps(_record(conflict)) if options.json else f"{target}: {conflict}")
    note(f"{target}: joined, {count(len(merged.conflicts), 'conflict')}")
    return PROBLEMS if merged.conflicts else DONE


def _read(path: Path, *, may_lack: bool = False) -> Tables:
    tables = AtomicStorage(path).read()
    if tables is None and not may_lack:
        raise UsageError(
            "is not there, or empty", place=str(path), remedy="check the name of the file"
        )
    return tables or {}


def _held(path: Path) -> contextlib.AbstractContextManager[object]:
    """The lock of the article whose annotations these are; none for a file elsewhere."""
    try:
        project = Project.find(path.parent)
        folder = project.root / "corpus" / "annotations"
        found = path.resolve().relative_to(folder).with_suffix("")
    except (CopydeskError, ValueError):
        return contextlib.nullcontext()
    return hold(project, found.as_posix(), "merge")


def _record(conflict: Conflict) -> dict[str, Any]:
    return {
        "annotator": conflict.whose,
        "type": conflict.sort,
        "item": conflict.item,
        "conflict": conflict.what,
    }
