"""Hands on the keys of the real application: every key is pressed, and every key is counted."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from annotators.model.span import Span
from annotators.project import Project
from benchmarks.annotator.reach import Letters, Step
from tui.app import CopydeskApp
from tui.desk.letters import lettered
from tui.keys.keymap import Keymap
from tui.screens.desk import DeskScreen
from tui.session.session import Session

SIZE = (160, 50)
ANNOTATOR = "perfect"
_PATIENCE = 30.0


class LostError(RuntimeError):
    """The screen does not show what the keys were to bring about."""


class Hands:
    """Presses keys as the keymap has them and looks at what the screen shows then."""

    def __init__(self, app: CopydeskApp, pilot: Pilot[str], keymap: Keymap) -> None:
        self._app = app
        self._pilot = pilot
        self._keymap = keymap
        self.pressed = 0
        self.by_command: Counter[str] = Counter()

    @property
    def desk(self) -> DeskScreen:
        """The desk, which is what is on the screen."""
        screen = self._app.screen
        if not isinstance(screen, DeskScreen):
            raise LostError(f"{type(screen).__name__} is shown in place of the desk")
        return screen

    @property
    def session(self) -> Session:
        """The session at the open article."""
        return self.desk.session

    def words(self) -> Letters:
        """The words that letters can be laid on now."""
        return self.letters(self.desk.questions.words_in_view())

    def mentions(self) -> tuple[Span, ...]:
        """The mentions that letters can be laid on now."""
        return tuple(self.desk.questions.mentions_in_view())

    @staticmethod
    def letters(targets: Iterable[Span]) -> Letters:
        """What letters would be laid on, in the order of the text, and how many each takes."""
        spans = tuple(sorted(targets))
        return Letters(spans, max((len(code) for code in lettered(spans)), default=2))

    @property
    def view(self) -> Span:
        """From the first to the last code point in view."""
        return self.desk.widgets.article.view_span

    async def do(self, step: Step) -> None:
        """Do one command: its key, and the letters or the line after it."""
        await self._press(step.action, *self._keymap.keys(step.action)[step.nth].split(" "))
        for target in step.picks:
            await self._press(step.action, *self.desk.questions.letters[target.start])
        if step.choose is not None:
            await self._press(step.action, self._row(step.choose))
        if step.name:
            await self._type_name(step.action, step.name)
        if step.typed:
            await self._press(step.action, *step.typed)
        if self.desk.questions.is_typing:
            await self._press(step.action, "enter")
        await self.settle()

    async def settle(self) -> None:
        """Wait until what has the focus is on the screen, as a person does before deciding."""
        await self.until(self._is_shown)

    async def until(self, reached: Callable[[], bool]) -> None:
        """Wait for a condition; LostError when it is not met in half a minute."""
        end = time.monotonic() + _PATIENCE
        await self._pilot.pause()
        while not reached():
            if time.monotonic() > end:
                raise LostError("the screen does not show what it is to show")
            await self._pilot.pause()

    def _row(self, wanted: int | str) -> str:
        """The key of a row that is shown: by its number from 0, or by how it begins."""
        shown = self.desk.questions.rows
        rows = [(keys.split(" ")[0], text) for keys, text in shown if keys]
        if isinstance(wanted, int):
            return rows[wanted][0]
        found = next((key for key, text in rows if text.startswith(wanted)), None)
        if found is None:
            raise LostError(f"the list has no row that begins with {wanted}")
        return found

    async def _type_name(self, action: str, name: str) -> None:
        """Type a name until the list has it first; all of it, and a `+`, for one that is new."""
        for letter in name:
            if self.desk.questions.offered[:1] in {(name,), (f"{name} (new)",)}:
                return
            await self._press(action, letter)
            await self._pilot.pause()
        if self.desk.questions.offered[:1] not in {(name,), (f"{name} (new)",)}:
            await self._press(action, "+")

    async def _press(self, action: str, *keys: str) -> None:
        for key in keys:
            self.pressed += 1
            self.by_command[action] += 1
            if key.isascii():
                await self._pilot.press(key)
            else:  # the pilot loses signs whose names have several words
                self._app.post_message(events.Key(unicodedata.name(key, key), key))
                await self._pilot.pause()

    def _is_shown(self) -> bool:
        desk = self.desk
        return desk.widgets.article.is_painted(desk.session.focus.span)


@asynccontextmanager
async def seated(project: Project, article_id: str) -> AsyncIterator[Hands]:
    """Hands at an article that is open and shown; in the end all is saved."""
    keymap = Keymap()
    app = CopydeskApp(project, keymap, annotator=ANNOTATOR, article_id=article_id)
    async with app.run_test(size=SIZE) as pilot:
        hands = Hands(app, pilot, keymap)
        await hands.until(lambda: isinstance(app.screen, DeskScreen))
        await hands.settle()
        yield hands
        app.leave()
