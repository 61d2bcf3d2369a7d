"""The item in focus, the cast and the progress, in words for the panels."""

from __future__ import annotations

from dataclasses import dataclass

from annotators.model.items import Mention, Quote, Trace
from annotators.model.span import Spans, cut
from annotators.model.view import View
from tui.desk.marking import speaker_label
from tui.session.session import Session
from tui.widgets.cast_panel import CastRow
from tui.widgets.inspector_panel import Fact

_SHORT = {"PERSON": "per", "ORG": "org", "NORP": "grp", "GPE": "gpe", "LOC": "loc", "FAC": "fac"}


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
    counts = view.quote_counts()
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


def progress(view: View) -> tuple[int, int]:
    """How many quotes are decided, and how many there are."""
    pending = sum(1 for q in view.quotes if view.is_pending(q))
    return len(view.quotes) - pending, len(view.quotes)


def _describe_quote(session: Session, quote: Quote) -> Description:
    view, text = session.view, session.review.article.text
    pending = view.is_pending(quote)
    number = [q.id for q in view.quotes].index(quote.id) + 1
    role = {"contents": "contents", "cues": "cue", "sources": "source"}.get(
        session.focus.role or "", ""
    )
    facts = [
        _part("contents", quote.contents, text, role),
        _part("cue", quote.cues, text, role),
        _part("source", quote.sources, text, role),
        Fact("speaker", _speaker(view, quote), "bold"),
    ]
    parent = view.parents.get(quote.id)
    if parent is not None:
        outer = next(q for q in view.quotes if q.id == parent)
        facts.append(Fact("inside", cut(text, outer.contents[0]), "faint"))
    facts += _provenance(session, quote.trace, pending=pending)
    return Description(
        heading=f"QUOTE {number} of {len(view.quotes)}",
        state=_state(view.kinds.of(quote), quote.trace, pending=pending),
        facts=tuple(facts),
        pending=pending,
        text=" … ".join(cut(text, span) for span in quote.contents),
        speaker=_speaker(view, quote),
    )


def _describe_mention(session: Session, mention: Mention) -> Description:
    view, text = session.view, session.review.article.text
    pending = view.is_pending(mention)
    entity = view.entities.get(mention.entity or "")
    number = [m.id for m in view.mentions].index(mention.id) + 1
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
        "TEXT", f"{session.focus.span.length} characters", tuple(facts), False, marked
    )


def _adding_keys(session: Session) -> str:
    contents, cue, source = (session.key(name) for name in ("contents", "cue", "source"))
    return f"{contents}, {cue} or {source} adds the span to it"


def _part(name: str, spans: Spans, text: str, role: str) -> Fact:
    shown = " … ".join(cut(text, span) for span in spans) or "–"
    count = f" ({len(spans)})" if len(spans) > 1 else ""
    return Fact(f"▸{name}" if name == role else f" {name}", shown + count, "" if spans else "faint")


def _speaker(view: View, quote: Quote) -> str:
    label = speaker_label(view, quote)
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
    if trace.flag:
        facts.append(Fact("note", trace.note, "warning", wraps=True))
    return facts
