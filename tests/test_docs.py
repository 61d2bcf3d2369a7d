"""What the documents say of the keys is what the keys do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.keys.actions import ACTIONS, Action
from tui.keys.keymap import key_shown

ROOT = Path(__file__).parents[1]
KEYS = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
PLACES = ("quote", "mention", "cursor", "corpus")


def row(action: Action) -> str:
    """An action as its table tells it."""
    digits = action.keys == tuple("123456789")
    shown = ["1-9"] if digits else [key_shown(key) for key in action.keys]
    keys = " ".join(f"`{key}`" for key in shown).replace("|", "\\|")
    where = "desk" if action.where == PLACES[:3] else ", ".join(action.where)
    where = "everywhere" if action.where == PLACES else where
    return f"| `{action.id}` | {keys} | {where} | {action.help} |"


@pytest.mark.parametrize("group", dict.fromkeys(action.group for action in ACTIONS))
def test_every_action_stands_in_the_table_of_its_group(group: str) -> None:
    _, heading, section = KEYS.partition(f"\n### {group}\n")
    assert heading
    table = "\n".join(row(action) for action in ACTIONS if action.group == group)
    assert table in section.partition("\n### ")[0], f"docs/keys.md is to have:\n{table}"


def test_the_tables_name_nothing_else() -> None:
    named = re.findall(r"^\| `([a-z-]+)` \|", KEYS, re.MULTILINE)
    assert sorted(named) == sorted(action.id for action in ACTIONS)
