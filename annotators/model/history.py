"""The append-only history of one annotator's work at one article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from annotators.model.change import Change, Edit
from annotators.model.layer import Purpose

Kind = Literal["change", "undo", "redo", "finish", "reopen", "carry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of history.

    `of` is the number of the entry that an undo takes back or a redo brings
    back. A finish has a `purpose` and a `revision` and no edits, a dismissal
    the key of its `finding`. `model` is the name and version of the one whose
    draft was decided on.
    """

    number: int
    kind: Kind
    intent: str
    by: str
    at: str
    edits: tuple[Edit, ...] = ()
    of: int | None = None
    purpose: Purpose | None = None
    revision: int = 0
    model: str = ""
    focus: str = ""
    finding: str = ""

    @property
    def change(self) -> Change:
        """What the entry did to the layer."""
        return Change(self.intent, self.edits)


@dataclass(frozen=True, slots=True)
class History:
    """Entries in order. Undo and redo are found by reading it, never kept beside it."""

    entries: tuple[Entry, ...] = ()

    @property
    def next_number(self) -> int:
        """The number that the next entry gets."""
        return self.entries[-1].number + 1 if self.entries else 1

    def with_entry(self, entry: Entry) -> History:
        """The history with one entry more."""
        return History((*self.entries, entry))

    def of(self, annotator: str) -> tuple[Entry, ...]:
        """The entries of one annotator."""
        return tuple(entry for entry in self.entries if entry.by == annotator)

    def dismissed(self, annotator: str) -> frozenset[str]:
        """The keys of the findings that the annotator dismissed, where that stands."""
        done, _ = _stacks(self.of(annotator))
        return frozenset(entry.finding for entry in done if entry.finding)

    def undoable(self, annotator: str) -> Entry | None:
        """The annotator's newest change or finish that stands, or None."""
        done, _ = _stacks(self.of(annotator))
        return done[-1] if done else None

    def redoable(self, annotator: str) -> Entry | None:
        """The annotator's newest entry that was undone and nothing was done since."""
        _, undone = _stacks(self.of(annotator))
        return undone[-1] if undone else None


def _stacks(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    done: list[Entry] = []
    undone: list[Entry] = []
    for entry in entries:
        if entry.kind == "carry":
            # What was done to another text cannot be taken back in this one.
            done.clear()
            undone.clear()
        elif entry.kind in {"undo", "redo"}:
            taken, given = (done, undone) if entry.kind == "undo" else (undone, done)
            # A history that was cut by hand may take back what it does not hold.
            if taken:
                given.append(taken.pop())
        else:
            done.append(entry)
            undone.clear()
    return done, undone
