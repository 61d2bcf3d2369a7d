"""How people are called where there is little room."""

from __future__ import annotations

import pytest

from annotators.model.items import Entity
from tui.desk.describing import both_ends
from tui.desk.marking import initialled, one_word


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
