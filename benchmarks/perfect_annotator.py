"""How many keys it takes to bring articles to their gold, pressed on the real desk.

    python benchmarks/perfect_annotator.py [GOLD.jsonl] [--from draft nothing]
        [--no-proposals] [--speakers] [--articles N] [--jobs N] [--keep DIR] [--json FILE]

GOLD is native JSON Lines, one layer an article; where none is named, two of the bundled
layers. The annotator knows the gold and has nothing but the keys of the keymap: they press
them on the application at 160x50, decide each item of the model's draft by itself, make
what is missing and finish. Every key from opening to finishing counts, also those that
move, the letters that pick, and what is typed. What `copydesk export` then writes is
compared with the gold: multisets of (sources, cues, contents) in the flat reading, spans
identical but for white space at their ends. Attributions without contents are left out.
The keys of a rejection, and of finishing, are borne by the next attribution, or the last.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from annotators.config import ATTRIBUTIONS, Config  # noqa: E402
from annotators.errors import CopydeskError  # noqa: E402
from benchmarks.annotator.gold import Task, read_tasks  # noqa: E402
from benchmarks.annotator.report import lines, summary  # noqa: E402
from benchmarks.annotator.run import Result, Way, run_all  # noqa: E402
from benchmarks.annotator.table import draft_articles  # noqa: E402

BUNDLED = ROOT / "corpus" / "bundled.jsonl"
_FEW = 2
"""Articles of a run that names no gold."""


def main() -> int:
    """Run the benchmark; 0 when every article came out identical."""
    wish = _arguments()
    try:
        tasks = read_tasks(wish.gold or BUNDLED, _number(wish), purpose=wish.purpose)
        with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
            told = _measured(tasks, wish.keep or Path(folder), wish)
    except CopydeskError as error:
        print(f"perfect_annotator: {error}", file=sys.stderr)
        return 2
    if wish.json:
        wish.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0 if all(not figures["different"] for figures in told.values()) else 1


def _measured(tasks: list[Task], kept: Path, wish: argparse.Namespace) -> dict[str, dict[str, Any]]:
    drafts = draft_articles(kept, [task.article for task in tasks], wish.attribution)
    told = {}
    for start in wish.start:
        way = Way(
            with_draft=start == "draft", proposals=not wish.no_proposals, speakers=wish.speakers
        )
        told[start] = summary(list(_told(run_all(tasks, drafts, way, wish.jobs), len(tasks))))
        print(f"\n== from {'the draft' if way.with_draft else 'nothing'}")
        print("\n".join(lines(told[start])), flush=True)
    return told


def _number(wish: argparse.Namespace) -> int | None:
    """How many articles: all of a file that was named, a few where none was."""
    return wish.articles or (None if wish.gold else _FEW)


def _told(results: Iterable[Result], number: int) -> Iterator[Result]:
    """The results, each told of on stderr when it is there."""
    for index, result in enumerate(results, start=1):
        keys = sum(result.commands.values())
        state = "identical" if result.is_identical else "not identical"
        line = f"{index}/{number} {result.article}: {len(result.keys)} attributions, {keys} keys"
        print(f"{line}, {state}", file=sys.stderr, flush=True)
        yield result


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument(
        "--from", dest="start", nargs="+", choices=("draft", "nothing"), default=["draft"]
    )
    parser.add_argument("--no-proposals", action="store_true", help="nothing is proposed")
    parser.add_argument("--speakers", action="store_true", help="speakers and labels too")
    parser.add_argument("--purpose", choices=("training", "gold"), help="only layers of this one")
    parser.add_argument("--articles", type=int, metavar="N", help="so many, by a hash of the id")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where drafts are kept")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    parser.add_argument("--attribution", choices=ATTRIBUTIONS, default=Config().attribution)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
