"""Where the focus can be."""

from __future__ import annotations

from annotators.model.items import Quote
from annotators.model.span import Span
from tui.session.focus import Focus, on_item, stepped_part


def test_a_quote_without_any_part_is_met_at_the_start() -> None:
    quote = Quote(id="q")
    focus = on_item(quote)
    assert focus == Focus(Span(0, 0), at_end=False, item="q")
    assert focus.active == 0
    assert stepped_part(quote, focus, 1) == focus
