"""The worker: order, cancelling, clean pipes, crashes; and one run of the real thing."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from annotators import worker
from annotators.errors import CopydeskError
from annotators.project import Project, create_project
from annotators.store.draft_store import DraftStore
from annotators.worker import Worker
from annotators.worker_client import WorkerClient, WorkerError
from annotators.worker_queue import Request, RequestQueue

TEXT = "“We go,” said Ada Quill on Friday. She said it was late.\n"


class Heard(io.StringIO):
    """What a worker says; `enough` is set when it has answered `count` requests."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.enough = Event()
        self._left = count

    def write(self, text: str) -> int:
        if '"ok"' in text:
            self._left -= 1
            if not self._left:
                self.enough.set()
        return super().write(text)

    @property
    def said(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    @property
    def answers(self) -> list[dict[str, Any]]:
        return [said for said in self.said if "ok" in said]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = create_project(tmp_path / "desk")
    project.article_path("one").write_text(TEXT, encoding="utf-8")
    return project


def serve(
    project: Project, monkeypatch: pytest.MonkeyPatch, requests: list[dict[str, Any]], answers: int
) -> Heard:
    """Give a worker these requests while it is at the first of them, whose draft is a fake."""
    heard, all_read = Heard(answers), Event()

    class FakeDrafter:
        def __init__(self, _: Project) -> None:
            pass

        def load(self) -> str:
            return "fake 1"

        def draft(self, article: str) -> SimpleNamespace:
            assert all_read.wait(30)
            if article == "bad":
                raise CopydeskError("is not there", place=article)
            if article == "odd":
                raise ZeroDivisionError(article)
            return SimpleNamespace(draft=f"d-{article}", is_new=True)

    def lines() -> Iterator[bytes]:
        for request in requests:
            yield json.dumps(request).encode()
        all_read.set()
        assert heard.enough.wait(30)

    monkeypatch.setattr(worker, "Drafter", FakeDrafter)
    Worker(project.root, heard).run(lines())
    return heard


def draft(number: int, article: str, **fields: Any) -> dict[str, Any]:
    return {"id": number, "do": "draft", "article": article} | fields


def test_urgent_requests_go_before_those_that_wait() -> None:
    queue = RequestQueue()
    for request in (Request(1, "a"), Request(2, "b"), Request(3, "c", urgent=True)):
        queue.put(request)
    assert [queue.take() for _ in range(3)] == [
        Request(3, "c", urgent=True),
        Request(1, "a"),
        Request(2, "b"),
    ]


def test_a_closed_queue_gives_nothing_more() -> None:
    queue = RequestQueue()
    queue.put(Request(1, "a"))
    assert queue.cancel(1)
    assert not queue.cancel(1)
    queue.put(Request(2, "b"))
    queue.close()
    assert queue.take() is None


def test_every_request_is_answered_and_errors_are_one_line(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = serve(project, monkeypatch, [draft(1, "one"), draft(2, "bad"), draft(3, "odd")], 3)
    answers = {answer["id"]: answer for answer in heard.answers}
    assert answers[1] == {"id": 1, "ok": True, "draft": "d-one", "new": True}
    assert answers[2]["error"] == "bad: is not there"
    assert answers[3]["error"] == "odd: ZeroDivisionError: odd"
    events = [said["event"] for said in heard.said if "event" in said]
    assert events[:2] == ["loading", "ready"]


def test_what_waits_can_be_cancelled(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    requests = [draft(1, "one"), draft(2, "two"), {"do": "cancel", "of": 2}]
    heard = serve(project, monkeypatch, requests, 2)
    assert {a["id"]: a.get("error") for a in heard.answers} == {1: None, 2: "cancelled"}


def test_what_is_no_request_is_refused_and_the_worker_lives(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = serve(project, monkeypatch, [{"do": "dance"}, {"to": 1}, draft(1, "one")], 1)
    assert heard.answers[0]["ok"]


def fake(tmp_path: Path, body: str) -> list[str]:
    """A command that stands in for the worker; `body` handles each `request`."""
    head = "import json, os, pathlib, sys\nmark = pathlib.Path(sys.argv[1])\n"
    head += "say = lambda **f: print(json.dumps(f), flush=True)\n"
    loop = "for line in sys.stdin:\n    request = json.loads(line)\n"
    script = head + loop + "".join(f"    {line}\n" for line in body.splitlines())
    return [sys.executable, "-c", script, str(tmp_path / "mark")]


async def test_a_crashed_worker_is_started_once_more(tmp_path: Path) -> None:
    command = fake(
        tmp_path,
        "if not mark.exists(): mark.touch(); os._exit(3)\n"
        "say(id=request['id'], ok=True, draft='d-' + request['article'])",
    )
    events: list[Any] = []
    client = WorkerClient(tmp_path, command=command, on_event=events.append)
    assert await asyncio.gather(client.draft("a"), client.draft("b")) == ["d-a", "d-b"]
    assert events == [{"event": "restarted"}]
    await client.stop()


async def test_a_worker_that_goes_on_crashing_is_given_up_with_its_last_words(
    tmp_path: Path,
) -> None:
    command = fake(tmp_path, "sys.exit('out of memory')")
    client = WorkerClient(tmp_path, command=command)
    with pytest.raises(WorkerError, match=r"ended by itself.*out of memory"):
        await client.draft("a")
    await client.stop()


async def test_a_request_that_nobody_waits_for_is_cancelled(tmp_path: Path) -> None:
    command = fake(
        tmp_path,
        "if request['do'] == 'cancel': say(event='told', of=request['of'])",
    )
    told: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    client = WorkerClient(tmp_path, command=command, on_event=told.set_result)
    await client.start()
    task = asyncio.create_task(client.draft("a"))
    await asyncio.sleep(0)
    task.cancel()
    assert await told == {"event": "told", "of": 1}
    await client.stop()


async def test_what_is_under_way_is_dropped_at_once_and_no_crash(tmp_path: Path) -> None:
    command = fake(
        tmp_path,
        "import time\n"
        "if request['article'] == 'long': time.sleep(600)\n"
        "say(id=request['id'], ok=True, draft='d1')",
    )
    events: list[Any] = []
    client = WorkerClient(tmp_path, command=command, on_event=events.append)
    await client.start()
    task = asyncio.create_task(client.draft("long"))
    await asyncio.sleep(0)
    client.drop()
    with pytest.raises(WorkerError, match="taken back"):
        await task
    assert await client.draft("short") == "d1"
    await client.stop()
    assert events == []


async def test_stopping_fails_what_is_not_answered(tmp_path: Path) -> None:
    client = WorkerClient(tmp_path, command=fake(tmp_path, "pass"))
    await client.start()
    task = asyncio.create_task(client.draft("a"))
    await asyncio.sleep(0)
    await client.stop()
    with pytest.raises(WorkerError, match="was stopped"):
        await task


async def test_a_command_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    client = WorkerClient(tmp_path, command=[str(tmp_path / "nothing")])
    with pytest.raises(WorkerError, match="cannot be started"):
        await client.draft("a")


async def test_requests_at_once_share_one_worker(tmp_path: Path) -> None:
    command = fake(tmp_path, "say(id=request['id'], ok=True, draft=str(os.getpid()))")
    client = WorkerClient(tmp_path, command=command)
    assert len(set(await asyncio.gather(client.draft("a"), client.draft("b")))) == 1
    await client.stop()


async def test_the_real_worker_drafts_and_keeps_from_any_folder(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trap"
    trap.mkdir()
    (trap / "spacy.py").write_text("raise SystemExit('imported from the folder one stands in')")
    monkeypatch.chdir(trap)
    events: list[Any] = []
    client = WorkerClient(project.root, on_event=events.append)
    named = await client.draft("one", urgent=True)
    with pytest.raises(WorkerError, match="none"):
        await client.draft("none")
    await client.stop()
    (layer,) = DraftStore(project).load("one")
    assert layer.header.draft == named
    assert [e["event"] for e in events][:3] == ["loading", "ready", "progress"]
    assert events[1]["model"] == layer.header.model


async def test_a_missing_model_is_named(project: Project) -> None:
    (project.root / "config.yaml").write_text("model: no_such_model\n")
    client = WorkerClient(project.root)
    with pytest.raises(WorkerError, match=r"no_such_model.*install"):
        await client.draft("one")
    await client.stop()
