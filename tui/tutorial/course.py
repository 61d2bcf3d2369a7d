"""How far somebody is in the tutorial, and what it tells them. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.keys.actions import ACTIONS, BY_ID
from tui.keys.keymap import Keymap
from tui.keys.names import key_shown
from tui.session.session import Session
from tui.tutorial.steps import STEPS, Press, Step

_ALWAYS = frozenset({"help", "palette", "quit"})
_OVER = "These were the first ten keys. {help} tells all others, {palette} finds them by name."


@dataclass(frozen=True, slots=True)
class Told:
    """What the tutorial says now."""

    heading: str = ""
    key: str = ""
    does: str = ""
    tells: str = ""
    is_over: bool = False


class Course:
    """The steps one after the other: each goes on only when it was done."""

    def __init__(self, keymap: Keymap, steps: Sequence[Step] = STEPS) -> None:
        self._keymap = keymap
        self._steps = steps
        self._step = 0
        self._press = 0
        self._tried = False

    @property
    def is_over(self) -> bool:
        """Whether all steps are done."""
        return self._step == len(self._steps)

    @property
    def number(self) -> int:
        """Which step this is, from 1."""
        return self._step + 1

    @property
    def step(self) -> Step:
        """The step to be done."""
        return self._steps[self._step]

    @property
    def press(self) -> Press:
        """The key to be pressed."""
        return self.step.presses[self._press]

    def lets(self, action_id: str) -> bool:
        """Whether an action may be done now."""
        return action_id in _ALWAYS or (not self.is_over and action_id == self.press.action)

    def tries(self, action_id: str) -> None:
        """Note that an action is done."""
        self._tried = self._tried or (not self.is_over and action_id == self.press.action)

    def forget(self) -> None:
        """Take it as not tried: what the key asked was left."""
        self._tried = False

    def look(self, session: Session) -> bool:
        """Go on if what was to be done is done; answers whether another step begins."""
        if self.is_over or not self._tried or not self.press.done(session):
            return False
        self._tried = False
        self._press += 1
        if self._press < len(self.step.presses):
            return False
        self._step, self._press = self._step + 1, 0
        return True

    def told(self, *, asked: bool = False) -> Told:
        """What to say; `asked` when the key was pressed and something is asked."""
        names = {action.id: self._keymap.told(action.id) for action in ACTIONS}
        if self.is_over:
            return Told("TUTORIAL done", tells=_OVER.format_map(names), is_over=True)
        heading = f"TUTORIAL {self.number} of {len(self._steps)}  {self.step.title}"
        if asked and self.press.asked:
            return Told(heading, "", self.press.asked, self.step.tells.format_map(names))
        action = BY_ID[self.press.action]
        return Told(heading, self._key(), action.help, self.step.tells.format_map(names))

    def reply(self, action_id: str) -> str:
        """What to say to a key that means another action."""
        return (
            f"{self._keymap.told(action_id)}: {BY_ID[action_id].help} Not now; press {self._key()}."
        )

    def puzzled(self, shown: str) -> str:
        """What to say to a key that means nothing where the hands are."""
        return f"{shown} means nothing here; press {self._key()}."

    def missed(self) -> str:
        """What to say when the key was pressed and did something else than it should."""
        return f"That is not it yet; press {self._key()}." if self._tried else ""

    def _key(self) -> str:
        press = self.press
        keys = self._keymap.keys(press.action)
        if press.digit and len(keys) >= press.digit:
            return key_shown(keys[press.digit - 1])
        return self._keymap.told(press.action)
