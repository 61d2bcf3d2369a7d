import re
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from annotators.model.span import Span
from tui.text_gate import shown_lines
from tui.widgets.graphemes import WIDE, clusters, is_plain
from tui.widgets.layout import Layout
from tui.widgets.reading import Column, span_of, top_for, words

FAMILY = "👨\u200d👩\u200d👧"

texts = st.lists(
    st.one_of(
        st.sampled_from(
            ["word", "a", " ", "  ", "\n", "\n\n", "\r\n", "\t", "“said”", "longest-of-all-words"]
        ),
        st.sampled_from(
            ["日本", "e\u0301", FAMILY, "🇫🇷🇩🇪", "☎\ufe0f", "ש\u05b8ל", "한", "\xa0", "\x1b"]
        ),
    ),
    max_size=40,
).map("".join)
widths = st.integers(2, 30)


@given(st.text(max_size=60) | texts, widths)
@example("   a", 2)
@example("日 a", 2)
@example("ab     ", 3)
def test_every_visible_code_point_is_on_one_row_in_order(text: str, width: int) -> None:
    layout = Layout(shown_lines(text), width)
    drawn = "".join(layout.text[slice(*layout.span(row))] for row in range(len(layout)))
    assert "".join(drawn.split(" ")) == "".join(
        layout.text.replace("\r", "").replace("\n", "").split(" ")
    )


@given(texts, widths)
def test_no_row_is_wider_than_the_column(text: str, width: int) -> None:
    layout = Layout(shown_lines(text), width)
    for row in range(len(layout)):
        assert cell_len(layout.text[slice(*layout.span(row))]) <= width


@given(texts, widths)
def test_what_is_drawn_has_a_place_and_the_place_leads_back(text: str, width: int) -> None:
    layout = Layout(shown_lines(text), width)
    for row in range(len(layout)):
        for offset in range(*layout.span(row)):
            assert layout.row_of(offset) == row
            assert layout.offset_at(*layout.place(offset)) == layout.snap(offset)


@given(texts, widths)
def test_cells_are_those_of_the_terminal(text: str, width: int) -> None:
    layout = Layout(shown_lines(text), width)
    for row in range(len(layout)):
        start, end = layout.span(row)
        for offset in {layout.snap(at) for at in range(start, end)}:
            assert layout.cell_of(row, offset) == cell_len(layout.text[start:offset])


@given(texts, widths)
def test_stepping_by_graphemes_meets_both_ends(text: str, width: int) -> None:
    layout = Layout(shown_lines(text), width)
    offset, steps = 0, [0]
    while offset < len(layout.text):
        offset = layout.grapheme_after(offset)
        assert offset > steps[-1]
        steps.append(offset)
    for before, after in pairwise(steps):
        assert layout.grapheme_before(after) == before


@given(st.text(max_size=30))
def test_plain_text_is_one_cell_a_code_point(text: str) -> None:
    line = shown_lines(text).replace("\n", "").replace("\r", "")
    if is_plain(line):
        assert cell_len(line) == len(line) == len(clusters(line))


def test_wide_letters_are_two_cells_each() -> None:
    every = re.compile(f"[{WIDE}]")
    assert all(
        cell_len(char) == 2 for char in map(chr, range(0x3000, 0x10000)) if every.match(char)
    )


def test_words_stay_whole_and_blank_lines_stay() -> None:
    layout = Layout("one two three\n\nfour", 8)
    rows = [layout.text[slice(*layout.span(row))] for row in range(len(layout))]
    assert rows == ["one two", "three", "", "four"]


def test_blanks_at_the_end_of_a_row_count_to_it() -> None:
    layout = Layout("one two", 3)
    assert layout.place(3) == (0, 3)
    assert layout.place(4) == (1, 0)


def test_graphemes_stay_whole() -> None:
    assert [end - start for start, end, _ in clusters(f"e\u0301{FAMILY}🇫🇷🇩🇪")] == [2, 5, 2, 2]


def test_wide_text_wraps_between_its_letters() -> None:
    layout = Layout("ab 日本語日本語", 6)
    rows = [layout.text[slice(*layout.span(row))] for row in range(len(layout))]
    assert rows == ["ab 日", "本語日", "本語"]


def test_the_column_is_kept_past_short_and_blank_rows() -> None:
    layout = Layout("a long first row\n\nab\nanother long row", 40)
    column = Column()
    down = column.move(layout, 10, 1)
    assert layout.text[down] == "b"
    further = column.move(layout, down - 1, 1)
    assert further == layout.text.index("another") + 10
    assert column.move(layout, further, -3) == 10


def test_words_of_one_cell_are_left_out() -> None:
    layout = Layout("I saw a ship, U.S. don’t", 40)
    assert [layout.text[slice(*word)] for word in words(layout, range(1))] == [
        "saw",
        "ship",
        "U.S",
        "don’t",
    ]


def test_the_span_of_rows_beyond_the_end_ends_with_the_text() -> None:
    assert span_of(Layout("ab\ncd", 9), range(1, 9)) == Span(3, 5)


@given(st.integers(0, 200), st.integers(1, 5), st.integers(0, 200), st.integers(12, 50))
def test_a_jump_shows_the_rows_and_those_around_them(
    first: int, count: int, top: int, height: int
) -> None:
    rows = range(first, first + count)
    target = top_for(rows, top, height)
    if target is None:
        assert top <= rows.start < rows.stop <= top + height
    else:
        assert max(0, rows.start - height + count) <= target <= max(0, rows.start - 3)
        assert rows.stop + 3 <= target + height
        assert top_for(rows, target, height) is None
