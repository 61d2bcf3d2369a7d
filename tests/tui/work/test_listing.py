from __future__ import annotations

import threading
from collections.abc import Iterator

from annotators.errors import CopydeskError
from annotators.store.index_cache import Standing
from tui.desk.queue import Queue
from tui.work.listing import Listing

PATIENCE = 10.0


class FakeIndex:
    """As many articles as it is told, or none that can be listed."""

    def __init__(self, count: int) -> None:
        self.count = count

    def standings(self, annotator: str) -> Iterator[Standing]:
        if not self.count:
            raise CopydeskError("cannot be listed", place="corpus")
        for number in range(self.count):
            yield Standing(id=f"{number:04}", title=annotator)


class Ears:
    """Hears what is listed, and waits for the whole list or for a failure."""

    def __init__(self, count: int) -> None:
        self.index = FakeIndex(count)
        self.parts: list[int] = []
        self.lines: list[str] = []
        self.ready = 0
        self.done = threading.Event()
        self.listing = Listing(
            self.index,  # type: ignore[arg-type]
            ready=self.on_ready,
            on_listed=self.on_listed,
            on_failed=self.on_failed,
        )

    def on_ready(self) -> None:
        self.ready += 1

    def on_listed(self, queue: Queue, is_all: bool) -> None:
        self.parts.append(len(queue))
        if is_all:
            self.done.set()

    def on_failed(self, line: str) -> None:
        self.lines.append(line)
        self.done.set()

    def ask(self) -> Queue:
        self.done.clear()
        known = self.listing.known
        self.listing.ask("anna")
        assert self.done.wait(PATIENCE)
        return known


def test_the_first_rows_are_told_before_all_are_found() -> None:
    ears = Ears(250)
    assert len(ears.ask()) == 0
    assert ears.parts == [100, 150, 225, 250]
    assert ears.ready == 1


def test_what_is_known_is_shown_until_all_are_found_anew() -> None:
    ears = Ears(150)
    ears.ask()
    ears.index.count = 160
    known = ears.ask()
    assert [standing.id for standing in known][-1] == "0149"
    assert ears.parts == [100, 150, 150, 160]


def test_what_cannot_be_listed_is_said_and_can_be_asked_for_again() -> None:
    ears = Ears(0)
    ears.ask()
    assert ears.lines == ["corpus: cannot be listed"]
    ears.index.count = 3
    ears.ask()
    assert ears.parts == [3]
