"""What keys are called: as they arrive, as a user writes them, as a hint shows them."""

from __future__ import annotations

import difflib
import string

from textual.keys import Keys

from annotators.errors import CopydeskError

ESCAPE = "escape"
"""The key that ends whatever is under way; it is the same in every keymap."""

_NAMES = {
    " ": "space", "return": "enter",
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

_NAMED = frozenset(
    key.value
    for key in Keys
    if not key.value.startswith(("<", "ctrl", "shift+")) and key.value != "return"
)
_MODIFIERS = ("ctrl+", "alt+", "shift+")
_SENT_AS = {"ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape"}
"""What terminals deliver in place of some keys."""


def key_name(key: str) -> str:
    """The name this table knows a key by: the character itself where it has one."""
    return _NAMES.get(key, key)


def pressed(key: str, character: str | None, *, printable: bool) -> str:
    """The name of a key that arrived: its character where that can be printed."""
    return key_name(character if printable and character else key)


def key_shown(binding: str) -> str:
    """A key, or keys after one another, as a hint shows them."""
    return "".join(_shown(key) for key in binding.split(" "))


def check_binding(binding: str, place: str) -> str:
    """What a user wrote: one key, or keys after one another with blanks between them.

    Raises CopydeskError for a key that no terminal delivers.
    """
    keys = binding.split() or [binding]
    checked = [_check_key(key, place) for key in keys]
    if len(checked) > 1 and ESCAPE in checked:
        raise CopydeskError(
            f"keys: {binding!r} can never be typed",
            place=place,
            remedy="escape ends keys that have been begun; take another one",
        )
    return " ".join(checked)


def _shown(key: str) -> str:
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return _SHOWN.get(key, key.upper() if key[:1] == "f" and key[1:].isdigit() else key)


def _check_key(key: str, place: str) -> str:
    name = key_name(key)
    base = name
    for modifier in _MODIFIERS:
        base = base.removeprefix(modifier)
    base = key_name(base)
    hint = _better(name, base)
    if hint is None:
        return name
    raise CopydeskError(f"keys: {key!r} is no key", place=place, remedy=hint)


def _better(name: str, base: str) -> str | None:
    """What to write in place of a key that terminals do not deliver; None when they do."""
    if name in _SENT_AS:
        return f"terminals send {_SENT_AS[name]} for it"
    if len(base) == 1 and base.isprintable():
        if name == f"shift+{base}":
            return f"write {base.upper()}" if base.isalpha() else "write the sign it types"
        if name.startswith("ctrl+") and base not in string.ascii_lowercase:
            return "terminals deliver ctrl with small letters only, such as ctrl+z"
        return None
    if base in _NAMED:
        return None
    near = difflib.get_close_matches(base.lower(), _NAMED, n=1)
    return f"did you mean {near[0]}?" if near else "such as u, ctrl+z, f5 or space"
