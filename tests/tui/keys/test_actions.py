from __future__ import annotations

from typing import get_args

import pytest

from annotators.project import Project
from tui.app import CopydeskApp
from tui.keys.actions import ACTIONS, BY_ID, Action, Context
from tui.keys.hints import _FITTING, fitting_hints
from tui.keys.keymap import KEYMAPS, Keymap
from tui.screens.help import help_lines
from tui.widgets.lines import Line

CONTEXTS = get_args(Context)


@pytest.fixture
async def deeds(project: Project) -> dict[str, set[str]]:
    """What the desk, the corpus and the application do."""
    app = CopydeskApp(project, Keymap(), annotator="anna")
    async with app.run_test():
        return {
            "desk": {*app._desk.deeds.names, *app._desk._own_deeds},
            "corpus": set(app._corpus.deeds),
            "app": set(app.deeds),
        }


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_told_by_a_label_and_one_sentence(action: Action) -> None:
    assert action.label
    assert len(action.label) <= 15
    assert action.help.endswith(".")
    assert "\n" not in action.help
    assert action.keys
    assert action.where
    assert action.group


def test_no_two_actions_share_an_id() -> None:
    assert len(BY_ID) == len(ACTIONS)


def test_every_action_has_somebody_who_does_it(deeds: dict[str, set[str]]) -> None:
    undone = [
        f"{action.id} {context}"
        for action in ACTIONS
        for context in action.where
        if action.id not in deeds["corpus" if context == "corpus" else "desk"] | deeds["app"]
    ]
    assert undone == []


def test_nothing_is_done_that_is_no_action(deeds: dict[str, set[str]]) -> None:
    assert set().union(*deeds.values()) <= set(BY_ID)


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("pending", [True, False])
def test_hints_name_only_what_can_be_done_there(context: Context, pending: bool) -> None:
    labels = {action.label for action in ACTIONS if context in action.where}
    hints = fitting_hints(Keymap(), context, pending=pending)
    assert hints
    assert {label for _, label in hints} <= labels


def test_hints_name_only_actions() -> None:
    assert {name for names in _FITTING.values() for name in names} <= set(BY_ID)


def test_an_action_without_a_key_is_no_hint() -> None:
    keymap = Keymap({"finish": ()})
    assert "finish" not in [label for _, label in fitting_hints(keymap, "quote", pending=False)]


def told(lines: list[Line]) -> str:
    return "\n".join("".join(run.text for run in line.left) for line in lines)


@pytest.mark.parametrize("base", KEYMAPS)
@pytest.mark.parametrize("context", CONTEXTS)
def test_the_help_tells_first_what_the_keys_do_here_then_all_others(
    context: Context, base: str
) -> None:
    keymap = Keymap(base=base)
    here, _, others = told(help_lines(keymap, context, 999)).partition("What the other keys do")
    for action in ACTIONS:
        rows = here if context in action.where else others
        (row,) = [row for row in rows.splitlines() if row.endswith(f"  {action.help}")]
        keys, name, _ = row.rpartition(f"  {action.id} ")
        assert name
        assert keymap.shown(action.id) in keys
        assert f"  {action.help}" not in (others if rows is here else here)


def test_the_help_names_the_places_of_what_means_nothing_here() -> None:
    shown = told(help_lines(Keymap(), "corpus", 999))
    for place in ("ON A QUOTE AND ON A MENTION", "ON THE DESK", "ON THE BARE TEXT"):
        assert place in shown


@pytest.mark.parametrize("width", [60, 72, 98])
def test_no_line_of_the_help_is_cut(width: int) -> None:
    lines = help_lines(Keymap(), "quote", width)[1:]
    assert max(sum(len(run.text) for run in line.left) for line in lines) <= width
