"""Documents as the lines of a file, made once for each value that does not change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from annotators.store.tinydb_storage import Encoded, encode

_MOST = 20_000


class Lines:
    """The lines of values that are frozen, by their identity.

    A save after one change then encodes that change and not the article's
    whole history. The values are held, so that no other can take their place.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, Hashable], tuple[object, Encoded]] = {}

    def of(
        self, value: object, context: Hashable, document: Callable[[], Mapping[str, Any]]
    ) -> Encoded:
        """The line of `value`; `context` is what else its document depends on."""
        known = self._kept.get((id(value), context))
        if known is not None and known[0] is value:
            return known[1]
        if len(self._kept) >= _MOST:
            self._kept.clear()
        line = encode(document())
        self._kept[id(value), context] = (value, line)
        return line
