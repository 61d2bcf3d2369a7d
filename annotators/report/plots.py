"""Plots as inline SVG. What a colour says, a number or a word beside it says too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from annotators.report.html import Html, element

_ROW, _LABEL, _BAR, _TOLD = 22, 150, 420, 420
_SIDE, _EDGE = 260, 40
_CELL = 56


class Part(NamedTuple):
    """A stretch of a bar: what it is, how much, and its class in the style sheet."""

    name: str
    number: float
    style: str


def bars(title: str, rows: Sequence[tuple[str, Sequence[Part]]]) -> Html:
    """Horizontal bars, each of parts one after another, with their numbers."""
    most = max((sum(part.number for part in parts) for _, parts in rows), default=0) or 1
    drawn = [_bar(label, parts, at * _ROW, most) for at, (label, parts) in enumerate(rows)]
    return _figure(title, _LABEL + _BAR + _TOLD, len(rows) * _ROW, *drawn)


def _bar(label: str, parts: Sequence[Part], top: float, most: float) -> Html:
    left = float(_LABEL)
    drawn = [_text(label, _LABEL - 8, top + 15, anchor="end")]
    for part in parts:
        width = _BAR * part.number / most
        tip = element("title", f"{label}: {part.number:g} {part.name}")
        drawn.append(
            element("rect", tip, x=left, y=top + 3, width=width, height=_ROW - 6, class_=part.style)
        )
        left += width
    told = ", ".join(f"{part.number:g} {part.name}".strip() for part in parts if part.number)
    return element("g", *drawn, _text(told or "0", left + 6, top + 15))


def reliability_diagram(bins: Sequence[Mapping[str, Any]]) -> Html:
    """Mean score against the share that is right; on the diagonal scores are probabilities.

    The larger a dot, the more quotes.
    """
    most = max((one["number"] for one in bins), default=0) or 1
    start, end = _EDGE, _EDGE + _SIDE
    drawn = [
        element("rect", x=start, y=10, width=_SIDE, height=_SIDE, class_="frame"),
        element("line", x1=start, y1=10 + _SIDE, x2=end, y2=10, class_="ideal"),
    ]
    for tenth in range(0, 11, 2):
        along = _SIDE * tenth / 10
        drawn.append(_text(f"{tenth / 10:g}", start + along, _SIDE + 26, anchor="middle"))
        drawn.append(_text(f"{tenth / 10:g}", start - 6, _SIDE + 14 - along, anchor="end"))
    for one in bins:
        x, y = start + _SIDE * one["score"], 10 + _SIDE * (1 - one["right"])
        told = f"{one['number']} quotes, mean score {one['score']:.2f}, {one['right']:.0%} right"
        size = 3 + 9 * (one["number"] / most) ** 0.5
        drawn.append(element("circle", element("title", told), cx=x, cy=y, r=size, class_="dot"))
    drawn.append(_text("score", start + _SIDE / 2, _SIDE + 42, anchor="middle"))
    return _figure("Share right by score", end + 60, _SIDE + 50, *drawn)


def matrix(title: str, names: Sequence[str], cells: Mapping[tuple[str, str], float]) -> Html:
    """A square of figures from 0 to 1, the darker the higher."""
    drawn = []
    for at, name in enumerate(names):
        drawn.append(_text(name, _LABEL - 8, 40 + at * _ROW + 15, anchor="end"))
        drawn.append(_text(name, _LABEL + at * _CELL + _CELL / 2, 30, anchor="middle"))
        for across, other in enumerate(names):
            value = cells.get((name, other), cells.get((other, name)))
            if value is None:
                continue
            left, top = _LABEL + across * _CELL, 40 + at * _ROW
            tip = element("title", f"{name} and {other}: {value:.3f}")
            drawn.append(
                element("rect", tip, x=left, y=top, width=_CELL - 2, height=_ROW - 2,
                        class_="cell", fill_opacity=round(value**2, 3))
            )  # fmt: skip
            drawn.append(_text(f"{100 * value:.1f}", left + _CELL / 2, top + 15, anchor="middle"))
    return _figure(title, _LABEL + len(names) * _CELL + 20, 50 + len(names) * _ROW, *drawn)


def _figure(title: str, width: float, height: float, *children: Html) -> Html:
    drawn = element(
        "svg",
        element("title", title),
        *children,
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
    )
    return element("figure", drawn, element("figcaption", title))


def _text(text: str, x: float, y: float, anchor: str | None = None) -> Html:
    return element("text", text, x=x, y=y, text_anchor=anchor)
