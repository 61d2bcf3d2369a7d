"""Which key means which action where, from the defaults and what a user rebound."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from textual.keys import Keys

from annotators.errors import CopydeskError
from tui.keys.actions import ACTIONS, BY_ID, Action, Context

_NAMES = {
    " ": "space",
    "plus": "+", "minus": "-", "equals_sign": "=", "slash": "/", "question_mark": "?",
    "comma": ",", "full_stop": ".", "colon": ":", "semicolon": ";", "asterisk": "*",
    "less_than_sign": "<", "greater_than_sign": ">", "left_square_bracket": "[",
    "right_square_bracket": "]", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "vertical_line": "|", "left_parenthesis": "(", "right_parenthesis": ")",
    "exclamation_mark": "!", "backslash": "\\", "tilde": "~", "number_sign": "#",
    "at": "@", "percent_sign": "%", "ampersand": "&", "dollar_sign": "$", "circumflex_accent": "^",
    "underscore": "_", "apostrophe": "'", "quotation_mark": '"', "grave_accent": "`",
}  # fmt: skip

_SHOWN = {
    "left": "←", "right": "→", "up": "↑", "down": "↓", "shift+left": "⇧←", "shift+right": "⇧→",
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "⇧Tab",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "delete": "Del",
}  # fmt: skip


_NAMED = frozenset(key.value for key in Keys if not key.value.startswith(("<", "ctrl+", "shift+")))
_MODIFIERS = ("ctrl+", "alt+", "shift+")


def key_name(key: str) -> str:
    """The name this table knows a key by: the character itself where it has one."""
    return _NAMES.get(key, key)


def pressed(key: str, character: str | None, *, printable: bool) -> str:
    """The name of a key that arrived: its character where that can be printed."""
    return key_name(character if printable and character else key)


def key_shown(key: str) -> str:
    """A key as a hint shows it."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return _SHOWN.get(key, key.upper() if key[:1] == "f" and key[1:].isdigit() else key)


def check_key(key: str, place: str) -> str:
    """The name of a key that a user wrote; CopydeskError for one that no terminal delivers."""
    name = key_name(key)
    base = name
    for modifier in _MODIFIERS:
        base = base.removeprefix(modifier)
    typed = len(base) == 1 and base.isprintable()
    if (typed and not (name == f"shift+{base}" and base.isalpha())) or base in _NAMED:
        return name
    near = difflib.get_close_matches(base.lower(), _NAMED, n=1)
    hint = f"write {base.upper()}" if typed else f"did you mean {near[0]}?" if near else ""
    raise CopydeskError(
        f"keys: {key!r} is no key", place=place, remedy=hint or "such as u, ctrl+z, f5 or space"
    )


class Keymap:
    """Answers which action a key means in a context."""

    def __init__(
        self,
        rebound: Mapping[str, Sequence[str]] | None = None,
        *,
        lines: Mapping[str, int] | None = None,
        file: str = "config.yaml",
    ) -> None:
        """Take the default keys, with those of `rebound` (action id to keys) in their place.

        Raises CopydeskError for an action that does not exist, for what is no
        key, and for a key that would mean two things in one place; `lines` says
        where each stood.
        """
        self._keys: dict[str, tuple[str, ...]] = {a.id: a.keys for a in ACTIONS}
        where = lines or {}
        for name, keys in (rebound or {}).items():
            place = f"{file}, line {where[name]}" if name in where else file
            if name not in BY_ID:
                near = difflib.get_close_matches(name, BY_ID, n=1)
                hint = f"did you mean {near[0]}?" if near else "see docs/keys.md for their names"
                raise CopydeskError(f"keys: no action is called {name}", place=place, remedy=hint)
            self._keys[name] = tuple(dict.fromkeys(check_key(key, place) for key in keys))
        self._meant: dict[tuple[Context, str], Action] = {}
        for action in ACTIONS:
            self._bind(action, where, file)

    def _bind(self, action: Action, lines: Mapping[str, int], file: str) -> None:
        for context in action.where:
            for key in self._keys[action.id]:
                other = self._meant.get((context, key))
                if other is not None:
                    line = lines.get(action.id) or lines.get(other.id)
                    place = f"{file}, line {line}" if line else file
                    raise CopydeskError(
                        f"keys: {key} is bound to {other.id} and to {action.id}",
                        place=place,
                        remedy="give one of them another key",
                    )
                self._meant[context, key] = action

    def meaning(self, context: Context, key: str) -> Action | None:
        """What a key means in a context; None when nothing."""
        return self._meant.get((context, key))

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action."""
        return self._keys[action_id]

    def shown(self, action_id: str) -> str:
        """The first key of an action as a hint shows it; digits as a range."""
        keys = self._keys[action_id]
        if not keys:
            return ""
        return "1-9" if keys == tuple("123456789") else key_shown(keys[0])
