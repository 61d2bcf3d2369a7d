"""The key hints that fit the moment."""

from __future__ import annotations

from tui.keys.actions import BY_ID, Context
from tui.keys.keymap import Keymap

_FITTING: dict[str, tuple[str, ...]] = {
    "pending-quote": (
        "accept", "reject", "give-speaker", "pick-speaker", "next-part", "help", "pick-end",
        "grow", "new-quote", "next-pending", "undo", "palette",
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


def fitting_hints(keymap: Keymap, context: Context, *, pending: bool) -> list[tuple[str, str]]:
    """Pairs of key and word, the most useful first."""
    moment = "pending-quote" if pending and context == "quote" else context
    names = _FITTING[moment]
    if pending and context == "mention":
        names = ("accept", "reject", *names)
    return [(keymap.shown(name), BY_ID[name].label) for name in names if keymap.keys(name)]
