from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.reading.text import article_of
from tui.work.saving import Saving

PATIENCE = 10.0
ARTICLE = article_of("Hello\n", article_id="a")
OTHER = article_of("World\n", article_id="b")


class FakeStore:
    """A disk that fails as long as it is told to, and can be held."""

    def __init__(self) -> None:
        self.saved: list[Dossier] = []
        self.tries = 0
        self.problem: Exception | None = None
        self.open = threading.Event()
        self.open.set()
        self.reached = threading.Event()

    def save(self, dossier: Dossier, _: Article) -> None:
        self.tries += 1
        self.reached.set()
        assert self.open.wait(PATIENCE)
        if self.problem is not None:
            raise self.problem
        self.saved.append(dossier)


class Ears:
    """Hears what the saving thread says, and waits for it."""

    def __init__(self) -> None:
        self.saved: list[Dossier] = []
        self.failed: list[str] = []
        self._heard = threading.Condition()

    def on_saved(self, dossier: Dossier) -> None:
        with self._heard:
            self.saved.append(dossier)
            self._heard.notify_all()

    def on_failed(self, line: str) -> None:
        with self._heard:
            self.failed.append(line)
            self._heard.notify_all()

    def wait(self, reached: Callable[[], bool]) -> None:
        with self._heard:
            assert self._heard.wait_for(reached, PATIENCE)


def dossier(article: Article = ARTICLE) -> Dossier:
    return Dossier(article=article.id, sha256=article.sha256)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def saving(store: FakeStore, ears: Ears) -> Iterator[Saving]:
    made = Saving(
        store,  # type: ignore[arg-type]
        on_saved=ears.on_saved,
        on_failed=ears.on_failed,
        retry_seconds=0.01,
    )
    yield made
    store.problem = None
    store.open.set()
    made.close(PATIENCE)


def test_what_is_kept_is_on_the_disk_before_it_is_called_saved(
    saving: Saving, store: FakeStore, ears: Ears
) -> None:
    state = dossier()
    store.open.clear()
    saving.keep(state, ARTICLE)
    assert store.reached.wait(PATIENCE)
    assert not ears.saved
    assert not saving.is_idle
    assert saving.unsaved("a") is state
    store.open.set()
    assert saving.settle(PATIENCE)
    ears.wait(lambda: ears.saved == [state])
    assert saving.unsaved("a") is None
    assert store.saved[0] is state


def test_of_one_article_only_the_newest_state_is_saved(
    saving: Saving, store: FakeStore, ears: Ears
) -> None:
    states = [dossier() for _ in range(5)]
    store.open.clear()
    saving.keep(states[0], ARTICLE)
    assert store.reached.wait(PATIENCE)
    for state in states[1:]:
        saving.keep(state, ARTICLE)
    store.open.set()
    assert saving.settle(PATIENCE)
    assert [id(state) for state in store.saved] == [id(states[0]), id(states[-1])]


def test_two_articles_are_both_saved(saving: Saving, store: FakeStore) -> None:
    for article in (ARTICLE, OTHER):
        saving.keep(dossier(article), article)
    assert saving.settle(PATIENCE)
    assert {state.article for state in store.saved} == {"a", "b"}


@pytest.mark.parametrize("problem", [CopydeskError("disk full", place="a"), OSError("odd")])
def test_what_failed_is_said_and_tried_again_until_it_is_saved(
    saving: Saving, store: FakeStore, ears: Ears, problem: Exception
) -> None:
    store.problem = problem
    saving.keep(dossier(), ARTICLE)
    ears.wait(lambda: len(ears.failed) >= 3)
    assert all("\n" not in line and line.startswith("a: ") for line in ears.failed)
    assert not saving.settle(0)
    assert not ears.saved
    store.problem = None
    assert saving.settle(PATIENCE)
    ears.wait(lambda: len(ears.saved) == 1)


def test_a_failing_article_does_not_keep_another_from_being_saved(
    saving: Saving, store: FakeStore, ears: Ears
) -> None:
    store.problem = CopydeskError("disk full")
    saving.keep(dossier(), ARTICLE)
    ears.wait(lambda: bool(ears.failed))
    saving.keep(dossier(OTHER), OTHER)
    store.problem = None
    assert saving.settle(PATIENCE)
    assert {state.article for state in store.saved} == {"a", "b"}


def test_what_is_taken_back_while_it_waits_stops_nothing(
    saving: Saving, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused, went_on = threading.Event(), threading.Event()
    wait_for = saving._wake.wait_for

    def wait(predicate: Callable[[], bool], timeout: float | None = None) -> bool:
        if timeout is None:
            return wait_for(predicate)
        paused.set()
        answer = wait_for(predicate, timeout)
        went_on.set()
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(saving._wake, "wait_for", wait)
        saving.keep(dossier(), ARTICLE)
        assert paused.wait(PATIENCE)
        saving.take_back("a")
        assert went_on.wait(PATIENCE)
    assert saving.is_idle
    assert store.saved == []
    saving.keep(dossier(), ARTICLE)
    assert saving.settle(PATIENCE)
    assert len(store.saved) == 1


def test_closing_saves_what_waits_and_says_whether_it_could(
    saving: Saving, store: FakeStore, ears: Ears
) -> None:
    saving.keep(dossier(), ARTICLE)
    assert saving.close(PATIENCE)
    assert len(store.saved) == 1


def test_closing_does_not_wait_for_ever(store: FakeStore, ears: Ears) -> None:
    store.problem = CopydeskError("disk full")
    failing = Saving(store, on_saved=ears.on_saved, on_failed=ears.on_failed)  # type: ignore[arg-type]
    failing.keep(dossier(), ARTICLE)
    ears.wait(lambda: bool(ears.failed))
    assert not failing.close(0.01)


def test_nothing_to_save_is_saved_at_once(saving: Saving) -> None:
    assert saving.is_idle
    assert saving.close(0)
