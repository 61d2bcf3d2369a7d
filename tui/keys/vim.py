"""The keymap for vim hands: what differs from the keys of the table, and that digits count."""

from __future__ import annotations

from collections.abc import Mapping

VIM: Mapping[str, tuple[str, ...]] = {
    "take-left": ("g l",),
    "take-right": ("g r",),
    "take-neither": ("g n",),
    "redo": ("ctrl+r",),
    "give-speaker": tuple(f"' {digit}" for digit in "123456789"),
    "show-cast": ("i", "' '"),
    "token-left": ("h", "b", "left"),
    "token-right": ("l", "w", "right"),
    "row-up": ("k", "up"),
    "row-down": ("j", "down"),
    "pick-word": ("g w",),
    "page-up": ("ctrl+b", "ctrl+u", "pageup"),
    "page-down": ("ctrl+f", "ctrl+d", "pagedown"),
    "start": ("g g", "home"),
    "end": ("G", "end"),
    "hold": ("v", "space"),
    "unit-paragraph": ("}",),
    "contents": ("c c",),
    "cue": ("c v",),
    "source": ("c s",),
    "add-cue": ("c V",),
    "add-source": ("c S",),
    "choose-reading": ("c r",),
    "label": ("L",),
    "previous-pending": ("N", "p"),
    "next-quote": (")",),
    "previous-quote": ("(",),
    "next-article": ("g t",),
    "previous-article": ("g T",),
    "show-corpus": ("W",),
    "compare": ("g c",),
    "show-rule": ("K",),
    "quit": ("ctrl+q", "Z Z"),
    "corpus-down": ("j", "down"),
    "corpus-up": ("k", "up"),
    "corpus-page-up": ("ctrl+b", "ctrl+u", "pageup"),
    "corpus-page-down": ("ctrl+f", "ctrl+d", "pagedown"),
    "corpus-start": ("g g", "home"),
    "corpus-end": ("G", "end"),
    "back-to-desk": ("escape", "W"),
}
"""Action ids and their keys; `g g` is one key after the other."""
