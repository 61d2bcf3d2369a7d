"""The items behind a figure, in context: as lines for people, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotators.commands.failure import UsageError
from annotators.commands.printing import say
from annotators.evaluation.comparison import Evaluation, NameItem, QuoteItem
from annotators.evaluation.context import pieces_around
from annotators.evaluation.faults import FAULT_KINDS, Fault
from annotators.evaluation.relations import MEASURES
from annotators.evaluation.side import Side
from annotators.model.items import Mention, Quote
from annotators.model.span import Span, Spans, cut, hull

CONTEXT = 60
"""Code points shown before and after."""

CAST = "cast"
"""The items behind B-cubed and LEA: quotes that the two sides cluster otherwise."""

_CELL = ">"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One item behind a figure: the quotes or names of either side, and what is to be said."""

    what: str
    kind: str
    likeness: float | None
    sides: tuple[Side, Side]
    gold: tuple[Quote | Mention, ...]
    other: tuple[Quote | Mention, ...]

    @property
    def span(self) -> Span:
        """From the first to the last code point of contents and names."""
        return hull(s for item in (*self.gold, *self.other) for s in spans_of(item)) or Span(0, 0)


def items_named(name: str) -> str:
    """The name of items, if there are such; UsageError otherwise."""
    if name in FAULT_KINDS or name in MEASURES or name == CAST or _CELL in name:
        return name
    known = ", ".join((*FAULT_KINDS, *MEASURES, CAST))
    remedy = f"there are {known}, and for names GOLD{_CELL}OTHER such as PERSON{_CELL}ORG"
    raise UsageError("names no items", place=f"--items {name}", remedy=remedy)


def list_items(evaluation: Evaluation, name: str, kind: str) -> Iterator[Listed]:
    """The faults of that kind; what counts against that measure; or the names in that cell."""
    sides = {one.article: (one.gold, one.other) for one in evaluation.comparisons}
    if _CELL in name:
        gold, _, other = (part.strip() for part in name.partition(_CELL))
        for named in evaluation.behind_label(gold, other):
            yield _of_name(named, name, sides)
    elif name in FAULT_KINDS:
        for fault in evaluation.faults:
            if fault.kind == name and kind in {"all", fault.quote_kind}:
                yield of_fault(fault, sides)
    else:
        for item in evaluation.behind_cast() if name == CAST else evaluation.behind(name):
            if kind in {"all", item.verdict.kind}:
                yield _of_quotes(item, name, sides)


def of_fault(fault: Fault, sides: Mapping[str, tuple[Side, Side]]) -> Listed:
    """A fault with the sides it is of."""
    return Listed(
        what=fault.kind,
        kind=fault.quote_kind,
        likeness=fault.likeness or None,
        sides=sides[fault.article],
        gold=fault.gold,
        other=fault.other,
    )


def _of_quotes(item: QuoteItem, name: str, sides: Mapping[str, tuple[Side, Side]]) -> Listed:
    return Listed(
        what=name,
        kind=item.verdict.kind,
        likeness=item.verdict.likeness or None,
        sides=sides[item.article],
        gold=() if item.gold is None else (item.gold,),
        other=() if item.other is None else (item.other,),
    )


def _of_name(item: NameItem, name: str, sides: Mapping[str, tuple[Side, Side]]) -> Listed:
    return Listed(
        what=name,
        kind="name",
        likeness=None,
        sides=sides[item.article],
        gold=() if item.gold is None else (item.gold,),
        other=() if item.other is None else (item.other,),
    )


def spans_of(item: Quote | Mention) -> Spans:
    """The contents of a quote, or where a name stands."""
    return item.contents if isinstance(item, Quote) else (item.span,)


def say_item(listed: Listed, context: int = CONTEXT) -> None:
    """Print one item: its place, then each side's version in context."""
    gold, _ = listed.sides
    line = gold.text.count("\n", 0, listed.span.start) + 1
    alike = "" if listed.likeness is None else f", alike by {listed.likeness:.2f}"
    start, end = listed.span
    say(f"{listed.what}: {gold.article}, line {line}, {start}:{end}, {listed.kind}{alike}")
    for name, side, items in zip(
        ("gold ", "other"), listed.sides, (listed.gold, listed.other), strict=True
    ):
        for item in items:
            say(f"  {name} {in_context(side.text, spans_of(item), context)}")
            say(f"        {about(side, item)}")


def in_context(text: str, spans: Spans, context: int) -> str:
    """Each span in brackets within the text around them, on one line."""
    pieces = pieces_around(text, spans, context)
    return "".join(f"[{piece.text}]" if piece.is_item else piece.text for piece in pieces)


def about(side: Side, item: Quote | Mention) -> str:
    """What is to be known of an item beside its text, on one line."""
    if isinstance(item, Mention):
        return f"{item.id}: {item.label}"
    parts = (
        f"{role} {' … '.join(cut(side.text, span) for span in item.spans(role)) or '–'}"
        for role in ("sources", "cues")
    )
    return f"{item.id}: {', '.join(parts)}, speaker {speaker_of(side, item)}"


def speaker_of(side: Side, quote: Quote) -> str:
    """The names of who speaks, or the state of the speaker where nobody is named."""
    return " & ".join(_names(side, quote)) or quote.speaker_state


def _names(side: Side, quote: Quote) -> list[str]:
    known = {entity.id: entity.name for entity in side.entities}
    return [known.get(speaker, speaker) for speaker in quote.speakers]


def item_record(listed: Listed) -> str:
    """One item as a line of JSON: article, offsets, and both versions with their ids."""
    record: dict[str, Any] = {
        "items": listed.what,
        "article": listed.sides[0].article,
        "start": listed.span.start,
        "end": listed.span.end,
        "kind": listed.kind,
        "likeness": listed.likeness,
    }
    for name, side, items in zip(
        ("gold", "other"), listed.sides, (listed.gold, listed.other), strict=True
    ):
        record[name] = [_record(side, item) for item in items]
    return json.dumps(record)


def _record(side: Side, item: Quote | Mention) -> dict[str, Any]:
    if isinstance(item, Mention):
        return {"id": item.id, "start": item.span.start, "end": item.span.end, "label": item.label}
    return {
        "id": item.id,
        "contents": item.contents,
        "cues": item.cues,
        "sources": item.sources,
        "speakers": _names(side, item),
        "speaker_state": item.speaker_state,
        "score": item.trace.score,
    }
