"""Parses written by hand, so that no test of the model needs a parser."""

from __future__ import annotations

import re

from annotators.model.parse import Parse

_TOKEN = re.compile(r"’s|'s|\w+(?:-\w+)*|[^\w\s]")


def parse_of(text: str, *sentences: str) -> Parse:
    """A parse from one line a sentence: each word as `head:dep:tag`, the head counted from 0.

    The words are found in `text`; heads are indices within their sentence.
    """
    found = [match.span() for match in _TOKEN.finditer(text)]
    heads: list[int] = []
    deps: list[str] = []
    tags: list[str] = []
    first: list[int] = []
    for sentence in sentences:
        start = len(heads)
        first.append(start)
        for word in sentence.split():
            head, dep, tag = word.split(":", 2)
            heads.append(start + int(head))
            deps.append(dep)
            tags.append(tag)
    assert len(heads) == len(found), [text[s:e] for s, e in found]
    return Parse(
        sha256="",
        starts=tuple(start for start, _ in found),
        ends=tuple(end for _, end in found),
        heads=tuple(heads),
        deps=tuple(deps),
        tags=tuple(tags),
        sentences=tuple(first),
    )
