from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tui.widgets.cast_panel import CastPanel, CastRow
from tui.widgets.choice_list import ChoiceList
from tui.widgets.findings_panel import FindingsPanel
from tui.widgets.focus_lines import FocusLines
from tui.widgets.hints_bar import HintsBar
from tui.widgets.inspector_panel import Fact, InspectorPanel, folded
from tui.widgets.lines import Line, Run, line_segments
from tui.widgets.looking import UNSTYLED
from tui.widgets.panel import Panel
from tui.widgets.prompt_line import PromptLine
from tui.widgets.title_bar import TitleBar, progress_runs

XI = CastRow("e1", "Xi Jinping", 1, "PER", 2)
HONG = CastRow("e4", "Hong Min", 4, "PER", 3)
HINTS = [("a", "accept"), ("x", "reject"), ("1-9", "speaker"), ("?", "help")]


class Bench(App[None]):
    """One widget, and what it said."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.heard: list[Message] = []

    def compose(self) -> Iterator[Widget]:
        yield self.widget

    def on_cast_panel_picked(self, message: CastPanel.Picked) -> None:
        self.heard.append(message)

    def on_findings_panel_picked(self, message: FindingsPanel.Picked) -> None:
        self.heard.append(message)

    def on_choice_list_picked(self, message: ChoiceList.Picked) -> None:
        self.heard.append(message)

    def on_prompt_line_submitted(self, message: PromptLine.Submitted) -> None:
        self.heard.append(message)

    def on_prompt_line_changed(self, message: PromptLine.Changed) -> None:
        self.heard.append(message)

    def on_prompt_line_cancelled(self, message: PromptLine.Cancelled) -> None:
        self.heard.append(message)


def drawn(panel: Panel) -> list[str]:
    return [panel.render_line(y).text.rstrip() for y in range(panel.size.height)]


@given(st.text(max_size=30), st.text(max_size=30), st.integers(1, 40))
def test_a_line_has_exactly_its_width(left: str, right: str, width: int) -> None:
    line = Line((Run(left), Run(left, "faint")), (Run(right),), "selected")
    assert sum(cell_len(part.text) for part in line_segments(line, width, UNSTYLED)) == width


@given(st.text("ab日 ", max_size=40), st.integers(2, 12))
def test_folding_loses_no_word(text: str, width: int) -> None:
    assert " ".join(folded(text, width)).split() == text.split()


async def test_only_changed_lines_are_drawn_again() -> None:
    panel = Panel()
    async with Bench(panel).run_test(size=(30, 6)) as pilot:
        panel.set_lines([Line((Run("one"),)), Line((Run("two"),))])
        await pilot.pause()
        panel.set_lines([Line((Run("one"),)), Line((Run("2"),))])
        assert {region.y for region in panel._repaint_regions} == {1}
        await pilot.pause()
        panel.set_lines([Line((Run("one"),)), Line((Run("2"),))])
        assert not panel._repaint_regions


async def test_a_panel_with_a_border_draws_every_line() -> None:
    panel = Panel()
    panel.styles.border = ("round", "red")
    async with Bench(panel).run_test(size=(30, 6)) as pilot:
        panel.set_lines([Line((Run("one"),)), Line((Run("two"),))])
        await pilot.pause()
        lines = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        assert "one" in lines[1]
        assert "two" in lines[2]


async def test_the_cast_shows_digits_and_marks_who_speaks() -> None:
    panel = CastPanel()
    app = Bench(panel)
    async with app.run_test(size=(40, 6)) as pilot:
        panel.show([XI, HONG._replace(speaks=True), CastRow("e9", "critics")])
        rows = drawn(panel)
        assert rows[0] == "CAST"
        assert rows[1].split() == ["1", "Xi", "Jinping", "PER", "2"]
        assert rows[2].startswith("▸4 Hong Min PER")
        assert rows[3] == "   critics"
        await pilot.click(CastPanel, offset=(5, 2))
        await pilot.click(CastPanel, offset=(5, 5))
        await pilot.pause()
        assert [message.entity_id for message in heard(app, CastPanel.Picked)] == ["e4"]


async def test_who_speaks_is_in_view_where_not_all_of_the_cast_fit() -> None:
    panel = CastPanel()
    app = Bench(panel)
    async with app.run_test(size=(40, 5)) as pilot:
        cast = [CastRow(f"e{number}", f"Person {number}") for number in range(12)]
        panel.show([*cast[:8], cast[8]._replace(speaks=True), *cast[9:]])
        await pilot.pause()
        rows = drawn(panel)
        assert rows[0].split() == ["CAST", "6–9", "of", "12"]
        assert rows[-1] == "▸  Person 8"
        await pilot.click(CastPanel, offset=(5, 1))
        await pilot.pause()
        assert [message.entity_id for message in heard(app, CastPanel.Picked)] == ["e5"]


async def test_the_inspector_cuts_what_is_long_and_folds_what_may_wrap() -> None:
    panel = InspectorPanel()
    async with Bench(panel).run_test(size=(42, 8)) as pilot:
        panel.show(
            "QUOTE 11 of 21",
            [
                ("contents", "North Korea is continuing its talks"),
                Fact("because", "no man " * 6, wraps=True),
            ],
            state="direct  0.86 ?",
            pending=True,
        )
        await pilot.pause()
        rows = drawn(panel)
        assert rows[0] == "QUOTE 11 of 21            direct  0.86 ?"
        assert rows[1] == " contents North Korea is continuing its…"
        assert rows[2].startswith(" because  no man")
        assert rows[3].startswith("          ")


async def test_article_text_is_no_markup_in_any_panel() -> None:
    panel = InspectorPanel()
    async with Bench(panel).run_test(size=(60, 8)):
        panel.show("[b]x[/b]", [("source", "[Reuters] [/ \x1b[31m")])
        assert drawn(panel)[:2] == ["[b]x[/b]", " source   [Reuters] [/ ␛[31m"]


async def test_a_finding_is_picked_by_its_number() -> None:
    panel = FindingsPanel()
    app = Bench(panel)
    async with app.run_test(size=(40, 6)) as pilot:
        panel.show([])
        await pilot.click(FindingsPanel, offset=(5, 1))
        panel.show(["speaker undecided", "two people bear this name"])
        await pilot.click(FindingsPanel, offset=(5, 2))
        await pilot.pause()
        assert [message.index for message in heard(app, FindingsPanel.Picked)] == [1]


async def test_the_title_gives_way_last() -> None:
    bar = TitleBar()
    async with Bench(bar).run_test(size=(140, 3)) as pilot:
        bar.show("A headline", place="3/7 articles", decided=9, total=21, findings=2, saved="saved")
        await pilot.pause()
        row = drawn(bar)[0]
        assert row.startswith("copydesk  A headline")
        assert row.endswith("9 of 21 decided   2 findings   3/7 articles   saved")
        await pilot.resize_terminal(70, 3)
        await pilot.pause()
        assert drawn(bar)[0].endswith("▌ 9/21   ! 2   saved")


@pytest.mark.parametrize(("done", "full"), [(0, 0), (20, 11), (21, 12)])
def test_progress_is_full_only_when_all_is_done(done: int, full: int) -> None:
    assert progress_runs(done, 21)[1].text == "█" * full


async def test_hints_fit_and_an_error_stays() -> None:
    bar = HintsBar()
    async with Bench(bar).run_test(size=(32, 3)):
        bar.show_hints(HINTS)
        assert drawn(bar)[0] == "a accept   x reject"
        bar.show_error("cannot save: disk full")
        bar.show_message("rejected")
        assert drawn(bar)[0] == "! cannot save: disk full"
        bar.clear_error()
        assert drawn(bar)[0] == "rejected"
        bar.show_message("")
        bar.show_hints([("letters", "choose")], "pick")
        assert drawn(bar)[0] == " pick    letters choose"


async def test_two_lines_stand_for_the_right_column() -> None:
    lines = FocusLines()
    async with Bench(lines).run_test(size=(40, 3)):
        lines.show("QUOTE 1 of 2", "“No”", speaker="4 Hong Min", score="0.86 ?", pending=True)
        assert drawn(lines) == ["QUOTE 1 of 2  “No”", "speaker 4 Hong Min" + " " * 14 + "0.86 ?"]
        lines.show("TEXT", "“No”", score="4 characters")
        assert drawn(lines)[1].strip() == "4 characters", "nobody speaks the bare text"


async def test_a_list_is_over_the_screen_while_it_is_open() -> None:
    choices = ChoiceList()
    app = Bench(choices)
    async with app.run_test(size=(100, 20)) as pilot:
        choices.show("Label", [("o", "ORG"), ("p", "[PERSON]")], 0)
        await pilot.pause()
        assert drawn(choices) == ["Label", " o ORG", " p [PERSON]"]
        await pilot.click(ChoiceList, offset=(6, 3))
        await pilot.pause()
        assert [message.index for message in heard(app, ChoiceList.Picked)] == [1]
        choices.close()
        await pilot.pause()
        assert not choices.display


async def test_a_list_stands_at_the_top_where_the_foot_is_needed() -> None:
    choices = ChoiceList()
    async with Bench(choices).run_test(size=(100, 20)) as pilot:
        choices.show("Label", [("o", "ORG")])
        await pilot.pause()
        assert choices.region.bottom == 19
        choices.show("Label", [("o", "ORG")], high=True)
        await pilot.pause()
        assert choices.region.y == 1


async def test_typing_is_told_letter_by_letter_and_then_as_a_whole() -> None:
    prompt = PromptLine()
    app = Bench(prompt)
    async with app.run_test(size=(40, 3)) as pilot:
        prompt.ask("Speaker [/", value="")
        await pilot.press("h", "o", "enter")
        await pilot.pause()
        assert [message.value for message in heard(app, PromptLine.Changed)] == ["h", "ho"]
        assert [message.value for message in heard(app, PromptLine.Submitted)] == ["ho"]
        assert not prompt.display


async def test_escape_leaves_the_prompt() -> None:
    prompt = PromptLine()
    app = Bench(prompt)
    async with app.run_test(size=(40, 3)) as pilot:
        prompt.ask("Note", value="a\x1b[31m")
        await pilot.pause()
        assert prompt.query_one(Input).render_line(0).text.rstrip() == "a␛[31m"
        await pilot.press("escape")
        await pilot.pause()
        assert len(heard(app, PromptLine.Cancelled)) == 1
        assert not prompt.display


def heard(app: Bench, kind: type[Message]) -> list[Any]:
    return [message for message in app.heard if isinstance(message, kind)]
