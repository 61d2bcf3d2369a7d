"""What an export says of the items that its file does not hold as the layers do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from annotators.commands.printing import count, note
from annotators.exchange.format import Loss


class LossReport:
    """Counts losses while a file is written, and tells them: each one, or how many of each sort."""

    def __init__(self, *, is_full: bool) -> None:
        self._is_full = is_full
        self._sorts: Counter[tuple[bool, str]] = Counter()

    @property
    def left_out(self) -> int:
        """How many things are not in the file at all."""
        return sum(number for (is_left_out, _), number in self._sorts.items() if is_left_out)

    def take(self, losses: Iterable[Loss]) -> None:
        """Go through losses as they come up; none is kept."""
        for loss in losses:
            self._sorts[loss.is_left_out, loss.what] += 1
            if self._is_full:
                detail = f" ({loss.detail})" if loss.detail else ""
                note(
                    f"{_how(is_left_out=loss.is_left_out)}: {loss.article}, {loss.item}:"
                    f" {loss.what}{detail}"
                )

    def close(self) -> None:
        """Tell the sorts, unless each loss has been told."""
        if self._is_full or not self._sorts:
            return
        for (is_left_out, what), number in sorted(self._sorts.items(), reverse=True):
            note(f"{_how(is_left_out=is_left_out)}: {count(number, 'item')}: {what}")
        note("--losses names every one")


def _how(*, is_left_out: bool) -> str:
    return "left out" if is_left_out else "not in the file as in the layer"
