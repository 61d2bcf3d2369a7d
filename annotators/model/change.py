"""A change that knows how to do and undo itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotators.model.items import Item
from annotators.model.layer import Layer


class StaleChangeError(ValueError):
    """The layer does not hold what the change was made from."""


class Edit(NamedTuple):
    """One item before and after; None where it was not there, or is there no more."""

    before: Item | None
    after: Item | None


class Change(NamedTuple):
    """One intention of a person, however many items it touches.

    `intent` is its name as history shows it (`accept quote`).
    """

    intent: str
    edits: tuple[Edit, ...]

    def apply(self, layer: Layer) -> Layer:
        """The layer after the change.

        Raises StaleChangeError when an item is not as the change expects it.
        """
        for edit in self.edits:
            known = edit.before or edit.after
            if known is not None and layer.find(known) != edit.before:
                raise StaleChangeError(f"{self.intent}: item {known.id} is not as expected")
        removed = [edit.before for edit in self.edits if edit.before is not None]
        added = [edit.after for edit in self.edits if edit.after is not None]
        return layer.with_items(removed, added)

    def inverse(self) -> Change:
        """The change that takes this one back."""
        flipped = tuple(Edit(edit.after, edit.before) for edit in reversed(self.edits))
        return Change(self.intent, flipped)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be different afterwards."""
        return all(edit.before == edit.after for edit in self.edits)


def joined(intent: str, edits: Iterable[Edit]) -> Change:
    """One change of many edits; edits of one item are folded into one, in order."""
    folded: dict[tuple[type, str], Edit] = {}
    for edit in edits:
        known = edit.before or edit.after
        if known is None:
            continue
        key = (type(known), known.id)
        first = folded.get(key)
        folded[key] = edit if first is None else Edit(first.before, edit.after)
    return Change(intent, tuple(e for e in folded.values() if e.before != e.after))
