from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from annotators.model.span import Span
from tui.text_gate import shown_lines
from tui.themes.looks import Looks, looks_for
from tui.widgets.layout import Layout
from tui.widgets.paint import Mark, changed_rows, letters_by_row, marks_by_row, row_segments

LOOKS = looks_for(Style.parse("#cccccc on #111111"), dark=True, no_color=False)
TEXT = "“No,” said Hong\u00a0Min. e\u0301日👍🏽 [Reuters] [/ ab\nand more"

spans = st.tuples(st.integers(0, 44), st.integers(1, 20)).map(lambda at: Span(at[0], sum(at)))
marks = st.lists(
    st.builds(
        Mark, spans, st.sampled_from(["contents", "cue", "focus", "name-LAW"]), st.integers(0, 9)
    )
)


def painted(layout: Layout, row: int, found: list[Mark], letters: dict[int, str]) -> list[Segment]:
    rows = marks_by_row(layout, found)
    drawn = letters_by_row(layout, letters)
    return row_segments(layout, row, rows.get(row, ()), LOOKS, drawn.get(row, ()))


@given(marks, st.integers(4, 60))
def test_marks_change_no_character(found: list[Mark], width: int) -> None:
    layout = Layout(shown_lines(TEXT), width)
    for row in range(len(layout)):
        segments = painted(layout, row, found, {})
        assert "".join(part.text for part in segments) == layout.text[slice(*layout.span(row))]


@given(marks, st.dictionaries(st.integers(0, 40), st.sampled_from(["a", "bc"])))
def test_letters_move_no_cell(found: list[Mark], letters: dict[int, str]) -> None:
    layout = Layout(shown_lines(TEXT), 20)
    for row in range(len(layout)):
        segments = painted(layout, row, found, letters)
        width = cell_len(layout.text[slice(*layout.span(row))])
        assert sum(cell_len(part.text) for part in segments) == width


@given(marks, st.integers(4, 60))
def test_marks_never_cut_a_grapheme(found: list[Mark], width: int) -> None:
    layout = Layout(shown_lines(TEXT), width)
    for row in range(len(layout)):
        at = layout.starts[row]
        for part in painted(layout, row, found, {}):
            assert layout.snap(at) == at
            at += len(part.text)


def test_looks_combine_where_marks_overlap() -> None:
    layout = Layout("said Hong Min", 40)
    found = [
        Mark(Span(0, 13), "contents"),
        Mark(Span(5, 13), "source", 1),
        Mark(Span(5, 9), "cue", 2),
    ]
    styles = {part.text: part.style for part in painted(layout, 0, found, {})}
    assert styles["said "] == LOOKS.style(("contents",))
    both = styles[" Min"]
    assert both is not None
    assert (both.underline, both.bold, both.italic) == (True, True, None)
    all_three = styles["Hong"]
    assert all_three is not None
    assert (all_three.underline, all_three.bold, all_three.italic) == (True, True, True)


def test_letters_stand_at_their_offset() -> None:
    layout = Layout("said Hong", 40)
    segments = painted(layout, 0, [Mark(Span(0, 9), "contents")], {5: "xy"})
    assert [part.text for part in segments] == ["said ", "xy", "ng"]


def test_only_rows_with_other_marks_are_changed() -> None:
    layout = Layout("one\ntwo\nthree", 40)
    one, two = Mark(Span(0, 3), "cue"), Mark(Span(4, 7), "cue")
    old = marks_by_row(layout, [one, two])
    assert changed_rows(old, marks_by_row(layout, [two, one])) == set()
    assert changed_rows(old, marks_by_row(layout, [one, Mark(Span(4, 9), "cue")])) == {1, 2}


def test_an_unknown_suffix_falls_back_and_an_unknown_look_changes_nothing() -> None:
    assert LOOKS.style(("name-LAW",)) == LOOKS.style(("name",))
    assert LOOKS.style(("whatever",)) == LOOKS.base
    assert isinstance(LOOKS, Looks)
