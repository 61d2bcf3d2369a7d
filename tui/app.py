"""The application: start-up, settings, and which screen is shown."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, on

from annotators.errors import CopydeskError
from annotators.project import Project
from tui.base_app import BaseApp
from tui.keys.actions import Context
from tui.keys.keymap import Keymap
from tui.keys.names import pressed
from tui.scores import Scores
from tui.screens import over
from tui.screens.desk import DeskScreen
from tui.screens.desk_widgets import context_of
from tui.signals import heed_signals
from tui.workbench import Workbench

if TYPE_CHECKING:
    from annotators.adjudication.overlay import Side
    from tui.desk.score_items import ScoreItem
    from tui.drafts import Drafts
    from tui.screens.corpus import CorpusScreen
    from tui.work.library import Way

_CLOSING_SECONDS, _HURRIED_SECONDS = 5.0, 1.0
"""How long saving is tried in the end, and when a signal ends the program."""
_UNSAVED = "the last change could not be saved"
_LOOKING_SECONDS = 1.0
"""How often it is looked whether another program changed the open article's file."""


class CopydeskApp(BaseApp, inherit_bindings=False):
    """One project, one annotator; the desk, and the corpus over it."""

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        *,
        annotator: str | None,
        article_id: str | None = None,
    ) -> None:
        super().__init__(keymap, project.config.theme)
        self.workbench = Workbench(
            project,
            annotator or "",
            on_saved=lambda _: self.call_later(self._show_saved),
            on_failed=lambda line: self.call_later(self._show_failed, line),
            on_carried=lambda line: self.call_later(self._say, line),
            locks=False,
        )
        self._wanted = article_id
        self._drafts: Drafts | None = None
        self._has_looked_round = False
        self._desk = DeskScreen(keymap, project.config)
        self._scores = Scores(self, open_item=self._open_scored, say=self._say)

    def get_default_screen(self) -> DeskScreen:
        """The desk lies below all other screens."""
        return self._desk

    def on_mount(self) -> None:
        """Open the article to begin with; what takes time comes after the first paint."""
        heed_signals(lambda: self.leave(_HURRIED_SECONDS))
        article_id = self._wanted or self.workbench.first()
        if article_id is None:
            self.push_screen(self._corpus)
            self._corpus.say("no articles yet; `copydesk add FILE` brings them in")
        else:
            self.open_article(article_id)
        self.call_after_refresh(self._settle_in)

    def open_article(self, article_id: str, way: Way = "usual") -> None:
        """Open an article on the desk; what is wrong with it is said in one line."""
        try:
            session, focus = self.workbench.open(article_id, way)
        except CopydeskError as error:
            self._say(str(error))
            if self.workbench.session is None:
                self._show_corpus()
            return
        self._desk.open(session, focus=focus)
        if self._has_looked_round:
            self._desk.show_place(self.workbench.place(article_id))
        if self._drafts is not None:
            self._drafts.ask_opened()

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
        self._scores.changed(self.workbench.opened)

    @on(DeskScreen.Finished)
    def go_on(self, event: DeskScreen.Finished) -> None:
        """Open the next unfinished article."""
        self.workbench.keep()
        following = self.workbench.following()
        if following is None:
            self._desk.say(f"finished as {event.purpose}; no other article is unfinished")
        else:
            self.open_article(*following)
            self._desk.say(f"finished as {event.purpose}; this is the next article")

    def on_desk_screen_acted(self, event: DeskScreen.Acted) -> None:
        """Do what is the application's business."""
        self.deeds[event.action]()

    def on_corpus_screen_acted(self, event: CorpusScreen.Acted) -> None:
        """As from the desk."""
        self.deeds[event.action]()

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each action does that is the business of neither screen."""
        config, say = self.workbench.project.config, self._say
        return {
            "next-article": lambda: self._step(1),
            "previous-article": lambda: self._step(-1),
            "show-corpus": self._show_corpus,
            "back-to-desk": self._show_desk,
            "compare": lambda: say(over.show_layers(self.workbench, self._desk, self.open_article)),
            "show-scores": self._scores.show,
            "next-score": lambda: self._scores.step(1),
            "previous-score": lambda: self._scores.step(-1),
            "draft-again": self._draft_again,
            "stop-drafting": lambda: say(self._drafts.cancel() if self._drafts else ""),
            "history": lambda: say(over.show_history(self, self.keymap, self.workbench.session)),
            "help": self._show_help,
            "tutorial": lambda: over.show_tutorial(self, self.keymap, config),
            "palette": lambda: over.show_palette(self),
            "quit": self.leave,
        }

    def on_corpus_screen_picked(self, event: CorpusScreen.Picked) -> None:
        """Open the article that was picked in the corpus; the next ones follow as listed there."""
        self.pop_screen()
        self.workbench.line_up(self._corpus.order)
        self.open_article(event.article_id, event.way)

    def _show_saved(self) -> None:
        # As long as a save fails, that stays said.
        if self.workbench.is_all_saved and self.workbench.session is not None:
            self._desk.show_saved("saved")

    def _show_failed(self, line: str) -> None:
        self._desk.show_saved(self.workbench.project.within(line), failed=True)

    def leave(self, seconds: float = _CLOSING_SECONDS) -> None:
        """Save everything and end; what cannot be saved is tried for so long."""
        saved = self.workbench.close(seconds)
        self.exit("" if saved else _UNSAVED)

    def rescue(self) -> str:
        """Save everything, even what had just been done when the program failed."""
        saved = self.workbench.close(_CLOSING_SECONDS)
        return "what was done is kept" if saved else _UNSAVED

    def on_key(self, event: events.Key) -> None:
        """Let the quit key leave where a line is typed, too: what no screen took comes here."""
        key = pressed(event.key, None, printable=False)
        if (action := self.keymap.meaning("corpus", key)) and action.id == "quit":
            self.leave()

    async def on_unmount(self) -> None:
        """End the worker."""
        if self._drafts is not None:
            await self._drafts.stop()

    def _settle_in(self) -> None:
        """What can wait until the article is on the screen."""
        gc.freeze()
        gc.enable()
        self.workbench.settle_in()
        self._take_changes()
        if not self.workbench.annotator:
            over.ask_name(self, self._take_name)
        from tui.drafts import Drafts

        drafts = self._drafts = Drafts(
            self.workbench,
            on_drafted=self._show_draft,
            on_state=self._show_drafting,
            on_failed=self._say,
        )
        drafts.ask_opened()
        self.run_worker(self._look_round(drafts), exit_on_error=False)
        self.set_interval(_LOOKING_SECONDS, self._take_changes)

    async def _look_round(self, drafts: Drafts) -> None:
        try:
            await drafts.ask_others()
        except CopydeskError as error:
            self._say(str(error))
            return
        self._has_looked_round = True
        if opened := self.workbench.opened:
            self._desk.show_place(self.workbench.place(opened))

    def _take_changes(self) -> None:
        try:
            self._say(self.workbench.take_changes())
        except CopydeskError as error:
            self._show_failed(str(error))

    def _take_name(self, name: str | None) -> None:
        self.workbench.annotator = name or ""
        self._say(over.keep_name(name or ""))
        if opened := self.workbench.opened:
            self.open_article(opened)

    def _step(self, step: int) -> None:
        found = self.workbench.after(self.workbench.opened or None, step)
        if found is not None:
            return self.open_article(found)
        return self._say(f"that was the {'last' if step > 0 else 'first'} article")

    def _show_corpus(self) -> None:
        if self._front is not self._corpus:
            self.push_screen(self._corpus)
        self._corpus.list_anew(self.workbench.annotator, self.workbench.opened)

    def _show_desk(self) -> None:
        if self.workbench.session is not None:
            self.pop_screen()

    def _show_help(self) -> None:
        in_tutorial = self._front not in (self._desk, self._corpus)
        config = None if in_tutorial else self.workbench.project.config
        over.show_help(self, self.keymap, self.key_context, config)

    def _show_draft(self, article_id: str) -> None:
        try:
            self.workbench.take_draft(article_id)
        except CopydeskError as error:
            self._say(str(error))
        if self._front is self._corpus:
            self._corpus.list_anew(self.workbench.annotator)
        self._scores.changed(article_id)

    def _show_drafting(self, state: str) -> None:
        self._corpus.show_state(state)
        self._desk.show_drafting(state)

    def _draft_again(self) -> None:
        if self._drafts is not None:
            self._drafts.ask_again()

    def _say(self, line: str) -> None:
        """Say on the screen in front what there is to be said, if anything."""
        if line:
            self._front.say(self.workbench.project.within(line))

    def _open_scored(self, item: ScoreItem, sides: list[Side]) -> None:
        """Show an item that a figure counts: on the desk, whatever is in front."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        over.open_scored(self.workbench, self._desk, self.open_article, item, sides)

    @cached_property
    def _corpus(self) -> CorpusScreen:
        from tui.screens.corpus import CorpusScreen

        # A screen that is not installed ends when it is left, and cannot be shown again.
        screen = CorpusScreen(self.keymap, self.workbench.listing, self.workbench.timing.left)
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
