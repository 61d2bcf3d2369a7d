"""What a SIGKILL at a random moment can break: nothing that the screen called saved.

    python -m benchmarks.kills [--kills 1000] [--command-kills 200] [--seed N] [--folder DIR]

The real application runs in a pseudo-terminal. Quotes are decided by key, a few
at a time, and each time the title says "saved" the count beside it is noted.
Then it is killed, often right after "saved", else at a moment chosen by chance,
its start included. What is on the disk must be whole, must hold at least what
was noted, must go on from the history there was and say what its history says.
`annotate`, `import` and `export` are killed likewise, then run to their end:
nothing may be torn, nothing missing, nothing left over. Exit code 1 when
anything was.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.killing.command import PREPARED, Command
from benchmarks.killing.desk import Desk
from benchmarks.killing.ground import LostError


def repeat(name: str, run: Callable[[], str], times: int) -> int:
    """Kill so many times and tell how it went; how often something was lost."""
    fell: Counter[str] = Counter()
    lost = 0
    for number in range(times):
        try:
            fell[run()] += 1
        except LostError as error:
            lost += 1
            print(f"{name}, kill {number + 1}: {error}", flush=True)
    places = ", ".join(f"{count} {where}" for where, count in fell.most_common())
    print(f"{name:10}{times:6} kills, {lost} with anything lost or broken   ({places})", flush=True)
    return lost


def main() -> int:
    """Kill the workbench, then each command; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=1000, help="of the workbench")
    parser.add_argument("--command-kills", type=int, default=200, help="of each command")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="work on the disk of this folder")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        desk = Desk(folder / "desk", chance)
        lost = repeat("workbench", desk.run, given.kills) if given.kills else 0
        print(f"{'':10}{desk.acknowledged} decisions called saved, in {desk.articles} articles")
        if given.command_kills:
            for command in PREPARED:
                run = Command(folder, chance, command).run
                lost += repeat(command, run, given.command_kills)
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
