"""What the documents say of the keys is what the keys do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.keys.actions import ACTIONS, Action
from tui.keys.keymap import Keymap

ROOT = Path(__file__).parents[1]
KEYS = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
PLACES = ("quote", "mention", "cursor", "corpus")


def cell(keymap: Keymap, action: Action) -> str:
    """The keys of an action as a table tells them."""
    return " ".join(f"`{key}`" for key in keymap.all_shown(action.id)).replace("|", "\\|")


def row(action: Action) -> str:
    """An action as its table tells it."""
    where = "desk" if action.where == PLACES[:3] else ", ".join(action.where)
    where = "everywhere" if action.where == PLACES else where
    return f"| `{action.id}` | {cell(Keymap(), action)} | {where} | {action.help} |"


@pytest.mark.parametrize("group", dict.fromkeys(action.group for action in ACTIONS))
def test_every_action_stands_in_the_table_of_its_group(group: str) -> None:
    _, heading, section = KEYS.partition(f"\n### {group}\n")
    assert heading
    table = "\n".join(row(action) for action in ACTIONS if action.group == group)
    assert table in section.partition("\n### ")[0], f"docs/keys.md is to have:\n{table}"


def test_the_tables_name_nothing_else() -> None:
    _, _, tables = KEYS.partition("\n## All actions\n")
    named = re.findall(r"^\| `([a-z-]+)` \|", tables, re.MULTILINE)
    assert sorted(named) == sorted(action.id for action in ACTIONS)


def test_what_the_keymap_for_vim_hands_changes_stands_in_its_table() -> None:
    usual, vim = Keymap(), Keymap(base="vim")
    rows = [
        f"| `{action.id}` | {cell(vim, action)} | {cell(usual, action)} |"
        for action in ACTIONS
        if vim.keys(action.id) != usual.keys(action.id)
    ]
    _, _, section = KEYS.partition("\n## Vim hands\n")
    table = re.findall(r"^\| `.*", section.partition("\n## ")[0], re.MULTILINE)
    assert table == rows, "docs/keys.md is to have:\n" + "\n".join(rows)
