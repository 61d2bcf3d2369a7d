"""One layer of an article as a spaCy `Doc`, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from annotators import strict_json
from annotators.exchange.format import Loss, Record
from annotators.exchange.native import read_record
from annotators.exchange.native_record import is_live, record_of
from annotators.exchange.pieces import LABELS
from annotators.exchange.tokens import CutDoc, Cutter, cut_losses
from annotators.model.items import ROLES, Mention, Quote, Role
from annotators.model.layer import DEFAULT_SCOPE, Layer
from annotators.model.record import SCHEMA, RecordError
from annotators.model.span import Span

KEY = "copydesk"
"""Where `Doc.user_data` holds, as JSON, what the span groups do not say."""

_USUAL = "sc"
"""The group in which spaCy's `spancat` and Prodigy's `data-to-spacy` put spans."""


def make_doc(record: Record, cutter: Cutter, *, flat: bool = False) -> tuple[Doc, list[Loss]]:
    """The record as a `Doc`, and what the `Doc` does not say as the record does."""
    layer, article = record.layer, record.article
    said = record_of(article.text, layer, flat=flat)
    kept = {a["id"] for a in said["attributions"]}
    quotes = [quote for quote in layer.quotes.values() if quote.id in kept]
    mentions = _mentions(layer)
    context = _context(record)
    places = [(q.id, span) for q in quotes for _, span in q.parts]
    places += [(m.id, m.span) for m in (*mentions, *context)]
    cut = cutter.cut(article.text, (span for _, span in places))
    losses = [Loss(article.id, *loss) for loss in cut_losses(cut, places, article.text)]
    for role in ROLES:
        cut.doc.spans[role] = _group(cut, role, _parts(cut, quotes, role))
    decided = "entities" in layer.header.scope
    names = [m for m in (*mentions, *context) if m.form == "name"]
    spans = [_mention_span(cut, mention) for mention in names]
    cut.doc.spans["names"] = _group(cut, "names", spans, decided=decided)
    others = [_mention_span(cut, m) for m in mentions if m.form != "name"]
    cut.doc.spans["mentions"] = _group(cut, "mentions", others, decided=decided)
    losses += [Loss(article.id, *loss) for loss in _set_ents(cut.doc, spans, decided=decided)]
    cut.doc.user_data[KEY] = _rest(record, said)
    return cut.doc, losses


def read_doc(doc: Doc, number: int) -> Record:
    """The record in a `Doc`: parts and names from its groups, the rest from `user_data`.

    A `Doc` that copydesk did not write is read by the same groups; without
    them, by spaCy's usual one (`sc`), and by `doc.ents`. Raises RecordError when
    a field is not what it should be.
    """
    if KEY not in doc.user_data:
        _take_usual(doc)
    try:
        rest = strict_json.loads(doc.user_data.get(KEY, "{}"))
    except (TypeError, ValueError, RecursionError):
        raise RecordError(f'"{KEY}" in user_data is no JSON') from None
    if not isinstance(rest, dict):
        raise RecordError(f'"{KEY}" in user_data is no object')
    rest.setdefault("id", f"doc-{number}")
    rest["attributions"] = _read_quotes(doc, rest.get("attributions") or [])
    rest["mentions"] = _read_mentions(doc, rest)
    if KEY not in doc.user_data and rest["mentions"]:
        rest["layer"] = {"scope": [*(DEFAULT_SCOPE if rest["attributions"] else ()), "entities"]}
    return read_record(rest | {"text": doc.text}, number)


def _take_usual(doc: Doc) -> None:
    """Put what stands where spaCy's components put it into the groups that a `Doc` of ours has."""
    spans = list(doc.spans.get(_USUAL, ()))
    for role in ROLES:
        if role not in doc.spans:
            doc.spans[role] = [span for span in spans if span.label_ == LABELS[role]]
    if "names" not in doc.spans:
        names = [span for span in spans if span.label_ not in LABELS.values()]
        places = {(span.start, span.end) for span in names}
        doc.spans["names"] = names + [e for e in doc.ents if (e.start, e.end) not in places]


def _mentions(layer: Layer) -> list[Mention]:
    return [mention for mention in layer.mentions.values() if is_live(mention)]


def _context(record: Record) -> list[Mention]:
    """The draft's names, where names are none of the layer's business."""
    if record.draft is None or "entities" in record.layer.header.scope:
        return []
    taken = {mention.span for mention in record.layer.mentions.values()}
    return [
        mention
        for mention in record.draft.mentions.values()
        if mention.form == "name" and mention.span not in taken
    ]


def _parts(cut: CutDoc, quotes: Iterable[Quote], role: Role) -> list[DocSpan]:
    return [
        _span(
            cut, span, LABELS[role], quote.speakers[0] if len(quote.speakers) == 1 else "", quote.id
        )
        for quote in quotes
        for span in quote.spans(role)
    ]


def _mention_span(cut: CutDoc, mention: Mention) -> DocSpan:
    label = mention.label or "" if mention.form == "name" else mention.form.upper()
    return _span(cut, mention.span, label, mention.entity or "", mention.id)


def _span(cut: CutDoc, span: Span, label: str, kb_id: str, span_id: str) -> DocSpan:
    first, after = cut.first[span.start], cut.after[span.end]
    return DocSpan(cut.doc, first, after, label=label, kb_id=kb_id, span_id=span_id)


def _group(cut: CutDoc, name: str, spans: list[DocSpan], **attrs: Any) -> SpanGroup:
    ordered = sorted(spans, key=lambda s: (s.start, -s.end, s.id_))
    return SpanGroup(cut.doc, name=name, spans=ordered, attrs=attrs)


def _set_ents(doc: Doc, names: list[DocSpan], *, decided: bool) -> Iterator[tuple[str, str]]:
    """Put the outermost names into `doc.ents`; yields those that cannot stand there.

    Where nobody `decided` about names, all else is unknown instead of no name.
    """
    outermost: list[DocSpan] = []
    for span in sorted(names, key=lambda s: (s.start - s.end, s.start, s.id_)):
        if not span.label_:
            yield span.id_, "it has no label and stands in the group names only, not in doc.ents"
        elif not span.text.strip():
            yield span.id_, "it is white space and stands in the group names only, not in doc.ents"
        elif any(span.start < o.end and o.start < span.end for o in outermost):
            yield span.id_, "it overlaps a longer name and stands in the group names only"
        else:
            outermost.append(span)
    ordered = sorted(outermost, key=lambda s: s.start)
    doc.set_ents(ordered, default="outside" if decided else "missing")


def _rest(record: Record, said: dict[str, Any]) -> str:
    parts = {*ROLES, "kind", "parent"}
    rest = {
        "schema": SCHEMA,
        "id": record.article.id,
        "meta": dict(record.article.meta),
        **said,
        "attributions": [
            {k: v for k, v in a.items() if k not in parts} for a in said["attributions"]
        ],
        "mentions": [
            {k: v for k, v in m.items() if k not in {"start", "end"}} for m in said["mentions"]
        ],
        **record.extra,
    }
    return json.dumps(rest)


def _read_quotes(doc: Doc, known: list[Any]) -> list[dict[str, Any]]:
    quotes: dict[str, dict[str, Any]] = {
        quote["id"]: quote | {role: [] for role in ROLES}
        for quote in known
        if isinstance(quote, dict) and isinstance(quote.get("id"), str)
    }
    for role in ROLES:
        for index, span in enumerate(doc.spans.get(role, ())):
            name = span.id_ or f"{role}-{index}"
            quote = quotes.setdefault(name, {"id": name, **{r: [] for r in ROLES}})
            quote[role].append([span.start_char, span.end_char])
    return list(quotes.values())


def _read_mentions(doc: Doc, rest: Mapping[str, Any]) -> list[dict[str, Any]]:
    known = {m["id"]: m for m in rest.get("mentions") or [] if isinstance(m, dict) and "id" in m}
    return [
        _read_mention(span, group, known.get(span.id_, {"id": span.id_ or f"{group}-{index}"}))
        for group in ("names", "mentions")
        for index, span in enumerate(doc.spans.get(group, ()))
        if span.id_ in known or doc.spans[group].attrs.get("decided", True)
    ]


def _read_mention(span: DocSpan, group: str, known: Mapping[str, Any]) -> dict[str, Any]:
    is_name = group == "names"
    return {
        **known,
        "start": span.start_char,
        "end": span.end_char,
        "form": "name" if is_name else span.label_.lower(),
        "entity": span.kb_id_ or known.get("entity"),
        "label": (span.label_ if is_name else "") or known.get("label"),
    }
