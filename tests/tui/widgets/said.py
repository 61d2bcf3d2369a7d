"""A page of marks and notes that are given."""

from __future__ import annotations

from typing import NamedTuple

from annotators.model.span import Span
from tui.widgets.margin import MarginNote
from tui.widgets.paint import Mark


class Said(NamedTuple):
    """All that is said of a text."""

    given: tuple[Mark, ...] = ()
    beside: tuple[MarginNote, ...] = ()

    def marks(self, span: Span) -> list[Mark]:
        """The marks that reach into a span."""
        return [mark for mark in self.given if mark.span.overlaps(span)]

    def notes(self, span: Span) -> list[MarginNote]:
        """The notes that reach into a span; an empty one stands on what it is before."""
        return [
            n
            for n in self.beside
            if Span(n.span.start, max(*n.span, n.span.start + 1)).overlaps(span)
        ]

    def changes(self, since: object) -> list[Span] | None:
        """The spans of what one says and the other does not."""
        if not isinstance(since, Said):
            return None
        changed = {*self.given, *self.beside} ^ {*since.given, *since.beside}
        return [found.span for found in changed]
