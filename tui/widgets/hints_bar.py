"""The last line: what can be done now, or what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tui.widgets.lines import Line, Run, cells_of
from tui.widgets.panel import Panel

Hint = tuple[str, str]
"""A key and what it does."""

_GAP = Run("   ")


class HintsBar(Panel):
    """One line of keys that fit the moment; a message or a prompt takes their place.

    An error stays until `clear_error`; whatever else is said shows again after it.
    """

    DEFAULT_CSS = """
    HintsBar {
        height: 1;
        background: $surface;
    }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._hints: tuple[Hint, ...] = ()
        self._message = ""
        self._error = ""
        self._mode = ""

    def show_hints(self, hints: Sequence[Hint], mode: str = "") -> None:
        """Show keys, the most useful first; `mode` names a passing mode such as `pick`."""
        if (tuple(hints), mode) != (self._hints, self._mode):
            self._hints, self._mode = tuple(hints), mode
            self._draw()

    def show_message(self, text: str) -> None:
        """Say something in place of the keys; an empty text brings the keys back."""
        if text != self._message:
            self._message = text
            self._draw()

    def show_error(self, text: str) -> None:
        """Say what is wrong and what to do; it stays."""
        self._error = text
        self._draw()

    def clear_error(self) -> None:
        """Drop the error."""
        if self._error:
            self._error = ""
            self._draw()

    def on_resize(self) -> None:
        """Show as many keys as fit the new width."""
        self._draw()

    def _draw(self) -> None:
        if self._error:
            line = Line((Run("! ", "error"), Run(self._error, "error")))
        elif self._message:
            line = Line((Run(self._message),))
        else:
            line = Line(_fitting(self._hints, self._mode, self.size.width or 160))
        self.set_lines([line])


@lru_cache(maxsize=64)
def _fitting(hints: tuple[Hint, ...], mode: str, room: int) -> tuple[Run, ...]:
    """The runs of as many hints as there is room for."""
    runs: list[Run] = [Run(f" {mode} ", "selected")] if mode else []
    used = cells_of(tuple(runs))
    for key, label in hints:
        more = (*((_GAP,) if runs else ()), Run(key, "key"), Run(f" {label}"))
        used += cells_of(more)
        if used > room:
            break
        runs += more
    return tuple(runs)
