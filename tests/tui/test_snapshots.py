"""Pictures of the screens; `pytest --snapshot-update` takes them anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from annotators.errors import CopydeskError
from annotators.model.review import Review
from annotators.project import Project
from annotators.store.lock import ArticleLock, HeldError
from tests.tui.desk_pilot import NARROW, WIDE, Seat
from tui.app import CopydeskApp
from tui.keys.keymap import Keymap
from tui.screens.desk import DeskScreen

Snap = Callable[..., bool]

WAIT = "until "
"""Among keys: what is to stand on the screen before the next one."""
SCORES = ("a", "x", "%", "until What is right?", "down", "down", "enter", "enter", "until QUOTES")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is always the same moment."""
    monkeypatch.setattr(Review, "_now", lambda _: "2026-03-04T10:12:00Z")


@pytest.fixture
def picture(project: Project, snap_compare: Snap) -> Callable[..., bool]:
    """Compares the screen after some keys with its picture."""

    def compare(*keys: str, size: tuple[int, int], until: str = "") -> bool:
        app = CopydeskApp(project, Keymap(), annotator="anna")

        async def press(pilot: Pilot[str]) -> None:
            seat = Seat(app, pilot)
            await seat.settle()
            for key in keys:
                if key.startswith(WAIT):
                    await seat.until(lambda key=key: key.removeprefix(WAIT) in seat.shown)
                else:
                    await seat.press(key)
            desk = app.screen if isinstance(app.screen, DeskScreen) else app._desk
            found = len(desk.session.problems)
            await seat.until(lambda: desk.widgets._findings == found)
            if until:
                await seat.until(lambda: until in seat.shown)
            await pilot.pause()

        return snap_compare(app, terminal_size=size, run_before=press)

    return compare


def test_the_desk(picture: Snap) -> None:
    assert picture("a", size=WIDE, until="saved")


def test_the_narrow_desk(picture: Snap) -> None:
    assert picture("a", "n", "tab", size=NARROW, until="saved")


def test_picking_a_speaker(picture: Snap) -> None:
    assert picture("n", "s", size=NARROW)


def test_choosing_a_label(picture: Snap) -> None:
    assert picture("]", "l", size=NARROW)


def test_other_readings_of_a_quote(picture: Snap) -> None:
    assert picture("n", "n", "Z", size=NARROW)


def test_what_carrying_a_speaker_on_would_change(picture: Snap) -> None:
    assert picture("n", "n", "1", "*", size=WIDE, until="Give to")


def test_the_corpus(picture: Snap) -> None:
    assert picture("a", "x", "w", "j", size=(130, 24))


def test_the_narrow_corpus(picture: Snap) -> None:
    assert picture("w", "s", size=NARROW)


def test_the_scores(picture: Snap) -> None:
    assert picture(*SCORES, size=WIDE)


def test_the_items_behind_a_figure(picture: Snap) -> None:
    assert picture(*SCORES, "enter", size=NARROW)


def test_the_help(picture: Snap) -> None:
    assert picture("?", size=NARROW)


def test_the_tutorial(picture: Snap) -> None:
    assert picture("f2", "down", "n", "a", "d", size=NARROW)


def test_a_read_only_article(picture: Snap, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object, **__: object) -> None:
        raise HeldError("ferry", {"annotator": "Bo"})

    monkeypatch.setattr(ArticleLock, "acquire", held)
    assert picture("a", size=NARROW)


def test_a_save_that_failed(picture: Snap, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise CopydeskError("the disk is full", place="ferry.json", remedy="make room on it")

    monkeypatch.setattr("annotators.store.article_store.ArticleStore.save", fail)
    assert picture("a", size=NARROW, until="the disk is full")
