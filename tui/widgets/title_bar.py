"""The top line: what is open, how far it is done, and whether it is saved."""

from __future__ import annotations

from typing import NamedTuple

from tui.widgets.lines import Line, Run, cells_of
from tui.widgets.panel import Panel

BAR_CELLS = 12
NARROW_BAR_CELLS = 6
NARROW = 100
"""The width in cells below which the facts are told in fewer words."""
_LEAST_TITLE = 40


class TitleBar(Panel):
    """One line: the title at the left; place, progress, findings and what is saved at the right."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $surface;
    }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._title = ""
        self._facts = _Facts()

    def show(
        self,
        title: str,
        *,
        place: str = "",
        decided: int = 0,
        total: int = 0,
        findings: int = 0,
        saved: str = "",
        failed: bool = False,
    ) -> None:
        """Say what is open and how far it is; `failed` marks the saved state as an error."""
        self._title = title
        self._facts = _Facts(place, decided, total, findings, saved, failed)
        self._draw()

    def on_resize(self) -> None:
        """Draw anew: how many facts fit depends on the width."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        facts = self._facts.told(narrow=width < NARROW)
        while len(facts) > 1 and cells_of(_joined(facts)) > width - _LEAST_TITLE:
            facts = facts[:-2] + facts[-1:]
        left = (Run("copydesk", "brand"), Run("  "), Run(self._title, "bold"))
        self.set_lines([Line(left, _joined(facts))])


class _Facts(NamedTuple):
    place: str = ""
    decided: int = 0
    total: int = 0
    findings: int = 0
    saved: str = ""
    failed: bool = False

    def told(self, *, narrow: bool) -> list[tuple[Run, ...]]:
        """The facts in the order in which they are worth their room, the saved state last."""
        facts: list[tuple[Run, ...]] = []
        if self.total:
            cells = NARROW_BAR_CELLS if narrow else BAR_CELLS
            count = f"{self.decided}/{self.total}"
            words = count if narrow else f"{self.decided} of {self.total} decided"
            facts.append((*progress_runs(self.decided, self.total, cells), Run(f" {words}")))
        if self.findings:
            plural = "" if self.findings == 1 else "s"
            words = f"! {self.findings}" if narrow else f"{self.findings} finding{plural}"
            facts.append((Run(words, "warning"),))
        if self.place:
            facts.append((Run(self.place, "faint"),))
        if self.saved:
            facts.append((Run(self.saved, "error" if self.failed else "faint"),))
        return facts


def progress_runs(done: int, total: int, cells: int = BAR_CELLS) -> tuple[Run, ...]:
    """A bar of so many cells; full only when all is done."""
    full = cells if done >= total else min(cells - 1, round(cells * done / total))
    return (
        Run("▐", "progress-rest"),
        Run("█" * full, "progress"),
        Run("░" * (cells - full), "progress-rest"),
        Run("▌", "progress-rest"),
    )


def _joined(facts: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for fact in facts:
        runs += [Run("   "), *fact]
    return tuple(runs[1:])
