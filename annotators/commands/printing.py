"""What a command shows: text without control characters, progress only on a terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_UNSHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}
_JOINERS = frozenset("\u200c\u200d")
_C0_END, _DELETE = 0x20, 0x7F


def shown(text: str) -> str:
    """The text with a mark of one cell for each character that a terminal would obey or hide.

    It has as many code points as before. Tabs and newlines become blanks.
    """
    if text.isprintable():
        return text
    return "".join(_mark(c) for c in text)


def _mark(c: str) -> str:
    if c in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    if ord(c) < _C0_END:
        return chr(0x2400 + ord(c))
    if ord(c) == _DELETE:
        return "\N{SYMBOL FOR DELETE}"
    if c not in _JOINERS and unicodedata.category(c) in _UNSHOWN:
        return "\N{MIDDLE DOT}" if c == "\ufeff" else "\N{REPLACEMENT CHARACTER}"
    return c


def say(text: str) -> None:
    """Print one line on stdout."""
    print(shown(text))


def note(text: str) -> None:
    """Print one line on stderr, where it does not mix with what is piped on."""
    print(shown(text), file=sys.stderr)


def track(steps: Iterable[T], total: int, doing: str, *, is_shown: bool = True) -> Iterator[T]:
    """Go through `steps`, with a bar on stderr when that is a terminal."""
    if not (is_shown and total and sys.stderr.isatty()):
        yield from steps
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe pays for no bar
    from rich.progress import Progress  # noqa: PLC0415

    # Lines for stdout pass above the bar only where both are the same terminal.
    bar = Progress(
        console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()
    )
    with bar:
        yield from bar.track(steps, total=total, description=doing)


def count(number: int, one: str, many: str = "") -> str:
    """`1 quote`, `2 quotes`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
