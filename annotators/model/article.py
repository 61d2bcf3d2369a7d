"""An article: its text, what is known of it, and what each line is."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from annotators.model.span import Span

ZoneKind = Literal["headline", "byline", "published", "updated", "source", "subhead", "body"]
"""What a line of an article is. Only `body` lines and the headline tell the story."""


class Zone(NamedTuple):
    """One line that is not blank, without the white space at its ends."""

    kind: ZoneKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Article:
    """One text that is never changed; every span in the project points into it.

    `text` is the decoded file without a leading byte order mark, newlines as
    they are. `zones` are in order and do not overlap.
    """

    id: str
    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    zones: tuple[Zone, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The hash of the text in UTF-8: annotations belong to exactly this text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _zone_starts(self) -> list[int]:
        return [zone.start for zone in self.zones]

    def zone_at(self, offset: int) -> Zone | None:
        """The line that holds the code point at `offset`, or None between lines."""
        index = bisect_right(self._zone_starts, offset) - 1
        if index < 0:
            return None
        zone = self.zones[index]
        return zone if offset < zone.end else None

    def zones_within(self, span: Span) -> tuple[Zone, ...]:
        """The lines that reach into a span."""
        first = max(0, bisect_right(self._zone_starts, span.start) - 1)
        last = bisect_left(self._zone_starts, span.end)
        return tuple(zone for zone in self.zones[first:last] if zone.end > span.start)

    @property
    def title(self) -> str:
        """The headline, or the id of an article that has none."""
        return str(self.meta.get("headline") or self.id)
