"""Hostile files by the hundred thousand: over the importers, the readers and the store.

    python -m benchmarks.fuzzing [--inputs 100000] [--seconds N] [--seed N] [--only WORD]
        [--keep DIR]

Each is a sound file with something wrong in it: other bytes or values, pieces
left out or doubled, one thing twenty thousand times. It is imported, added,
opened as the workbench opens it, merged or read as settings, and what came of
it is used. No error that nobody foresaw may come of it, no line with control
characters, no file outside of the project, nothing that takes five seconds.
Exit code 1 when anything did; `--keep` keeps the files that it came of.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from annotators.exchange.registry import FORMATS
from benchmarks.fuzz import doing
from benchmarks.fuzz.doing import Room
from benchmarks.fuzz.mutating import hostile
from benchmarks.fuzz.samples import HTML, ROWS, TABLE, TEXT, Files, sound_files, stored_files

TOGETHER = 50
"""How many inputs are drawn before another target has its turn."""
HANGS = 60
"""Seconds after which an input is given up."""

MEMORY = "/dev/shm"  # noqa: S108 - a folder of our own is made in it
"""Where files lie in memory, on Linux: making and removing folders was a third of the time."""

Do = Callable[[Room, Mapping[str, bytes], int], None]


class Target(NamedTuple):
    """Something that takes files: its name, sound ones, which of them are made hostile."""

    name: str
    files: Files
    touched: tuple[str, ...]
    do: Do


def targets() -> list[Target]:
    """Everything that reads files, each sort of file apart."""
    found = [
        Target(f"import {name}", files := sound_files(name), tuple(files), _importing(name))
        for name, known in FORMATS.items()
        if known.reads
    ]
    for name, data in (("a.txt", TEXT), ("a.html", HTML), ("a.jsonl", ROWS), ("a.csv", TABLE)):
        found.append(Target(f"add {name}", {name: data}, (name,), doing.add_file))
    meta = {"a.txt": TEXT, "a.meta.json": b'{"headline": "Hi", "published": "May 2, 2026"}'}
    found.append(Target("add meta", meta, ("a.meta.json",), doing.add_file))
    kept = stored_files()
    project = {name: kept[name] for name in ("text", "annotation", "draft")}
    found += [Target(f"store {name}", project, (name,), doing.stored) for name in project]
    small = {
        "parse": b'{"schema": 1, "sha256": "x", "starts": [0], "ends": [2], "heads": [0]}',
        "places": b'{"anna": {"last": "a", "focus": {"a": [0, 4, false, "q1", "cues"]}}}',
        "meta": meta["a.meta.json"],
    }
    for name, data in small.items():
        found.append(Target(f"store {name}", {**project, name: data}, (name,), doing.stored))
    copies = dict.fromkeys(("base", "ours", "theirs"), kept["annotation"])
    found.append(Target("merge", copies, ("base", "theirs"), doing.merge))
    found.append(Target("config", {"config": kept["config"]}, ("config",), doing.configure))
    return found


def _importing(name: str) -> Do:
    return lambda room, files, number: doing.import_file(room, files, name, number)


class Run:
    """Draws inputs and keeps what they brought to light."""

    def __init__(self, room: Room, keep: Path | None) -> None:
        self.room, self.keep = room, keep
        self.inputs: Counter[str] = Counter()
        self.found: dict[tuple[str, str], str] = {}
        self.times: Counter[tuple[str, str]] = Counter()

    def draw(self, target: Target, count: int, number: int) -> None:
        """Draw inputs for one target; `number` is the seed."""

        @seed(number)
        @settings(
            max_examples=count,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.data())
        def one(data: st.DataObject) -> None:
            files = dict(target.files)
            name = data.draw(st.sampled_from(target.touched))
            files[name] = data.draw(hostile(files[name]))
            self._try(target, files)

        one()

    def _try(self, target: Target, files: Files) -> None:
        room = self.room
        room.empty()
        room.found = []
        signal.alarm(HANGS)
        with room.watched():
            target.do(room, files, self.inputs[target.name])
        signal.alarm(0)
        room.look_round()
        self.inputs[target.name] += 1
        for sort, told in room.found:
            key = (target.name.split()[0], sort)
            self.times[key] += 1
            if key not in self.found:
                self.found[key] = told
                self._tell(target, sort, told, files)

    def _tell(self, target: Target, sort: str, told: str, files: Files) -> None:
        print(f"-- {target.name}: {sort}\n{told[-1500:]}", flush=True)
        if self.keep is not None:
            folder = self.keep / f"{len(self.found):03}-{target.name.replace(' ', '-')}"
            for name, data in files.items():
                path = folder / (name or "file")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            (folder / "FOUND").write_text(f"{sort}\n\n{told}", encoding="utf-8", errors="replace")


def _give_up(*_: object) -> None:
    raise TimeoutError(f"not done within {HANGS} seconds")


def main() -> int:
    """Draw so many inputs, the targets by turns; 1 when anything was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="targets whose name holds this word")
    parser.add_argument("--keep", type=Path, help="keep the files that something came of")
    given_ = parser.parse_args()
    signal.signal(signal.SIGALRM, _give_up)
    sys.argv[1:] = []
    chosen = [target for target in targets() if given_.only in target.name]
    numbers = random.Random(given_.seed)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=MEMORY if Path(MEMORY).is_dir() else None) as name:
        os.environ.update(
            dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), f"{name}/home")
        )
        run = Run(Room(Path(name) / "room"), given_.keep)
        for target in cycle(chosen):
            left = given_.inputs - run.inputs.total()
            if left <= 0 or time.monotonic() - begun > given_.seconds:
                break
            run.draw(target, min(TOGETHER, left), numbers.randrange(2**32))
    for target_name, times in sorted(run.inputs.items()):
        print(f"{times:8}  {target_name}")
    for (where, sort), times in run.times.most_common():
        print(f"{times:8} times {where}: {sort}")
    spent = time.monotonic() - begun
    print(f"{run.inputs.total()} inputs in {spent:.0f} s, {len(run.found)} findings")
    return 1 if run.found else 0


if __name__ == "__main__":
    raise SystemExit(main())
