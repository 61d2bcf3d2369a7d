"""Items and layers as plain records: the shape of the native format and of the store."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from annotators.model.items import (
    Decision,
    Entity,
    Form,
    Item,
    Mention,
    Origin,
    Quote,
    SpeakerState,
    Trace,
)
from annotators.model.layer import DEFAULT_SCOPE, Header, Purpose, Scope
from annotators.model.span import Span, Spans, spans_of

SCHEMA = 1
"""The version of every record that this program writes."""

_TRACE = {"decision", "from", "was", "by", "at", "note", "flag", "bulk", "score", "because"}
_MENTION = {"id", "start", "end", "form", "label", "entity"}
_ENTITY = {"id", "name", "aliases", "label", "kb_id", "digit"}
_QUOTE = {"id", "contents", "cues", "sources", "speakers", "speaker_state", "kind", "parent"}
_HEADER = {
    "annotator", "purpose", "scope", "created", "revision",
    "model", "draft", "blind", "guideline", "based_on", "adjudicates", "repeats",
}  # fmt: skip


class RecordError(ValueError):
    """A record that is not what it should be; the text says which field and why."""


def mention_record(mention: Mention) -> dict[str, Any]:
    """A mention as a record; offsets are half-open code points."""
    record: dict[str, Any] = {
        "id": mention.id,
        "start": mention.span.start,
        "end": mention.span.end,
        "form": mention.form,
        "label": mention.label,
        "entity": mention.entity,
    }
    return record | trace_record(mention.trace)


def entity_record(entity: Entity) -> dict[str, Any]:
    """An entity as a record; its desk digit is left out where it has none."""
    record: dict[str, Any] = {
        "id": entity.id,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "label": entity.label,
        "kb_id": entity.kb_id,
    }
    if entity.digit is not None:
        record["digit"] = entity.digit
    return record | trace_record(entity.trace)


def quote_record(quote: Quote) -> dict[str, Any]:
    """A quote as a record, without `kind` and `parent`, which are computed."""
    record: dict[str, Any] = {
        "id": quote.id,
        "sources": _pairs(quote.sources),
        "cues": _pairs(quote.cues),
        "contents": _pairs(quote.contents),
        "speakers": list(quote.speakers),
        "speaker_state": quote.speaker_state,
    }
    return record | trace_record(quote.trace)


def item_record(item: Item) -> dict[str, Any]:
    """Any item as a record."""
    if isinstance(item, Mention):
        return mention_record(item)
    return entity_record(item) if isinstance(item, Entity) else quote_record(item)


def trace_record(trace: Trace) -> dict[str, Any]:
    """The fields of provenance that say something, and those we do not know."""
    origin = trace.origin
    fields = {
        "decision": trace.decision,
        "from": {"draft": origin.draft, "item": origin.item} if origin else None,
        "was": dict(trace.was) if trace.was is not None else None,
        "by": trace.by or None,
        "at": trace.at or None,
        "note": trace.note or None,
        "flag": trace.flag or None,
        "bulk": trace.bulk or None,
        "score": trace.score,
        "because": trace.because or None,
    }
    return {k: v for k, v in fields.items() if v is not None} | dict(trace.extra)


def header_record(header: Header) -> dict[str, Any]:
    """A layer's header as a record."""
    compared: dict[str, Any] = {}
    if header.adjudicates:
        compared["adjudicates"] = list(header.adjudicates)
    if header.repeats:
        compared["repeats"] = header.repeats
    return {
        "annotator": header.annotator,
        "purpose": header.purpose,
        "scope": list(header.scope),
        "created": header.created,
        "revision": header.revision,
        "model": header.model,
        "draft": header.draft,
        "blind": header.blind,
        "guideline": header.guideline,
        "based_on": header.based_on,
        **compared,
    } | dict(header.extra)


def read_mention(record: Mapping[str, Any]) -> Mention:
    """The mention in a record; RecordError when it is none."""
    (span,) = _spans([[_field(record, "start", int), _field(record, "end", int)]], "start")
    return Mention(
        id=_field(record, "id", str),
        span=span,
        form=_one_of(record.get("form") or "name", Form, "form"),
        label=_optional(record, "label"),
        entity=_optional(record, "entity"),
        trace=read_trace(record, _MENTION),
    )


def read_entity(record: Mapping[str, Any]) -> Entity:
    """The entity in a record; RecordError when it is none."""
    digit = record.get("digit")
    return Entity(
        id=_field(record, "id", str),
        name=_field(record, "name", str),
        aliases=_texts(record.get("aliases"), "aliases"),
        label=_optional(record, "label"),
        kb_id=_optional(record, "kb_id"),
        digit=digit if isinstance(digit, int) and 1 <= digit <= 9 else None,  # noqa: PLR2004
        trace=read_trace(record, _ENTITY),
    )


def read_quote(record: Mapping[str, Any]) -> Quote:
    """The quote in a record; RecordError when it is none."""
    state = record.get("speaker_state")
    speakers = _texts(record.get("speakers"), "speakers")
    return Quote(
        id=_field(record, "id", str),
        contents=_spans(record.get("contents") or (), "contents"),
        cues=_spans(record.get("cues") or (), "cues"),
        sources=_spans(record.get("sources") or (), "sources"),
        speakers=speakers,
        speaker_state=_one_of(
            state or ("known" if speakers else "undecided"), SpeakerState, "speaker_state"
        ),
        trace=read_trace(record, _QUOTE),
    )


def read_trace(record: Mapping[str, Any], own: set[str]) -> Trace:
    """The provenance in an item's record; fields outside `own` and ours are kept as `extra`."""
    origin = record.get("from")
    if origin is not None and not isinstance(origin, Mapping):
        raise RecordError('"from" is to be an object with "draft" and "item"')
    decision = record.get("decision")
    score, was = record.get("score"), record.get("was")
    return Trace(
        decision=None if decision is None else _one_of(decision, Decision, "decision"),
        origin=Origin(str(origin.get("draft", "")), str(origin.get("item", "")))
        if origin
        else None,
        was=was if isinstance(was, Mapping) else None,
        by=_optional(record, "by") or "",
        at=_optional(record, "at") or "",
        note=_optional(record, "note") or "",
        flag=bool(record.get("flag")),
        bulk=bool(record.get("bulk")),
        score=_score(score) if isinstance(score, int | float) else None,
        because=_optional(record, "because") or "",
        extra={k: v for k, v in record.items() if k not in own and k not in _TRACE},
    )


def read_header(record: Mapping[str, Any]) -> Header:
    """The layer header in a record; RecordError when it is none."""
    purpose, revision = record.get("purpose"), record.get("revision")
    scope = record.get("scope")
    return Header(
        annotator=_optional(record, "annotator") or "",
        purpose=None if purpose is None else _one_of(purpose, Purpose, "purpose"),
        scope=DEFAULT_SCOPE if scope is None
        else tuple(_one_of(part, Scope, "scope") for part in _texts(scope, "scope")),
        created=_optional(record, "created") or "",
        revision=revision if isinstance(revision, int) else 0,
        model=_optional(record, "model"),
        draft=_optional(record, "draft"),
        blind=bool(record.get("blind")),
        guideline=_optional(record, "guideline") or "",
        based_on=_optional(record, "based_on"),
        adjudicates=_texts(record.get("adjudicates"), "adjudicates"),
        repeats=_optional(record, "repeats") or "",
        extra={k: v for k, v in record.items() if k not in _HEADER},
    )  # fmt: skip


def _score(value: float) -> float:
    try:
        score = float(value)
    except OverflowError:
        score = math.inf
    if not math.isfinite(score):
        raise RecordError('"score" is to be a number')
    return score


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(pairs: Iterable[Iterable[int]], name: str) -> tuple[Span, ...]:
    try:
        return spans_of(pairs)
    except (TypeError, ValueError) as error:
        raise RecordError(f'"{name}": {error}') from None


def _field(record: Mapping[str, Any], name: str, sort: type) -> Any:
    value = record.get(name)
    if not isinstance(value, sort) or isinstance(value, bool):
        raise RecordError(f'"{name}" is missing or no {sort.__name__}')
    return value


def _optional(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise RecordError(f'"{name}" is to be text')
    return value


def _texts(value: Any, name: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
        raise RecordError(f'"{name}" is to be a list of texts')
    return tuple(value)


def _one_of(value: Any, choices: Any, name: str) -> Any:
    allowed = get_args(choices)
    if value not in allowed:
        raise RecordError(f'"{name}" is {value!r}, not one of {", ".join(allowed)}')
    return value
