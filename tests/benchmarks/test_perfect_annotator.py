"""The annotator with nothing but keys: where they arrive, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotators.model.items import Entity, Quote
from annotators.model.layer import Layer
from annotators.model.span import Span
from annotators.project import Project
from benchmarks.annotator.gold import Task, differences, task_of
from benchmarks.annotator.matching import matched
from benchmarks.annotator.planning import Edit, Parts, edits_of, go_to_part
from benchmarks.annotator.reach import PART, Letters, Reach
from benchmarks.annotator.report import summary
from benchmarks.annotator.run import Result, Way, run_one
from tests.annotators.model import scene
from tests.annotators.model.scene import at
from tests.tui import corpus
from tests.tui.conftest import home as home  # noqa: PLC0414 - nobody's home for these tests, too
from tests.tui.session.hands import Hands
from tui.session.focus import Focus

FERRY = corpus.FERRY


def told(item: str, contents: list[Span], cue: Span | str, source: Span | str = "") -> Quote:
    """A gold quote by its words."""
    sources = (source if isinstance(source, Span) else at(source, FERRY),) if source else ()
    cues = (cue if isinstance(cue, Span) else at(cue, FERRY),)
    return Quote(id=item, contents=tuple(contents), cues=cues, sources=sources)


GOLD = (
    # As the draft has it.
    told("g1", [at("The old ferry will cross the Sund again before the autumn", FERRY)], "said",
         "the mayor of Vikholm"),
    # Another source, and a part that begins inside a word.
    told("g2", [at("“We have waited long enough,”", FERRY), at("landers need their boat.", FERRY)],
         at("said", FERRY, nth=1), "Ines Corvell"),
    # A longer cue; the draft's next quote is none.
    told("g3", [at("“Nobody has seen the bill,”", FERRY)], "told reporters", corpus.HE),
    # Missing in the draft.
    told("g4", [at("less sure", FERRY)], "was", "Her rival Tomas Hale"),
)  # fmt: skip
TASK = task_of(corpus.article_of(FERRY, article_id="ferry"), Layer.of(Layer().header, GOLD))


@pytest.fixture
def drafts(tmp_path: Path) -> Project:
    return corpus.make_project(tmp_path / "drafts")


@pytest.mark.parametrize(("with_draft", "most"), [(True, 50), (False, 60)])
def test_the_export_is_the_gold(drafts: Project, with_draft: bool, most: int) -> None:
    result = run_one(TASK, drafts, Way(with_draft=with_draft))
    assert result.is_identical, (result.missing, result.extra, result.problem)
    assert sum(keys for _, keys in result.keys) == sum(result.commands.values()) <= most
    assert len(result.keys) == len(GOLD)


def test_nothing_is_accepted_in_bulk_and_each_item_is_decided(drafts: Project) -> None:
    result = run_one(TASK, drafts, Way())
    assert "accept-all" not in result.commands
    decided = result.commands["accept"] + result.commands["reject"]
    assert decided + len(GOLD) - 2 >= len([i for i in corpus.FERRY_DRAFT if isinstance(i, Quote)])


def test_an_article_that_is_as_the_draft_costs_a_key_a_quote(drafts: Project) -> None:
    quotes = [item for item in corpus.STRIKE_DRAFT if isinstance(item, Quote)]
    article = corpus.article_of(corpus.STRIKE, article_id="strike")
    result = run_one(task_of(article, Layer.of(Layer().header, quotes)), drafts, Way())
    assert result.is_identical
    assert result.commands == {"accept": len(quotes), "finish": 2}


def test_what_is_missing_and_what_is_too_much_is_a_fault() -> None:
    layer = Layer.of(Layer().header, GOLD[1:])
    missing, extra = differences(TASK, layer)
    assert [one.contents for one in missing] == [GOLD[0].contents]
    assert extra == []
    assert differences(TASK, Layer.of(Layer().header, GOLD)) == ([], [])


def test_another_speaker_or_label_is_a_fault_where_speakers_count() -> None:
    def layer(name: str, label: str | None) -> Layer:
        spoken = replace(GOLD[0], speakers=("e1",), speaker_state="known")
        return Layer.of(Layer().header, [spoken, Entity(id="e1", name=name, label=label)])

    gold = layer("the mayor", "PERSON")
    task = task_of(TASK.article, gold)
    for told in (layer("a mayor", "PERSON"), layer("the mayor", None)):
        assert differences(task, told) == ([], [])
        assert [len(side) for side in differences(task, told, speakers=True)] == [1, 1]
    assert differences(task, gold, speakers=True) == ([], [])


def test_speakers_are_given_named_and_labelled(drafts: Project) -> None:
    entities = [
        replace(corpus.CORVELL, label="ORG"),
        Entity(id="e9", name="the mayor’s rival"),
    ]
    quotes = [
        replace(GOLD[0], speakers=("e1",), speaker_state="known"),
        replace(GOLD[2], speakers=("e9",), speaker_state="unnamed"),
        replace(GOLD[3], speaker_state="none"),
    ]
    task = task_of(TASK.article, Layer.of(Layer().header, [*entities, *quotes]))
    result = run_one(task, drafts, Way(speakers=True))
    assert result.is_identical, (result.missing, result.extra, result.problem)


def test_white_space_at_the_ends_is_no_fault() -> None:
    wide = Quote(id="g1", contents=(Span(10, 16),), cues=(Span(0, 4),))
    article = corpus.article_of("said, yes ok     !", article_id="a")
    task = task_of(article, Layer.of(Layer().header, [wide]))
    slim = Quote(id="g2", contents=(Span(10, 12),), cues=(Span(0, 4),))
    assert differences(task, Layer.of(Layer().header, [slim])) == ([], [])


def test_attributions_without_contents_are_counted_not_asked_for() -> None:
    empty = Quote(id="g9", cues=(at("said", FERRY),))
    task = task_of(TASK.article, Layer.of(Layer().header, [*GOLD, empty]))
    assert (len(task.wanted), task.empty) == (len(GOLD), 1)


def test_a_draft_item_becomes_what_it_is_likest_to() -> None:
    wanted = task_of(scene.article(), Layer.of(Layer().header, scene.QUOTES)).wanted
    found = matched(scene.review().view, wanted)
    assert sorted(found.values()) == list(range(len(wanted)))
    assert all(
        wanted[index].cues == scene.review().view.locate(item).cues  # type: ignore[union-attr]
        for item, index in found.items()
    )


def test_edits_move_what_lies_near_and_bring_or_remove_the_rest() -> None:
    parts: Parts = {"contents": (Span(0, 5), Span(20, 25)), "cues": (Span(6, 9),), "sources": ()}
    layer = Layer.of(Layer().header, [
        Quote(id="q", contents=(Span(0, 4),), cues=(Span(6, 9),), sources=(Span(10, 12),))
    ])  # fmt: skip
    (wanted,) = task_of(corpus.article_of("x" * 30, article_id="a"), layer).wanted
    assert set(edits_of(parts, wanted)) == {
        Edit("contents", Span(0, 5), Span(0, 4)),
        Edit("contents", Span(20, 25), None),
        Edit("sources", None, Span(10, 12)),
    }


def test_a_part_is_gone_to_by_the_shorter_way_around() -> None:
    parts: Parts = {"contents": (Span(0, 5),), "cues": (Span(6, 9),), "sources": (Span(10, 12),)}
    focus = Focus(Span(0, 5), item=PART, role="contents")
    way = go_to_part(parts, focus, "sources", Span(10, 12))
    assert [step.action for step in way.steps] == ["previous-part"]
    assert go_to_part(parts, focus, "contents", Span(0, 5)).steps == ()


@pytest.mark.parametrize(
    ("start", "target", "most"),
    [
        ("fruit", "carry fruit", 2),
        ("It is late", "It is lat", 1),
        ("“It is late,”", "It is late,", 3),
        ("brakes", "Corvell said no", 6),
    ],
)
def test_a_part_reaches_any_span_by_few_keys(start: str, target: str, most: int) -> None:
    hands = Hands()
    reach = Reach(hands.session)
    words = Letters(tuple(hands.screen.words_in_view()))
    way = reach.way(Focus(at(start), item=PART), at(target), words)
    assert way is not None
    assert way.keys <= most
    assert way.focus.span == at(target)
    assert hands.changes == 0


def test_the_figures_add_up() -> None:
    one = Result("a", keys=[("direct", 3), ("indirect", 9)])
    one.commands.update({"accept": 2, "cue": 10})
    other = Result("b", keys=[("indirect", 1)], missing=["something"])
    other.commands.update({"accept": 1})
    found = summary([one, other])
    assert (found["articles"], found["identical"], found["keys"]) == (2, 1, 13)
    assert found["kinds"]["indirect"] == {"number": 2, "mean": 5.0, "p90": 9}
    assert list(found["different"]) == ["b"]


def test_a_task_knows_its_gold_in_the_order_of_the_text() -> None:
    assert isinstance(TASK, Task)
    starts = [wanted.start for wanted in TASK.wanted]
    assert starts == sorted(starts)
