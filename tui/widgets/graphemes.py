"""Grapheme clusters and how many cells each takes."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import split_graphemes

Cluster = tuple[int, int, int]
"""Start and end in the string, and the width in cells."""

# As regular expressions' sets: what certainly takes one cell where nothing odd follows. Text of
# these alone needs no measuring. The tab's mark is left out, for a row may end after it.
PLAIN = (
    "\n\r -~\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482"
    "\u2010-\u2027\u2030-\u203b\u2190\u2400-\u2421\u237d"
)
# What certainly takes two cells, where nothing odd follows.
WIDE = "\u3001-\u3020\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"
_UNEVEN = re.compile(f"[^{PLAIN}]")
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")


def is_plain(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether each code point is a grapheme of one cell."""
    return _UNEVEN.search(text, start, len(text) if end is None else end) is None


@lru_cache(maxsize=2048)
def clusters(text: str) -> tuple[Cluster, ...]:
    """The graphemes of a line: combining marks, joined emoji and flags stay whole."""
    found = split_graphemes(text)[0]
    return tuple(_pair_flags(text, found) if _REGIONAL.search(text) else found)


def _pair_flags(text: str, found: list[Cluster]) -> list[Cluster]:
    paired: list[Cluster] = []
    open_flag = False
    for start, end, width in found:
        regional = _REGIONAL.match(text, start) is not None
        if regional and open_flag:
            first, _, before = paired[-1]
            paired[-1] = (first, end, before + width)
            open_flag = False
        else:
            paired.append((start, end, width))
            open_flag = regional
    return paired
