"""Drafts for the project that is open: which are asked for, and when."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tui.work.drafting import Drafting
from tui.workbench import Workbench

_ASKED_AT_ONCE = 100
"""How many are asked for before keys have their turn again."""


class Drafts:
    """Has articles drafted in the background, the open one first; where nobody wants it, on demand.

    `on_drafted`, `on_state` and `on_failed` are those of `Drafting`.
    """

    def __init__(
        self,
        workbench: Workbench,
        *,
        on_drafted: Callable[[str], None],
        on_state: Callable[[str], None],
        on_failed: Callable[[str], None],
    ) -> None:
        self._workbench = workbench
        self._is_wanted = workbench.project.config.draft_on_open
        project = workbench.project
        self._drafting = Drafting(
            project.only or project.root,
            on_drafted=on_drafted,
            on_state=on_state,
            on_failed=on_failed,
        )

    def ask_opened(self) -> None:
        """Have the open article drafted before all others, unless it is or nobody wants it."""
        session = self._workbench.session
        if not self._is_wanted or session is None or session.review.draft is not None:
            return
        # Where the draft is not to be seen, its parse is what is wanted.
        if not session.review.is_blind or session.units.parse is None:
            self.ask_again()

    def ask_again(self) -> None:
        """Have the open article drafted now."""
        session = self._workbench.session
        if session is not None:
            self._drafting.ask([session.review.article.id], urgent=True)

    async def ask_others(self) -> None:
        """Have all that have none drafted, if it is wanted; lists the corpus, in a thread.

        With many articles no key is to wait for that. Raises CopydeskError when they cannot be
        listed.
        """
        undrafted = await asyncio.to_thread(self._workbench.undrafted)
        if self._is_wanted:
            for first in range(0, len(undrafted), _ASKED_AT_ONCE):
                self._drafting.ask(undrafted[first : first + _ASKED_AT_ONCE])
                await asyncio.sleep(0)

    @property
    def is_busy(self) -> bool:
        """Whether drafts are still to come."""
        return self._drafting.is_busy

    def cancel(self) -> str:
        """Take back all drafts that are to come; what is to be said of it, if any were."""
        if not self.is_busy:
            return ""
        self._drafting.cancel()
        return "drafting is stopped"

    async def stop(self) -> None:
        """End the worker."""
        await self._drafting.stop()
