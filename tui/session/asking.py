"""What the session may ask a person through the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from annotators.model.span import Span

Row = tuple[str, str]
"""A key and what it chooses; several keys that choose it stand with blanks between."""


class Asker(Protocol):
    """The screen, as far as the session may ask it. Escape leaves each of these."""

    def choose(self, title: str, rows: Sequence[Row], done: Callable[[str], None]) -> None:
        """Show keys and what they choose; `done` gets the key."""
        ...

    def type_text(
        self,
        prompt: str,
        done: Callable[[str], None],
        *,
        start: str = "",
        offers: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        """Let a line be typed; `offers` lists what fits what stands there so far."""
        ...

    def pick(self, prompt: str, targets: Sequence[Span], done: Callable[[Span], None]) -> None:
        """Lay letters on the targets in view; `done` gets the one whose letters are typed."""
        ...

    def mentions_in_view(self) -> Sequence[Span]:
        """The mentions that are on the screen."""
        ...

    def words_in_view(self) -> Sequence[Span]:
        """The words of two cells or more that are on the screen."""
        ...

    def is_painted(self, span: Span) -> bool:
        """Whether the span has been drawn since it last changed."""
        ...
