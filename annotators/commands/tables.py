"""Figures in columns, as people read them: percentages with one decimal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotators.commands.printing import say

ABSENT = "–"
_WIDEST = 30


def say_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their heads: what has a head to the right, but for the first column."""
    every = [list(heads), *(list(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    for row in every:
        cells = [
            cell.rjust(width) if place and head else cell.ljust(width)
            for place, (cell, width, head) in enumerate(zip(row, widths, heads, strict=True))
        ]
        say("  ".join(cells).rstrip())


def bar(part: float, whole: float) -> str:
    """A bar of blocks, as long as `part` is of `whole`; half a block is the least step."""
    halves = round(2 * _WIDEST * part / whole) if whole > 0 else 0
    return "█" * (halves // 2) + "▌" * (halves % 2)


def percent(value: float | None) -> str:
    """A share from 0 to 1 in per cent, a dash for None."""
    return ABSENT if value is None else f"{100 * value:.1f}"


def decimals(value: float | None) -> str:
    """A coefficient with three decimals, a dash for None."""
    return ABSENT if value is None else f"{value:.3f}"


def interval(figure: Mapping[str, Any] | None) -> str:
    """The ends of a figure's interval in per cent."""
    if not figure or figure.get("low") is None:
        return ABSENT
    return f"{percent(figure['low'])}–{percent(figure['high'])}"
