"""What lies over the desk or the corpus for a while; each is loaded when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App

from annotators.config import Config
from annotators.errors import CopydeskError
from tui.keys.actions import Context
from tui.keys.keymap import Keymap
from tui.session.session import Session

if TYPE_CHECKING:
    from annotators.adjudication.overlay import Side
    from tui.desk.score_items import ScoreItem
    from tui.screens.desk import DeskScreen
    from tui.workbench import Workbench


def show_help(app: App[Any], keymap: Keymap, context: Context, tutorial: Config | None) -> None:
    """The help page; it leads to the tutorial, where its settings are given."""
    from tui.screens.help import HelpScreen

    def go_on(wants_tutorial: bool | None) -> None:
        if wants_tutorial and tutorial is not None:
            show_tutorial(app, keymap, tutorial)

    app.push_screen(HelpScreen(keymap, context), go_on)


def show_tutorial(app: App[Any], keymap: Keymap, config: Config) -> None:
    """The tutorial."""
    from tui.tutorial.screen import TutorialScreen

    app.push_screen(TutorialScreen(keymap, config))


def show_palette(app: App[Any]) -> None:
    """Every action by its name."""
    from tui.keys.palette import command_palette

    app.push_screen(command_palette())


def show_history(app: App[Any], keymap: Keymap, session: Session | None) -> str:
    """What was decided in the open article; what is to be said where nothing was."""
    from tui.screens.history import HistoryScreen

    screen = HistoryScreen(keymap, session.review) if session is not None else None
    if session is None or screen is None or screen.is_empty:
        return "nothing has been changed in this article yet"
    app.push_screen(screen, lambda item: session.go_to(item or ""))
    return ""


def show_layers(workbench: Workbench, desk: DeskScreen, reopen: Callable[[str], None]) -> str:
    """The layers of the open article, compared; what is to be said where they cannot be."""
    from tui.screens.comparing import compare

    try:
        compare(workbench, desk, reopen)
    except CopydeskError as error:
        return str(error)
    return ""


def open_scored(
    workbench: Workbench,
    desk: DeskScreen,
    reopen: Callable[[str], None],
    item: ScoreItem,
    sides: Sequence[Side],
) -> None:
    """An item that a figure counts, where it can be corrected; both versions are said.

    That is in the annotator's own layer. Where neither side is theirs, the
    sides are compared, and what is settled is a layer of its own.
    """
    from tui.work.comparing import to_correct

    session = workbench.session
    if workbench.opened != item.article or (session is not None and session.overlay is not None):
        reopen(item.article)
    if workbench.opened != item.article:
        return
    if chosen := to_correct(workbench.annotator, sides, workbench.sides()):
        desk.open(workbench.compare(chosen, begins=False))
    desk.session.go_near((*item.gold.spans, *item.other.spans))
    desk.say(f"gold: {item.gold.words}   other: {item.other.words}")


def ask_name(app: App[Any], take: Callable[[str | None], None]) -> None:
    """The question who annotates."""
    from tui.screens.naming import NameScreen

    app.push_screen(NameScreen(), take)


def keep_name(name: str) -> str:
    """Remember who annotates; what is to be said where that fails."""
    from annotators.identity import keep_annotator

    try:
        keep_annotator(name)
    except CopydeskError as error:
        return str(error)
    return ""
