"""How long it takes to score many articles, and to say how far their annotators agree.

    python -m benchmarks.evaluation [LAYERS.jsonl] [--articles N]

The layers (the bundled ones, if no file is named) are repeated under other ids
until there are N articles. Each is scored against a copy from which every fifth
quote was taken and every fourth was cut short.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from annotators.evaluation.agreement import agree
from annotators.evaluation.agreement_scores import agreement_record
from annotators.evaluation.comparison import Evaluation, compare
from annotators.evaluation.scores import score_record
from annotators.evaluation.side import EVERYTHING, Side, side_of
from annotators.exchange.format import Record
from annotators.exchange.native import NATIVE
from annotators.model.items import Quote
from annotators.model.span import Span

BUNDLED = Path(__file__).resolve().parent.parent / "corpus" / "bundled.jsonl"
LEFT_OUT, CUT = 5, 4


def read_sides(path: Path, articles: int) -> Iterator[Side]:
    """That many sides, each article under an id of its own."""
    records = [found for found in NATIVE.read(path) if isinstance(found, Record)]
    for number, record in enumerate(islice(cycle(records), articles)):
        side = side_of(record.article, record.layer.with_header(blind=True))
        yield replace(side, article=f"{number}/{side.article}", scope=EVERYTHING, annotator="anna")


def with_errors(side: Side) -> Side:
    """The side of somebody who misses quotes and stops too early."""
    quotes = [q for number, q in enumerate(side.quotes) if number % LEFT_OUT]
    cut = (shortened(q) if number % CUT == 0 else q for number, q in enumerate(quotes))
    return replace(side, quotes=tuple(cut), annotator="bo")


def shortened(quote: Quote) -> Quote:
    """The quote without the last third of its last contents."""
    *before, last = quote.contents
    end = last.start + max(1, last.length * 2 // 3)
    return replace(quote, contents=(*before, Span(last.start, end)))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("layers", type=Path, nargs="?", default=BUNDLED)
    parser.add_argument("--articles", type=int, default=1000)
    wish = parser.parse_args()
    golds = list(read_sides(wish.layers, wish.articles))
    others = list(map(with_errors, golds))
    words = sum(len(side.text.split()) for side in golds)
    quotes = sum(len(side.quotes) for side in golds)
    print(f"{len(golds)} articles, {words} words, {quotes} quotes")
    start = time.process_time()
    evaluation = Evaluation(tuple(map(compare, golds, others)))
    told = score_record(evaluation)["quotes"]["all"]["relation"]
    print(f"scored in {time.process_time() - start:.1f} s of processor time, F1 {told['f1']:.3f}")
    start = time.process_time()
    agreement = agreement_record(agree([*golds, *others])["blind"])
    told = agreement["relations"]["all"]["relation"]
    seconds = time.process_time() - start
    print(f"agreement in {seconds:.1f} s of processor time, F1 {told['value']:.3f}")


if __name__ == "__main__":
    main()
