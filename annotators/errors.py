"""Errors that a user reads: one line that names the thing, the place and the remedy."""

from __future__ import annotations

from collections.abc import Iterable


class CopydeskError(Exception):
    """Something a user can understand and mend.

    `message` says what is wrong, `place` where (a file, a line, a key),
    `remedy` what to do. `str()` of it is one line without control characters.
    """

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    @property
    def each(self) -> tuple[CopydeskError, ...]:
        """Every single thing that is wrong; each is told in a line of its own."""
        return (self,)

    def __str__(self) -> str:
        line = f"{self.place}: {self.message}" if self.place else self.message
        line = f"{line}; {self.remedy}" if self.remedy else line
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


class ConfigError(CopydeskError):
    """What is wrong with a config file; `problems` has one error for each thing."""

    def __init__(self, problems: Iterable[CopydeskError]) -> None:
        self.problems = tuple(problems)
        first, rest = self.problems[0], len(self.problems) - 1
        more = f" ({rest} more {'problem' if rest == 1 else 'problems'})" if rest else ""
        super().__init__(first.message, place=first.place, remedy=f"{first.remedy}{more}")

    @property
    def each(self) -> tuple[CopydeskError, ...]:
        """One error for each thing."""
        return self.problems
