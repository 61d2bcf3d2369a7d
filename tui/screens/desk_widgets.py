"""The widgets of the desk that its first paint has, and how a session shows in them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from annotators.model.items import Quote
from tui.desk.marking import DeskPage
from tui.keys.actions import Context
from tui.keys.hints import fitting_hints, following_hints
from tui.keys.keymap import Keymap
from tui.keys.pending import NOTHING, Pending
from tui.session.session import Session
from tui.widgets.article_view import ArticleView
from tui.widgets.focus_lines import FocusLines
from tui.widgets.hints_bar import HintsBar
from tui.widgets.title_bar import TitleBar

SIDE_CELLS = 48
"""The width of the right column in cells."""

DESK_CSS = f"""
DeskScreen TitleBar, DeskScreen TutorialStrip {{ split: top; }}
DeskScreen HintsBar, DeskScreen PromptLine, DeskScreen FocusLines {{ split: bottom; }}
DeskScreen #side {{ split: right; width: {SIDE_CELLS}; border-left: solid $border; }}
DeskScreen ArticleView {{ height: 1fr; }}
DeskScreen #side > CastPanel {{ height: 14; }}
DeskScreen #side > InspectorPanel {{ height: 1fr; min-height: 9; border-top: solid $border; }}
DeskScreen #side > FindingsPanel {{ height: 9; border-top: solid $border; }}
DeskScreen FocusLines {{ display: none; }}
DeskScreen.-narrow #side {{ display: none; }}
DeskScreen.-narrow FocusLines {{ display: block; }}
"""


class DeskWidgets:
    """What the first paint shows: the article, its title, the keys; its side is still bare.

    Holds these widgets; shows all of a session, or only where its focus is.
    """

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self.article = ArticleView()
        self.title = TitleBar()
        self.lines = FocusLines()
        self.hints = HintsBar()
        self.side = Vertical(id="side")
        self.place = ""
        self.saved = ""
        self.save_failed = False
        self.drafting = ""
        self._findings = 0

    def compose(self) -> ComposeResult:
        """The title above, the article and room for its side in the middle, the keys below."""
        # Each is split off from what is left, so that no container has to be drawn below them.
        yield self.title
        yield self.hints
        yield self.lines
        yield self.side
        yield self.article

    def show_items(self, session: Session) -> None:
        """Show the items anew, and how far they are done."""
        self.article.set_page(DeskPage(session))
        self.show_title(session)

    def show_findings(self, session: Session) -> None:
        """Say how much is wrong with the article."""
        self._findings = len(session.problems)
        self.show_title(session)

    def show_focus(self, session: Session) -> None:
        """Show where the focus is, and the keys that fit it."""
        focus, quote = session.focus, session.quote
        related = [s for _, s in quote.parts if s != focus.span] if quote else []
        self.article.set_focus(
            focus.span,
            at_end=focus.at_end,
            related=related,
            beside=quote.hull if quote else None,
            look="focus" if focus.item else "cursor",
        )
        self.show_hints(session)

    def show_title(self, session: Session) -> None:
        """Show the headline, how far it is, and whether it is saved."""
        decided, total = session.view.progress
        about = [f"comparing {session.overlay.names}"] if session.overlay else [self.place]
        about += ["blind"] if session.review.is_blind else []
        left = session.left(total - decided)
        saved = "read only" if session.holder else self.saved
        self.title.show(
            session.review.article.title,
            place=" · ".join(
                filter(None, [left and f"{left} left", *about, session.review.purpose])
            ),
            decided=decided,
            total=total,
            findings=self._findings,
            saved=" · ".join(filter(None, (self.drafting, saved))),
            failed=self.save_failed,
        )

    def show_hints(self, session: Session, pending: Pending = NOTHING) -> None:
        """Show the keys that fit the moment, or what can follow those that are pending."""
        if pending:
            following = following_hints(self._keymap, context_of(session), pending)
            self.hints.show_hints(following, mode=pending.shown)
            return
        item = session.item
        waits = item is not None and session.view.is_pending(item)
        differs = session.overlay is not None and item is not None and session.overlay.dispute(item)
        hints = fitting_hints(
            self._keymap, context_of(session), pending=waits, disputed=bool(differs)
        )
        self.hints.show_hints(hints)


def context_of(session: Session) -> Context:
    """Where the hands are, for the keymap."""
    if session.focus.item is None:
        return "cursor"
    return "quote" if isinstance(session.item, Quote) else "mention"
