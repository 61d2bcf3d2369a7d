"""One line of typing: a name, a note, a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.text_gate import content, shown


class Entry(Input):
    """An input that shows what it holds through the text gate."""

    @property
    def _value(self) -> Text:
        return Text(shown(self.value), no_wrap=True, overflow="ignore", end="")

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted, as one."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split()), *self.selection)


class PromptLine(Horizontal):
    """A question and an entry, shown while something is asked."""

    DEFAULT_CSS = """
    PromptLine {
        display: none;
        height: 1;
        background: $surface;
        padding: 0 1;
    }
    PromptLine > Static { width: auto; padding: 0 1 0 0; color: $primary; text-style: bold; }
    PromptLine > Entry {
        width: 1fr;
        height: 1;
        border: none;
        padding: 0 1;
        background: $surface;
    }
    PromptLine > Entry:focus { border: none; background-tint: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Leave", id="prompt-cancel", show=False),
    ]

    class Submitted(Message):
        """What was typed is meant."""

        def __init__(self, value: str) -> None:
            self.value = value
            super().__init__()

    class Changed(Message):
        """A letter more, or less."""

        def __init__(self, value: str) -> None:
            self.value = value
            super().__init__()

    class Cancelled(Message):
        """Nothing is meant."""

    def compose(self) -> Iterator[Widget]:
        """The question and the entry."""
        yield Static(markup=False)
        yield Entry(compact=True, select_on_focus=False)

    @property
    def value(self) -> str:
        """What has been typed so far."""
        return self.query_one(Entry).value

    def ask(self, question: str, *, value: str = "", placeholder: str = "") -> None:
        """Ask, and take the keys until it is answered or left."""
        self.query_one(Static).update(content(question))
        entry = self.query_one(Entry)
        with entry.prevent(Input.Changed):
            entry.value = value
        entry.cursor_blink = False
        entry.placeholder = shown(placeholder)
        entry.cursor_position = len(value)
        self.display = True
        entry.focus()

    def close(self) -> None:
        """Take the entry off the screen."""
        self.display = False

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.close()
        self.post_message(self.Cancelled())

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Hand the answer on."""
        event.stop()
        self.close()
        self.post_message(self.Submitted(event.value))

    @on(Input.Changed)
    def change(self, event: Input.Changed) -> None:
        """Hand what is typed so far on."""
        event.stop()
        self.post_message(self.Changed(event.value))
