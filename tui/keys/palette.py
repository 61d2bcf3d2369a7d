"""The command palette: every action of the table by its name."""

from __future__ import annotations

from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.keys.actions import ACTIONS, Action
from tui.keys.keymap import Keymap


def command_palette() -> CommandPalette:
    """The screen that finds actions."""
    return CommandPalette([ActionProvider], id="--command-palette")


class ActionProvider(Provider):
    """Finds actions by name and help; the application says which fit where the hands are."""

    async def discover(self) -> Hits:
        """All actions that fit here."""
        for action in self._actions():
            yield DiscoveryHit(
                _shown(self._keymap, action), partial(self._act, action.id), help=action.help
            )

    async def search(self, query: str) -> Hits:
        """The actions that fit here and match what is typed."""
        matcher = self.matcher(query)
        for action in self._actions():
            score = matcher.match(f"{action.id} {action.label} {action.help}")
            if score > 0:
                yield Hit(
                    score,
                    _shown(self._keymap, action),
                    partial(self._act, action.id),
                    text=action.id,
                    help=action.help,
                )

    @property
    def _keymap(self) -> Keymap:
        return self.app.keymap  # type: ignore[attr-defined, no-any-return]

    def _actions(self) -> list[Action]:
        context = self.app.key_context  # type: ignore[attr-defined]
        return [a for a in ACTIONS if context in a.where]

    def _act(self, action_id: str) -> None:
        self.app.act_here(action_id)  # type: ignore[attr-defined]


def _shown(keymap: Keymap, action: Action) -> Content:
    return Content.assemble(
        (action.id.replace("-", " "), "bold"), "  ", (keymap.shown(action.id), "dim")
    )
