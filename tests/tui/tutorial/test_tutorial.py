"""The tutorial on the screen, walked through by its own keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotators.config import Config
from annotators.project import Project
from tests.tui.desk_pilot import NARROW, WIDE, Seat, seated
from tui.keys.keymap import Keymap
from tui.screens.desk import DeskScreen
from tui.tutorial.app import TutorialApp
from tui.tutorial.article import place
from tui.tutorial.screen import TutorialScreen
from tui.tutorial.steps import STEPS

WALK: dict[str, list[list[str]]] = {
    "copydesk": [["down"], ["n"], ["a"], ["x"], ["u"], ["2"], ["s", "PICK"], ["+"], ["+", "q"],
                 ["F", "t"]],
    "vim": [["j"], ["n"], ["a"], ["x"], ["u"], ["'", "2"], ["s", "PICK"], ["+"], ["+", "q"],
            ["F", "g"]],
}  # fmt: skip


def tutorial(seat: Seat) -> TutorialScreen:
    screen = seat.app.screen
    assert isinstance(screen, TutorialScreen)
    return screen


def letters(seat: Seat) -> str:
    """What to type for Piet Lomas."""
    pick = tutorial(seat).questions._pick
    assert pick is not None
    return pick.drawn[place("Piet Lomas").start]


async def walk(seat: Seat, keys: list[str]) -> None:
    for key in keys:
        await seat.press(*(letters(seat) if key == "PICK" else [key]))


@asynccontextmanager
async def learning(
    project: Project, *, base: str = "copydesk", size: tuple[int, int] = WIDE
) -> AsyncIterator[Seat]:
    """Somebody who asked for the tutorial from the desk."""
    async with seated(project, keymap=Keymap(base=base), size=size) as seat:
        await seat.press("f2")
        assert "TUTORIAL 1 of 10" in seat.shown
        yield seat


def files(folder: Path) -> dict[str, bytes]:
    """What a project holds, without locks and the place where one left off."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {str(path): path.read_bytes() for path in found}


@pytest.mark.parametrize(("base", "size"), [("copydesk", WIDE), ("vim", NARROW)])
async def test_it_is_walked_from_end_to_end_by_the_keys_it_names(
    project: Project, base: str, size: tuple[int, int]
) -> None:
    before = files(project.root)
    async with learning(project, base=base, size=size) as seat:
        for number, keys in enumerate(WALK[base], 1):
            step = STEPS[number - 1]
            assert f"TUTORIAL {number} of 10  {step.title}" in seat.shown
            told = tutorial(seat).course.told()
            assert f"Press  {told.key} " in seat.shown
            assert "".join(keys).replace("down", "↓").startswith(told.key)
            await walk(seat, keys)
        assert "TUTORIAL done" in seat.shown
        assert tutorial(seat).session.review.purpose == (
            "training" if base == "copydesk" else "gold"
        )
        await seat.press("enter")
        assert type(seat.app.screen) is DeskScreen
        assert seat.article == "ferry"
        assert seat.session.view.layer.quotes == {}
        assert seat.app.workbench.is_all_saved
    assert files(project.root) == before


async def test_escape_leaves_it_at_any_step_and_from_a_question_in_two(project: Project) -> None:
    async with seated(project) as seat:
        for number in (1, 3, 9):
            await seat.press("f2")
            for keys in WALK["copydesk"][: number - 1]:
                await walk(seat, keys)
            assert f"TUTORIAL {number} of 10" in seat.shown
            await seat.press("escape")
            await seat.until(lambda: "TUTORIAL" not in seat.shown)
        assert seat.session.view.layer.quotes == {}
        await seat.press("f2")
        for keys in WALK["copydesk"][:6]:
            await walk(seat, keys)
        await seat.press("s")
        assert "Type the letter" in seat.shown
        await seat.press("escape")
        assert "Press  s " in seat.shown
        await seat.press("escape")
        assert "TUTORIAL" not in seat.shown


async def test_escape_drops_a_key_that_was_begun_before_it_leaves(project: Project) -> None:
    async with learning(project, base="vim") as seat:
        await seat.press("'", "escape")
        assert "TUTORIAL 1" in seat.shown
        await seat.press("escape")
        assert "TUTORIAL" not in seat.shown


async def test_a_key_that_is_not_taught_yet_does_nothing_and_is_explained(project: Project) -> None:
    async with learning(project) as seat:
        before = tutorial(seat).session.view
        await seat.press("a")
        assert "a means nothing here; press ↓." in seat.shown
        await seat.press(")", "w", "f2", "n")
        assert tutorial(seat).session.view is before
        assert "n: Go to the next item that waits for a decision. Not now; press ↓." in seat.shown
        await seat.press("down")
        assert "Not now" not in seat.shown


async def test_the_wrong_speaker_is_no_end_of_the_step(project: Project) -> None:
    async with learning(project) as seat:
        for keys in WALK["copydesk"][:5]:
            await walk(seat, keys)
        await seat.press("1")
        assert "That is not it yet; press 2." in seat.shown
        await seat.press("2")
        assert "TUTORIAL 7 of 10" in seat.shown


async def test_help_is_there_and_begins_no_second_tutorial(project: Project) -> None:
    async with learning(project) as seat:
        await seat.press("?")
        assert "What the keys do on the bare text" in seat.shown
        await seat.press("f2")
        tutorial(seat)
        await seat.press("escape")
        assert type(seat.app.screen) is DeskScreen


async def test_the_help_and_the_palette_begin_it(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("?")
        assert "F2 begins the tutorial" in seat.shown
        await seat.press("f2")
        await seat.until(lambda: "TUTORIAL 1 of 10" in seat.shown)
        await seat.press("escape", ":")
        await seat.type("tutorial")
        await seat.until(lambda: "Learn the first ten keys" in seat.shown)
        await seat.press("enter")
        await seat.until(lambda: "TUTORIAL 1 of 10" in seat.shown)


async def test_it_begins_from_the_corpus_and_goes_back_there(project: Project) -> None:
    async with seated(project) as seat:
        await seat.press("w", "f2")
        assert "TUTORIAL 1 of 10" in seat.shown
        await seat.press("escape")
        assert seat.is_in_corpus


async def test_the_mouse_does_nothing_in_it(project: Project) -> None:
    async with learning(project) as seat:
        focus = tutorial(seat).session.focus
        await seat.pilot.click(tutorial(seat).widgets.article, offset=(30, 5))
        await seat.settle()
        assert tutorial(seat).session.focus == focus


async def test_it_runs_by_itself_outside_of_any_project() -> None:
    app = TutorialApp(Keymap(), Config())
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.press("down", "?", "x", "n", ":", "escape", "escape")
        await pilot.pause()
    assert app.return_value == ""
