"""Look names to Rich styles, computed once for each theme."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.filter import NO_DIM, dim_color

from tui.themes.palette import DARK, LIGHT, PLAIN, Table


class Looks:
    """The styles of one theme: of a look, and of looks that lie over each other.

    A look with a suffix that the table does not hold (`name-LAW`) falls back to the look
    before the suffix; one that it does not hold at all changes nothing.
    """

    def __init__(self, base: Style, table: Table) -> None:
        self.base = base
        self._table = table
        self._single: dict[str, Style] = {}
        self._combined: dict[tuple[str, ...], Style] = {(): base}

    def style(self, looks: tuple[str, ...]) -> Style:
        """The style of several looks on one run, the last one on top."""
        style = self._combined.get(looks)
        if style is None:
            style = _dimmed(Style.combine([self.base, *map(self._look, looks)]))
            self._combined[looks] = style
        return style

    def _look(self, look: str) -> Style:
        style = self._single.get(look)
        if style is None:
            definition = self._table.get(look) or self._table.get(look.partition("-")[0], "")
            style = self._single[look] = Style.parse(definition)
        return style


def _dimmed(style: Style) -> Style:
    """What is dim in a colour that is: terminals do not agree on what dim means."""
    colours = style.color, style.bgcolor
    if not style.dim or None in {colour and colour.triplet for colour in colours}:
        return style
    text, ground = colours
    assert text is not None and ground is not None  # noqa: S101, PT018 - both have a triplet
    return style + NO_DIM + Style(color=dim_color(ground, text))


@lru_cache(maxsize=16)
def looks_for(base: Style, *, dark: bool, no_color: bool) -> Looks:
    """The looks over a base style (the widget's own colours)."""
    return Looks(base, PLAIN if no_color else DARK if dark else LIGHT)
