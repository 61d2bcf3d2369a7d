"""The rules of the guideline that fit the item in focus, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotators.guideline import read_guideline
from annotators.model.items import Role
from tui.session.session import Session

if TYPE_CHECKING:
    from annotators.model.rules import Rule


class FittingRules:
    """Remembers which rule was shown last, so that asking again shows the next."""

    def __init__(self) -> None:
        self._about: tuple[str | None, Role | None] | None = None
        self._index = 0

    def next(self, session: Session) -> tuple[Rule, str]:
        """The best fitting rule, or the next one for the same item; and which of how many."""
        from annotators.model.rules import fitting_rules  # noqa: PLC0415 - only who asks for one

        about = (session.focus.item, session.focus.role)
        slugs = fitting_rules(session.view, session.item, session.focus.role)
        self._index = (self._index + 1) % len(slugs) if about == self._about else 0
        self._about = about
        rule = read_guideline().rules[slugs[self._index]]
        return rule, f"{self._index + 1} of {len(slugs)}"
