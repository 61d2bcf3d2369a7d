"""Which finished article comes back to its annotator, who is not told so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from annotators.model.again import falls, second_name
from annotators.model.review import stamp
from annotators.store.index_cache import Standing

_REST = timedelta(days=1)
"""How long ago an article was finished, at least, while others are unfinished."""
_TURNS = 1 / 3
"""After how large a share of articles one may come back, so that they do not come in a row."""


def coming_back(
    ids: Iterable[str],
    standing: Callable[[str], Standing],
    annotator: str,
    *,
    share: float,
    just: str,
    now: datetime | None,
) -> str | None:
    """The article finished longest ago of those that chance picks to come back, each once.

    `just` was finished a moment ago. Without `now`, when no other article is
    left, neither rest nor turns are kept to.
    """
    if not share or (now is not None and not falls(_TURNS, "turn", annotator, just)):
        return None
    picked = (i for i in ids if i != just and falls(share, "again", annotator, i))
    found = [s for i in picked if _is_due(s := standing(i), annotator, now)]
    return min(found, key=lambda s: (s.changed, s.id)).id if found else None


def _is_due(standing: Standing, annotator: str, now: datetime | None) -> bool:
    is_new = standing.status == "finished" and second_name(annotator) not in standing.others
    return is_new and (now is None or standing.changed <= stamp(now - _REST))
