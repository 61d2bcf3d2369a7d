"""Findings that are right as they are."""

from __future__ import annotations

from annotators.model import intents
from annotators.model.findings import Finding
from annotators.model.items import Quote
from annotators.model.review import Review
from tests.annotators.model import scene

BARE = scene.quote("“It is late,”", "said", item="d1q1")


def review() -> Review:
    return scene.review(draft=scene.draft(*scene.CAST, *scene.MENTIONS, BARE, *scene.QUOTES[1:]))


def found(desk: Review, name: str) -> list[Finding]:
    return [problem for problem in desk.problems() if problem.name == name]


def bare(desk: Review) -> Quote:
    quote = desk.view.locate("d1q1")
    assert isinstance(quote, Quote)
    return quote


def test_what_is_dismissed_is_not_found_again_until_it_is_undone() -> None:
    desk = review()
    (finding,) = found(desk, "undecided-speaker")
    desk.dismiss(finding)
    assert found(desk, "undecided-speaker") == []
    assert desk.dossier.work == {}, "a dismissal decides nothing"
    desk.undo()
    assert found(desk, "undecided-speaker") == [finding]
    desk.redo()
    assert found(desk, "undecided-speaker") == []


def test_it_stays_dismissed_when_its_item_is_accepted_and_comes_back_when_it_changes() -> None:
    desk = review()
    desk.dismiss(found(desk, "undecided-speaker")[0])
    desk.do(intents.accept(desk.view, bare(desk), desk.fresh))
    assert found(desk, "undecided-speaker") == []
    desk.do(intents.add_part(desk.view, bare(desk), "cues", scene.at("added"), desk.fresh))
    assert len(found(desk, "undecided-speaker")) == 1


def test_a_dismissal_is_of_one_person() -> None:
    desk = review()
    desk.dismiss(found(desk, "undecided-speaker")[0])
    other = scene.review(draft=desk.draft, dossier=desk.dossier, annotator="bo")
    assert len(found(other, "undecided-speaker")) == 1


def test_a_dismissal_leaves_a_finished_article_finished() -> None:
    desk = review()
    desk.do(intents.accept_all(desk.view, desk.view.undecided, desk.fresh))
    desk.finish("training")
    desk.dismiss(found(desk, "undecided-speaker")[0])
    assert desk.purpose == "training"
    desk.do(intents.add_part(desk.view, bare(desk), "cues", scene.at("added"), desk.fresh))
    assert desk.purpose is None
    desk.undo()
    assert desk.purpose == "training", "the working copy says what the finished layer says"
    assert found(desk, "undecided-speaker") == []
