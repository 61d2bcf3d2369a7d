"""Asks once who annotates."""

from __future__ import annotations

import getpass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from annotators.errors import CopydeskError
from annotators.identity import check_annotator
from tui.text_gate import content

_QUESTION = (
    "Who annotates? Your decisions are kept under this name.\n"
    "It is asked once and kept in your own settings, never in the project."
)


class NameScreen(ModalScreen[str]):
    """A question for the annotator's name; answers with a name that can be used."""

    DEFAULT_CSS = """
    NameScreen { align: center middle; }
    NameScreen > Vertical {
        width: 74; max-width: 96%; height: auto; padding: 1 2;
        background: $panel; border: round $primary;
    }
    NameScreen Input { margin-top: 1; }
    NameScreen #problem { color: $error; height: auto; }
    """

    def compose(self) -> ComposeResult:
        """The question, the entry, and room for what is wrong with the answer."""
        with Vertical():
            yield Static(_QUESTION, markup=False)
            yield Input(_login_name(), compact=True)
            yield Static("", id="problem", markup=False)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Take the name, or say what is wrong with it."""
        event.stop()
        try:
            self.dismiss(check_annotator(event.value.strip()))
        except CopydeskError as error:
            self.query_one("#problem", Static).update(content(str(error)))


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
