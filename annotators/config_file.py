"""`config.yaml` read: every setting checked, every complaint with its line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, get_args

from annotators.config import ATTRIBUTIONS, KEYMAPS, LABELS, Config
from annotators.config_reading import Node, nearest, read_node
from annotators.config_values import (
    read_choice,
    read_choices,
    read_column,
    read_flag,
    read_keys,
    read_model,
    read_patterns,
    read_share,
    read_word,
)
from annotators.errors import ConfigError, CopydeskError
from annotators.model.layer import Scope

_READERS: dict[str, Callable[[Node], Any]] = {
    "model": read_model,
    "attribution": partial(read_choice, choices=ATTRIBUTIONS),
    "scope": partial(read_choices, choices=get_args(Scope)),
    "draft_on_open": read_flag,
    "proposals": read_flag,
    "blind": read_share,
    "again": read_share,
    "column": read_column,
    "theme": read_word,
    "labels": partial(read_choices, choices=LABELS),
    "patterns": read_patterns,
    "keymap": partial(read_choice, choices=KEYMAPS),
    "keys": read_keys,
}

SETTINGS = tuple(_READERS)
"""The names that `config.yaml` may hold."""


def read_config(path: Path) -> Config:
    """The settings in a file; those it does not name have their defaults.

    Raises ConfigError, which holds every problem: file, line, key and the
    nearest valid name. Raises CopydeskError when the file is no YAML at all.
    """
    root = read_node(path)
    if root is None or root.sort == "null":
        return Config(path=path)
    if root.sort != "map":
        raise ConfigError([root.problem("is to be a mapping", "such as `column: 96`")])
    values: dict[str, Any] = {}
    problems: list[CopydeskError] = []
    seen: set[str] = set()
    for key, node in root.pairs():
        try:
            _check_key(key, seen)
            if node.sort != "null":
                values[key.key] = _READERS[key.key](node)
            if key.key == "keys":
                values["key_lines"] = _lines(node)
        except CopydeskError as problem:
            problems.append(problem)
        seen.add(key.key)
    if problems:
        raise ConfigError(problems)
    return Config(path=path, **values)


def _check_key(key: Node, seen: set[str]) -> None:
    if key.key not in _READERS:
        raise key.problem("is no setting", nearest(key.key, SETTINGS))
    if key.key in seen:
        raise key.problem("stands here a second time", "leave one of the two")


def _lines(keys: Node) -> dict[str, int]:
    lines: dict[str, int] = {}
    for name, _ in keys.pairs():
        if name.key in lines:
            raise name.problem(
                f"stands here a second time, after line {lines[name.key]}", "leave one of the two"
            )
        lines[name.key] = name.line
    return lines
