"""The article on the screen: reading comes first, everything else is margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotators.model.article import Article
from annotators.model.span import Span
from tui.widgets import reading
from tui.widgets.dragging import Drag
from tui.widgets.looking import UNSTYLED, looks_of, needed
from tui.widgets.margin import NARROW, WIDE
from tui.widgets.page import Page
from tui.widgets.sheet import Damage, Focus, Sheet

WIDE_FROM = 84
"""The width in cells from which the margin has room for whole names."""


class ArticleView(ScrollView, can_focus=False, inherit_bindings=False):
    """An article with its marks and its margin, drawn row by row.

    It knows offsets into the article and nothing of quotes or people. Keys are the screen's
    business; the mouse leaves as messages.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ArticleView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    column: var[int] = var(92, init=False)
    """The greatest width of the text in cells."""

    class Clicked(Message):
        """The mouse was clicked on an offset, so many times in a row."""

        def __init__(self, offset: int, count: int) -> None:
            self.offset = offset
            self.count = count
            super().__init__()

    class Dragged(Message):
        """The mouse was drawn over a span and let go."""

        def __init__(self, span: Span) -> None:
            self.span = span
            super().__init__()

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._sheet = Sheet(UNSTYLED)
        self._column_kept = reading.Column()
        self._painted: set[int] = set()
        self._anchor = 0
        self._expected = 0
        self._height = 0
        self._drag = Drag()

    def show(self, article: Article, *, width: int = 0) -> None:
        """Show another article from its top, as a blank page without a focus.

        `width` is what the view will have in cells, where it has no size yet: wrapped for it, the
        text is there at the first paint.
        """
        self._sheet.take(article.text)
        self._anchor = 0
        self._expected = 0 if self.size.width else width
        self.scroll_to(y=0, animate=False, immediate=True)
        self._rewrap(anew=True)

    def set_page(self, page: Page) -> None:
        """Replace all that is said of the text; only rows that look different are drawn again."""
        rows = self._rows_in_view
        self._painted.intersection_update(rows)
        self._repaint(self._sheet.set_page(page, rows))

    def set_letters(self, letters: Mapping[int, str]) -> None:
        """Draw letters over the first cells of words, by offset; an empty mapping removes them."""
        self._repaint(self._sheet.set_letters(letters))

    def set_focus(
        self,
        span: Span | None,
        *,
        at_end: bool = True,
        related: Sequence[Span] = (),
        beside: Span | None = None,
        look: str = "focus",
    ) -> None:
        """Move the focus and bring it into view; no span removes it.

        `related` are the other parts of the same item, `beside` the span of its margin note,
        `look` is `cursor` where no item but a bare token is in focus.
        """
        focus = Focus(span, at_end, tuple(related), beside, look) if span else None
        self._repaint(self._sheet.set_focus(focus))
        if focus:
            self._bring_into_view(focus)

    @property
    def view_span(self) -> Span:
        """From the first to the last code point in view."""
        return reading.span_of(self._sheet.layout, self._rows_in_view)

    @property
    def top_offset(self) -> int:
        """The offset at which the topmost row begins."""
        return reading.start_of(self._sheet.layout, self.scroll_offset.y)

    @property
    def is_focus_low(self) -> bool:
        """Whether the active end stands in the lower half of the view."""
        focus = self._sheet.focus
        row = self._sheet.layout.row_of(focus.active) if focus else 0
        return row - self.scroll_offset.y > self.size.height // 2

    def words_in_view(self) -> list[Span]:
        """The words in view that are two cells or wider, in order."""
        return reading.words(self._sheet.layout, self._rows_in_view)

    def offset_by_rows(self, offset: int, rows: int) -> int:
        """The offset so many rows with text further down (or up), in the same cell column."""
        return self._column_kept.move(self._sheet.layout, offset, rows)

    def page(self, direction: int) -> int:
        """Scroll by a page; the offset to which the cursor goes with it."""
        rows = direction * max(1, self.size.height - 2)
        focus = self._sheet.focus
        offset = focus.active if focus else self.top_offset
        self._jump(self.scroll_offset.y + rows)
        return self._column_kept.move(self._sheet.layout, offset, rows)

    def scroll_to_offset(self, offset: int) -> None:
        """Bring the row of an offset to the top."""
        self._jump(self._sheet.layout.row_of(offset))

    def is_painted(self, span: Span) -> bool:
        """Whether the row on which a span begins or ends was drawn since it last changed."""
        rows = self._sheet.layout.rows_of(span)
        return rows.start in self._painted or rows.stop - 1 in self._painted

    def grapheme_after(self, offset: int) -> int:
        """The offset one grapheme on."""
        return self._sheet.layout.grapheme_after(offset)

    def grapheme_before(self, offset: int) -> int:
        """The offset one grapheme back."""
        return self._sheet.layout.grapheme_before(offset)

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        row = y + self.scroll_offset.y
        if row >= len(self._sheet.layout):
            return Strip.blank(self.size.width, self._sheet.looks.base)
        self._painted.add(row)
        return self._sheet.strip(row)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line that was drawn."""
        return needed(super().get_line_filters())

    def notify_style_update(self) -> None:
        """Take the looks of the theme when it changes."""
        super().notify_style_update()
        looks = looks_of(self)
        if looks is not self._sheet.looks:
            self._sheet.restyle(looks)
            self._painted.clear()
            self.refresh()

    def watch_column(self) -> None:
        """Wrap at the new width."""
        self._rewrap()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Forget what was painted, for every line of the view is another row now."""
        if round(old_value) != round(new_value):
            self._painted.clear()
        super().watch_scroll_y(old_value, new_value)

    def on_resize(self) -> None:
        """Wrap anew when the width changed; the top of the view stays, but for what has the focus.

        A focus that was in view before stays in view.
        """
        self._rewrap()
        self._height = self.size.height

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a drag."""
        if event.button == 1:
            self._drag.press(self._offset_under(event), self._sheet.focus)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the dragged span while the mouse moves."""
        if span := self._drag.draw(self._offset_under(event), self._sheet.layout):
            self._repaint(self._sheet.set_focus(Focus(span)))

    def on_mouse_up(self) -> None:
        """End a drag; the focus is as before until the screen moves it."""
        self.release_mouse()
        if span := self._drag.release():
            self._repaint(self._sheet.set_focus(self._drag.before))
            self.post_message(self.Dragged(span))

    def on_click(self, event: events.Click) -> None:
        """Tell where the mouse was clicked, unless it was dragged there."""
        if not self._drag.has_drawn:
            self.post_message(self.Clicked(self._offset_under(event), event.chain))

    def _offset_under(self, event: events.MouseEvent) -> int:
        layout = self._sheet.layout
        gutter = self.gutter
        row = min(max(0, event.y - gutter.top + self.scroll_offset.y), len(layout) - 1)
        return layout.offset_at(row, event.x - gutter.left - self._sheet.left)

    @property
    def _rows_in_view(self) -> range:
        top = self.scroll_offset.y
        return range(top, max(top + 1, min(top + self.size.height, len(self._sheet.layout))))

    def _was_in_view(self, focus: Focus) -> bool:
        """Whether the active end was in view while the view had the height that it had last."""
        top, height = self.scroll_offset.y, self._height or self.size.height
        return top <= self._sheet.layout.row_of(focus.active) < top + height

    def _bring_into_view(self, focus: Focus) -> None:
        layout, height = self._sheet.layout, self.size.height
        rows = layout.rows_of(focus.beside or focus.span)
        if len(rows) > height - 2 * reading.CONTEXT:
            rows = layout.rows_of(focus.span)
        if len(rows) > height - 2 * reading.CONTEXT:
            active = layout.row_of(focus.active)
            rows = range(active, active + 1)
        top = reading.top_for(rows, self.scroll_offset.y, height)
        if top is not None:
            self._jump(top)

    def _jump(self, row: int) -> None:
        self.scroll_to(y=max(0, row), animate=False, immediate=True)

    def _repaint(self, damage: Damage) -> None:
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        self._painted.difference_update(damage)
        regions = [
            Region(first, row - top, end - first, 1)
            for row, (first, end) in damage.items()
            if top <= row < bottom
        ]
        if regions:
            self.refresh(*regions)

    def _rewrap(self, *, anew: bool = False) -> None:
        sheet, width = self._sheet, self.size.width or self._expected
        if not width:
            return
        is_first = bool(self.size.width and self._expected)
        if is_first:
            self._expected = 0
        if sheet.layout.row_of(self._anchor) != self.scroll_offset.y:
            self._anchor = self.top_offset
        margin = WIDE if width >= WIDE_FROM else NARROW
        column = max(1, min(self.column, width - margin - 1))
        indent = max(0, (width - margin - column) // 3)
        if not anew and (column, margin, indent, width) == sheet.measure:
            if sheet.focus and (is_first or self._was_in_view(sheet.focus)):
                self._bring_into_view(sheet.focus)
            return
        focus = sheet.focus
        follows = focus and (is_first or not sheet.layout.text or self._was_in_view(focus))
        sheet.wrap(column, margin, indent, width)
        self._painted.clear()
        self.virtual_size = Size(width, len(sheet.layout))
        self._jump(sheet.layout.row_of(self._anchor))
        if focus and follows:
            self._bring_into_view(focus)
        self.refresh()
