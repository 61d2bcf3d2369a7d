"""The looks a widget draws with: its own colours below, the theme's looks above."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.filter import ANSIToTruecolor, LineFilter
from textual.widget import Widget

from tui.themes.looks import Looks, looks_for

UNSTYLED = looks_for(Style.null(), dark=True, no_color=True)
"""The looks of a widget that is not on a screen yet."""


def looks_of(widget: Widget) -> Looks:
    """The looks for a widget in the theme of its app."""
    if not widget.is_attached:
        return UNSTYLED
    colours = widget.rich_style
    base = Style(color=colours.color, bgcolor=colours.bgcolor)
    app = widget.app
    return looks_for(base, dark=app.current_theme.dark, no_color=app.no_color)


def needed(filters: Sequence[LineFilter]) -> Sequence[LineFilter]:
    """The filters that change something of our looks: none has colours of the terminal's own.

    Each filter makes every line anew that is drawn.
    """
    return [known for known in filters if not isinstance(known, ANSIToTruecolor)]
