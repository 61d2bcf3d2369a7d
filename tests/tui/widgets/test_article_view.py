from collections.abc import Iterator

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from annotators.model.article import Article
from annotators.model.span import Span
from tests.tui.widgets.said import Said
from tui.themes import THEMES
from tui.widgets.article_view import ArticleView
from tui.widgets.margin import MarginNote
from tui.widgets.paint import Mark

PARAGRAPH = "Hong Min said on Friday that the talks had stalled, and that nobody knew why they had."
ODD = "[Reuters] [/ [bold]x[/] 👨\u200d👩\u200d👧 שלום\ttab\x1b[31m e\u0301 日本"
TEXT = "\n\n".join([ODD, *[f"{number}. {PARAGRAPH}" for number in range(40)]])
SIZE = (70, 20)


class CountingView(ArticleView):
    """Counts the rows that are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y + self.scroll_offset.y)
        return super().render_line(y)


class Reader(App[None]):
    """An article and nothing else."""

    def __init__(self, text: str = TEXT) -> None:
        super().__init__()
        self.text = text
        self.view = CountingView()
        self.heard: list[object] = []
        for theme in THEMES:
            self.register_theme(theme)

    def compose(self) -> Iterator[Widget]:
        yield self.view

    def on_mount(self) -> None:
        self.view.show(Article("x", self.text))

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        self.heard.append((message.offset, message.count))

    def on_article_view_dragged(self, message: ArticleView.Dragged) -> None:
        self.heard.append(message.span)


async def drawn_rows(pilot: Pilot[None], app: Reader) -> list[int]:
    await pilot.pause()
    rows, app.view.drawn = app.view.drawn, []
    return sorted(rows)


def screen_rows(app: Reader) -> list[str]:
    view = app.view
    return [view.render_line(y).text for y in range(view.size.height)]


def row_at(app: Reader, offset: int) -> str:
    """The text drawn on the row of an offset, right of the margin."""
    view = app.view
    row = view._sheet.layout.row_of(offset) - view.scroll_offset.y
    return view.render_line(row).text[view._sheet.left :].rstrip()


async def test_every_character_is_shown() -> None:
    app = Reader()
    async with app.run_test(size=(120, 20)):
        top = row_at(app, 0)
        for piece in (
            "[Reuters]",
            "[/ ",
            "[bold]x[/]",
            "👨\u200d👩\u200d👧",
            "שלום→tab",
            "␛[31m",
            "e\u0301",
            "日本",
        ):
            assert piece in top


async def test_moving_the_focus_draws_only_the_rows_it_leaves_and_reaches() -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        first, second = TEXT.index("0. Hong"), TEXT.index("1. Hong")
        app.view.set_focus(Span(first, first + 2))
        rows = [app.view._sheet.layout.row_of(at) for at in (first, second)]
        await drawn_rows(pilot, app)
        app.view.set_focus(Span(second, second + 2))
        assert await drawn_rows(pilot, app) == rows
        app.view.set_focus(Span(second, second + 2))
        assert await drawn_rows(pilot, app) == []


async def test_new_marks_and_notes_draw_only_the_rows_they_change() -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        at = TEXT.index("Friday")
        row = app.view._sheet.layout.row_of(at)
        marks = (Mark(Span(0, 9), "name-ORG"), Mark(Span(at, at + 6), "cue"))
        app.view.set_page(Said(marks))
        await drawn_rows(pilot, app)
        marks = (marks[0], Mark(marks[1].span, "source"))
        app.view.set_page(Said(marks))
        assert await drawn_rows(pilot, app) == [row]
        app.view.set_page(Said(marks, (MarginNote(Span(at, at + 6), "4 Hong Min"),)))
        assert await drawn_rows(pilot, app) == [row]
        assert "4 Min      ┃" in screen_rows(app)[row]


async def test_the_focus_comes_into_view_at_once_with_rows_around_it() -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        view, layout = app.view, app.view._sheet.layout
        for number in (30, 31, 5, 39):
            at = TEXT.index(f"{number}. Hong")
            view.set_focus(Span(at, at + 2))
            top, row = view.scroll_offset.y, layout.row_of(at)
            assert top + 2 <= row < top + view.size.height
            view.set_focus(Span(at + 3, at + 7))
            assert view.scroll_offset.y == top
            await pilot.pause()


async def test_a_margin_note_in_focus_is_pointed_at() -> None:
    app = Reader()
    async with app.run_test(size=(120, 20)):
        span = Span(TEXT.index("0. Hong"), TEXT.index("1. Hong") - 2)
        app.view.set_page(Said(beside=(MarginNote(span, "4 Hong Min", "pending", flag=True),)))
        app.view.set_focus(Span(span.start, span.start + 2), beside=span)
        assert any("⚑▸4 Hong Min ?    ┆ 0. Hong" in row for row in screen_rows(app))
        app.view.set_focus(None)
        assert any("⚑ 4 Hong Min ?    ┆ 0. Hong" in row for row in screen_rows(app))


async def test_the_quote_in_focus_is_named_where_two_share_a_row() -> None:
    app = Reader()
    async with app.run_test(size=(120, 20)):
        first, second = (TEXT.index(word) for word in ("Hong Min", "talks"))
        notes = tuple(
            MarginNote(Span(at, at + 5), label) for at, label in ((first, "1 Xi"), (second, "2 Ri"))
        )
        app.view.set_page(Said(beside=notes))
        margin = [row for row in screen_rows(app) if "┃" in row]
        assert len(margin) == 1
        assert margin[0].split()[:2] == ["1", "Xi"]
        app.view.set_focus(notes[1].span, beside=notes[1].span)
        assert [row.split()[:2] for row in screen_rows(app) if "┃" in row] == [["▸2", "Ri"]]


async def test_letters_move_nothing() -> None:
    app = Reader()
    async with app.run_test(size=SIZE):
        at = TEXT.index("Friday")
        before = screen_rows(app)
        app.view.set_letters({at: "qz"})
        assert "said on qziday that" in row_at(app, at)
        app.view.set_letters({})
        assert screen_rows(app) == before


async def test_words_in_view_are_those_of_the_rows_in_view() -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        app.view.scroll_to_offset(TEXT.index("7. Hong"))
        await pilot.pause()
        view = app.view.view_span
        words = app.view.words_in_view()
        assert app.view.top_offset == view.start == TEXT.index("7. Hong")
        assert words
        assert all(view.holds(word) for word in words)


@pytest.mark.parametrize("width", [50, 100, 34])
async def test_resizing_keeps_the_row_at_the_top(width: int) -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        at = TEXT.index("20. Hong")
        app.view.scroll_to_offset(at)
        await pilot.pause()
        await pilot.resize_terminal(width, 20)
        await pilot.pause()
        assert app.view._sheet.layout.row_of(at) == app.view.scroll_offset.y
        await pilot.resize_terminal(*SIZE)
        await pilot.pause()
        assert app.view.top_offset == at


async def test_resizing_does_not_lose_the_focus_from_view() -> None:
    app = Reader()
    async with app.run_test(size=(100, 20)) as pilot:
        at = app.view.view_span.end - 4
        app.view.set_focus(Span(at, at + 3))
        await pilot.pause()
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert app.view.view_span.touches(at)


async def test_paging_there_and_back_ends_where_it_began() -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        at = TEXT.index("10. Hong")
        app.view.set_focus(Span(at, at + 2))
        down = app.view.page(1)
        assert down > at
        app.view.set_focus(Span(down, down + 1))
        await pilot.pause()
        assert app.view.page(-1) == at + 1


async def test_what_is_out_of_view_or_changed_is_not_painted() -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        here, far = Span(0, 9), Span(len(TEXT) - 9, len(TEXT))
        assert app.view.is_painted(here)
        assert not app.view.is_painted(far)
        app.view.set_focus(here)
        assert not app.view.is_painted(here)
        await pilot.pause()
        assert app.view.is_painted(here)
        app.view.set_focus(far)
        assert not app.view.is_painted(far)
        await pilot.pause()
        assert app.view.is_painted(far)
        assert not app.view.is_painted(here)


async def test_the_view_tells_when_the_focus_is_low() -> None:
    app = Reader()
    async with app.run_test(size=SIZE):
        app.view.set_focus(Span(0, 9))
        assert not app.view.is_focus_low
        end = app.view.view_span.end
        app.view.set_focus(Span(end - 2, end - 1))
        assert app.view.is_focus_low


async def test_clicks_tell_the_offset_and_how_many() -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        at = TEXT.index("said")
        row, cell = app.view._sheet.layout.place(at)
        spot = (app.view._sheet.left + cell, row)
        await pilot.click(CountingView, offset=spot)
        await pilot.click(CountingView, offset=spot, times=2)
        assert app.heard[0] == (at, 1)
        assert app.heard[-1] == (at, 2)


async def test_a_drag_draws_a_span_and_tells_it() -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        at = TEXT.index("Friday")
        row, cell = app.view._sheet.layout.place(at)
        left = app.view._sheet.left + cell
        await pilot.mouse_down(CountingView, offset=(left, row))
        await pilot.hover(CountingView, offset=(left + 3, row))
        assert app.view._sheet.focus
        assert app.view._sheet.focus.span == Span(at, at + 4)
        await pilot.hover(CountingView, offset=(left + 5, row))
        await pilot.mouse_up(CountingView, offset=(left + 5, row))
        await pilot.pause()
        assert app.heard == [Span(at, at + 6)]
        assert app.view._sheet.focus is None


async def test_another_theme_is_drawn_at_once() -> None:
    app = Reader()
    async with app.run_test(size=SIZE) as pilot:
        app.theme = "copydesk-dark"
        await pilot.pause()
        dark = next(iter(app.view.render_line(0))).style
        app.theme = "copydesk-light"
        await pilot.pause()
        light = next(iter(app.view.render_line(0))).style
        assert dark
        assert light
        assert dark.bgcolor != light.bgcolor


async def test_a_focus_set_before_the_first_layout_is_in_view_after_it() -> None:
    app = Reader()
    at = TEXT.index("30. Hong")
    app.call_later(lambda: app.view.set_focus(Span(at, at + 2)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert app.view.view_span.touches(at)


async def test_an_empty_article_is_shown_as_nothing() -> None:
    app = Reader("")
    async with app.run_test(size=SIZE):
        assert app.view.words_in_view() == []
        assert app.view.view_span == Span(0, 0)
        assert app.view.page(1) == 0
