"""Which key means which action where, from a keymap and what a user rebound."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from annotators.errors import ConfigError, CopydeskError
from tui.keys.actions import ACTIONS, BY_ID, Action, Context
from tui.keys.conflicts import Bound, conflicts
from tui.keys.names import check_binding, key_shown
from tui.keys.vim import VIM

KEYMAPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"copydesk": {}, "vim": VIM}
"""Each keymap by its name: the keys in which it differs from the table of actions."""

_COUNTING = frozenset({"vim"})
_DIGITS = tuple("123456789")


class Keymap:
    """Answers which action a key means in a context.

    A binding is one key, or keys after one another with a blank between them.
    `counts` says that digits are counts, unless they follow another key.
    """

    def __init__(
        self,
        rebound: Mapping[str, Sequence[str]] | None = None,
        *,
        base: str = "copydesk",
        lines: Mapping[str, int] | None = None,
        file: str = "config.yaml",
    ) -> None:
        """Take the keys of the keymap `base`, with those of `rebound` in their place.

        Raises ConfigError for actions that do not exist, for what is no key,
        and for keys that would mean two things in one place; `lines` says where
        each action of `rebound` stood.
        """
        self.base = base
        self.counts = base in _COUNTING
        self._file, self._lines = file, lines or {}
        self._keys = {a.id: a.keys for a in ACTIONS} | dict(KEYMAPS[base])
        given, problems = self._checked(rebound or {})
        self._keys |= given
        bound = [Bound(a.id, a.where, self._keys[a.id], self._line(a.id, given)) for a in ACTIONS]
        problems += conflicts(bound, base=base, file=file, counts=self.counts)
        if problems:
            raise ConfigError(problems)
        self._meant: dict[tuple[Context, str], Action] = {
            (context, key): action
            for action in ACTIONS
            for context in action.where
            for key in self._keys[action.id]
        }

    def meaning(self, context: Context, binding: str) -> Action | None:
        """What keys mean in a context; None when nothing."""
        return self._meant.get((context, binding))

    def following(self, context: Context, begun: str) -> Iterator[tuple[str, Action]]:
        """What can follow keys that have been pressed, and what it then means."""
        for (where, binding), action in self._meant.items():
            if where == context and binding.startswith(f"{begun} "):
                yield binding.removeprefix(f"{begun} "), action

    def begins(self, context: Context, begun: str) -> bool:
        """Whether something begins with these keys and goes on."""
        return next(self.following(context, begun), None) is not None

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action."""
        return self._keys[action_id]

    def all_shown(self, action_id: str) -> list[str]:
        """All keys of an action as hints show them; digits as a range."""
        return ranged([key_shown(key) for key in self._keys[action_id]])

    def shown(self, action_id: str) -> str:
        """The first key of an action as a hint shows it; digits as a range."""
        return next(iter(self.all_shown(action_id)), "")

    def told(self, action_id: str) -> str:
        """How an action is reached, in a sentence: by its key, or by its name in the palette."""
        return self.shown(action_id) or f"{self.shown('palette')}{action_id}"

    def _checked(
        self, rebound: Mapping[str, Sequence[str]]
    ) -> tuple[dict[str, tuple[str, ...]], list[CopydeskError]]:
        given: dict[str, tuple[str, ...]] = {}
        problems: list[CopydeskError] = []
        for name, keys in rebound.items():
            try:
                given[name] = self._check(name, keys)
            except CopydeskError as problem:
                problems.append(problem)
        return given, problems

    def _check(self, name: str, keys: Sequence[str]) -> tuple[str, ...]:
        place = f"{self._file}, line {self._lines[name]}" if name in self._lines else self._file
        if name not in BY_ID:
            near = difflib.get_close_matches(name, BY_ID, n=1)
            hint = f"did you mean {near[0]}?" if near else "see docs/keys.md for their names"
            raise CopydeskError(f"keys: no action is called {name}", place=place, remedy=hint)
        checked = tuple(dict.fromkeys(check_binding(key, place) for key in keys))
        if name == "give-speaker" and len(checked) > len(_DIGITS):
            raise CopydeskError(
                f"keys: {name} has {len(checked)} keys",
                place=place,
                remedy="give it nine at most, for the cast from 1 to 9",
            )
        return checked

    def _line(self, name: str, given: Mapping[str, object]) -> int | None:
        """Where a rebound action stands: its line, 0 when nobody knows, None for any other."""
        return self._lines.get(name, 0) if name in given else None


def ranged(shown: Sequence[str]) -> list[str]:
    """Keys as shown; nine that end in the digits from 1 to 9 are told as a range."""
    if len(shown) == len(_DIGITS) and tuple(key[-1] for key in shown) == _DIGITS:
        starts = {key[:-1] for key in shown}
        if len(starts) == 1:
            return [f"{starts.pop()}1-9"]
    return list(shown)
