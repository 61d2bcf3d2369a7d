"""What each line of a news article is, told from how it looks and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from annotators.model.article import Zone, ZoneKind
from annotators.reading.dates import iso_date
from annotators.reading.lines import (
    Line,
    byline_of,
    dateline_of,
    ends_sentence,
    is_capitalised,
    is_mail,
    is_name,
    is_prose,
    is_subtitle,
    is_title,
    lines_of,
    source_of,
    stamps_of,
)

_HEAD_LINES, _FOOT_LINES = 12, 3
_WRAPPED_AT = 110
_HEADLINE_ROWS = 3


class Layout(NamedTuple):
    """The lines of an article by kind, and what its head and foot say of it."""

    zones: tuple[Zone, ...]
    meta: dict[str, Any]


def read_layout(text: str) -> Layout:
    """Tell headline, byline, dates, source, subheads and body of a news article.

    `meta` holds what was found of `headline`, `byline`, `published` and
    `updated` (as given; beside them `published_iso` and `updated_iso`),
    `source` and `dateline`. In doubt a line is body.
    """
    reading = _Reading(tuple(lines_of(text)))
    reading.read()
    zones = zip(reading.kinds, reading.lines, strict=True)
    return Layout(tuple(Zone(kind, line.start, line.end) for kind, line in zones), reading.meta)


class _Reading:
    """One pass over the lines: the head, the foot, then what lies between."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.kinds: list[ZoneKind] = ["body"] * len(lines)
        self.meta: dict[str, Any] = {}

    def read(self) -> None:
        """Fill `kinds` and `meta`."""
        first = self._read_head()
        last = self._read_foot(first)
        if first < last and (dateline := dateline_of(self.lines[first].text)):
            self.meta["dateline"] = dateline.place
            if dateline.agency:
                self.meta.setdefault("source", dateline.agency)
        parted = any(line.gap for line in self.lines[first + 1 : last])
        for index in range(first + 1, last - 1):
            if self._is_subhead(index, parted=parted):
                self.kinds[index] = "subhead"

    def _read_head(self) -> int:
        """The index of the first body line; what is before it gets its kind."""
        index = 0
        while index < min(len(self.lines), _HEAD_LINES):
            if self._read_about(index):
                index += 1
            elif "headline" not in self.meta:
                rows = self._headline_rows(index)
                if not rows:
                    break
                self._set_headline(index, rows)
                index += rows
            elif not self._read_deck(index):
                break
            else:
                index += 1
        return index

    def _set_headline(self, index: int, rows: int) -> None:
        self.kinds[index : index + rows] = ["headline"] * rows
        headline = " ".join(line.text for line in self.lines[index : index + rows])
        self.meta["headline"] = " ".join(headline.split())

    def _headline_rows(self, index: int) -> int:
        """How many lines from `index` on are the headline; 0 for none."""
        block = self._block(index)
        if index + 1 >= len(self.lines):
            return 0
        if not _is_wrapped(block):
            return int(is_title(block[0].text) or self._is_stopped_title(index))
        whole = " ".join(line.text for line in block)
        is_all = len(block) <= _HEADLINE_ROWS and index + len(block) < len(self.lines)
        return len(block) if is_all and is_title(whole) else 0

    def _is_stopped_title(self, index: int) -> bool:
        """Whether a line with a full stop is a headline all the same, as archives print them."""
        line, after = self.lines[index : index + 2]
        if not after.gap or len(line.text) > _WRAPPED_AT or dateline_of(line.text):
            return False
        return is_capitalised(line.text) or dateline_of(after.text) is not None

    def _block(self, index: int) -> Sequence[Line]:
        """The line and those right under it, up to a blank line, a byline or a date."""
        end = index + 1
        while end < len(self.lines) and end < index + 50 and not self.lines[end].gap:
            if _about(self.lines[end].text):
                break
            end += 1
        return self.lines[index:end]

    def _read_deck(self, index: int) -> bool:
        """Take a line between the headline and the byline or date; False when it is body."""
        line = self.lines[index].text
        ahead = self.lines[index + 1 : index + 3]
        if not any(_about(other.text) for other in ahead) or not is_title(line):
            return False
        if is_name(line) and _about(ahead[0].text) and "byline" not in self.meta:
            self.kinds[index] = "byline"
            self.meta["byline"] = line
        else:
            self.kinds[index] = "subhead"
        return True

    def _read_about(self, index: int) -> bool:
        """Take a line that tells about the text: who, when, from where."""
        line = self.lines[index].text
        if stamps := stamps_of(line):
            self.kinds[index] = "updated" if stamps[0].kind == "updated" else "published"
            for stamp in stamps:
                self._set_date(stamp.kind, stamp.when)
        elif name := byline_of(line):
            self.kinds[index] = "byline"
            known = self.meta.get("byline")
            self.meta["byline"] = f"{known}, {name}" if known else name
        elif source := source_of(line):
            self.kinds[index] = "source"
            self.meta.setdefault("source", source)
        elif is_mail(line):
            self.kinds[index] = "byline"
        else:
            return False
        return True

    def _set_date(self, kind: str, when: str) -> None:
        self.meta[kind] = when
        if iso := iso_date(when):
            self.meta[f"{kind}_iso"] = iso

    def _read_foot(self, first: int) -> int:
        """One past the last body line; a signature under the text gets its kind."""
        last = len(self.lines)
        while last - 1 > first and len(self.lines) - last < _FOOT_LINES:
            if not self._read_about(last - 1):
                break
            last -= 1
        return last

    def _is_subhead(self, index: int, *, parted: bool) -> bool:
        before, line, after = self.lines[index - 1 : index + 2]
        if parted and not (line.gap and after.gap):
            return False
        if not parted and not (is_prose(before.text) and ends_sentence(before.text)):
            return False
        return is_prose(after.text) and is_subtitle(line.text)


def _about(line: str) -> bool:
    return bool(stamps_of(line) or byline_of(line) or source_of(line) or is_mail(line))


def _is_wrapped(block: Sequence[Line]) -> bool:
    """Whether the lines are one paragraph or title, wrapped by hand."""
    rows = [line.text for line in block]
    if len(rows) == 1 or max(map(len, rows)) > _WRAPPED_AT:
        return False
    going_on = sum(1 for row in rows[:-1] if not ends_sentence(row))
    if len(rows) == 2:  # noqa: PLR2004
        return rows[1][0].islower() and going_on == 1
    return going_on * 3 >= 2 * (len(rows) - 1)
