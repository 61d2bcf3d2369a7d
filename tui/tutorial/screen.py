"""The tutorial: a desk with a scratch article, on which only the key that is taught is taken."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult

from annotators.config import Config
from tui.keys.keymap import Keymap
from tui.keys.names import ESCAPE, key_shown, pressed
from tui.keys.pending import Meant
from tui.screens.desk import DeskScreen
from tui.session.focus import Focus, on_item
from tui.tutorial.article import place, scratch_session
from tui.tutorial.course import Course
from tui.tutorial.strip import TutorialStrip
from tui.widgets.choice_list import ChoiceList

_KEPT_NOWHERE = "nothing is kept"


class TutorialScreen(DeskScreen):
    """Leads through the steps; Escape leaves it, except where it leaves a question."""

    DEFAULT_CSS = """
    TutorialScreen ChoiceList { margin: 6 0 1 12; }
    """

    def __init__(self, keymap: Keymap, config: Config) -> None:
        super().__init__(keymap, config)
        self.course = Course(keymap)
        self._strip = TutorialStrip()
        self._reply = ""

    def compose(self) -> ComposeResult:
        """The strip above the desk."""
        yield self._strip
        yield from super().compose()

    def on_mount(self) -> None:
        """Open the article at the first step."""
        self.open(scratch_session())
        self.show_place("tutorial")
        self.show_saved(_KEPT_NOWHERE)
        self._begin()

    def on_key(self, event: events.Key) -> None:
        """Leave, or hand the key on if it is the one that is taught."""
        asking = self.questions.takes_keys or self.questions.is_typing
        leaves = event.key == ESCAPE and not asking and not self.is_key_pending
        if leaves or self.course.is_over:
            event.stop()
            event.prevent_default()
            self.dismiss()
            return
        if not asking:
            shown = key_shown(pressed(event.key, event.character, printable=event.is_printable))
            self._reply = self.course.puzzled(shown)
        super().on_key(event)
        if self.is_key_pending or event.key == ESCAPE:
            self._reply = ""
            self.course.forget()
        self._look()

    def take(self, meant: Meant) -> None:
        """Do what the key means if it is taught now; else say what it would do."""
        if self._lets(meant.action.id):
            super().take(meant)

    def act(self, action_id: str, count: int = 1) -> None:
        """Do an action if it is taught now, however it was called."""
        if self._lets(action_id):
            super().act(action_id, count)
            self._look()

    @on(ChoiceList.Picked)
    def look_at_choice(self) -> None:
        """See what the row that was clicked came to."""
        self.call_later(self._look)

    @on(DeskScreen.Changed)
    @on(DeskScreen.Finished)
    def keep_nothing(self, event: DeskScreen.Changed | DeskScreen.Finished) -> None:
        """Keep the change from the application, which would save what is open beneath."""
        event.stop()
        self.show_saved(_KEPT_NOWHERE)

    def _is_free_for_mouse(self) -> bool:
        return False

    def _lets(self, action_id: str) -> bool:
        lets = self.course.lets(action_id)
        if lets:
            self.course.tries(action_id)
            self._reply = ""
        else:
            self._reply = self.course.reply(action_id)
        return lets

    def _look(self) -> None:
        if self.course.look(self.session):
            self._begin()
            return
        asked = self.questions.takes_keys
        reply = self._reply or ("" if asked else self.course.missed())
        self._strip.show(self.course.told(asked=asked), reply)

    def _begin(self) -> None:
        """Put the hands where the step starts."""
        self._reply = ""
        starts = "" if self.course.is_over else self.course.step.starts
        item = self.session.view.locate(starts) if starts else None
        if item is not None:
            self.session.move(on_item(item))
        elif starts:
            self.session.move(Focus(place(starts)))
        self._strip.show(self.course.told())
