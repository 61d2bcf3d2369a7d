from __future__ import annotations

import pytest

from annotators.model.findings import find_problems
from tests.annotators.model import scene
from tests.tui.session.hands import Hands


@pytest.mark.parametrize(("action", "step"), [("next-finding", 1), ("previous-finding", -1)])
def test_every_finding_is_reached_and_said(action: str, step: int) -> None:
    quotes = [
        scene.quote("“It is late,”", "said", item="d1q1"),
        scene.quote(("“Somebody has to tell her,”",), "added", "she", item="d1q2"),
        scene.quote("Hale told it that the brakes were new", "", "Hale", item="d1q3"),
    ]
    hands = Hands(scene.review(draft=scene.draft(*scene.CAST, *scene.MENTIONS, *quotes)))
    problems = find_problems(hands.session.view)
    assert len(problems) > 2
    hands.press("start")
    seen = []
    for _ in problems:
        hands.press(action)
        seen.append(hands.said[-1])
    assert sorted(seen) == sorted(problem.text for problem in problems)


def test_no_findings_are_said() -> None:
    hands = Hands(scene.review(draft=None))
    hands.press("next-finding")
    assert hands.said == ["no problems found"]


def three_problems() -> Hands:
    """Two findings at the first quote, and one at the second."""
    quotes = [
        scene.quote("t is late,”", "said", item="d1q1"),
        scene.quote("“Somebody has to tell her,”", "added", item="d1q2"),
    ]
    hands = Hands(scene.review(draft=scene.draft(*scene.CAST, *quotes)))
    assert [p.name for p in hands.session.problems] == [
        "cut-word", "undecided-speaker", "undecided-speaker",
    ]  # fmt: skip
    return hands


def test_the_problem_that_was_gone_to_is_dismissed_and_the_next_one_follows() -> None:
    hands = three_problems()
    first, second, third = hands.session.problems
    hands.press("start", "next-finding", "dismiss-finding")
    assert hands.session.problems == (second, third)
    assert hands.said[-1] == f"right as it is: {first.text}; u takes it back"
    assert hands.changes == 1
    hands.press("next-finding")
    assert hands.said[-1] == second.text, "the one at the same place is not passed over"
    hands.press("undo")
    assert hands.session.problems == (first, second, third)


def test_on_an_item_its_own_problem_is_dismissed() -> None:
    hands = three_problems()
    hands.go_to("d1q2")
    hands.press("dismiss-finding")
    assert [problem.item for problem in hands.session.problems] == ["d1q1", "d1q1"]
    hands.press("dismiss-finding")
    assert hands.said[-1] == "no problem here; y goes to the next one"


def test_a_read_only_article_keeps_its_problems() -> None:
    hands = Hands(
        scene.review(draft=scene.draft(scene.quote("“It is late,”", item="d1q1"))),
        holder="scene: is open for Bo",
    )
    hands.press("dismiss-finding")
    assert len(hands.session.problems) == 1
    assert hands.changes == 0


def test_the_part_that_a_problem_is_about_has_the_focus() -> None:
    wrong = scene.quote("“It is late,”", "sai", "late", item="d1q1", state="unnamed")
    hands = Hands(scene.review(draft=scene.draft(wrong)))
    hands.press("start", "next-finding")
    assert (hands.session.focus.role, hands.said[-1][:16]) == ("sources", "the source “late")
    hands.press("next-finding")
    assert (hands.session.focus.role, hands.said[-1]) == ("cues", "“sai” cuts a word")
    hands.press("token-right", "token-left")
    assert hands.quote("d1q1").cues == (scene.at("said"),), "and so it is put right at once"
