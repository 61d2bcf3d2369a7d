"""The item in focus and the cast, in words for the panels."""

from __future__ import annotations

from dataclasses import dataclass

from annotators.model.items import Mention, Quote, Trace
from annotators.model.span import Span, Spans, cut
from annotators.model.view import View
from tui.desk.marking import speaker_label
from tui.session.rows import counted
from tui.session.session import Session
from tui.widgets.cast_panel import CastRow
from tui.widgets.inspector_panel import Fact

_SHORT = {"PERSON": "per", "ORG": "org", "NORP": "grp", "GPE": "gpe", "LOC": "loc", "FAC": "fac"}

_ROLES = {"contents": "contents", "cues": "cue", "sources": "source"}
_PART_CELLS = 96
"""How much of a part is shown before its middle is left out."""
_LINE_CELLS = 48
"""The same, on the one line of a narrow screen."""


@dataclass(frozen=True, slots=True)
class Description:
    """An item spelled out: a heading, its state at the right, and rows of name and text."""

    heading: str
    state: str
    facts: tuple[Fact, ...]
    pending: bool
    text: str = ""
    speaker: str = ""


def describe(session: Session) -> Description:
    """What is in focus, spelled out."""
    item = session.item
    if isinstance(item, Quote):
        return _describe_quote(session, item)
    if isinstance(item, Mention):
        return _describe_mention(session, item)
    return _describe_text(session)


def cast_rows(session: Session) -> list[CastRow]:
    """The cast with their digits, and who speaks the quote at hand."""
    view = session.view
    counts = view.quote_counts
    quote = session.quote
    speaking = quote.speakers if quote else ()
    known = {e.id: e for e in (*view.cast, *view.by_digit.values())}
    rows = sorted(known.values(), key=lambda e: e.digit or len(known) + 10)
    return [
        CastRow(
            entity=e.id,
            name=e.name,
            digit=e.digit,
            label=_SHORT.get(e.label or "", ""),
            quotes=counts.get(e.id, 0),
            speaks=e.id in speaking,
        )
        for e in rows
    ]


def _describe_quote(session: Session, quote: Quote) -> Description:
    view, text = session.view, session.review.article.text
    pending = view.is_pending(quote)
    number = view.number_of(quote)
    focus = session.focus
    facts = [
        *_parts("contents", quote.contents, text, focus.span),
        *_parts("cue", quote.cues, text, focus.span),
        *_parts("source", quote.sources, text, focus.span),
        Fact("speaker", _speaker(view, quote), "bold", wraps=True),
    ]
    parent = view.parents.get(quote.id)
    if parent is not None:
        outer = next(q for q in view.quotes_near.within(quote.hull) if q.id == parent)
        facts.append(Fact("inside", cut(text, outer.contents[0]), "faint"))
    facts += _provenance(session, quote.trace, pending=pending)
    return Description(
        heading=f"QUOTE {number} of {len(view.quotes)}",
        state=_state(view.kinds.of(quote), quote.trace, pending=pending),
        facts=tuple(facts),
        pending=pending,
        text=f"{_ROLES.get(focus.role or '', '')}: {both_ends(cut(text, focus.span), _LINE_CELLS)}",
        speaker=_speaker(view, quote),
    )


def _describe_mention(session: Session, mention: Mention) -> Description:
    view, text = session.view, session.review.article.text
    pending = view.is_pending(mention)
    entity = view.entities.get(mention.entity or "")
    number = view.number_of(mention)
    facts = [
        Fact("text", cut(text, mention.span)),
        Fact("form", mention.form),
        Fact("label", mention.label or "none"),
        Fact("entity", entity.name if entity else "nobody yet", "bold"),
    ]
    facts += _provenance(session, mention.trace, pending=pending)
    return Description(
        heading=f"MENTION {number} of {len(view.mentions)}",
        state=_state(mention.label or mention.form, mention.trace, pending=pending),
        facts=tuple(facts),
        pending=pending,
        text=cut(text, mention.span),
        speaker=entity.name if entity else "",
    )


def _describe_text(session: Session) -> Description:
    text = session.review.article.text
    marked = cut(text, session.focus.span)
    facts = [Fact("marked", marked)]
    quote = session.nearby_quote
    if quote is not None and quote.contents:
        facts.append(Fact("at hand", cut(text, quote.contents[0]), "faint"))
        facts.append(Fact("", _adding_keys(session), "faint"))
    return Description(
        "TEXT", counted(session.focus.span.length, "character"), tuple(facts), False, marked
    )


def _adding_keys(session: Session) -> str:
    contents, cue, source = (session.key(name) for name in ("contents", "cue", "source"))
    return f"{contents}, {cue} or {source} adds the span to it"


def _parts(name: str, spans: Spans, text: str, focus: Span) -> list[Fact]:
    """A row for each span, the one in focus marked; both its ends can be read."""
    if not spans:
        return [Fact(name, "–", "faint")]
    return [
        Fact(
            name if number == 0 else " ",
            both_ends(cut(text, span), _PART_CELLS),
            wraps=True,
            focused=span == focus,
        )
        for number, span in enumerate(spans)
    ]


def both_ends(line: str, longest: int) -> str:
    """A line with its middle left out, by words, where it is longer than so many characters."""
    half = longest // 2
    if len(line) <= longest:
        return line
    start, end = line[: half + 1].rpartition(" ")[0], line[-half - 1 :].partition(" ")[2]
    return f"{start or line[:half]} … {end or line[-half:]}"


def _speaker(view: View, quote: Quote) -> str:
    label = speaker_label(view, quote, every=True)
    return f"{label} ({quote.speaker_state})" if quote.speaker_state == "unnamed" else label


def _state(kind: str, trace: Trace, *, pending: bool) -> str:
    if pending:
        score = f"  {trace.score:.2f}" if trace.score is not None else ""
        return f"{kind}{score} ?"
    return f"{kind}  {trace.decision or ''}".rstrip()


def _provenance(session: Session, trace: Trace, *, pending: bool) -> list[Fact]:
    facts = []
    draft = session.review.draft
    if pending and trace.because:
        facts.append(Fact("because", trace.because, wraps=True))
    if pending and draft is not None:
        facts.append(Fact("draft", draft.header.model or "", "faint"))
    if not pending:
        facts.append(Fact("by", f"{trace.by}, {trace.at}", "faint"))
    if trace.note:
        facts.append(Fact("note", trace.note, "warning" if trace.flag else "", wraps=True))
    return facts
