"""The tutorial by itself: `copydesk --tutorial`. It opens no article of any project."""

from __future__ import annotations

from textual import on

from annotators.config import Config
from tui.base_app import BaseApp
from tui.keys.actions import Context
from tui.keys.keymap import Keymap
from tui.keys.palette import command_palette
from tui.screens.desk import DeskScreen
from tui.screens.desk_widgets import context_of
from tui.screens.help import HelpScreen
from tui.tutorial.screen import TutorialScreen


class TutorialApp(BaseApp, inherit_bindings=False):
    """Shows the tutorial and ends with it."""

    def __init__(self, keymap: Keymap, config: Config) -> None:
        super().__init__(keymap, config.theme)
        self._tutorial = TutorialScreen(keymap, config)

    def on_mount(self) -> None:
        """Show the tutorial."""
        self.push_screen(self._tutorial, lambda _: self.exit(""))

    @property
    def key_context(self) -> Context:
        """Where the hands are."""
        return context_of(self._tutorial.session)

    def act_here(self, action_id: str) -> None:
        """Do an action that was found in the palette."""
        self._tutorial.act(action_id)

    @on(DeskScreen.Acted)
    def act(self, event: DeskScreen.Acted) -> None:
        """Help, the palette and the end; the tutorial lets nothing else through."""
        if event.action == "help":
            self.push_screen(HelpScreen(self.keymap, self.key_context))
        elif event.action == "palette":
            self.push_screen(command_palette())
        else:
            self.exit("")
