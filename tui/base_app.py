"""What the workbench and the tutorial have in common: looks, and an end in one line."""

from __future__ import annotations

from textual.app import App

from annotators.errors import CopydeskError
from tui.keys.keymap import Keymap
from tui.themes import begin_in, theme_name


class BaseApp(App[str], inherit_bindings=False):
    """An application with copydesk's themes. Its result is a last word, empty if all is well."""

    TITLE = "copydesk"
    ENABLE_COMMAND_PALETTE = False  # it would take its key before the table of actions is asked
    ENABLE_SELECT_AUTO_SCROLL = False

    def __init__(self, keymap: Keymap, theme: str) -> None:
        super().__init__()
        self.keymap = keymap
        begin_in(self, theme_name(theme))

    def rescue(self) -> str:
        """Keep what can be kept when the program fails; says what became of it."""
        return ""

    def _fatal_error(self) -> None:
        """End with a line where Textual shows a traceback with all that was in the variables."""
        from annotators.defects import note_defect  # noqa: PLC0415 - only a defect pays for it

        if self.return_value is None and self._exception is not None:
            line = str(CopydeskError(note_defect(self._exception)))
            self.exit(line, return_code=1)
            if became := self.rescue():
                self.exit(f"{line}; {became}", return_code=1)
        self._close_messages_no_wait()
