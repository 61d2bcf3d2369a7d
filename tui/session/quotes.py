"""Quotes: the actions that make one, set its parts, and delete them."""

from __future__ import annotations

from collections.abc import Callable

from annotators.model import intents, naming
from annotators.model.items import Mention, Quote, Role
from annotators.model.proposals import propose
from annotators.model.span import Span, trim
from tui.session.asking import Asker
from tui.session.focus import Focus, on_quote
from tui.session.session import Session

_ROLE_KEYS: dict[str, Role] = {"contents": "contents", "cue": "cues", "source": "sources"}


class Quotes:
    """The actions that make quotes, and make them of other parts."""

    def __init__(self, session: Session, asker: Asker) -> None:
        self._session = session
        self._asker = asker

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        roles = {name: self._to_role(role) for name, role in _ROLE_KEYS.items()}
        return roles | {"new-quote": self.new_quote, "delete": self.delete}

    def new_quote(self) -> None:
        """Make the span in focus the contents of a new quote, with what is proposed for it."""
        session = self._session
        span = trim(session.review.article.text, session.focus.span)
        if span is None or not session.is_writable:
            return
        if any(span in q.contents for q in session.view.quotes):
            session.on_say("there is a quote with these contents already")
            return
        proposal = propose(session.view, session.units, span)
        quote = Quote(
            id=session.review.fresh("q"),
            contents=(span,),
            cues=proposal.cues,
            sources=proposal.sources,
            speakers=proposal.speakers,
            speaker_state=proposal.state,
        )
        change = intents.new_quote(session.view, quote, session.review.fresh)
        session.do(change, then=on_quote(quote))

    def delete(self) -> None:
        """Delete the part of the quote, or the mention, in focus."""
        session, item, focus = self._session, self._session.item, self._session.focus
        if isinstance(item, Mention):
            session.do(naming.delete_mention(session.view, item, session.review.fresh))
        elif isinstance(item, Quote) and focus.role is not None:
            change = intents.delete_part(
                session.view, item, focus.role, focus.span, session.review.fresh
            )
            if session.do(change) and change.intent == "delete quote":
                session.on_say(f"the whole quote is deleted; {session.key('undo')} takes it back")

    def _to_role(self, role: Role) -> Callable[[], None]:
        def act() -> None:
            session = self._session
            if session.quote is not None:
                self._pick_part(session.quote, role)
            elif session.nearby_quote is not None:
                self._put_part(
                    session.nearby_quote, role, session.focus.span, alone=role != "contents"
                )
            else:
                session.on_say("go to a quote first, then mark its part")

        return act

    def _pick_part(self, quote: Quote, role: Role) -> None:
        """Pick a part by letters: it takes the place of what is there, but contents are added."""
        session = self._session
        words = list(self._asker.words_in_view())
        mentions = list(self._asker.mentions_in_view()) if role == "sources" else []
        started = {m.start for m in mentions}
        targets = sorted([*mentions, *(w for w in words if w.start not in started)])

        def put(span: Span) -> None:
            wanted = span
            if role == "sources" and span not in mentions:
                wanted = session.units.unit("phrase", span) or span
            self._put_part(quote, role, wanted, alone=role != "contents")

        name = {"contents": "more contents at", "cues": "the cue is", "sources": "the source is"}
        self._asker.pick(name[role], targets, put)

    def _put_part(self, quote: Quote, role: Role, span: Span, *, alone: bool = False) -> None:
        session = self._session
        trimmed = trim(session.review.article.text, span)
        if trimmed is None:
            return
        base = intents.with_spans(quote, role, ()) if alone else quote
        put = intents.with_spans(base, role, (*base.spans(role), trimmed))
        change = intents.put_quote(session.view, put, role, session.review.fresh)
        made = next((e.after for e in change.edits if isinstance(e.after, Quote)), None)
        focus = Focus(trimmed, item=made.id, role=role) if made else None
        session.do(change, then=focus)
