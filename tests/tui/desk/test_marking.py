"""What is marked and noted, and how people are called where there is little room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from annotators.model.items import Entity
from tests.annotators.model import scene
from tests.annotators.model.intentions import any_change
from tui.desk.describing import both_ends
from tui.desk.marking import DeskPage, initialled, one_word
from tui.session.session import Session
from tui.themes.looks import looks_for
from tui.widgets.sheet import Sheet

LOOKS = looks_for(Style.null(), dark=True, no_color=True)


@pytest.mark.parametrize(
    ("name", "aliases", "called", "short"),
    [
        ("Ines Corvell", (), "Corvell", "I. Corvell"),
        ("Moon Jae-in", (), "Moon", "Moon J."),
        ("Ri Yong-ho", ("Ri",), "Ri", "Ri Y."),
        ("Xi Jinping", ("Xi",), "Xi", "Xi J."),
        ("Kim Park-Lee", (), "Park-Lee", "K. Park-Lee"),
        ("Bashar al-Assad", (), "al-Assad", "B. al-Assad"),
    ],
)
def test_a_person_is_called_by_the_family_name(
    name: str, aliases: tuple[str, ...], called: str, short: str
) -> None:
    person = Entity(id="e1", name=name, aliases=aliases, label="PERSON")
    assert (one_word(person), initialled(person)) == (called, short)


def test_a_long_line_loses_whole_words_in_its_middle() -> None:
    assert both_ends("one two three four five six", 16) == "one two … five six"
    assert both_ends("one two", 16) == "one two"
    assert both_ends("a" * 20, 16) == "a" * 8 + " … " + "a" * 8


def sheet_of(session: Session) -> Sheet:
    """The article of a session on a narrow sheet, nothing said of it yet."""
    sheet = Sheet(LOOKS)
    sheet.take(session.review.article.text)
    sheet.wrap(14, 15, 0, 40)
    return sheet


@given(st.data())
def test_after_any_edits_the_rows_are_as_if_they_were_looked_at_for_the_first_time(
    data: st.DataObject,
) -> None:
    session = Session(scene.review())
    sheet = sheet_of(session)
    view = range(len(sheet.layout))
    sheet.set_page(DeskPage(session), view)
    for _ in range(data.draw(st.integers(1, 8))):
        before = {row: list(sheet.strip(row)) for row in view}
        if data.draw(st.sampled_from((True, True, True, False))):
            if change := any_change(session.review, data):
                session.review.do(change)
        else:
            session.review.undo()
        damage = sheet.set_page(DeskPage(session), view)
        anew = sheet_of(session)
        anew.set_page(DeskPage(Session(session.review)), range(1))
        for row in view:
            assert list(sheet.strip(row)) == list(anew.strip(row))
            assert row in damage or list(sheet.strip(row)) == before[row]
