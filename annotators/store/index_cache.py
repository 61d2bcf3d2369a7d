"""Standings kept from one run to the next, each as long as its files are the same."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

from annotators.errors import CopydeskError
from annotators.store.tinydb_storage import write_atomically

Stamps = list[list[int] | None]
"""What tells one state of some files from another; None for a file that is not there."""

Status = Literal["new", "draft", "open", "finished"]

_VERSION = 3
"""To be raised whenever a standing is computed otherwise than before."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one annotator is with one article.

    `pending` and `decided` count quotes; `quotes` are those that stand, pending
    ones included; `least` is the lowest score of a pending one. `changed` is
    ISO 8601 in UTC. `annotator` is whose layer this is, empty for nobody's;
    `others` have layers of their own. `models` are those that drafted it, and
    `alike` is how far the newest drafts of the last two agree, from 0 to 1.
    `problem` says why a file cannot be read.
    """

    id: str
    title: str
    status: Status = "new"
    pending: int = 0
    decided: int = 0
    quotes: int = 0
    least: float | None = None
    purpose: str | None = None
    flags: int = 0
    changed: str = ""
    annotator: str = ""
    others: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    alike: float | None = None
    problem: str = ""


class IndexCache:
    """One annotator's standings by article id, with the state of the files they come from.

    Its file has one article a line, so that reading and writing a hundred
    thousand never keeps another thread waiting for long. A cache that is gone,
    foreign or broken is an empty one.
    """

    def __init__(self, path: Path, annotator: str | None, entries: dict[str, Any]) -> None:
        self.path = path
        self.annotator = annotator
        self._entries = entries
        self._is_changed = False

    @classmethod
    def read(cls, folder: Path, annotator: str | None) -> IndexCache:
        """The cache of an annotator, or of no one in particular, in the cache folder."""
        mark = "" if annotator is None else f"-{crc32(annotator.encode('utf-8', 'replace')):08x}"
        path = folder / f"index{mark}.jsonl"
        try:
            with path.open("rb") as lines:
                about = json.loads(next(lines, b"{}"))
                fits = about["version"] == _VERSION and about["annotator"] == annotator
                entries = {name: entry for name, *entry in map(json.loads, lines)} if fits else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            entries = {}
        return cls(path, annotator, entries)

    def find(self, article_id: str, stamps: Stamps) -> Standing | None:
        """The standing kept of the article, unless one of its files changed since."""
        try:
            known, values = self._entries[article_id]
            if known != stamps:
                return None
            return Standing(
                **{**values, **{name: tuple(values[name]) for name in ("others", "models")}}
            )
        except (KeyError, TypeError, ValueError):
            return None

    def put(self, standing: Standing, stamps: Stamps) -> None:
        """Keep a standing; one with a problem is looked at anew each time.

        `stamps` are those of before the files were read, so that what is
        written meanwhile is read the next time.
        """
        self._is_changed = True
        self._entries.pop(standing.id, None)
        if not standing.problem:
            self._entries[standing.id] = [stamps, vars(standing)]

    def write(self, ids: Collection[str]) -> None:
        """Put the standings of these articles on the disk, if any changed; never raises."""
        entries = {key: entry for key, entry in self._entries.copy().items() if key in ids}
        if not self._is_changed and len(entries) == len(self._entries):
            return
        self._is_changed = False
        about = {"version": _VERSION, "annotator": self.annotator}
        lines = (json.dumps(line) for line in (about, *([k, *e] for k, e in entries.items())))
        with suppress(CopydeskError):
            write_atomically(self.path, "\n".join(lines).encode(), durable=False)


def stamps_of(files: Sequence[str]) -> Stamps:
    """The state that the files are in now."""
    return [_stamp(file) for file in files]


def _stamp(file: str) -> list[int] | None:
    try:
        status = os.stat(file)  # noqa: PTH116 - thirty thousand times
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size, status.st_ino]
