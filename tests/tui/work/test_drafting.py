from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from annotators.worker_client import Event, WorkerError
from tui.work.drafting import Drafting


class FakeClient:
    """A worker that answers when it is told to."""

    def __init__(self, _: Path, *, on_event: Callable[[Event], None]) -> None:
        self.on_event = on_event
        self.asked: dict[str, asyncio.Future[str]] = {}
        self.urgent: list[str] = []
        self.stopped = False

    async def draft(self, article: str, *, urgent: bool = False) -> str:
        if urgent:
            self.urgent.append(article)
        self.asked[article] = asyncio.get_running_loop().create_future()
        return await self.asked[article]

    def drop(self) -> None:
        for answer in self.asked.values():
            if not answer.done():
                answer.set_exception(WorkerError("taken back"))

    async def stop(self) -> None:
        self.stopped = True


class Heard:
    """What a drafting said."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tui.work.drafting.WorkerClient", FakeClient)
        self.drafted: list[str] = []
        self.states: list[str] = []
        self.failed: list[str] = []
        self.drafting = Drafting(
            Path(),
            on_drafted=self.drafted.append,
            on_state=self.states.append,
            on_failed=self.failed.append,
        )
        self.client: FakeClient = self.drafting._client  # type: ignore[assignment]


async def turn() -> None:
    """Let everything that is ready go on."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_each_article_is_asked_for_once_and_told_when_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = Heard(monkeypatch)
    heard.drafting.ask(["b"], urgent=True)
    heard.drafting.ask(["a", "b"])
    await turn()
    assert list(heard.client.asked) == ["b", "a"]
    assert heard.client.urgent == ["b"]
    assert heard.states[-1] == "drafting 1 of 2"
    heard.client.on_event({"event": "loading"})
    assert heard.states[-1] == "loading the model"
    heard.client.on_event({"event": "ready"})
    heard.client.asked["b"].set_result("d1")
    await turn()
    assert heard.drafted == ["b"]
    assert heard.states[-1] == "drafting 2 of 2"
    heard.client.asked["a"].set_result("d2")
    await turn()
    assert heard.states[-1] == ""
    assert not heard.drafting.is_busy


async def test_a_draft_that_fails_is_said_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = Heard(monkeypatch)
    heard.drafting.ask(["a", "b"])
    await turn()
    heard.client.asked["a"].set_exception(WorkerError("no model"))
    heard.client.asked["b"].set_result("d1")
    await turn()
    assert heard.failed == ["no model"]
    assert heard.drafted == ["b"]
    assert not heard.drafting.is_busy


async def test_what_was_taken_back_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard(monkeypatch)
    heard.drafting.ask(["a", "b"])
    await turn()
    heard.drafting.cancel()
    heard.drafting.ask(["c"])
    await turn()
    assert heard.failed == []
    assert heard.states[-2:] == ["", "drafting 1 of 1"]
    heard.drafting.ask(["a"])
    await turn()
    assert heard.states[-1] == "drafting 1 of 2"
    await heard.drafting.stop()
    assert heard.client.stopped
