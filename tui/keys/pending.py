"""What has been typed of a key that takes several: a count, and the keys that begin it.

Pure: `take` answers what one more key makes of what was pending.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from tui.keys.actions import Action, Context
from tui.keys.names import ESCAPE, key_shown

MOST = 999
"""The highest count: more only makes a slip of the hand last longer."""
_DIGITS = frozenset("0123456789")


class Meanings(Protocol):
    """What taking needs to know of a keymap."""

    @property
    def counts(self) -> bool:
        """Whether digits count."""
        ...

    def meaning(self, context: Context, binding: str) -> Action | None:
        """What keys mean in a context."""
        ...

    def begins(self, context: Context, begun: str) -> bool:
        """Whether something begins with these keys."""
        ...


class Pending(NamedTuple):
    """How often, 0 where that was not said, and keys that begin a binding."""

    times: int = 0
    keys: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.times or self.keys)

    @property
    def begun(self) -> str:
        """The keys so far, as a binding is written."""
        return " ".join(self.keys)

    @property
    def shown(self) -> str:
        """What the hints show of it."""
        return f"{self.times or ''}{key_shown(self.begun)}"


NOTHING = Pending()
"""Nothing is pending."""


class Meant(NamedTuple):
    """An action that was asked for, by which of its keys, and how often."""

    action: Action
    binding: str
    times: int = 1


class Taken(NamedTuple):
    """What a key came to: what it leaves pending, what it meant, or the keys that mean nothing."""

    pending: Pending = NOTHING
    meant: Meant | None = None
    lost: str = ""


def take(keymap: Meanings, context: Context, pending: Pending, key: str) -> Taken:
    """Take one more key: it ends what is pending, goes on with it, or means an action.

    Escape clears what is pending and means nothing else then.
    """
    if pending and key == ESCAPE:
        return Taken()
    if keymap.counts and not pending.keys and key in _DIGITS and (pending.times or key != "0"):
        return Taken(Pending(min(MOST, pending.times * 10 + int(key))))
    keys = (*pending.keys, key)
    binding = " ".join(keys)
    action = keymap.meaning(context, binding)
    if action is not None:
        return Taken(meant=Meant(action, binding, (pending.times or 1) if action.counted else 1))
    if keymap.begins(context, binding):
        return Taken(Pending(pending.times, keys))
    return Taken(lost=key_shown(binding))


class Hand:
    """Keys one after the other, with what is pending between them."""

    def __init__(self, keymap: Meanings) -> None:
        self._keymap = keymap
        self.pending = NOTHING

    def take(self, context: Context, key: str) -> Taken:
        """Take one more key."""
        taken = take(self._keymap, context, self.pending, key)
        self.pending = taken.pending
        return taken

    def drop(self) -> None:
        """Forget what is pending."""
        self.pending = NOTHING
