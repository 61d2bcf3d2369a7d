"""What keys cost at the desk: the real program in a pseudo terminal of 160x50, beside bare ones.

    python -m benchmarks.desk [--presses 100] [--starts 10] [--corpus 1000]

Every press goes to all programs in turn, so that a slow moment of the machine meets all of them.
Trust the ratios of one run, not the milliseconds; bytes, frames and CPU time hold from run to run.
A ratio is the median of the ratios of single presses; the one for p99 is of the two percentiles.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.timing.corpus import HEADLINE, LAST_WORDS, fill
from benchmarks.timing.terminal import Press, Terminal

HERE = Path(__file__).resolve().parent
SIZES = (800, 10_000, 100_000)
Argv = Sequence[str]


class Programs:
    """How each program is started; all in one scratch project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **{
                name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ
            },
            "HOME": str(folder / "home"),
            "PYTHONPATH": str(HERE.parent),
            "COPYDESK_ANNOTATOR": "bench",
        }

    def hello(self) -> Argv:
        """The least of Textual."""
        return [sys.executable, str(HERE / "timing" / "hello.py")]

    def bare(self, article: str) -> Argv:
        """The least that reads an article."""
        return [sys.executable, str(HERE / "timing" / "bare.py"), self._path(article)]

    def desk(self, article: str) -> Argv:
        """The workbench."""
        return [sys.executable, "-m", "tui", self._path(article)]

    def open(self, argv: Argv) -> Terminal:
        """Start one."""
        return Terminal(argv, cwd=self.folder, env=self.env)

    def _path(self, article: str) -> str:
        return str(self.folder / "corpus" / "articles" / f"{article}.txt")


def percentile(values: Sequence[float], percent: float) -> float:
    """A percentile by the nearest rank."""
    return sorted(values)[min(len(values) - 1, round(percent / 100 * len(values)))]


def race(terminals: Mapping[str, Terminal], keys: Mapping[str, str], presses: int) -> None:
    """Press a key of each program in turn (`a~b`: by turns); print what it cost.

    The first program is the base of the ratios.
    """
    found: dict[str, list[Press]] = {name: [] for name in terminals}
    before = {name: terminal.cpu_ms() for name, terminal in terminals.items()}
    for number in range(presses):
        for name in random.sample(list(terminals), len(terminals)):
            turns = keys[name].split("~")
            found[name].append(terminals[name].press(turns[number % len(turns)]))
    base = next(iter(found.values()))
    for name, mine in found.items():
        spent = (terminals[name].cpu_ms() - before[name]) / presses
        pairs = [one.ms / other.ms for one, other in zip(mine, base, strict=True) if other.ms]
        times = [one.ms for one in mine]
        high, base_high = percentile(times, 99), percentile([one.ms for one in base], 99)
        print(
            f"  {name:14} {median(times):7.2f} ms  p99 {high:7.2f}"
            f"   x{median(pairs):.2f}  p99 x{high / base_high:.2f}"
            f"   {median([one.frames for one in mine]):.0f} frames"
            f"  {median([one.written for one in mine]) / 1024:5.2f} KB  {spent:5.1f} ms CPU"
        )


def keys_at_the_desk(programs: Programs, presses: int) -> None:
    """Moves, pages and edits in articles of three sizes; the memory they take."""
    with ExitStack() as stack:
        bare = stack.enter_context(programs.open(programs.bare("words-800")))
        desks = {
            f"{words:,} words": stack.enter_context(programs.open(programs.desk(f"words-{words}")))
            for words in SIZES
        }
        for terminal in (bare, *desks.values()):
            terminal.until(HEADLINE)
            terminal.rest()
        for desk in desks.values():
            desk.press("escape")
        every = {"bare": bare, **desks}
        for title, own, others in (
            ("move by token", "right", "right"),
            ("page", "pagedown~pageup", "pagedown~pageup"),
        ):
            print(f"{title} (160x50)")
            race(every, {name: own if name == "bare" else others for name in every}, presses)
        for desk in desks.values():
            desk.press("n")
        print("edit with its save")
        race(every, {name: "right" if name == "bare" else "right~left" for name in every}, presses)
        for name, desk in desks.items():
            print(f"peak memory of the screen's process at {name}: {desk.peak_mb():.0f} MB")


def first_paint(programs: Programs, starts: int) -> None:
    """From the start to a readable article with its highlights."""
    argvs = {
        "hello": (programs.hello(), "HEADLINE READY"),
        "bare": (programs.bare("words-800"), LAST_WORDS),
        "desk": (programs.desk("words-800"), LAST_WORDS),
    }
    found: dict[str, list[float]] = {name: [] for name in argvs}
    for number in range(starts + 1):
        for name in random.sample(list(argvs), len(argvs)):
            argv, text = argvs[name]
            with programs.open(argv) as terminal:
                taken = terminal.until(text)
            if number:
                found[name].append(taken)
    print("first paint")
    for name, times in found.items():
        ratio = median(times) / median(found["hello"])
        print(f"  {name:14} {median(times):7.0f} ms  most {max(times):7.0f}   x{ratio:.2f}")


def keys_while_spacy_loads(programs: Programs, presses: int) -> None:
    """Moves in an article that has no draft, from the first paint on, beside one that has."""
    calm: list[float] = []
    loading: list[float] = []
    for _ in range(max(1, presses // 25)):
        for article, times in (("words-800", calm), ("undrafted", loading)):
            with programs.open(programs.desk(article)) as desk:
                desk.until(HEADLINE)
                desk.press("escape")
                times += [desk.press("right", quiet=0.01).ms for _ in range(25)]
    print("move while spaCy loads, against without")
    for name, of in (("median", 50.0), ("p95", 95.0)):
        one, other = percentile(loading, of), percentile(calm, of)
        print(f"  {name:14} {one:7.2f} ms against {other:6.2f}   x{one / other:.2f}")


def main() -> None:
    """Measure in a temporary project and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--presses", type=int, default=100)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--corpus", type=int, default=1000, help="how many articles there are")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), SIZES, given.corpus)
        programs = Programs(Path(folder))
        first_paint(programs, given.starts)
        keys_at_the_desk(programs, given.presses)
        keys_while_spacy_loads(programs, given.presses)


if __name__ == "__main__":
    main()
