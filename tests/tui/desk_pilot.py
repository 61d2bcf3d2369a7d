"""The whole application in a test: keys in, what stands on the screen out."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from annotators.model.items import Quote
from annotators.model.span import cut
from annotators.project import Project
from tui.app import CopydeskApp
from tui.keys.keymap import Keymap
from tui.screens.corpus import CorpusScreen
from tui.screens.desk import DeskScreen
from tui.session.session import Session

PATIENCE = 20.0
WIDE, NARROW = (160, 50), (80, 24)


class Seat:
    """Somebody at the desk."""

    def __init__(self, app: CopydeskApp, pilot: Pilot[str]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the screen shows what the last one did."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a line without looking up."""
        await self.pilot.press(*text)
        await self.settle()

    async def settle(self) -> None:
        """Wait until what has the focus is on the screen."""
        await self.pilot.pause()
        screen = self.app.screen
        if isinstance(screen, DeskScreen) and screen._session is not None:
            session, article = screen.session, screen.widgets.article
            await self.until(lambda: article.is_painted(session.focus.span))
        if isinstance(screen, CorpusScreen):
            await self.until(lambda: screen._is_all)

    async def until(self, reached: Callable[[], bool]) -> None:
        """Wait for a condition."""
        end = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < end, f"never reached; the screen shows\n{self.shown}"
            await self.pilot.pause()

    async def saved(self) -> None:
        """Wait until the title says that all is saved."""
        await self.until(lambda: self.app._desk.widgets.saved == "saved")

    @property
    def shown(self) -> str:
        """What stands on the screen, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def foot(self) -> str:
        """The last line."""
        return self.shown.splitlines()[-1]

    @property
    def session(self) -> Session:
        session = self.app.workbench.session
        assert session is not None
        return session

    @property
    def here(self) -> str:
        """What stands in the focus."""
        return cut(self.session.review.article.text, self.session.focus.span)

    @property
    def article(self) -> str:
        """The id of the open article."""
        return self.session.review.article.id

    def quote(self, item: str) -> Quote:
        found = self.session.view.locate(item)
        assert isinstance(found, Quote)
        return found

    @property
    def is_in_corpus(self) -> bool:
        return isinstance(self.app.screen, CorpusScreen)


@asynccontextmanager
async def seated(
    project: Project,
    *,
    size: tuple[int, int] = (120, 40),
    annotator: str | None = "anna",
    article_id: str | None = None,
    keymap: Keymap | None = None,
) -> AsyncIterator[Seat]:
    """The application on a project, shown and quiet; at the end it is left as by its own key."""
    app = CopydeskApp(project, keymap or Keymap(), annotator=annotator, article_id=article_id)
    async with app.run_test(size=size) as pilot:
        seat = Seat(app, pilot)
        await pilot.pause()
        await seat.settle()
        yield seat
        app.leave()
