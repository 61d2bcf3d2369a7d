from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.reading.dates import iso_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Dec 9, 2018 - 17:54", "2018-12-09T17:54"),
        ("Dec. 9, 2018", "2018-12-09"),
        ("Sunday, December 9th, 2018 at 5:54 PM KST", "2018-12-09T17:54"),
        ("9 December 2018, 12:05 a.m.", "2018-12-09T00:05"),
        ("12:30 p.m., 9 Sept 2018", "2018-09-09T12:30"),
        ("2018-12-09T17:54:08Z", "2018-12-09T17:54:08Z"),
        ("2018-12-09 17:54:08.123+09:00", "2018-12-09T17:54:08+09:00"),
        ("2018.12.09 17:54", "2018-12-09T17:54"),
        ("9 May 2018 10:00 GMT", "2018-05-09T10:00Z"),
        ("9/12/2018", None),
        ("Feb 30, 2018", None),
        ("Dec 9, 2018 - 27:54", None),
        ("2018-13-01", None),
        ("yesterday", None),
        ("May 2018", None),
    ],
)
def test_a_date_is_made_iso_where_its_meaning_is_sure(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


@given(st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 31)))  # noqa: DTZ001
def test_iso_dates_stay_as_they_are(moment: datetime) -> None:
    text = moment.isoformat(timespec="minutes")
    assert iso_date(text) == text


@given(st.text("JanFeb 0123456789:,-./pmZ+"))
def test_no_text_is_too_odd(text: str) -> None:
    assert iso_date(text) is None or isinstance(iso_date(text), str)
