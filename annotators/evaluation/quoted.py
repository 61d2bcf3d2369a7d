"""What stands in double quotation marks, read as the literature's scores read it.

Plainer than `annotators.model.marks`, so that figures can be compared: marks are
taken as they come, none runs past its line, and one left open ends with it.
"""

from __future__ import annotations

import re

from annotators.model.span import Span

_MARK = re.compile("``|''|[“”\"«»„〝〞]")
_OPENING = frozenset({"``", "“", "«", "„", "〝"})
_LINE = re.compile(r"[^\n]+")


def quoted(text: str) -> list[Span]:
    """The stretches inside double marks, the marks left out."""
    return [span for line in _LINE.finditer(text) for span in _in_line(text, line)]


def _in_line(text: str, line: re.Match[str]) -> list[Span]:
    found = []
    start = -1
    for mark in _MARK.finditer(text, *line.span()):
        sign, at = mark.group(), mark.start()
        opens = sign in _OPENING or (sign == '"' and start < 0)
        if sign == '"' and opens and at > line.start() and text[at - 1].isalnum():
            continue  # an inch mark
        if opens and start < 0:
            start = mark.end()
        elif not opens and start >= 0:
            found.append(Span(start, at))
            start = -1
    if start >= 0 and line.group().strip():
        found.append(Span(start, line.end()))
    return found
