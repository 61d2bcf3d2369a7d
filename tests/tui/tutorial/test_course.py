"""The tutorial without a screen: what it tells, and when it goes on."""

from __future__ import annotations

import re

import pytest

from annotators.model.findings import find_problems
from annotators.model.items import Mention, Quote
from annotators.model.span import cut
from tui.keys.actions import BY_ID
from tui.keys.keymap import KEYMAPS, Keymap
from tui.tutorial.article import TEXT, place, scratch_session
from tui.tutorial.course import Course
from tui.tutorial.steps import STEPS, Step


def at_step(number: int, keymap: Keymap | None = None) -> Course:
    course = Course(keymap or Keymap(), STEPS[number - 1 :])
    assert course.number == 1
    return course


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_every_step_names_actions_and_places_that_there_are(step: Step) -> None:
    named = re.findall(r"\{([a-z-]+)\}", step.tells)
    assert {*named, *(press.action for press in step.presses)} <= set(BY_ID)
    if step.starts:
        assert scratch_session().view.locate(step.starts) is not None or place(step.starts)


def test_there_are_ten_steps_for_ten_keys() -> None:
    assert len(STEPS) == 10
    assert len({press.action for step in STEPS for press in step.presses}) == 10


def test_the_draft_says_what_the_steps_say_of_it() -> None:
    view = scratch_session().view
    found = [
        (cut(TEXT, quote.contents[0]), view.entities[quote.speakers[0]].name)
        for quote in view.quotes
    ]
    assert found == [
        ("The lamp on Gull Rock will burn for another winter", "the harbour board"),
        ("“The boats need it,”", "Piet Lomas"),
        ("“It shines into my bedroom,”", "Nora Vance"),
        ("Nobody asked", "Piet Lomas"),
    ]
    for quote in view.quotes:
        assert isinstance(quote, Quote)
        assert cut(TEXT, quote.cues[0]) in {"said", "added"}
    names = [cut(TEXT, m.span) for m in view.mentions if isinstance(m, Mention)]
    assert names == ["the harbour board", "Nora Vance", "Piet Lomas", "he", "Lomas", "Vance"]
    assert len(find_problems(view)) == 2


def test_it_goes_on_only_when_the_key_did_what_it_should() -> None:
    session, course = scratch_session(), at_step(6)
    assert not course.look(session)
    course.tries("accept")
    assert course.missed() == ""
    course.tries("give-speaker")
    assert not course.look(session)
    assert course.missed() == "That is not it yet; press 2."
    course.forget()
    assert course.missed() == ""


@pytest.mark.parametrize("base", KEYMAPS)
def test_it_tells_the_keys_of_the_keymap_in_use(base: str) -> None:
    keymap = Keymap(base=base)
    assert at_step(1, keymap).told().key == keymap.shown("row-down")
    assert keymap.shown("token-left") in at_step(1, keymap).told().tells
    assert at_step(6, keymap).told().key == {"copydesk": "2", "vim": "'2"}[base]


def test_it_tells_rebound_keys_and_names_what_has_none() -> None:
    keymap = Keymap({"accept": ("space",), "reject": (), "give-speaker": ("~", "@")})
    assert at_step(3, keymap).told().key == "Space"
    assert at_step(4, keymap).told().key == ":reject"
    assert at_step(6, keymap).told().key == "@"


def test_a_key_that_is_not_taught_now_is_told_what_it_does() -> None:
    course = at_step(3)
    assert not course.lets("reject")
    assert course.lets("accept")
    assert course.lets("help")
    assert course.reply("undo") == (
        "u: Take the last change of this article back. Not now; press a."
    )
