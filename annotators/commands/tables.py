"""Figures in columns, as people read them: percentages with one decimal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotators.commands.printing import say

ABSENT = "–"


def say_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their heads: the first column to the left, the others to the right."""
    every = [list(heads), *(list(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    for row in every:
        first, *rest = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        say("  ".join([first, *rest]).rstrip())


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
