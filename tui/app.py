"""The application: start-up, settings, and which screen is shown."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App
from textual.message import Message

from annotators.errors import CopydeskError
from annotators.identity import keep_annotator
from annotators.model.dossier import Dossier
from annotators.project import Project
from tui.keys.actions import Context
from tui.keys.keymap import Keymap
from tui.keys.names import pressed
from tui.screens.desk import DeskScreen
from tui.screens.desk_widgets import context_of
from tui.themes import THEMES, theme_name
from tui.workbench import Workbench

if TYPE_CHECKING:
    from tui.screens.corpus import CorpusScreen
    from tui.work.drafting import Drafting

_CLOSING_SECONDS = 5.0
_HURRIED_SECONDS = 1.0
"""How long saving is tried when a signal ends the program."""
_LOOKING_SECONDS = 1.0
"""How often it is looked whether another program changed the open article's file."""


class CopydeskApp(App[str], inherit_bindings=False):
    """One project, one annotator; the desk, and the corpus over it. Its result is a last word."""

    TITLE = "copydesk"
    ENABLE_COMMAND_PALETTE = False  # it would take its key before the table of actions is asked
    ENABLE_SELECT_AUTO_SCROLL = False

    class Saved(Message):
        """A state of an article is on the disk."""

    class SaveFailed(Message):
        """A state of an article could not be saved."""

        def __init__(self, line: str) -> None:
            self.line = line
            super().__init__()

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        *,
        annotator: str | None,
        article_id: str | None = None,
    ) -> None:
        super().__init__()
        self.keymap = keymap
        self.workbench = Workbench(
            project,
            annotator or "",
            on_saved=self._tell_saved,
            on_failed=self._tell_failed,
            on_carried=lambda line: self.call_later(self._say, line),
        )
        self._wanted = article_id
        self._drafting: Drafting | None = None
        self._has_settled = False
        self._desk = DeskScreen(keymap, project.config)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_name(project.config.theme)

    def get_default_screen(self) -> DeskScreen:
        """The desk lies below all other screens."""
        return self._desk

    def on_mount(self) -> None:
        """Open the article to begin with; what takes time comes after the first paint."""
        self._heed_signals()
        article_id = self._wanted or self.workbench.first()
        if article_id is None:
            self.push_screen(self._corpus)
            self._corpus.say("no articles yet; `copydesk add FILE` brings them in")
        else:
            self.open_article(article_id)
        self.call_after_refresh(self._settle_in)

    def open_article(self, article_id: str) -> None:
        """Open an article on the desk; what is wrong with it is said in one line."""
        try:
            session, focus = self.workbench.open(article_id)
        except CopydeskError as error:
            self._say(str(error))
            if self.workbench.session is None:
                self._show_corpus()
            return
        self._desk.open(session, focus=focus)
        if self._has_settled:
            self._desk.show_place(self.workbench.place(article_id))
        self._draft_opened()

    @property
    def key_context(self) -> Context:
        """Where the hands are."""
        front = self._front
        if not isinstance(front, DeskScreen) or self.workbench.session is None:
            return "corpus"
        return context_of(front.session)

    def act_here(self, action_id: str) -> None:
        """Do an action on the screen that is shown."""
        self._front.act(action_id)

    @on(DeskScreen.Changed)
    def save(self) -> None:
        """Save the open article."""
        self.workbench.keep()

    @on(DeskScreen.Finished)
    def go_on(self, event: DeskScreen.Finished) -> None:
        """Open the next unfinished article."""
        self.workbench.keep()
        session = self.workbench.session
        following = self.workbench.next_unfinished(session.review.article.id) if session else None
        if following is None:
            self._desk.say(f"finished as {event.purpose}; no other article is unfinished")
        else:
            self.open_article(following)
            self._desk.say(f"finished as {event.purpose}; this is the next article")

    def on_desk_screen_acted(self, event: DeskScreen.Acted) -> None:
        """Do what is the application's business."""
        self.deeds[event.action]()

    def on_corpus_screen_acted(self, event: CorpusScreen.Acted) -> None:
        """The same from the corpus."""
        self.deeds[event.action]()

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each action does that is the business of neither screen."""
        return {
            "next-article": lambda: self._step(1),
            "previous-article": lambda: self._step(-1),
            "show-corpus": self._show_corpus,
            "back-to-desk": self._show_desk,
            "compare": self._compare,
            "draft-again": self._draft_again,
            "stop-drafting": self._stop_drafting,
            "history": self._show_history,
            "help": self._show_help,
            "tutorial": self._show_tutorial,
            "palette": self._show_palette,
            "quit": self.leave,
        }

    def on_corpus_screen_picked(self, event: CorpusScreen.Picked) -> None:
        """Open the article that was picked in the corpus."""
        self.pop_screen()
        self.open_article(event.article_id)

    @on(Saved)
    def show_saved(self) -> None:
        """Say that everything is on the disk; as long as a save fails, that stays said."""
        if self.workbench.is_all_saved and self.workbench.session is not None:
            self._desk.show_saved("saved")

    @on(SaveFailed)
    def show_failed(self, event: SaveFailed) -> None:
        """Say that a change is not on the disk yet."""
        self._desk.show_saved(event.line, failed=True)

    def leave(self, seconds: float = _CLOSING_SECONDS) -> None:
        """Save everything and end; what cannot be saved is tried for so long."""
        saved = self.workbench.close(seconds)
        self.exit("" if saved else "the last change could not be saved")

    def _heed_signals(self) -> None:
        """Save and end, too, when the terminal is closed or the system asks for it."""
        for name in ("SIGTERM", "SIGHUP"):
            # Not every system has them, nor can every loop wait for them.
            with suppress(AttributeError, NotImplementedError, RuntimeError):
                loop = asyncio.get_running_loop()
                loop.add_signal_handler(getattr(signal, name), self.leave, _HURRIED_SECONDS)

    def on_key(self, event: events.Key) -> None:
        """Let the quit key leave where a line is typed, too: what no screen took comes here."""
        action = self.keymap.meaning("corpus", pressed(event.key, None, printable=False))
        if action is not None and action.id == "quit":
            self.leave()

    async def on_unmount(self) -> None:
        """End the worker."""
        if self._drafting is not None:
            await self._drafting.stop()

    def _tell_saved(self, _: Dossier) -> None:
        self.post_message(self.Saved())

    def _tell_failed(self, line: str) -> None:
        self.post_message(self.SaveFailed(line))

    def _settle_in(self) -> None:
        """What can wait until the article is on the screen."""
        gc.freeze()
        gc.enable()
        self._has_settled = True
        session = self.workbench.session
        if session is not None:
            self._desk.show_place(self.workbench.place(session.review.article.id))
        if not self.workbench.annotator:
            from tui.screens.naming import NameScreen

            self.push_screen(NameScreen(), self._take_name)
        self._drafting = self.workbench.drafting(
            on_drafted=self._show_draft, on_state=self._show_drafting, on_failed=self._say
        )
        self._draft_opened()
        if self.workbench.project.config.draft_on_open:
            self._drafting.ask(self.workbench.undrafted())
        self.workbench.tidy()
        self.set_interval(_LOOKING_SECONDS, self._take_changes)

    def _take_changes(self) -> None:
        try:
            line = self.workbench.take_changes()
        except CopydeskError as error:
            self._desk.show_saved(str(error), failed=True)
        else:
            if line:
                self._say(line)

    def _take_name(self, name: str | None) -> None:
        self.workbench.annotator = name or ""
        try:
            keep_annotator(name or "")
        except CopydeskError as error:
            self._say(str(error))
        session = self.workbench.session
        if session is not None:
            self.open_article(session.review.article.id)

    def _step(self, step: int) -> None:
        session = self.workbench.session
        found = self.workbench.after(session.review.article.id if session else None, step)
        if found is None:
            self._say("that was the last article" if step > 0 else "that was the first article")
        else:
            self.open_article(found)

    def _show_corpus(self) -> None:
        session = self.workbench.session
        if self._front is not self._corpus:
            self.push_screen(self._corpus)
        current = session.review.article.id if session else ""
        self._corpus.show(self.workbench.standings(), current)

    def _show_desk(self) -> None:
        if self.workbench.session is not None:
            self.pop_screen()

    def _show_history(self) -> None:
        from tui.screens.history import HistoryScreen

        session = self.workbench.session
        if session is None or not session.review.dossier.history.entries:
            self._say("nobody has decided anything in this article yet")
            return
        review = session.review
        screen = HistoryScreen(self.keymap, review.dossier, review.article.text)
        self.push_screen(screen, lambda item: session.go_to(item or ""))

    def _show_help(self) -> None:
        from tui.screens.help import HelpScreen

        in_tutorial = self._front not in (self._desk, self._corpus)

        def go_on(wants_tutorial: bool | None) -> None:
            if wants_tutorial and not in_tutorial:
                self._show_tutorial()

        self.push_screen(HelpScreen(self.keymap, self.key_context), go_on)

    def _show_tutorial(self) -> None:
        from tui.tutorial.screen import TutorialScreen

        self.push_screen(TutorialScreen(self.keymap, self.workbench.project.config))

    def _show_palette(self) -> None:
        from tui.keys.palette import command_palette

        self.push_screen(command_palette())

    def _show_draft(self, article_id: str) -> None:
        try:
            self.workbench.take_draft(article_id)
        except CopydeskError as error:
            self._say(str(error))
        if self._front is self._corpus:
            self._corpus.show(self.workbench.standings())

    def _show_drafting(self, state: str) -> None:
        self._corpus.show_state(state)
        self._desk.show_drafting(state)

    def _draft_opened(self) -> None:
        """Have the open article drafted before all others, unless it is or nobody wants it."""
        session, wanted = self.workbench.session, self.workbench.project.config.draft_on_open
        if wanted and self._drafting is not None and session and session.review.draft is None:
            self._drafting.ask([session.review.article.id], urgent=True)

    def _compare(self) -> None:
        from tui.screens.comparing import compare

        try:
            compare(self.workbench, self._desk, self.open_article)
        except CopydeskError as error:
            self._say(str(error))

    def _draft_again(self) -> None:
        session = self.workbench.session
        if self._drafting is not None and session is not None:
            self._drafting.ask([session.review.article.id], urgent=True)

    def _stop_drafting(self) -> None:
        if self._drafting is not None and self._drafting.is_busy:
            self._drafting.cancel()
            self._say("drafting stops after the article under way")

    def _say(self, line: str) -> None:
        self._front.say(line)

    @cached_property
    def _corpus(self) -> CorpusScreen:
        from tui.screens.corpus import CorpusScreen

        # A screen that is not installed ends when it is left, and cannot be shown again.
        screen = CorpusScreen(self.keymap)
        self.install_screen(screen, "corpus")
        return screen

    @property
    def _front(self) -> DeskScreen | CorpusScreen:
        """The desk or the corpus, whichever is shown, maybe under a question."""
        found: DeskScreen | CorpusScreen = self._desk
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                found = screen
            elif screen is self._corpus:
                found = self._corpus
        return found
