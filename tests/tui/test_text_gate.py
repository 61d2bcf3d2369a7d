from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text_gate import content, elide, hidden_offsets, segment, shown, shown_lines

FAMILY = "👨\u200d👩\u200d👧"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

suspects = st.text(
    st.one_of(
        st.sampled_from("\x00\x07\t\x1b\x7f\x85\x9b\xa0\xad\u200b\u200d\u2028\u202e\ufeff\ud800"),
        st.sampled_from("ab [/]“”é\u0301日한👍🏽\ufe0f🇫🇷\r\n"),
        st.characters(),
    )
)


@given(suspects)
def test_a_mark_stands_for_exactly_one_code_point(text: str) -> None:
    assert len(shown(text)) == len(text) == len(shown_lines(text))


@given(suspects)
def test_nothing_a_terminal_obeys_gets_through(text: str) -> None:
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown(text))
    assert not any(char in shown(text) for char in "\u202e\u2066\ufeff\u200b\u2028\ud800")


@given(suspects)
def test_what_is_shown_needs_no_second_pass(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@given(suspects)
def test_hidden_offsets_are_where_a_mark_stands(text: str) -> None:
    lines = shown_lines("a" + text)
    assert all(lines[at] != ("a" + text)[at] for at in hidden_offsets("a" + text))


@given(suspects, st.integers(0, 30))
def test_an_elided_line_fits(text: str, cells: int) -> None:
    assert cell_len(elide(text, cells)) <= cells


def test_escapes_tabs_and_blanks_have_marks_of_their_own() -> None:
    assert shown("\x1b[31m\t\xa0\x7f\x9b\ufeff\u202e") == "␛[31m→⍽␡¤¤¤"


def test_lines_stay_lines_where_rows_are_made_of_them() -> None:
    assert shown_lines("a\r\nb\n") == "a\r\nb\n"
    assert shown("a\r\nb") == "a↵↵b"


def test_emoji_keep_their_joiners_and_words_do_not() -> None:
    assert shown(FAMILY) == FAMILY
    assert shown(ENGLAND) == ENGLAND
    assert shown("a\u200db") == "a¤b"
    assert shown("a\U000e0067") == "a¤"


def test_an_accent_without_a_letter_is_seen() -> None:
    assert shown("\u0301a") == "◌a"
    assert shown_lines("a\n\u0301") == "a\n◌"
    assert shown("e\u0301") == "e\u0301"


def test_text_is_never_markup() -> None:
    for text in ("[Reuters] says", "[/", "[bold]x[/bold]", "[sic]"):
        assert content(text).plain == text
        assert content(text, "bold").plain == text
        assert segment(text).text == text


def test_a_long_line_ends_in_an_ellipsis() -> None:
    assert elide("North Korea’s state-run media", 12) == "North Korea…"
    assert elide("日本語テキスト", 7) == "日本語…"
    assert elide("short", 5) == "short"
