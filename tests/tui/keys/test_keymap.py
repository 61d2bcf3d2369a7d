from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from annotators.config import KEYMAPS as NAMES_OF_KEYMAPS
from annotators.config_file import read_config
from annotators.errors import ConfigError, CopydeskError
from tui.keys.actions import ACTIONS, BY_ID, Action, Context
from tui.keys.keymap import KEYMAPS, Keymap
from tui.keys.names import key_name, key_shown
from tui.keys.pending import Hand, Meant

FEW_CTRL = {f"ctrl+{letter}" for letter in "bdfqru"}


def complaints(
    rebound: dict[str, tuple[str, ...]], lines: dict[str, int], *, base: str = "copydesk"
) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        Keymap(rebound, lines=lines, file="desk/config.yaml", base=base)
    assert "\n" not in str(caught.value)
    return [str(problem) for problem in caught.value.problems]


def complaint(
    rebound: dict[str, tuple[str, ...]], lines: dict[str, int], *, base: str = "copydesk"
) -> str:
    return complaints(rebound, lines, base=base)[0]


@pytest.mark.parametrize("base", KEYMAPS)
@pytest.mark.parametrize("context", get_args(Context))
def test_no_key_means_two_things_in_one_place(context: Context, base: str) -> None:
    keymap = Keymap(base=base)
    keys = [k for action in ACTIONS if context in action.where for k in keymap.keys(action.id)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("base", KEYMAPS)
def test_every_key_of_a_keymap_reaches_its_action(base: str) -> None:
    keymap = Keymap(base=base)
    for action in ACTIONS:
        assert keymap.keys(action.id)
        for context in action.where:
            for key in keymap.keys(action.id):
                hand = Hand(keymap)
                taken = [hand.take(context, part) for part in key.split(" ")]
                assert taken[-1].meant == Meant(action, key)
                assert [t.meant for t in taken[:-1]] == [None] * (len(taken) - 1)


@pytest.mark.parametrize("base", KEYMAPS)
def test_every_key_of_a_keymap_is_one_that_terminals_deliver(base: str) -> None:
    keymap = Keymap(base=base)
    Keymap({action.id: keymap.keys(action.id) for action in ACTIONS}, base=base)
    keys = {key for action in ACTIONS for key in keymap.keys(action.id)}
    assert not [key for key in keys if key.startswith(("alt+", "ctrl+shift+"))]
    assert {key for key in keys if key.startswith("ctrl+")} <= FEW_CTRL


@pytest.mark.parametrize("base", KEYMAPS)
def test_home_and_end_have_a_second_key(base: str) -> None:
    for action in ACTIONS:
        keys = Keymap(base=base).keys(action.id)
        if {"home", "end"} & set(keys):
            assert len(keys) > 1


def test_the_keymaps_are_those_that_the_settings_know() -> None:
    assert tuple(KEYMAPS) == NAMES_OF_KEYMAPS


def test_a_keymap_tells_only_what_differs() -> None:
    for keys in KEYMAPS.values():
        assert not [name for name, given in keys.items() if BY_ID[name].keys == given]


@pytest.mark.parametrize("base", KEYMAPS)
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_bound_anew_and_every_clash_is_told_by_name(
    action: Action, base: str
) -> None:
    keymap = Keymap({action.id: ("f12", "g F")}, base=base)
    for context in action.where:
        assert keymap.meaning(context, "f12") is action
        assert keymap.meaning(context, "g F") is action
    for other in ACTIONS:
        shared = {*action.where} & {*other.where}
        if shared and other is not action:
            taken = keymap.keys(other.id)[0]
            lines = complaints({action.id: (taken,)}, {action.id: 9}, base=base)
            named = [line for line in lines if f" {other.id} " in line and f" {action.id} " in line]
            assert named
            assert named[0].startswith("desk/config.yaml, line 9: keys: ")


def test_a_rebound_action_has_its_new_keys_and_no_other() -> None:
    keymap = Keymap({"accept": ("space", "ctrl+a")})
    for key in ("space", "ctrl+a"):
        accept = keymap.meaning("quote", key)
        assert accept is not None
        assert accept.id == "accept"
    assert keymap.meaning("quote", "a") is None
    assert keymap.shown("accept") == "Space"


def test_a_freed_key_can_be_given_away() -> None:
    keymap = Keymap({"undo": ("U",), "label": ("u",)})
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
    line = complaint({"acept": ("space",)}, {"acept": 7})
    assert line.startswith("desk/config.yaml, line 7: ")
    assert "acept" in line
    assert "did you mean accept?" in line


def test_a_key_for_two_actions_is_named_with_the_line_of_the_one_that_was_rebound() -> None:
    for rebound, line_of in (("accept", "x"), ("reject", "a")):
        line = complaint({rebound: (line_of,)}, {rebound: 3})
        assert line.startswith("desk/config.yaml, line 3: ")
        assert "accept" in line
        assert "reject" in line


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("esc", "escape"),
        ("Space", "space"),
        ("shift+a", "write A"),
        ("shift+1", "write the sign it types"),
        ("banana", "such as u"),
        ("ctrl+i", "terminals send tab"),
        ("ctrl+.", "small letters only"),
        ("ctrl+A", "small letters only"),
        ("ctrl-at", "ctrl"),
        ("g esc", "escape"),
        ("g escape", "escape ends keys"),
    ],
)
def test_what_is_no_key_is_named_with_its_line_and_a_better_one(key: str, hint: str) -> None:
    line = complaint({"undo": (key,)}, {"undo": 4})
    assert line.startswith("desk/config.yaml, line 4: ")
    assert key.rsplit(" ", maxsplit=1)[-1] in line
    assert hint in line


def test_two_rebound_actions_of_one_key_are_named_with_both_lines() -> None:
    line = complaint({"undo": ("U",), "redo": ("U",)}, {"undo": 2, "redo": 5})
    assert line.startswith(
        "desk/config.yaml, line 5: keys: U is bound to undo (line 2) and to redo"
    )


def test_a_key_that_hides_what_it_begins_is_named() -> None:
    line = complaint({"accept": ("g",), "reject": ("g x",)}, {"accept": 2, "reject": 3})
    assert "g is bound to accept (line 2), but begins g x, which is reject on a quote" in line
    line = complaint({"accept": ("g",)}, {"accept": 2}, base="vim")
    assert "line 2: keys: g is bound to accept, but begins g g, which is start (keymap vim)" in line


def test_keys_that_mean_something_in_other_places_do_not_clash() -> None:
    keymap = Keymap({"sort": ("g",), "accept": ("g g",)})
    assert keymap.meaning("corpus", "g") is BY_ID["sort"]
    assert keymap.meaning("quote", "g g") is BY_ID["accept"]


def test_a_digit_can_be_bound_where_digits_do_not_count() -> None:
    given = {"accept": ("5",), "give-speaker": tuple("1234")}
    assert Keymap(given).meaning("quote", "5") is BY_ID["accept"]
    lines = complaints(given, {"accept": 2, "give-speaker": 3}, base="vim")
    assert "5 is bound to accept, but digits count in the keymap vim" in lines[0]
    assert len(lines) == 5
    zero = Keymap({"speaker-state": (), "accept": ("0",)}, base="vim")
    assert zero.meaning("quote", "0") is BY_ID["accept"]


def test_the_cast_has_nine_keys_at_most() -> None:
    line = complaint({"give-speaker": tuple("abcdefghij")}, {"give-speaker": 2})
    assert "line 2: keys: give-speaker has 10 keys" in line


def test_all_that_is_wrong_is_found_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        Keymap({"acept": ("a",), "undo": ("esc",), "reject": ("a",)})
    told = [problem.message for problem in caught.value.problems]
    assert [message.split(" ")[1] for message in told] == ["no", "'esc'", "a"]


def test_an_action_is_told_by_its_name_where_it_has_no_key() -> None:
    assert Keymap().told("undo") == "u"
    assert Keymap({"undo": ()}).told("undo") == ":undo"


def test_nine_keys_that_end_in_the_digits_are_told_as_a_range() -> None:
    assert Keymap().all_shown("give-speaker") == ["1-9"]
    assert Keymap(base="vim").all_shown("give-speaker") == ["'1-9"]
    assert Keymap({"give-speaker": ("@", "^")}).all_shown("give-speaker") == ["@", "^"]


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
