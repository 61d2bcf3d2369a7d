"""What drawing costs: CPU and bytes for a move and a page, in a short and in a long article.

    python -m benchmarks.drawing [--moves 200] [--json]

The terminal is a driver that counts bytes. Trust the ratios of one run, not the milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import statistics
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.widget import Widget

from annotators.model.article import Article
from annotators.model.span import Span
from tui.themes import DARK_THEME
from tui.widgets.article_view import ArticleView
from tui.widgets.margin import MarginNote
from tui.widgets.paint import Mark

SIZE = (160, 50)
SIZES = (800, 100_000)
PARAGRAPH = (
    "“North Korea might be worried about a possible change in China’s stance -- whether China "
    "will continue to forge a favorable relationship with North Korea amid pressure from the US,” "
    "Hong Min said in Seoul on Friday. The talks have been in a stalemate since June."
)
WORD = re.compile(r"\w+")
QUOTE = re.compile("“[^”]*”")
NAME = re.compile("North Korea|China|US|Hong Min|Seoul")


class Quoted(NamedTuple):
    """Quotes and names, in order."""

    quotes: list[Span]
    names: list[Span]

    def marks(self, span: Span) -> list[Mark]:
        """A mark for each."""
        quotes = [Mark(quote, "contents") for quote in _within(self.quotes, span)]
        return quotes + [Mark(name, "name", 1) for name in _within(self.names, span)]

    def notes(self, span: Span) -> list[MarginNote]:
        """A note for each quote."""
        return [MarginNote(quote, "4 Hong Min") for quote in _within(self.quotes, span)]

    def changes(self, since: object) -> None:  # noqa: ARG002
        """Anywhere."""
        return


def _within(spans: list[Span], span: Span) -> list[Span]:
    first = bisect_right(spans, span.start, key=lambda known: known.end)
    return spans[first : bisect_left(spans, span.end, key=lambda known: known.start)]


class CountingDriver(HeadlessDriver):
    """A terminal that only counts what is written to it."""

    written = 0

    @property
    def is_headless(self) -> bool:
        """Drawn to as to any other terminal."""
        return False

    def write(self, data: str) -> None:
        """Count the bytes."""
        CountingDriver.written += len(data.encode("utf-8", "replace"))


class Reader(App[None]):
    """An article with marks and notes."""

    def __init__(self, text: str) -> None:
        super().__init__(driver_class=CountingDriver)
        self.register_theme(DARK_THEME)
        self.theme = DARK_THEME.name
        self.text = text
        self.view = ArticleView()

    def compose(self) -> Iterator[Widget]:
        """The article alone."""
        yield self.view

    def load(self) -> None:
        """Show the article as the desk does."""
        quotes = [Span(*match.span()) for match in QUOTE.finditer(self.text)]
        names = [Span(*match.span()) for match in NAME.finditer(self.text)]
        self.view.show(Article("article", self.text))
        self.view.set_page(Quoted(quotes, names))


Act = Callable[[int], object]


async def cost(pilot: Pilot[object], act: Act, times: int) -> tuple[float, float]:
    """The median CPU milliseconds and bytes of an act, each drawn before the next."""
    spent, written = [], []
    for number in range(times):
        before, start = CountingDriver.written, time.process_time()
        act(number)
        await pilot.pause()
        spent.append(1000 * (time.process_time() - start))
        written.append(CountingDriver.written - before)
    return statistics.median(spent), statistics.median(written)


async def measure(words: int, moves: int) -> dict[str, float]:
    """The figures for an article of so many words."""
    count = -(-words // len(PARAGRAPH.split()))
    text = "\n\n".join([PARAGRAPH] * count)
    app = Reader(text)
    tokens = [Span(*match.span()) for match in WORD.finditer(text[:40_000])]
    found: dict[str, float] = {}

    async def drive(pilot: Pilot[object]) -> None:
        await pilot.pause()
        start = time.process_time()
        app.load()
        await pilot.pause()
        found["open_ms"] = 1000 * (time.process_time() - start)
        idle, _ = await cost(pilot, lambda _: None, moves)
        move = await cost(pilot, lambda at: app.view.set_focus(tokens[at]), moves)
        app.view.scroll_to_offset(0)
        page = await cost(pilot, lambda at: app.view.page(-1 if at % 2 else 1), max(20, moves // 4))
        found.update(move_ms=move[0] - idle, move_bytes=move[1])
        found.update(page_ms=page[0] - idle, page_bytes=page[1])
        app.exit()

    await app.run_async(size=SIZE, auto_pilot=drive)
    return found


def main() -> None:
    """Measure and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--moves", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows: dict[int, dict[str, Any]] = {
        words: asyncio.run(measure(words, options.moves)) for words in SIZES
    }
    if options.json:
        print(json.dumps(rows))
        return
    short, long = (rows[words] for words in SIZES)
    print(f"{'':12}" + "".join(f"{words:>10} words" for words in SIZES) + "     ratio")
    for name, value in short.items():
        ratio = long[name] / value if value else float("nan")
        print(f"{name:12}{value:16.2f}{long[name]:16.2f}{ratio:10.2f}")


if __name__ == "__main__":
    main()
