"""The key hints that fit the moment."""

from __future__ import annotations

from functools import lru_cache

from tui.keys.actions import BY_ID, Context
from tui.keys.keymap import Keymap, ranged
from tui.keys.names import key_shown
from tui.keys.pending import Pending

_FITTING: dict[str, tuple[str, ...]] = {
    "pending-quote": (
        "accept", "reject", "give-speaker", "pick-speaker", "next-part", "help", "pick-end",
        "grow", "new-quote", "next-pending", "undo", "palette",
    ),
    "dispute": (
        "accept", "take-left", "take-right", "take-both", "take-neither", "reason", "help",
        "next-part",
        "next-pending", "next-quote", "compare", "undo", "palette",
    ),
    "quote": (
        "next-pending", "give-speaker", "pick-speaker", "type-speaker", "next-part", "help",
        "finish", "pick-end", "grow", "delete", "flag", "undo", "palette",
    ),
    "mention": (
        "label", "give-speaker", "type-speaker", "grow", "next-mention", "help", "delete",
        "next-pending", "token-right", "undo", "palette",
    ),
    "cursor": (
        "grow", "hold", "new-quote", "mention", "next-pending", "help", "source", "cue",
        "contents", "enter", "search", "finish", "palette",
    ),
    "corpus": ("open-article", "filter", "sort", "back-to-desk", "help", "palette", "quit"),
}  # fmt: skip

_COUNTED = (
    "next-pending", "next-quote", "next-part", "next-mention", "token-right", "token-left",
    "row-down", "row-up", "grow", "shrink", "undo", "corpus-down", "corpus-up",
)  # fmt: skip
"""What is worth naming when a count has been typed."""


@lru_cache(maxsize=64)
def fitting_hints(
    keymap: Keymap, context: Context, *, pending: bool, disputed: bool = False
) -> tuple[tuple[str, str], ...]:
    """Pairs of key and word, the most useful first.

    `pending` says that the item waits for a decision, `disputed` that layers differ in it.
    """
    moment = "pending-quote" if pending and context == "quote" else context
    names = _FITTING["dispute" if disputed else moment]
    if pending and context == "mention" and not disputed:
        names = ("accept", "reject", *names)
    return tuple((keymap.shown(name), BY_ID[name].label) for name in names if keymap.keys(name))


def following_hints(keymap: Keymap, context: Context, pending: Pending) -> list[tuple[str, str]]:
    """Pairs of key and word: what can follow what is pending, and that Escape drops it."""
    found: dict[str, list[str]] = {}
    if pending.keys:
        for key, action in keymap.following(context, pending.begun):
            found.setdefault(action.label, []).append(key_shown(key))
    else:
        for name in _COUNTED:
            if context in BY_ID[name].where and keymap.keys(name):
                found.setdefault(BY_ID[name].label, []).append(keymap.shown(name))
    return [(" ".join(ranged(keys)), label) for label, keys in found.items()] + [("Esc", "drop")]
