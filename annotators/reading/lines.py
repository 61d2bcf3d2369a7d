"""The lines of a text, and what one line looks like taken by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotators.reading.dates import iso_date

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CLOSING = "\"'”’»)]"
_ABBREVIATED = re.compile(r"(?:(?:\b\w\.){2,}|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|Dr|No)\.|\.\.\.)$")
_BYLINE = re.compile(
    r"(?:written |reported |story )?by(?:\s*:\s*|\s+)(?P<name>\S.*)", re.IGNORECASE
)
_STAMP = re.compile(
    r"[^\w\"“‘]*(?:(?:last|first|originally)\s+)?"
    r"(?P<verb>published|posted|updated|modified|created|date)\b(?:\s+(?:on|at)\b)?\s*[:：]?\s*"
    r"(?P<when>\S.*)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"source\s*[:：]\s*(?P<name>\S.*)|\((?P<agency>[^()@]+)\)", re.IGNORECASE)
_MAIL = re.compile(r"\(?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*\)?")
_DASH = re.compile(r"\s*(?:--+|[–—])\s*|\s+-\s+")
_AGENCY = re.compile(r"\(([^()]{2,40})\)\s*$")

_SHORT, _LONG = 80, 250
_TITLE_WORDS, _NAME_WORDS, _DATE_WORDS, _FEW_WORDS = 35, 12, 8, 5
_LONGER_WORD, _FEWEST_LONGER = 4, 3
_PLACE_WORDS, _TOWN_WORDS, _SHOUTED = 6, 3, 3


class Line(NamedTuple):
    """A line that is not blank, without the white space at its ends.

    `start` and `end` are half-open code points; `gap` says whether a blank
    line, or nothing, comes before it.
    """

    start: int
    end: int
    text: str
    gap: bool


class Stamp(NamedTuple):
    """When an article was published or updated, as given."""

    kind: str
    when: str


class Dateline(NamedTuple):
    """Where a report was sent from, and by which agency."""

    place: str
    agency: str


def lines_of(text: str) -> Iterator[Line]:
    """Every line that is not blank, whatever character ends it."""
    after = 0
    for match in _LINE.finditer(text):
        raw = match[0]
        inner = raw.strip()
        if not inner:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        gap = after == 0 or sum(1 for _ in _BREAKS.finditer(text, after, start)) > 1
        after = start + len(inner)
        yield Line(start, after, inner, gap)


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does; `U.S.` and `...` end none."""
    bare = line.rstrip(_CLOSING)
    return bare.endswith((".", "!", "?", "…", ":")) and not _ABBREVIATED.search(bare[-20:])


def is_title(line: str) -> bool:
    """Whether the line can be a headline: not too long, no full stop, no comma at its end."""
    bare = line.rstrip(_CLOSING)
    if len(line) > _LONG or len(line.split()) > _TITLE_WORDS or not any(c.isalnum() for c in line):
        return False
    if bare.endswith((",", ";", ":", "-", "—", "–")):
        return False
    if bare.endswith(".") and not _ABBREVIATED.search(bare[-20:]):
        return False
    return dateline_of(line) is None


def is_capitalised(line: str) -> bool:
    """Whether nearly all longer words have a capital, as in headlines and nowhere else."""
    words = [word.lstrip("\"'“‘(") for word in line.split()]
    longer = [word for word in words[1:] if len(word) >= _LONGER_WORD and word[0].isalpha()]
    high = sum(1 for word in longer if word[0].isupper())
    return len(longer) >= _FEWEST_LONGER and high >= 0.8 * len(longer)


def is_subtitle(line: str) -> bool:
    """Whether the line can stand between paragraphs as a subhead."""
    if len(line) > _SHORT or len(line.split()) > _NAME_WORDS:
        return False
    if line[-1] in _CLOSING or line[-1] in ".!?…" or not (line[0].isupper() or line[0].isdigit()):
        return False
    return ": " not in line and not any(mark in line for mark in '"“”„«»') and is_title(line)


def is_prose(line: str) -> bool:
    """Whether the line can be a paragraph, or the end of one."""
    return len(line) > _SHORT or ends_sentence(line)


def byline_of(line: str) -> str | None:
    """Who wrote it (`By Ock Hyun-ju` without the `By`), or None."""
    match = _BYLINE.fullmatch(line) if len(line) <= 2 * _SHORT else None
    if match is None:
        return None
    name = match["name"]
    words = _MAIL.sub("", name).split()
    is_name = (
        name[0].isupper()
        and len(words) <= _NAME_WORDS
        and not any(c.isdigit() for c in " ".join(words))
    )
    return name if is_name and not ends_sentence(name) else None


def is_name(line: str) -> bool:
    """Whether the line is nothing but two to five words with capitals, as a name is."""
    words = line.split()
    return 1 < len(words) <= _FEW_WORDS and all(
        word[0].isupper() and word.strip(".,").replace("-", "").replace("’", "").isalpha()
        for word in words
    )


def is_mail(line: str) -> bool:
    """Whether the line is nothing but an address."""
    return len(line) <= 2 * _SHORT and _MAIL.fullmatch(line) is not None


def stamps_of(line: str) -> list[Stamp]:
    """The dates in a `Published` or `Updated` line, or in one that is only a date."""
    if len(line) > 2 * _SHORT:
        return []
    if match := _STAMP.fullmatch(line):
        return _split_stamp(match["verb"].lower(), match["when"])
    if len(line.split()) <= _DATE_WORDS and iso_date(line) and _ends_dated(line):
        return [Stamp("published", line)]
    return []


def _ends_dated(line: str) -> bool:
    return not line.endswith(".") or line.lower().endswith(("a.m.", "p.m."))


def source_of(line: str) -> str | None:
    """The agency in a line that names nothing else (`(Yonhap)`, `Source: Reuters`), or None."""
    match = _SOURCE.fullmatch(line) if len(line) <= _SHORT else None
    if match is None:
        return None
    name: str = match["name"] or match["agency"]
    return name if len(name.split()) <= _FEW_WORDS and not ends_sentence(name) else None


def dateline_of(line: str) -> Dateline | None:
    """The dateline that opens a report: `SEOUL, Dec. 9 (Yonhap) --`."""
    match = _DASH.search(line, 0, 100)
    if match is None:
        return None
    head = line[: match.start()]
    agency = _AGENCY.search(head)
    place = head[: agency.start()].strip() if agency else head.strip()
    town = place.split(",")[0]
    letters = [c for c in town if c.isalpha()]
    shouts = len(letters) >= _SHOUTED and all(c.isupper() or not c.islower() for c in letters)
    signed = agency is not None and bool(letters) and letters[0].isupper()
    if (
        len(place.split()) > _PLACE_WORDS
        or not (shouts or signed)
        or any(c.isdigit() for c in town)
    ):
        return None
    if (
        not agency
        and not match[0].strip("- ")
        and "," not in place
        and len(town.split()) > _TOWN_WORDS
    ):
        return None
    return Dateline(place, agency[1].strip() if agency else "")


def _split_stamp(verb: str, when: str) -> list[Stamp]:
    first, _, second = _parted(when)
    kind = "updated" if verb in {"updated", "modified"} else "published"
    found = [Stamp(kind, first)] if any(c.isdigit() for c in first) else []
    if found and second and any(c.isdigit() for c in second):
        found.append(Stamp("updated", second))
    return found


def _parted(when: str) -> tuple[str, str, str]:
    match = _STAMP.search(when)
    if match is None:
        return when, "", ""
    return when[: match.start()].rstrip(" \t|•·,;/-("), match["verb"], match["when"].rstrip(") ")
