"""The session at one article: its review, its focus, and what was done last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotators.model.change import Change, Edit
from annotators.model.dossier import Dossier
from annotators.model.items import Mention, Quote
from annotators.model.layer import Layer
from annotators.model.naming import SPEECHLESS
from annotators.model.parse import Parse
from annotators.model.review import Review
from annotators.model.span import Span
from annotators.model.units import Units
from annotators.model.view import View
from tui.keys.keymap import Keymap
from tui.session.focus import Focus, kept, nearest, on_item, on_quote

if TYPE_CHECKING:
    from annotators.adjudication.overlay import Overlay
    from annotators.model.elsewhere import Carried
    from annotators.model.findings import Finding

Repeatable = Callable[[], None]


class Session:
    """Holds what is open.

    The screen listens: `on_change` is called after each decision, `on_redraw`
    when items look different without one, `on_move` after each change of
    focus, `on_say` with a line to show. `key` answers how the key of an
    action is shown. `elsewhere`, where there are other articles, proposes a
    correction in them. `notice` is said when the article is shown. `overlay`
    holds the layers that are compared, where some are. `holder` says who has
    the article instead; it is empty while nobody was asked.
    `left` says about how long so many pending quotes will take, in words.
    `proposes` says whether the rest of a quote is proposed when a part is marked.
    """

    def __init__(
        self,
        review: Review,
        *,
        parse: Parse | None = None,
        holder: str | None = None,
        overlay: Overlay | None = None,
        proposes: bool = True,
    ) -> None:
        self.review = review
        self.holder = holder
        self.notice = f"read only: {holder}" if holder else ""
        self.overlay = overlay
        self.proposes = proposes
        self.units = Units(review.article, review.view.kinds, parse)
        self.focus = self._first_focus()
        self.quote_at_hand: str | None = self.focus.item
        self.last: Repeatable | None = None
        self.matches: tuple[int, ...] = ()
        self.searched = ""
        self.key: Callable[[str], str] = Keymap().told
        self.left: Callable[[int], str] = lambda _: ""
        self.on_change: Callable[[], None] = _nothing
        self.on_redraw: Callable[[], None] = _nothing
        self.on_move: Callable[[], None] = _nothing
        self.on_say: Callable[[str], None] = _silent
        self.elsewhere: Callable[[Carried], None] | None = None
        self._problems: tuple[View, Units, tuple[Finding, ...]] | None = None

    @property
    def view(self) -> View:
        """The article as this annotator sees it."""
        return self.review.view

    @property
    def item(self) -> Quote | Mention | None:
        """The item in focus."""
        return self.view.locate(self.focus.item) if self.focus.item else None

    @property
    def quote(self) -> Quote | None:
        """The quote in focus."""
        item = self.item
        return item if isinstance(item, Quote) else None

    @property
    def mention(self) -> Mention | None:
        """The mention in focus."""
        item = self.item
        return item if isinstance(item, Mention) else None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions that are shown."""
        return tuple(filter(self.shows, self.view.mentions))

    @property
    def shows(self) -> Callable[[Mention], bool]:
        """Whether a mention is shown: a date or a figure only where names are annotated, too."""
        if "entities" in self.review.layer.header.scope:
            return lambda _: True
        return lambda mention: mention.label not in SPEECHLESS

    @property
    def nearby_quote(self) -> Quote | None:
        """The quote in focus, or else the one that was last."""
        item = self.view.locate(self.quote_at_hand) if self.quote_at_hand else None
        return self.quote or (item if isinstance(item, Quote) else None)

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What is wrong with the article as it stands; found once for each state."""
        known = self._problems
        if known is None or known[0] is not self.view or known[1] is not self.units:
            known = (self.view, self.units, self.review.problems(self.units.parse))
            self._problems = known
        return known[2]

    @property
    def is_writable(self) -> bool:
        """Whether this session may change the article; says why not."""
        if self.holder is not None:
            self.on_say(f"read only: {self.holder or 'it is being opened'}")
        return self.holder is None

    def do(self, change: Change, *, then: Focus | None = None) -> bool:
        """Do a change and keep the focus on what it made of the item in focus.

        `then` is where the focus goes otherwise. Answers whether anything changed.
        """
        if not self.is_writable or change.is_empty:
            return False
        if self.overlay is not None:
            from annotators.adjudication.settling import with_rejected  # noqa: PLC0415 - as above

            change = with_rejected(self.view, self.overlay, change, self.review.fresh)
        before, purpose = self.focus.item, self.review.purpose
        done = self.review.do(change, focus=before or "")
        self.focus = then or kept(self.view, self.focus, _made(done.edits, before))
        self._hold_quote()
        self.on_change()
        if purpose is not None:
            self.on_say(f"the {purpose} layer stands; this is a working copy until you finish it")
        return True

    def move(self, focus: Focus) -> None:
        """Move the focus."""
        if focus != self.focus:
            self.focus = focus
            self._hold_quote()
            self.on_move()

    @contextmanager
    def moves_at_once(self) -> Iterator[None]:
        """Tell of several moves as of one, so that only where they end is drawn."""
        on_move, moved = self.on_move, False

        def note() -> None:
            nonlocal moved
            moved = True

        self.on_move = note
        try:
            yield
        finally:
            self.on_move = on_move
            if moved:
                on_move()

    def go_to(self, item_id: str) -> None:
        """Focus an item by its id; say so where it is not there any more."""
        item = self.view.locate(item_id) if item_id else None
        if item is not None:
            self.move(on_item(item))
        elif item_id:
            self.on_say("it is not in the article as it stands")

    def go_near(self, spans: Sequence[Span]) -> None:
        """Focus what stands at one of these spans, the first that something does; else its text."""
        focus = nearest(self.view, spans)
        if focus is not None:
            self.move(focus)

    def resume(self, focus: Focus) -> None:
        """Go to where the article was left; where the item is gone, to the bare text there."""
        self.focus = kept(self.view, focus)
        self._hold_quote()

    def take_draft(self, draft: Layer, parse: Parse | None) -> None:
        """Show a draft that has just been made; the focus stays where it is."""
        untouched = self.focus == self._first_focus()
        self.review.take_draft(draft)
        self.take_parse(parse)
        self.resume(self._first_focus() if untouched else self.focus)
        self.on_redraw()

    def take_dossier(self, dossier: Dossier) -> None:
        """Show what the article's file says now; the focus stays where it is."""
        self.review.take_dossier(dossier)
        self.resume(self.focus)
        self.on_redraw()

    def take_parse(self, parse: Parse | None) -> None:
        """Grow and shrink by this parse from now on."""
        if parse is not None:
            self.units = Units(self.review.article, self.view.kinds, parse)

    def refocus(self) -> None:
        """Find the focus again after items changed under it, as undo does."""
        self.focus = kept(self.view, self.focus)
        self._hold_quote()
        self.on_change()

    def _hold_quote(self) -> None:
        if isinstance(self.item, Quote):
            self.quote_at_hand = self.focus.item

    def _first_focus(self) -> Focus:
        view = self.view
        if view.undecided:
            return on_item(view.undecided[0])
        if view.quotes:
            return on_quote(view.quotes[0])
        token = self.units.token_at(0)
        return Focus(token) if token is not None else Focus(Span(0, 0))


def _made(edits: tuple[Edit, ...], before: str | None) -> Quote | Mention | None:
    """The item that an edit made of the one with the id `before`."""
    for edit in edits:
        after = edit.after
        if not isinstance(after, Quote | Mention) or after.trace.decision == "rejected":
            continue
        origin = after.trace.origin.item if after.trace.origin else None
        if before in {after.id, origin}:
            return after
    return None


def _nothing() -> None:
    return None


def _silent(_: str) -> None:
    return None
