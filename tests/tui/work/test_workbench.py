from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotators.errors import CopydeskError
from annotators.model import intents
from annotators.model.dossier import Dossier
from annotators.model.review import Review
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore
from annotators.store.lock import ArticleLock, HeldError, hold
from tests.tui import corpus
from tui.desk.queue import Queue
from tui.session.focus import on_quote
from tui.session.session import Session
from tui.workbench import Workbench

PATIENCE = 10.0
HOLD = """
import sys
from pathlib import Path
from annotators.project import Project
from annotators.store.lock import hold
with hold(Project(Path(sys.argv[1])), "ferry", "Bo"):
    print("held", flush=True)
    sys.stdin.read()
"""


def bench_of(project: Project, annotator: str = "anna", *, locks: bool = True) -> Workbench:
    return Workbench(
        project, annotator, on_saved=lambda _: None, on_failed=lambda _: None, locks=locks
    )


@pytest.fixture
def bench(project: Project) -> Iterator[Workbench]:
    made = bench_of(project)
    yield made
    made.close(PATIENCE)


def accept_first(session: Session) -> str:
    """Accept the first pending quote; its id before."""
    quote = session.view.undecided[0]
    session.do(intents.accept(session.view, quote, session.review.fresh))
    return quote.id


def is_free(project: Project, article_id: str) -> bool:
    lock = ArticleLock(project, article_id, "Bo")
    try:
        lock.acquire()
    except HeldError:
        return False
    lock.release()
    return True


def test_an_annotator_begins_with_the_first_article_and_then_where_they_left_off(
    project: Project, bench: Workbench
) -> None:
    assert bench.first() == "ferry"
    bench.open("strike")
    bench.close(PATIENCE)
    assert bench_of(project).first() == "strike"
    assert bench_of(project, "Bo").first() == "ferry"


def test_the_focus_and_the_decisions_are_there_again(project: Project, bench: Workbench) -> None:
    session, focus = bench.open("ferry")
    assert focus is None
    accept_first(session)
    quote = session.view.locate("q3")
    assert quote is not None
    left = on_quote(quote, "cues")  # type: ignore[arg-type]
    session.move(left)
    bench.keep()
    assert bench.close(PATIENCE)
    again, focus = bench_of(project).open("ferry")
    assert focus == left
    assert again.view.layer == session.view.layer
    assert again.review.dossier == session.review.dossier


def test_one_article_is_held_at_a_time(project: Project, bench: Workbench) -> None:
    bench.open("ferry")
    assert not is_free(project, "ferry")
    bench.open("strike")
    assert is_free(project, "ferry")
    assert not is_free(project, "strike")
    bench.close(PATIENCE)
    assert is_free(project, "strike")


def test_an_article_that_cannot_be_opened_leaves_the_one_before_open_and_held(
    project: Project, bench: Workbench
) -> None:
    project.annotation_path("strike").parent.mkdir(parents=True)
    project.annotation_path("strike").write_bytes(b"{ broken")
    session, _ = bench.open("ferry")
    with pytest.raises(CopydeskError):
        bench.open("strike")
    assert bench.session is session
    assert not is_free(project, "ferry")
    assert is_free(project, "strike")


def test_opening_the_same_article_again_is_not_being_kept_out_by_oneself(
    bench: Workbench, project: Project
) -> None:
    bench.open("ferry")
    session, _ = bench.open("ferry")
    assert session.holder is None
    assert not is_free(project, "ferry")


def test_an_article_that_another_process_has_is_read_only(
    project: Project, bench: Workbench
) -> None:
    other = subprocess.Popen(  # noqa: S603 - our own interpreter on our own words
        [sys.executable, "-c", HOLD, str(project.root)],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        session, _ = bench.open("ferry")
        assert session.holder is not None
        assert "is open for Bo" in session.holder
        accept_first(session)
        bench.keep()
        other.communicate()
    assert ArticleStore(project).load("ferry") is None
    session, _ = bench.open("ferry")
    assert session.holder is None


def test_what_could_not_be_saved_is_not_lost_by_opening_another_article(
    project: Project, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = bench.open("ferry")
    accepted = accept_first(session)
    works = bench._library.articles.save

    def fail(*_: object) -> None:
        raise CopydeskError("the disk is full")

    monkeypatch.setattr(bench._library.articles, "save", fail)
    monkeypatch.setattr(bench._saving, "_retry_seconds", 0.01)
    monkeypatch.setattr(bench._saving, "settle", lambda _: False)
    bench.keep()
    bench.open("strike")
    assert not bench.is_all_saved
    again, _ = bench.open("ferry")
    assert accepted not in again.view.pending
    monkeypatch.undo()
    monkeypatch.setattr(bench._library.articles, "save", works)
    assert bench._saving.settle(PATIENCE)
    assert bench.is_all_saved
    assert ArticleStore(project).load("ferry") == again.review.dossier


def test_the_queue_has_two_ends_and_the_next_unfinished_one_is_searched_around(
    bench: Workbench,
) -> None:
    assert [bench.after("ferry"), bench.after("zoo"), bench.after("ferry", -1)] == [
        "strike", None, None,
    ]  # fmt: skip
    assert bench.place("strike") == "2/3 articles"
    assert bench.next_unfinished("zoo") == "ferry"
    session, _ = bench.open("strike")
    while session.view.undecided:
        accept_first(session)
    session.review.finish("gold")
    bench.keep()
    assert bench.next_unfinished("ferry") == "zoo"


def test_an_empty_project_has_nothing_to_open(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(corpus.CONFIG)
    (tmp_path / "corpus" / "articles").mkdir(parents=True)
    bench = bench_of(Project.find(tmp_path))
    assert bench.first() is None
    assert list(listed(bench)) == []


def listed(bench: Workbench) -> Queue:
    """All articles, when all are listed."""
    found: list[Queue] = []
    done = threading.Event()

    def hear(queue: Queue, is_all: bool) -> None:
        found.append(queue)
        if is_all:
            done.set()

    bench.listing(on_listed=hear, on_failed=pytest.fail).ask(bench.annotator)
    assert done.wait(PATIENCE)
    return found[-1]


def test_articles_without_a_draft_are_told(bench: Workbench) -> None:
    assert bench.undrafted() == ["zoo"]


def test_a_draft_of_another_article_is_left_alone(project: Project, bench: Workbench) -> None:
    session, _ = bench.open("zoo")
    assert not bench.take_draft("ferry")
    assert session.review.draft is None


def test_a_draft_that_is_gone_again_is_said_in_one_line(bench: Workbench) -> None:
    bench.open("zoo")
    with pytest.raises(CopydeskError, match="zoo"):
        bench.take_draft("zoo")


def test_a_change_that_is_not_handed_over_yet_is_not_called_saved(bench: Workbench) -> None:
    session, _ = bench.open("ferry")
    accept_first(session)
    assert not bench.is_all_saved
    bench.keep()
    assert bench._saving.settle(PATIENCE)
    assert bench.is_all_saved


def test_an_article_that_cannot_be_locked_is_read_only(project: Project, bench: Workbench) -> None:
    project.cache_dir.mkdir(parents=True, exist_ok=True)
    (project.cache_dir / "locks").write_text("in the way", encoding="utf-8")
    session, _ = bench.open("ferry")
    assert session.holder is not None
    assert "cannot be locked" in session.holder


def test_two_files_of_one_id_hold_up_no_other_article(project: Project) -> None:
    (project.articles_dir / "zoo.TXT").write_text("Another zoo.", encoding="utf-8")
    bench = bench_of(project)
    assert bench.ids == ["ferry", "strike"]
    (problem,) = [standing for standing in listed(bench) if standing.problem]
    assert "has the same id as" in problem.problem
    with pytest.raises(CopydeskError, match="rename one of the two"):
        bench.open(problem.id)
    assert bench.open("ferry")[0].holder is None
    bench.close(PATIENCE)


def other_work(project: Project, annotator: str) -> Dossier:
    """What somebody else decides in the open article, written behind the workbench's back."""
    store = ArticleStore(project)
    draft = DraftStore(project).load("ferry")[-1]
    article = read_article(project.article_path("ferry"), article_id="ferry")
    review = Review(article, annotator, dossier=store.load("ferry"), draft=draft)
    quote = review.view.undecided[-1]
    review.do(intents.accept(review.view, quote, review.fresh))
    store.save(review.dossier, article)
    return review.dossier


def test_what_another_program_writes_is_joined_with_what_is_open(
    project: Project, bench: Workbench
) -> None:
    session, _ = bench.open("ferry")
    accept_first(session)
    bench.keep()
    assert bench._saving.settle(PATIENCE)
    assert bench.take_changes() == ""
    theirs = other_work(project, "Bo")
    accept_first(session)
    assert "another program changed the file of ferry; joined" in bench.take_changes()
    assert bench._saving.settle(PATIENCE)
    kept = ArticleStore(project).load("ferry")
    assert kept == session.review.dossier
    assert kept is not None
    assert kept.work["Bo"] == theirs.work["Bo"]
    assert len(kept.work["anna"].quotes) == 2
    assert bench.take_changes() == ""
    assert bench.is_all_saved


def test_what_could_not_be_saved_over_a_broken_file_is_saved_when_it_is_mended(
    project: Project, bench: Workbench
) -> None:
    session, _ = bench.open("ferry")
    accept_first(session)
    bench.keep()
    assert bench._saving.settle(PATIENCE)
    path = project.annotation_path("ferry")
    whole = path.read_bytes()
    path.write_bytes(b"<<<<<<< ours\n")
    accept_first(session)
    bench.keep()
    with pytest.raises(CopydeskError, match="no readable TinyDB database"):
        bench.take_changes()
    assert not bench.is_all_saved
    assert path.read_bytes() == b"<<<<<<< ours\n"
    path.write_bytes(whole)
    bench.take_changes()
    assert bench._saving.settle(PATIENCE)
    assert ArticleStore(project).load("ferry") == session.review.dossier


def test_a_removed_file_is_written_again(project: Project, bench: Workbench) -> None:
    session, _ = bench.open("ferry")
    accept_first(session)
    bench.keep()
    assert bench._saving.settle(PATIENCE)
    project.annotation_path("ferry").unlink()
    assert bench.take_changes() == "the file of ferry was removed; it is written again"
    assert bench._saving.settle(PATIENCE)
    assert ArticleStore(project).load("ferry") == session.review.dossier


def test_spans_beyond_the_text_are_said_where_they_stand(
    project: Project, bench: Workbench
) -> None:
    session, _ = bench.open("ferry")
    assert session.notice == ""
    item = accept_first(session)
    bench.keep()
    bench.open("strike")
    path = project.annotation_path("ferry")
    tables = json.loads(path.read_bytes())
    (quote,) = (d for d in tables["work"].values() if d["type"] == "quote")
    quote["contents"].append([5000, 5010])
    path.write_text(json.dumps(tables), "utf-8")
    session, _ = bench.open("ferry")
    assert session.notice.startswith("corpus/annotations/ferry.json")
    assert f"ferry.json, layer of anna, quote {quote['id']}: reaches beyond" in session.notice
    assert "(to 5010 of " in session.notice
    assert session.view.locate(quote["id"]).contents[-1] == (5000, 5010), item


def test_an_article_that_is_read_only_shows_what_its_holder_saves(
    project: Project, bench: Workbench
) -> None:
    with hold(project, "ferry", "Bo"):
        session, _ = bench.open("ferry")
        theirs = other_work(project, "Bo")
        assert bench.take_changes() == ""
        assert session.review.dossier == theirs


def test_the_articles_are_worked_in_the_order_in_which_they_are_lined_up(bench: Workbench) -> None:
    bench.line_up(["zoo", "gone", "ferry"])
    assert bench.ids == ["zoo", "ferry", "strike"]
    assert bench.next_unfinished("zoo") == "ferry"
    assert bench.place("strike") == "3/3 articles"


def test_a_read_only_article_can_be_changed_when_its_holder_leaves(
    project: Project, bench: Workbench
) -> None:
    with hold(project, "ferry", "Bo"):
        session, _ = bench.open("ferry")
        accept_first(session)
    theirs = other_work(project, "Bo")
    assert bench.take_changes() == "ferry is free now and can be changed"
    assert session.holder is None
    assert session.review.dossier == theirs
    with pytest.raises(HeldError):
        ArticleLock(project, "ferry", "Bo").acquire()
    accept_first(session)
    bench.keep()
    assert bench._saving.settle(PATIENCE)
    kept = ArticleStore(project).load("ferry")
    assert kept is not None
    assert set(kept.work) == {"anna", "Bo"}


def test_what_is_shown_before_it_is_locked_changes_only_then(project: Project) -> None:
    bench = bench_of(project, locks=False)
    session, _ = bench.open("ferry")
    assert is_free(project, "ferry")
    before = session.review.dossier
    accept_first(session)
    bench.keep()
    assert session.review.dossier is before
    theirs = other_work(project, "Bo")
    bench.settle_in()
    assert bench.take_changes() == ""
    assert session.review.dossier == theirs
    assert not is_free(project, "ferry")
    accept_first(session)
    assert session.review.dossier != theirs
    bench.open("strike")
    assert not is_free(project, "strike")
    bench.close(PATIENCE)


def test_what_somebody_holds_when_it_is_to_be_locked_is_read_only(project: Project) -> None:
    bench = bench_of(project, locks=False)
    session, _ = bench.open("ferry")
    with hold(project, "ferry", "Bo"):
        bench.settle_in()
        assert bench.take_changes().startswith("read only: ferry: is open for Bo")
        assert bench.take_changes() == ""
        assert not session.is_writable
    bench.close(PATIENCE)


def test_how_long_decisions_take_is_told_and_kept_outside_of_the_project(
    project: Project, bench: Workbench, home: Path
) -> None:
    session, _ = bench.open("ferry")
    assert session.left(10) == ""
    bench.settle_in()
    accept_first(session)
    bench.keep()
    bench.leave()
    (kept,) = (home / "copydesk" / "pace").iterdir()
    ((_, decided),) = json.loads(kept.read_bytes())["times"]
    assert decided == 1
    times = [[6.0, 1]] * 30
    kept.write_text(json.dumps({"times": times}))
    again = bench_of(project)
    session, _ = again.open("ferry")
    again.settle_in()
    assert session.left(10) == "1 min"
    again.annotator = "Bo"
    again.open("ferry")
    assert again.timing.left(10) == ""
    again.close(PATIENCE)
