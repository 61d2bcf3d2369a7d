"""A span drawn with the mouse, from press to release."""

from __future__ import annotations

from annotators.model.span import Span
from tui.widgets.layout import Layout
from tui.widgets.sheet import Focus


class Drag:
    """One press of the mouse, and what it was drawn over so far."""

    def __init__(self) -> None:
        self.before: Focus | None = None
        self.has_drawn = False
        self._pressed: int | None = None
        self._span: Span | None = None

    def press(self, offset: int, before: Focus | None) -> None:
        """The mouse went down; `before` is the focus to go back to."""
        self.before, self._pressed, self._span, self.has_drawn = before, offset, None, False

    def draw(self, offset: int, layout: Layout) -> Span | None:
        """The span up to the grapheme now under the mouse, where it is another one."""
        if self._pressed is None or (offset == self._pressed and self._span is None):
            return None
        first, last = sorted((self._pressed, offset))
        span = Span(first, max(first + 1, min(layout.grapheme_after(last), len(layout.text))))
        if span == self._span:
            return None
        self._span, self.has_drawn = span, True
        return span

    def release(self) -> Span | None:
        """The span that was drawn; None where the mouse was only clicked."""
        span, self._pressed, self._span = self._span, None, None
        return span
