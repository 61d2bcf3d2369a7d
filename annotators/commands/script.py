"""An article as rows of a script: who speaks in the margin, what they say beside it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from annotators.commands.printing import shown
from annotators.model.items import Quote
from annotators.model.view import View


class Sign(NamedTuple):
    """One character of a row; `offset` is its code point in the text, None for a bracket."""

    char: str
    offset: int | None


class Row(NamedTuple):
    """One line of the script: the margin's words and the text beside them."""

    margin: str
    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        """The row's part of the article, with its brackets."""
        return "".join(sign.char for sign in self.signs)


def write_script(
    view: View, width: int, *, measure: Callable[[str], int], brackets: bool
) -> Iterator[Row]:
    """The whole article in rows at most `width` cells wide, the margin not counted.

    `measure` tells how many cells a character takes. `brackets` puts contents
    between `[` and `]`. No row holds a control character.
    """
    starting = deque(sorted(view.quotes, key=lambda q: q.start))
    waiting: deque[str] = deque()
    for line in _lines(view, brackets=brackets):
        for signs in _wrap(line, width, measure):
            end = next((s.offset for s in reversed(signs) if s.offset is not None), -1)
            while starting and starting[0].start <= end:
                waiting.append(speaker_label(view, starting.popleft()))
            yield Row(waiting.popleft() if waiting else "", signs)
        while waiting:
            yield Row(waiting.popleft(), ())


def speaker_label(view: View, quote: Quote) -> str:
    """Who speaks a quote, with the digit; `?` when it is pending, `>` when it is nested."""
    known = [view.entities[s] for s in quote.speakers if s in view.entities]
    named = " & ".join(f"{e.digit} {e.name}" if e.digit else e.name for e in known)
    state = {"none": "nobody", "known": "undecided"}.get(quote.speaker_state, quote.speaker_state)
    nested = "> " if quote.id in view.parents else ""
    return shown(f"{nested}{named or state}{' ?' if view.is_pending(quote) else ''}")


def _lines(view: View, *, brackets: bool) -> Iterator[list[Sign]]:
    spans = [span for quote in view.quotes for span in quote.contents] if brackets else []
    opening, closing = Counter(s.start for s in spans), Counter(s.end for s in spans)
    text = view.article.text
    marked = shown(text)
    line: list[Sign] = []
    for offset, char in enumerate(marked):
        line += [Sign("]", None)] * closing[offset] + [Sign("[", None)] * opening[offset]
        if text[offset] == "\n":
            yield line
            line = []
        else:
            line.append(Sign(char, offset))
    yield line + [Sign("]", None)] * closing[len(text)]


def _wrap(
    line: list[Sign], width: int, measure: Callable[[str], int]
) -> Iterator[tuple[Sign, ...]]:
    """Rows of a line, broken after blanks; a word too long for a row is cut."""
    row: list[Sign] = []
    cells = blank = 0
    for sign in line:
        size = measure(sign.char)
        if cells + size > width and sign.char != " ":
            if blank:
                row, rest = row[:blank], row[blank:]
            else:
                rest = []
            yield tuple(row)
            row, blank = rest, 0
            cells = sum(measure(s.char) for s in row)
        row.append(sign)
        cells += size
        if sign.char == " ":
            blank = len(row)
    yield tuple(row)
