"""Rows that are looked at when they come into view are as if all of the page had been."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from annotators.model.span import Span
from tests.tui.widgets.said import Said
from tui.themes.looks import looks_for
from tui.widgets.layout import Layout
from tui.widgets.margin import MarginNote, margin_rows
from tui.widgets.page import PageRows
from tui.widgets.paint import Mark, marks_by_row
from tui.widgets.sheet import Focus, Sheet

WIDTH = 12
TEXT = "\n\n".join(["one two three four five six seven", "a\u00a0b c"] * 12)
LAYOUT = Layout(TEXT, WIDTH)
LOOKS = looks_for(Style.null(), dark=True, no_color=True)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span, mostly a short one."""
    start = draw(st.integers(0, len(TEXT) - 1))
    longest = min(len(TEXT), start + draw(st.sampled_from((6, 40, len(TEXT)))))
    return Span(start, draw(st.integers(start + 1, longest)))


marks = st.builds(Mark, spans(), st.sampled_from(("cue", "source")), st.integers(1, 3))
notes = st.builds(
    MarginNote,
    spans() | st.sampled_from((Span(0, 0), Span(30, 60))),
    st.sampled_from(("1 Xi", "2 Ri", "critics")),
    st.sampled_from(("decided", "pending")),
)
pages = st.builds(
    Said,
    st.lists(marks, max_size=8).map(tuple),
    st.sets(notes, max_size=8).map(lambda found: tuple(sorted(found))),
)


@given(pages, st.permutations(range(len(LAYOUT))))
def test_a_row_is_as_if_the_whole_page_were_looked_at(page: Said, order: list[int]) -> None:
    rows = PageRows(page, LAYOUT)
    every, margin = marks_by_row(LAYOUT, page.given), margin_rows(LAYOUT, page.beside)
    for row in order:
        assert rows.marks(row) == every.get(row, ())
        assert rows.margin(row) == margin.get(row)


@given(st.lists(pages, min_size=2, max_size=4), st.data())
def test_another_page_changes_the_rows_that_it_says_and_no_others(
    drawn: list[Said], data: st.DataObject
) -> None:
    sheet = _sheet()
    for page in drawn:
        first = data.draw(st.integers(0, len(LAYOUT) - 1))
        view = range(first, min(first + 20, len(LAYOUT)))
        before = {row: sheet.strip(row) for row in view}
        damage = sheet.set_page(page, view)
        anew = _sheet()
        anew.set_page(page, range(1))
        for row in view:
            assert list(sheet.strip(row)) == list(anew.strip(row))
            if row not in damage:
                assert list(sheet.strip(row)) == list(before[row])


focuses = st.builds(
    Focus, spans(), st.booleans(), st.lists(spans(), max_size=3).map(lambda few: (*few, *few[:1]))
)


@given(st.lists(focuses, min_size=1, max_size=3), st.data())
def test_another_focus_changes_the_cells_that_it_says_and_no_others(
    drawn: list[Focus], data: st.DataObject
) -> None:
    sheet = _sheet()
    mixed = data.draw(st.permutations(drawn[-1].related))
    for focus in (*drawn, drawn[-1]._replace(related=tuple(mixed[1:])), None):
        before = [sheet.strip(row) for row in range(len(LAYOUT))]
        damage = sheet.set_focus(focus)
        for row, old in enumerate(before):
            new = sheet.strip(row)
            first, end = damage.get(row, (0, 0))
            for beside in ((0, first), (end, new.cell_length)):
                assert list(new.crop(*beside)) == list(old.crop(*beside))


def _sheet() -> Sheet:
    sheet = Sheet(LOOKS)
    sheet.take(TEXT)
    sheet.wrap(WIDTH, 15, 0, 40)
    sheet.set_focus(Focus(Span(40, 45), beside=Span(30, 60)))
    return sheet
