"""The one focus: a span with an active end, on a part of a quote, a mention, or the bare text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotators.model.items import ROLES, Mention, Quote, Role
from annotators.model.span import Span
from annotators.model.view import View


class Focus(NamedTuple):
    """Where the hands are.

    `item` is the id of a quote or mention, None on the bare text. `role` says
    which sort of part of a quote. `held` is the offset at which the cursor is
    held, so that moving marks a span.
    """

    span: Span
    at_end: bool = True
    item: str | None = None
    role: Role | None = None
    held: int | None = None

    @property
    def active(self) -> int:
        """The offset of the active end: the last code point inside, or the first."""
        return self.span.end - 1 if self.at_end else self.span.start

    def on(self, span: Span) -> Focus:
        """The same focus on another span."""
        return self._replace(span=span)

    def swapped(self) -> Focus:
        """The same focus with the other end active."""
        return self._replace(at_end=not self.at_end)


def on_quote(quote: Quote, role: Role | None = None, span: Span | None = None) -> Focus:
    """The focus on a part of a quote: its first contents unless told otherwise.

    A quote without any part, as other tools may write one, is met at the start of the text.
    """
    if not quote.parts:
        return Focus(quote.hull, at_end=False, item=quote.id)
    parts = [part for part in quote.parts if role in {None, part[0]}]
    if span is not None:
        parts = [part for part in parts if part[1] == span] or parts
    wanted = parts or list(quote.parts)
    first_contents = next((p for p in wanted if p[0] == "contents"), wanted[0])
    chosen = first_contents if role is None and span is None else wanted[0]
    return Focus(chosen[1], item=quote.id, role=chosen[0])


def on_mention(mention: Mention) -> Focus:
    """The focus on a mention."""
    return Focus(mention.span, item=mention.id)


def on_item(item: Quote | Mention) -> Focus:
    """The focus on an item."""
    return on_quote(item) if isinstance(item, Quote) else on_mention(item)


def kept(view: View, focus: Focus, hint: Quote | Mention | None = None) -> Focus:
    """The focus after a change: the same part if it stands, else the item, else the bare text.

    `hint` is the item that the change made of the one in focus.
    """
    if focus.item is None:
        return focus
    item = hint or view.locate(focus.item) or _at_span(view, focus)
    if item is None:
        return Focus(focus.span, focus.at_end)
    if isinstance(item, Mention):
        return focus._replace(item=item.id, span=item.span, role=None)
    if focus.role is not None and focus.span in item.spans(focus.role):
        return focus._replace(item=item.id)
    return on_quote(item, focus.role if focus.role and item.spans(focus.role) else None)


def nearest(view: View, spans: Sequence[Span]) -> Focus | None:
    """The focus on the quote or name at the first span that has one; else on the first span."""
    for span in spans:
        named = next((m for m in view.mentions if m.span == span), None)
        said = [q for q in view.quotes if any(span.overlaps(own) for own in q.contents)]
        best = max(said, key=lambda q: _shared(q.contents, spans), default=None)
        whole = next((q for q in said if span in q.contents), best)
        if whole is not None and (named is None or span in whole.contents):
            return on_quote(whole)
        if named is not None:
            return on_mention(named)
    return Focus(spans[0]) if spans else None


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many code points some spans have in common with others."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def stepped_part(quote: Quote, focus: Focus, step: int) -> Focus:
    """The focus on the next (1) or previous (-1) part: contents, then cues, then sources."""
    parts = [(role, span) for role in ROLES for span in quote.spans(role)]
    if not parts:
        return focus
    index = next((i for i, (r, s) in enumerate(parts) if (r, s) == (focus.role, focus.span)), 0)
    role, span = parts[(index + step) % len(parts)]
    return Focus(span, item=quote.id, role=role)


def _at_span(view: View, focus: Focus) -> Quote | Mention | None:
    if focus.role is None:
        return next((m for m in view.mentions if m.span == focus.span), None)
    return next((q for q in view.quotes if focus.span in q.spans(focus.role)), None)
