"""Dates as newspapers print them, made ISO 8601 where there is no doubt what they mean."""

from __future__ import annotations

import re
from datetime import datetime

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_DATES = (
    rf"(?i)\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}\b",
    rf"(?i)\b{_DAY}\s+{_MONTH}\s*,?\s+{_YEAR}\b",
    rf"\b{_YEAR}(?P<sep>[-./])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d)",
)
"""Compiled when they are needed: an article is on the screen sooner without."""
_TIME = re.compile(
    r"(?<![\d:+])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\s*(?:(?P<utc>Z|UTC|GMT)\b|(?P<offset>[+-]\d{2}:?\d{2}))")
_NOON = 12


def iso_date(text: str) -> str | None:
    """The date in `text`, with the time where one is given, or None.

    `9/12/2018` means two days to two readers and is None; a time zone is kept
    only where it is UTC or an offset.
    """
    text = text[:200]
    if not any(char.isdigit() for char in text):
        return None
    for pattern in _DATES:
        if match := re.search(pattern, text):
            break
    else:
        return None
    month = match["month"]
    number = int(month) if month.isdecimal() else _MONTHS[month[:3].lower()]
    try:
        day = datetime(int(match["year"]), number, int(match["day"]))  # noqa: DTZ001 - as printed
        time = _TIME.search(text, match.end()) or _TIME.search(text[: match.start()])
        return day.date().isoformat() + (_iso_time(day, time) if time else "")
    except ValueError:
        return None


def _iso_time(day: datetime, match: re.Match[str]) -> str:
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % _NOON + (_NOON if match["half"].lower() == "p" else 0)
    time = day.replace(hour=hour, minute=int(match["minute"]), second=int(match["second"] or 0))
    zone = _ZONE.match(match.string, match.end())
    shown = time.time().isoformat("seconds" if match["second"] else "minutes")
    if zone is None:
        return f"T{shown}"
    return f"T{shown}{'Z' if zone['utc'] else zone['offset']}"
