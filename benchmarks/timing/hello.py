"""The least that Textual can show: what a first paint is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One line."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("HEADLINE READY")


if __name__ == "__main__":
    Hello().run()
