"""Quotes: the actions that make one, set its parts, and delete them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotators.model import intents, naming
from annotators.model.change import Change
from annotators.model.completing import completion, follow_source, readings, taken
from annotators.model.items import Mention, Quote, Role
from annotators.model.picking import part_at
from annotators.model.proposals import NOTHING, Proposal
from annotators.model.said import propose_contents, propose_quote, source_at
from annotators.model.span import Span, trim
from tui.session.asking import Asker, Row
from tui.session.focus import Focus, on_quote
from tui.session.rows import counted, reading_rows
from tui.session.session import Session

_ROLE_KEYS: dict[str, Role] = {"contents": "contents", "cue": "cues", "source": "sources"}
_THE: dict[Role, str] = {"cues": "the cue is", "sources": "the source is"}
_MORE: dict[Role, str] = {
    "contents": "more contents at", "cues": "one more cue at", "sources": "one more source at",
}  # fmt: skip


class Quotes:
    """The actions that make quotes, and make them of other parts."""

    def __init__(self, session: Session, asker: Asker) -> None:
        self._session = session
        self._asker = asker
        self._from_source: str | None = None

    def deeds(self) -> dict[str, Callable[[], None]]:
        """What each action does."""
        roles = {
            name: self._to_role(role, alone=role != "contents") for name, role in _ROLE_KEYS.items()
        }
        more = {
            "add-cue": self._to_role("cues", alone=False),
            "add-source": self._to_role("sources", alone=False),
        }
        return (
            roles
            | more
            | {
                "new-quote": self.new_quote,
                "complete": self.complete,
                "choose-reading": self.choose_reading,
                "delete": self.delete,
            }
        )

    def new_quote(self) -> None:
        """Make a quote of the span in focus: of what was said, or of who says something."""
        session = self._session
        span = trim(session.review.article.text, session.focus.span)
        if span is None or not session.is_writable:
            return
        asks = session.proposes and session.quote is None
        source = source_at(session.view, session.units, span) if asks else None
        if source is not None:
            self._quote_from_source(source)
        elif any(span in q.contents for q in session.view.quotes):
            session.on_say("there is a quote with these contents already")
        else:
            found = propose_quote(session.view, session.units, span) if session.proposes else ()
            first = found[0] if found else NOTHING
            self._make(replace(first, contents=first.contents or (span,)))

    def complete(self) -> None:
        """Fill what is missing in the quote from the best proposal; what stands in it stays."""
        session, quote = self._session, self._session.quote
        if quote is None or not self._proposes():
            return
        self._read_as(quote, completion(session.view, session.units, quote))
        session.last = self.complete

    def choose_reading(self) -> None:
        """List how else the quote can be read; a digit takes one."""
        session, quote = self._session, self._session.quote
        if quote is None or not self._proposes():
            return
        by_source = session.focus.role == "sources" or quote.id == self._from_source
        found = readings(session.view, session.units, quote, by_source=by_source)
        rows: list[Row] = []
        for number, proposal in enumerate(found, start=1):
            rows += reading_rows(session.view, str(number), proposal)

        def take(key: str) -> None:
            self._read_as(quote, taken(quote, found[int(key) - 1]))

        if rows:
            self._asker.choose("Read the quote as", rows, take)
        else:
            session.on_say("no other cue, source or contents are near")

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

    def _quote_from_source(self, source: Span) -> None:
        """Make a quote of what a source most likely says."""
        session = self._session
        found = propose_contents(session.view, session.units, source)
        if found and not any(says(quote, source, found[0]) for quote in session.view.quotes):
            self._from_source = self._make(found[0], by_source=True)
        elif found:
            session.on_say("what this says is a quote already")
        else:
            key = session.key("new-quote")
            session.on_say(f"no words found that this says; mark them, and {key} makes the quote")

    def _make(self, proposal: Proposal, *, by_source: bool = False) -> str:
        """Make a quote as it is proposed; its id."""
        session = self._session
        quote = taken(Quote(id=session.review.fresh("q")), proposal)
        change = self._founding(intents.new_quote(session.view, quote, session.review.fresh))
        if session.do(change, then=on_quote(quote)) and session.proposes:
            found = readings(session.view, session.units, quote, by_source=by_source)
            if found:
                told = counted(len(found), "other reading")
                session.on_say(f"{told}; {session.key('choose-reading')} shows them")
        return quote.id

    def _proposes(self) -> bool:
        """Whether this session proposes anything; says so where it does not."""
        if not self._session.proposes:
            self._session.on_say("this project proposes nothing; config.yaml says so")
        return self._session.proposes

    def _read_as(self, quote: Quote, read: Quote) -> None:
        session = self._session
        if read == quote:
            session.on_say(
                f"nothing to fill in; {session.key('choose-reading')} shows other readings"
            )
            return
        change = intents.read_as(session.view, quote, read, session.review.fresh)
        session.do(self._founding(change))

    def _founding(self, change: Change) -> Change:
        """The change with somebody new, whom a source names, unless nothing is proposed."""
        session = self._session
        if not session.proposes:
            return change
        return intents.founding(session.view, change, session.review.fresh)

    def _to_role(self, role: Role, *, alone: bool) -> Callable[[], None]:
        """Set a part of a quote: `alone` it takes the place of what is there, else it is added."""

        def act() -> None:
            session = self._session
            if session.quote is not None:
                self._pick_part(session.quote, role, alone=alone)
            elif session.nearby_quote is not None:
                self._put_part(session.nearby_quote, role, session.focus.span, alone=alone)
            else:
                session.on_say("go to a quote first, then mark its part")

        return act

    def _pick_part(self, quote: Quote, role: Role, *, alone: bool) -> None:
        """Pick a part by letters."""
        session = self._session
        words = list(self._asker.words_in_view())
        mentions = list(self._asker.mentions_in_view()) if role == "sources" else []
        started = {m.start for m in mentions}
        targets = sorted([*mentions, *(w for w in words if w.start not in started)])

        def put(span: Span) -> None:
            if span not in mentions:
                span = part_at(session.view, session.units, quote, role, span)
            self._put_part(quote, role, span, alone=alone)

        self._asker.pick((_THE if alone else _MORE)[role], targets, put)

    def _put_part(self, quote: Quote, role: Role, span: Span, *, alone: bool) -> None:
        session = self._session
        trimmed = trim(session.review.article.text, span)
        if trimmed is None:
            return
        base = intents.with_spans(quote, role, ()) if alone else quote
        put = intents.with_spans(base, role, (*base.spans(role), trimmed))
        if role == "sources":
            put = follow_source(session.view, quote, put)
        change = intents.put_quote(session.view, put, role, session.review.fresh)
        if role == "sources":
            change = self._founding(change)
        made = next((e.after for e in change.edits if isinstance(e.after, Quote)), None)
        focus = Focus(trimmed, item=made.id, role=role) if made else None
        session.do(change, then=focus)


def says(quote: Quote, source: Span, proposal: Proposal) -> bool:
    """Whether a quote has the contents that are proposed to a source, or overlaps them for it."""
    if source not in quote.sources:
        return quote.contents == proposal.contents
    return any(one.overlaps(other) for one in quote.contents for other in proposal.contents)
