"""What a quotation is, where it ends, and which marks stand alone."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotators.model.marks import find_quotations, main_marks, unbalanced

MARKED = st.text(alphabet=st.sampled_from("“”\"‘’'`«»„ \n\rab,.s5é\u200b\U0001f600"), max_size=120)

TraceFunction = Callable[[FrameType, str, Any], Any]


def texts(text: str) -> list[tuple[str, int]]:
    return [(text[q.start : q.end], q.depth) for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A b,” he said. “C.”", [("“A b,”", 0), ("“C.”", 0)]),
        ('"A b," he said. "C."', [('"A b,"', 0), ('"C."', 0)]),
        ("``A b,'' he said.", [("``A b,''", 0)]),
        ("«Oui», dit-il. „Ja“, sagte er.", [("«Oui»", 0), ("„Ja“", 0)]),
        ("“He said ‘no’ to me,” she said.", [("“He said ‘no’ to me,”", 0), ("‘no’", 1)]),
        (
            "‘They told me “no way” then,’ he said.",
            [("‘They told me “no way” then,’", 0), ("“no way”", 1)],
        ),
        ("‘The farmers’ money is gone,’ he said.", [("‘The farmers’ money is gone,’", 0)]),
        ("The farmers’ money, rock ’n’ roll and the ’90s of the workers’ pay.", []),
        ("rock 'n' roll, the '90s and the workers' pay, it's", []),
        ('He is 6\'2" tall. A 42" screen.', []),
        ('"He is 6\'2" tall," she said.', [('"He is 6\'2" tall,"', 0)]),
        ("“He’s 6’2” tall,” she said.", [("“He’s 6’2” tall,”", 0)]),
        ("‘It don't matter,’ he said.", [("‘It don't matter,’", 0)]),
        ('“They see that.“ "So."', [("“They see that.“", 0), ('"So."', 0)]),
        ("", []),
    ],
)
def test_quotations_are_found(text: str, expected: list[tuple[str, int]]) -> None:
    assert texts(text) == expected


def test_reopened_paragraphs_continue_and_are_no_error() -> None:
    text = "“A b c.\n\n“D e f.\n\n“G,” he said."
    found = find_quotations(text)
    assert [(q.closed, q.continues) for q in found] == [(False, True), (False, True), (True, False)]
    assert [text[q.start : q.end] for q in found] == ["“A b c.", "“D e f.", "“G,”"]
    assert unbalanced(text) == ()


def test_a_quotation_goes_on_in_a_paragraph_that_does_not_open_it_again() -> None:
    text = "“A b c.\n\nD e f,” he said."
    assert texts(text) == [("“A b c.", 0), ("D e f,”", 0)]
    assert unbalanced(text) == ()


def test_a_text_wrapped_by_hand_keeps_its_quotations_whole() -> None:
    text = "He said, “one two\nthree four\nfive six\nseven.”\n\nThe end came\nlate."
    assert texts(text) == [("“one two\nthree four\nfive six\nseven.”", 0)]


@pytest.mark.parametrize(
    ("text", "offsets"),
    [("He said “no.", (8,)), ("no” he", (2,)), ("“I went. He said “yes.”", (0,)), ("“a” b", ())],
)
def test_marks_without_a_partner_are_named(text: str, offsets: tuple[int, ...]) -> None:
    assert unbalanced(text) == offsets


def test_an_article_that_quotes_with_single_marks_is_recognised() -> None:
    british = "‘I am here,’ he said. ‘They call it “the thing” at home.’"
    american = "Tariffs ‘likely’\n\n“I am here,” he said. “They call it ‘the thing’ at home.”"
    assert main_marks(british) == {"'", '"'}
    assert main_marks(american) == {'"'}
    assert main_marks("The farmers’ money and the workers’ pay.") == {'"'}


@given(MARKED)
def test_quotations_lie_in_the_text_in_order_and_nest(text: str) -> None:
    found = find_quotations(text)
    assert list(found) == sorted(found, key=lambda q: (q.start, -q.end))
    for at, one in enumerate(found):
        assert 0 <= one.start < one.end <= len(text)
        for other in found[at + 1 :]:
            assert other.start >= one.end or other.end <= one.end or not one.closed
    assert all(0 <= offset < len(text) for offset in unbalanced(text))


@pytest.mark.parametrize(
    "unit", ["“A b c d,” he said. “E f.”\n\n", "‘ “ ", "' \" ", "‘a “b ‘c “d "]
)
def test_the_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    def lines_run(size: int) -> int:
        text = unit * (size // len(unit))
        count = 0

        def step(_frame: FrameType, event: str, _arg: object) -> TraceFunction:
            nonlocal count
            count += event == "line"
            return step

        before = sys.gettrace()
        sys.settrace(step)
        try:
            find_quotations(text)
        finally:
            sys.settrace(before)
        return count

    assert lines_run(16_000) < 16 * lines_run(2_000)
