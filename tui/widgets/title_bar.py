"""The top line: what is open, how far it is done, and whether it is saved."""

from __future__ import annotations

from tui.widgets.lines import Line, Run, cells_of
from tui.widgets.panel import Panel

BAR_CELLS = 12
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEAST_TITLE = 24


class TitleBar(Panel):
    """One line: the title at the left; place, progress, findings and what is saved at the right."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $surface;
    }
    """

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
        right = _facts(place, decided, total, findings, Run(saved, "error" if failed else "faint"))
        left = (Run("copydesk", "brand"), Run("  "), Run(title, "bold"))
        self.set_lines([Line(left, self._fitting(right))])

    def on_resize(self) -> None:
        """Draw anew: how many facts fit depends on the width."""
        self.refresh()

    def _fitting(self, facts: list[tuple[Run, ...]]) -> tuple[Run, ...]:
        room = (self.size.width or 160) - _LEAST_TITLE
        while len(facts) > 1 and cells_of(_joined(facts)) > room:
            facts = facts[:-2] + facts[-1:]
        return _joined(facts)


def _facts(
    place: str, decided: int, total: int, findings: int, saved: Run
) -> list[tuple[Run, ...]]:
    """The facts in the order in which they are worth their room, the saved state last."""
    facts: list[tuple[Run, ...]] = []
    if total:
        facts.append((*progress_runs(decided, total), Run(f" {decided} of {total} decided")))
    if findings:
        plural = "" if findings == 1 else "s"
        facts.append((Run(f"{findings} finding{plural}", "warning"),))
    if place:
        facts.append((Run(place, "faint"),))
    return [*facts, (saved,)] if saved.text else facts


def progress_runs(done: int, total: int, cells: int = BAR_CELLS) -> tuple[Run, ...]:
    """A bar of so many cells, in eighths."""
    eighths = round(8 * cells * done / total) if total else 0
    full, rest = divmod(min(eighths, 8 * cells), 8)
    part = _EIGHTHS[rest] if rest else ""
    return (
        Run("▐", "progress-rest"),
        Run("█" * full + part, "progress"),
        Run("░" * (cells - full - len(part)), "progress-rest"),
        Run("▌", "progress-rest"),
    )


def _joined(facts: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for fact in facts:
        runs += [Run("   "), *fact]
    return tuple(runs[1:])
