"""YAML read as nodes, so that every complaint can name its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from annotators.errors import CopydeskError

_DEEPEST = 50
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node:
    """One value of the file, with the key it belongs to and its line."""

    def __init__(self, file: Path, key: str, raw: yaml.Node, line: int) -> None:
        self.file = file
        self.key = key
        self.raw = raw
        self.line = line

    @property
    def sort(self) -> str:
        """What YAML takes the value for: str, int, bool, null, seq or map."""
        return str(self.raw.tag).rpartition(":")[2]

    @property
    def text(self) -> str | None:
        """A scalar as it was typed (`1` and `~` too are text), or None for a list or mapping."""
        return str(self.raw.value) if isinstance(self.raw, yaml.ScalarNode) else None

    def value(self) -> Any:
        """The value as YAML has it; CopydeskError for what only looks like a date or a set."""
        try:
            return _Loader("").construct_object(self.raw, deep=True)
        except (yaml.YAMLError, ValueError, TypeError, RecursionError):
            raise self.problem("cannot be understood", "put what is text in quotes") from None

    @property
    def parts(self) -> tuple[Node, ...] | None:
        """The nodes of a list, or None when it is none."""
        if not isinstance(self.raw, yaml.SequenceNode):
            return None
        return tuple(Node(self.file, self.key, part, _line(part)) for part in self.raw.value)

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """The keys and values of a mapping; nothing when it is none."""
        if isinstance(self.raw, yaml.MappingNode):
            for key, value in self.raw.value:
                name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
                line = _line(key)
                yield Node(self.file, name, key, line), Node(self.file, name, value, line)

    def problem(self, message: str, remedy: str = "") -> CopydeskError:
        """An error that names the file, the line and the key."""
        where = f"{self.file}, line {self.line}" + (f", {self.key}" if self.key else "")
        return CopydeskError(message, place=where, remedy=remedy)


def read_node(path: Path) -> Node | None:
    """The root node of a YAML file; None when it is empty.

    Raises CopydeskError when it cannot be read or is no YAML.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CopydeskError(
            f"cannot be read ({error.strerror or error})",
            place=str(path),
            remedy="check that it is a file and that you may read it",
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CopydeskError(
            "is not in UTF-8", place=f"{path}, line {line}", remedy="save it as UTF-8"
        ) from None
    try:
        _check_depth(path, text)
        raw = _Loader(text).get_single_node()
    except yaml.YAMLError as error:
        raise _no_yaml(path, error) from None
    return None if raw is None else Node(path, "", raw, _line(raw))


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy that names the known word most like `word`, or all of them."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake pays for its import

    every = list(known)
    close = get_close_matches(word.casefold(), [name.casefold() for name in every], n=1, cutoff=0.5)
    for name in every:
        if close and name.casefold() == close[0]:
            return f"did you mean {name}?"
    return f"it is one of {', '.join(every)}"


def _check_depth(path: Path, text: str) -> None:
    """Refuse what would exhaust the stack of the parser in C."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise CopydeskError(
                "is nested too deeply", place=str(path), remedy="see docs/config.md"
            )


def _line(raw: yaml.Node) -> int:
    return int(raw.start_mark.line) + 1


def _no_yaml(path: Path, error: yaml.YAMLError) -> CopydeskError:
    place, why = str(path), "no YAML"
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        place = f"{path}, line {mark.line + 1}" if mark else place
        why = error.problem or error.context or why
    return CopydeskError(
        f"is no YAML ({why})", place=place, remedy="a value with : # [ { * & or % needs quotes"
    )
