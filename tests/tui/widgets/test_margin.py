from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from annotators.model.span import Span
from tui.themes.looks import looks_for
from tui.widgets.layout import Layout
from tui.widgets.margin import (
    NARROW,
    WIDE,
    MarginNote,
    MarginRow,
    focused_row,
    margin_rows,
    margin_segments,
    surname,
)

LOOKS = looks_for(Style.null(), dark=True, no_color=True)
TEXT = "first row\nsecond row\n\nfourth row\nfifth row"
LAYOUT = Layout(TEXT, 40)
HONG = MarginNote(Span(0, 9), "4 Hong Min")


def drawn(row: MarginRow | None, width: int = WIDE, focus: MarginNote | None = None) -> str:
    return "".join(part.text for part in margin_segments(row, focus, width, LOOKS))


def test_a_label_stands_where_a_quote_and_each_of_its_paragraphs_begins() -> None:
    rows = margin_rows(LAYOUT, [MarginNote(Span(0, len(TEXT)), "4 Hong Min")])
    assert [row for row, found in rows.items() if found.label] == [0, 3]
    assert sorted(rows) == [0, 1, 2, 3, 4]


def test_two_quotes_on_a_row_never_share_it() -> None:
    later = MarginNote(Span(5, 20), "2 Donald Trump")
    rows = margin_rows(LAYOUT, [later, HONG])
    assert (rows[0].label, rows[1].label) == (HONG, later)


def test_who_finds_no_room_for_a_label_stands_by_a_digit_behind_the_one_that_has_it() -> None:
    notes = [HONG, MarginNote(Span(2, 5), "2 Donald Trump"), MarginNote(Span(6, 9), "critics")]
    rows = margin_rows(LAYOUT, notes)
    assert drawn(rows[0]) == "  4 Hong Min ·2…  ┃ "
    assert drawn(rows[0], NARROW) == "  4 Min·2…   ┃ "


def test_behind_a_label_stand_the_digits_of_others_only() -> None:
    twice = [HONG, MarginNote(Span(2, 5), "4 Hong Min"), MarginNote(Span(6, 9), "2 Donald Trump")]
    row = margin_rows(LAYOUT, twice)[0]
    assert row.also == "2"
    assert focused_row(row, twice[2], named=True) == MarginRow(twice[2], twice[2], "4")
    assert focused_row(row, twice[1], named=True) == MarginRow(twice[1], twice[1], "2")
    assert focused_row(row, HONG, named=False) == MarginRow(HONG, HONG, "2")


def test_the_innermost_quote_has_the_bar() -> None:
    outer = MarginNote(Span(0, 20), "6 Ministry")
    inner = MarginNote(Span(10, 20), "1 Xi Jinping", "nested")
    rows = margin_rows(LAYOUT, [outer, inner])
    assert drawn(rows[0]).rstrip().endswith("┃")
    assert drawn(rows[1]).rstrip().endswith("║")


def test_signs_tell_the_states_apart() -> None:
    pending = MarginNote(Span(0, 9), "4 Hong Min", "pending", flag=True)
    assert drawn(MarginRow(HONG, HONG)) == "  4 Hong Min      ┃ "
    assert drawn(MarginRow(pending, pending)) == "⚑ 4 Hong Min ?    ┆ "
    assert drawn(MarginRow(pending, pending), focus=pending) == "⚑▸4 Hong Min ?    ┆ "
    assert drawn(MarginRow(pending, pending), NARROW) == "⚑ 4 Min?     ┆ "


def test_short_labels_keep_the_digit_and_the_surname() -> None:
    assert surname("4 Hong Min") == "4 Min"
    assert surname("critics of the plan") == "plan"
    assert drawn(MarginRow(HONG, MarginNote(Span(0, 9), "4 Hong Min", short="4 Hong")), NARROW) == (
        "  4 Hong     ┃ "
    )


@given(
    st.text(max_size=30),
    st.sampled_from([WIDE, NARROW]),
    st.booleans(),
    st.text("123456789…", max_size=9),
)
def test_the_margin_has_one_width(label: str, width: int, pending: bool, also: str) -> None:
    note = MarginNote(Span(0, 9), label, "pending" if pending else "decided")
    assert cell_len(drawn(MarginRow(note, note, also), width)) == width
    assert cell_len(drawn(None, width)) == width
