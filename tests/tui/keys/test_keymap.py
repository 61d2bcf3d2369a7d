from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from annotators.config import read_config
from annotators.errors import CopydeskError
from tui.keys.actions import ACTIONS, Context
from tui.keys.keymap import Keymap, key_name, key_shown


def complaint(rebound: dict[str, tuple[str, ...]], **lines: int) -> str:
    named = {name.replace("_", "-"): line for name, line in lines.items()}
    with pytest.raises(CopydeskError) as caught:
        Keymap(rebound, lines=named, file="desk/config.yaml")
    line = str(caught.value)
    assert "\n" not in line
    return line


@pytest.mark.parametrize("context", get_args(Context))
def test_no_key_means_two_things_in_one_place(context: Context) -> None:
    keys = [key for action in ACTIONS if context in action.where for key in action.keys]
    assert len(set(keys)) == len(keys)


def test_every_default_key_reaches_its_action() -> None:
    keymap = Keymap()
    for action in ACTIONS:
        for context in action.where:
            for key in action.keys:
                assert keymap.meaning(context, key) is action


def test_every_default_key_is_one_that_terminals_deliver() -> None:
    Keymap({action.id: action.keys for action in ACTIONS})
    keys = {key for action in ACTIONS for key in action.keys}
    assert not [key for key in keys if key.startswith(("alt+", "ctrl+shift+"))]
    assert len([key for key in keys if key.startswith("ctrl+")]) <= 4


def test_home_and_end_have_a_second_key() -> None:
    for action in ACTIONS:
        if {"home", "end"} & set(action.keys):
            assert len(action.keys) > 1


def test_a_rebound_action_has_its_new_keys_and_no_other() -> None:
    keymap = Keymap({"accept": ("space", "ctrl+a")})
    for key in ("space", "ctrl+a"):
        accept = keymap.meaning("quote", key)
        assert accept is not None
        assert accept.id == "accept"
    assert keymap.meaning("quote", "a") is None
    assert keymap.shown("accept") == "Space"


def test_a_freed_key_can_be_given_away() -> None:
    keymap = Keymap({"undo": ("z",), "label": ("u",)})
    label = keymap.meaning("mention", "u")
    assert label is not None
    assert label.id == "label"


def test_a_blank_is_the_space_key() -> None:
    hold = Keymap({"hold": (" ",)}).meaning("cursor", "space")
    assert hold is not None
    assert hold.id == "hold"


def test_a_key_given_twice_to_one_action_is_given_once() -> None:
    assert Keymap({"undo": ("u", "u")}).keys("undo") == ("u",)


def test_an_action_without_keys_is_out_of_reach_of_the_keyboard() -> None:
    keymap = Keymap({"repeat": ()})
    assert keymap.meaning("quote", ".") is None
    assert keymap.shown("repeat") == ""


def test_an_unknown_action_is_named_with_its_line_and_the_nearest_name() -> None:
    line = complaint({"acept": ("space",)}, acept=7)
    assert line.startswith("desk/config.yaml, line 7: ")
    assert "acept" in line
    assert "did you mean accept?" in line


def test_a_key_for_two_actions_is_named_with_the_line_of_the_one_that_was_rebound() -> None:
    for rebound, line_of in (("accept", "x"), ("reject", "a")):
        line = complaint({rebound: (line_of,)}, **{rebound: 3})
        assert line.startswith("desk/config.yaml, line 3: ")
        assert "accept" in line
        assert "reject" in line


@pytest.mark.parametrize(
    ("key", "hint"),
    [("esc", "escape"), ("Space", "space"), ("shift+a", "write A"), ("banana", "such as u")],
)
def test_what_is_no_key_is_named_with_its_line_and_a_better_one(key: str, hint: str) -> None:
    line = complaint({"undo": (key,)}, undo=4)
    assert line.startswith("desk/config.yaml, line 4: ")
    assert key in line
    assert hint in line


def test_a_config_file_rebinds_keys(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("column: 80\nkeys:\n  undo: [z, ctrl+z]\n  repaet: r\n", encoding="utf-8")
    config = read_config(path)
    with pytest.raises(CopydeskError, match=r"line 4: .*repaet.*did you mean repeat\?"):
        Keymap(config.keys, lines=config.key_lines, file=str(path))


@pytest.mark.parametrize(
    ("given", "name"), [("plus", "+"), ("full_stop", "."), (" ", "space"), ("ctrl+q", "ctrl+q")]
)
def test_keys_go_by_the_sign_they_type(given: str, name: str) -> None:
    assert key_name(given) == name


@pytest.mark.parametrize(
    ("key", "shown"), [("ctrl+q", "^Q"), ("f1", "F1"), ("left", "←"), ("f", "f"), ("F", "F")]
)
def test_keys_are_shown_as_they_are_called(key: str, shown: str) -> None:
    assert key_shown(key) == shown
