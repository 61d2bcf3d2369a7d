"""The desk: one article, its quotes and who said them, put right by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from annotators.config import Config
from annotators.model.layer import Purpose
from tui.keys.actions import PLACES
from tui.keys.keymap import Keymap
from tui.keys.names import pressed
from tui.keys.pending import Hand, Meant
from tui.screens.desk_widgets import DESK_CSS, SIDE_CELLS, DeskWidgets, context_of
from tui.session.focus import Focus
from tui.session.session import Session
from tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from tui.screens.desk_rest import DeskRest
    from tui.screens.questions import Questions
    from tui.session.deeds import Deeds
    from tui.widgets.cast_panel import CastPanel
    from tui.widgets.choice_list import ChoiceList
    from tui.widgets.findings_panel import FindingsPanel
    from tui.widgets.prompt_line import PromptLine

_WIDE = 110
"""The width in cells from which the right column is open."""
_FINDINGS_SECONDS = 0.15
"""How long after the last change problems are looked for."""


class DeskScreen(Screen[None]):
    """Owns the widgets of the desk and hands keys to the session."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = DESK_CSS

    class Acted(Message):
        """An action that is the application's business: another screen or article, the end."""

        def __init__(self, action: str) -> None:
            self.action = action
            super().__init__()

    class Changed(Message):
        """The article was changed and is to be saved."""

    class Finished(Message):
        """The article was finished."""

        def __init__(self, purpose: Purpose) -> None:
            self.purpose = purpose
            super().__init__()

    def __init__(self, keymap: Keymap, config: Config) -> None:
        super().__init__()
        self._keymap = keymap
        self._config = config
        self.widgets = DeskWidgets(keymap)
        self._session: Session | None = None
        self._deeds: Deeds | None = None
        self._own_deeds: dict[str, Callable[[], None]] = {
            "give-speaker": self._show_cast,
            "show-cast": self._show_cast,
            "show-rule": self._show_rule,
            "toggle-panel": self._toggle_side,
        }
        self._rest: DeskRest | None = None
        self._hand = Hand(keymap)
        self._side_closed = False
        self._looking: Timer | None = None

    def compose(self) -> ComposeResult:
        """The title above, the article and its side in the middle, the keys below."""
        yield from self.widgets.compose()

    def on_screen_resume(self) -> None:
        """Put the rest in once the article is on the screen."""
        self.call_after_refresh(lambda: self.rest)

    @property
    def rest(self) -> DeskRest:
        """What the first paint does without; loaded and put in when it is asked for first."""
        if self._rest is None:
            from tui.screens.desk_rest import DeskRest  # noqa: PLC0415 - loaded after the paint

            self._rest = DeskRest(self.widgets)
            self._rest.mount(self)
            self._rest.questions.on_left = self._show_hints
            if self._session is not None:
                self._rest.begin(self._session)
                self._rest.show_focus(self._session)
        return self._rest

    @property
    def questions(self) -> Questions:
        """What asks one thing at a time."""
        return self.rest.questions

    @property
    def session(self) -> Session:
        """The session at the open article."""
        assert self._session is not None  # noqa: S101 - the desk acts only on an open article
        return self._session

    @property
    def deeds(self) -> Deeds:
        """What can be done to the open article."""
        if self._deeds is None:
            self._deeds = self.rest.deeds(self.session, self._config.labels)
            self._deeds.deciding.on_finished = lambda p: self.post_message(self.Finished(p))
        return self._deeds

    @property
    def is_key_pending(self) -> bool:
        """Whether a count or a key that begins others waits for the next."""
        return bool(self._hand.pending)

    def open(self, session: Session, *, focus: Focus | None = None) -> None:
        """Show an article, with the focus where it was left."""
        self._session, self._deeds = session, None
        self._hand.drop()
        session.on_change = self._show_change
        session.on_redraw = self._show_items
        session.on_move = self._show_focus
        session.on_say = self.say
        session.key = self._keymap.told
        if focus is not None:
            session.resume(focus)
        if self._rest is not None:
            self._rest.begin(session)
        self.widgets.saved = ""
        self.widgets.article.column = self._config.column
        self.widgets.article.show(session.review.article, width=self._article_width)
        self._show_items()
        if session.notice:
            self.say(session.notice)

    def show_place(self, place: str) -> None:
        """Say which article of how many this is."""
        self.widgets.place = place
        self.widgets.show_title(self.session)

    @property
    def _article_width(self) -> int:
        """What the article will have of the screen, in cells."""
        width = self.app.size.width
        return width - 1 if width < _WIDE or self._side_closed else width - SIDE_CELLS - 1

    def say(self, text: str) -> None:
        """Say something in the last line until the next key."""
        self.widgets.hints.show_message(text)

    def show_saved(self, text: str, *, failed: bool = False) -> None:
        """Say how the saving stands; a failure stays in the last line too."""
        self.widgets.saved, self.widgets.save_failed = ("not saved" if failed else text), failed
        if failed:
            self.widgets.hints.show_error(text)
        else:
            self.widgets.hints.clear_error()
        self.widgets.show_title(self.session)

    def show_drafting(self, state: str) -> None:
        """Say what goes on in the background, unless there is a saved state to show."""
        self.widgets.drafting = state
        if self._session is not None:
            self.widgets.show_title(self._session)

    def on_key(self, event: events.Key) -> None:
        """Hand the key to the passing mode, or to the action it means here."""
        if self._session is None or self.questions.is_typing:
            return
        key = pressed(event.key, event.character, printable=event.is_printable)
        event.stop()
        event.prevent_default()
        if self.questions.takes_keys:
            self.questions.take_key(key)
            return
        was_pending = self.is_key_pending
        taken = self._hand.take(place := context_of(self.session), key)
        self.say(f"{taken.lost} means nothing {PLACES[place]}" if taken.lost else "")
        if was_pending or self.is_key_pending:
            self._show_hints()
        if taken.meant is not None:
            self.take(taken.meant)

    def take(self, meant: Meant) -> None:
        """Do what a key means, as often as was said before it."""
        if meant.action.id == "give-speaker":
            keys = self._keymap.keys(meant.action.id)
            self.deeds.speakers.give_digit(keys.index(meant.binding) + 1)
        else:
            self.act(meant.action.id, meant.times)

    def act(self, action_id: str, count: int = 1) -> None:
        """Do what an action says; what is not the desk's business goes to the application."""
        if action_id in self._own_deeds:
            self._own_deeds[action_id]()
        elif action_id in self.deeds.names:
            self.deeds.do(action_id, count)
        else:
            self.post_message(self.Acted(action_id))

    def on_resize(self, event: events.Resize) -> None:
        """Give the side its column only where there is room."""
        self.set_class(event.size.width < _WIDE or self._side_closed, "-narrow")

    @on(ArticleView.Clicked)
    def focus_clicked(self, event: ArticleView.Clicked) -> None:
        """Focus what was clicked."""
        if self._is_free_for_mouse():
            self.deeds.moving.click(event.offset)

    @on(ArticleView.Dragged)
    def mark_dragged(self, event: ArticleView.Dragged) -> None:
        """Mark the span that was dragged over."""
        if self._is_free_for_mouse():
            self.session.move(Focus(event.span))

    def on_cast_panel_picked(self, event: CastPanel.Picked) -> None:
        """Give the item in focus to the one who was clicked."""
        entity = self.session.view.entities.get(event.entity_id)
        if entity is not None and self._is_free_for_mouse():
            self.deeds.speakers.give(entity)

    def on_findings_panel_picked(self, event: FindingsPanel.Picked) -> None:
        """Go to the finding that was clicked."""
        if self._is_free_for_mouse():
            self.deeds.problems.show(self.session.problems[event.index])

    def on_choice_list_picked(self, event: ChoiceList.Picked) -> None:
        """Choose the row that was clicked."""
        self.questions.choose_row(event.index)

    def on_prompt_line_changed(self, event: PromptLine.Changed) -> None:
        """Offer what the typed letters could mean."""
        self.questions.show_offers(event.value)

    def on_prompt_line_submitted(self, event: PromptLine.Submitted) -> None:
        """Take the typed line."""
        self.set_focus(None)
        self.questions.submit(event.value)

    def on_prompt_line_cancelled(self) -> None:
        """Leave typing."""
        self.set_focus(None)
        self.questions.leave()

    def _is_free_for_mouse(self) -> bool:
        """Leave a pick or a list that is under way; a line that is typed keeps the hands."""
        self._hand.drop()
        if self.questions.takes_keys:
            self.questions.leave()
        return not self.questions.is_typing

    def _show_hints(self) -> None:
        if self._session is not None:
            self.widgets.show_hints(self._session, self._hand.pending)

    def _show_items(self) -> None:
        """Show the items at once; look for problems when the hands rest."""
        self.widgets.show_items(self.session)
        self._show_focus()
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(_FINDINGS_SECONDS, self._show_findings)

    def _show_focus(self) -> None:
        self.widgets.show_focus(self.session)
        if self._rest is not None:
            self._rest.show_focus(self.session)

    def _show_findings(self) -> None:
        self.widgets.show_findings(self.session)
        self.rest.show_findings(self.session)

    def _show_change(self) -> None:
        self.widgets.saved = "…"
        self._show_items()
        self.post_message(self.Changed())

    def _show_cast(self) -> None:
        self.rest.show_cast(self.session, self.deeds)

    def _show_rule(self) -> None:
        self.rest.show_rule(self.session, narrow=self.has_class("-narrow"))

    def _toggle_side(self) -> None:
        if self.size.width < _WIDE:
            self.say("there is no room for the panel at this width")
        self._side_closed = not self._side_closed
        self.set_class(self.size.width < _WIDE or self._side_closed, "-narrow")
