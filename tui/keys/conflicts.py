"""Keys that would mean two things in one place, told by the names of the actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotators.errors import CopydeskError
from tui.keys.actions import PLACES, Context

_COUNTS = frozenset("123456789")


class Bound(NamedTuple):
    """An action with its keys; `line` is where a user bound it, None where nobody did."""

    action: str
    where: tuple[Context, ...]
    keys: tuple[str, ...]
    line: int | None = None


def conflicts(
    bound: Sequence[Bound], *, base: str, file: str, counts: bool = False
) -> list[CopydeskError]:
    """One error for each pair of actions and key, with the line of the one that was rebound.

    With `counts` a digit is a count and can begin no binding.
    """
    found: dict[tuple[str, str, str], CopydeskError] = {}
    for one, key in _digits(bound) if counts else ():
        message = f"keys: {key} is bound to {one.action}, but digits count in the keymap {base}"
        remedy = f"put another key before it, such as {_quoted(key)}"
        found[one.action, "", key] = CopydeskError(message, place=_at(file, one), remedy=remedy)
    for one, key, other, longer in _clashes(bound):
        where = next(PLACES[context] for context in one.where if context in other.where)
        later = max(one, other, key=lambda b: -1 if b.line is None else b.line)
        rest = f"{_told(other, base, later)} {where}"
        if key == longer:
            message = f"keys: {key} is bound to {_told(one, base, later)} and to {rest}"
        else:
            told = _told(one, base, later)
            message = f"keys: {key} is bound to {told}, but begins {longer}, which is {rest}"
        error = CopydeskError(
            message, place=_at(file, later), remedy="give one of them another key"
        )
        found.setdefault((one.action, other.action, key), error)
    return list(found.values())


def _clashes(bound: Sequence[Bound]) -> Iterator[tuple[Bound, str, Bound, str]]:
    """Pairs of actions of one place, and the key of the first that is or begins the second's."""
    held: dict[tuple[Context, str], Bound] = {}
    begun: dict[tuple[Context, str], tuple[Bound, str]] = {}
    for one in bound:
        for context, key in ((context, key) for context in one.where for key in one.keys):
            other = held.setdefault((context, key), one)
            if other is not one:
                yield other, key, one, key
            for cut in _beginnings(key):
                begun.setdefault((context, cut), (one, key))
    for place, (longer, key) in begun.items():
        if place in held:
            yield held[place], place[1], longer, key


def _beginnings(key: str) -> Iterator[str]:
    keys = key.split(" ")
    return (" ".join(keys[:count]) for count in range(1, len(keys)))


def _digits(bound: Sequence[Bound]) -> Iterator[tuple[Bound, str]]:
    return ((one, key) for one in bound for key in one.keys if key.split(" ")[0] in _COUNTS)


def _told(one: Bound, base: str, named: Bound) -> str:
    """An action, and where its key comes from unless the place of the error says so."""
    if one is named:
        return one.action
    return f"{one.action} (line {one.line})" if one.line else f"{one.action} (keymap {base})"


def _at(file: str, one: Bound) -> str:
    return f"{file}, line {one.line}" if one.line else file


def _quoted(key: str) -> str:
    return f'"\' {key}"'
