"""Comparing the layers of the open article: which ones is asked, where there are more than two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_lowercase

from annotators.adjudication.overlay import Side
from tui.screens.desk import DeskScreen
from tui.screens.questions import Questions
from tui.session.rows import counted
from tui.workbench import Workbench

_ALL = "*"


def compare(workbench: Workbench, desk: DeskScreen, go_back: Callable[[str], None]) -> None:
    """Open a comparison on the desk; from one, go back to the annotator's own layer.

    Raises CopydeskError when a draft cannot be read.
    """
    session = workbench.session
    if session is None:
        return
    if session.overlay is not None:
        go_back(session.review.article.id)
        return

    def show(chosen: Sequence[Side]) -> None:
        compared = workbench.compare(chosen)
        desk.open(compared)
        left = len(compared.overlay.open_disputes(compared.view)) if compared.overlay else 0
        desk.say(f"{counted(left, 'difference')} to settle" if left else "no difference is left")

    found = workbench.sides()
    if len(found) < 2:  # noqa: PLR2004 - it takes two to differ
        desk.say("there is only one layer of this article; comparing takes two")
    elif len(found) == 2:  # noqa: PLR2004 - as above
        show(found)
    else:
        _ask(desk.questions, found, show)


def _ask(
    questions: Questions, found: Sequence[Side], show: Callable[[Sequence[Side]], None]
) -> None:
    """Ask for the left side, then for the right one; or take all there are."""
    lettered = dict(zip(ascii_lowercase, found, strict=False))

    def take_left(key: str) -> None:
        if key == _ALL:
            show(found)
            return
        left = lettered[key]
        rows = [(k, side.name) for k, side in lettered.items() if side is not left]
        questions.choose("… with", rows, lambda other: show([left, lettered[other]]))

    rows = [*((key, side.name) for key, side in lettered.items()), (_ALL, "all of them")]
    questions.choose("Compare", rows, take_left)
