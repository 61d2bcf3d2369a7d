"""W3C Web Annotation: every part and mention a selected stretch of text, a quote what links them.

The data model is the W3C recommendation of 23 February 2017 (Sanderson,
Ciccarese, Young: Web Annotation Data Model). Its text positions are code
points, as ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from annotators.exchange.format import Loss, Record
from annotators.exchange.jsons import dump
from annotators.exchange.pieces import LABELS, shown_label
from annotators.exchange.seen import Seen, see
from annotators.exchange.unsaid import Carries, unsaid
from annotators.model.article import Article
from annotators.model.items import ROLES, Entity, Item, Mention, Quote
from annotators.model.span import Span

AROUND = 32
"""Code points that a quoted stretch has before and after it, to be found again by."""

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"copydesk": "urn:copydesk:"}]
_DECIDED = frozenset({"decision", "by", "at", "note", "flag", "score"})
CARRIES: Carries = {
    "article": frozenset({"url"}),
    "layer": frozenset({"annotator", "model", "created"}),
    "names": frozenset({"id", "start", "end", "form", "label", "entity"}) | _DECIDED,
    "references": frozenset({"id", "start", "end", "form", "entity"}) | _DECIDED,
    "entities": frozenset({"id", "name", "label"}),
    "attributions": frozenset({
        "id", "parent", "kind", "speakers", "speaker_state", "contents", "cues", "sources",
    }) | _DECIDED,
}  # fmt: skip


class WebAnnotation:
    """The format `w3c`: a page of annotations in JSON-LD, one a line."""

    name = "w3c"
    suffixes = (".jsonld",)
    carries = CARRIES

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write the annotations of each record."""
        head = dump({"@context": _CONTEXT, "type": "AnnotationPage"})
        stream.write(f'{head[:-1]}, "items": ['.encode())
        comma = ""
        for record in records:
            seen = see(record, flat=flat)
            for annotation in _annotations(seen):
                stream.write(f"{comma}\n{dump(annotation)}".encode())
                comma = ","
            yield from _losses(seen)
            yield from unsaid(record, CARRIES, flat=flat)
        stream.write(b"\n]}\n")


W3C = WebAnnotation()


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """A span by its place, and by its words with what stands around them."""
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
    ]


def address(article: Article) -> str:
    """The article's own address on the web, else a name for it."""
    url = article.meta.get("url")
    try:
        is_web = isinstance(url, str) and urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    return str(url) if is_web else _name(article)


def _annotations(seen: Seen) -> Iterator[dict[str, Any]]:
    for quote in seen.quotes:
        parts = list(_parts(seen, quote))
        yield from parts
        yield _quote(seen, quote, [part["id"] for part in parts])
    for mention in (*seen.names, *seen.references):
        yield _mention(seen, mention)


def _parts(seen: Seen, quote: Quote) -> Iterator[dict[str, Any]]:
    article = seen.record.article
    for role in ROLES:
        for number, span in enumerate(quote.spans(role), 1):
            yield {
                "id": _name(article, "quote", quote.id, role, str(number)),
                "type": "Annotation",
                "motivation": "classifying",
                "body": _body("classifying", LABELS[role]),
                "target": _target(article, span),
            }


def _quote(seen: Seen, quote: Quote, parts: list[str]) -> dict[str, Any]:
    article, parent = seen.record.article, seen.parent(quote)
    speakers = [_who(article, entity) for entity in seen.speakers(quote)]
    return {
        "id": _name(article, "quote", quote.id),
        "type": "Annotation",
        "motivation": "linking",
        "body": [*speakers, _body("classifying", seen.kind(quote)), *_comments(quote)],
        "target": parts or [address(article)],
        "copydesk:speaker_state": quote.speaker_state,
        **({"copydesk:parent": {"id": _name(article, "quote", parent)}} if parent else {}),
        **_made(seen, quote),
    }


def _mention(seen: Seen, mention: Mention) -> dict[str, Any]:
    article = seen.record.article
    named = seen.entities.get(mention.entity or "")
    whose = [_who(article, named)] if named else []
    return {
        "id": _name(article, "mention", mention.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [*whose, _body("classifying", shown_label(mention)), *_comments(mention)],
        "target": _target(article, mention.span),
        **_made(seen, mention),
    }


def _who(article: Article, entity: Entity) -> dict[str, Any]:
    body = {"id": _name(article, "entity", entity.id), **_body("identifying", entity.name)}
    return body | ({"copydesk:label": entity.label} if entity.label else {})


def _comments(item: Item) -> list[dict[str, Any]]:
    return [_body("commenting", item.trace.note)] if item.trace.note else []


def _made(seen: Seen, item: Item) -> dict[str, Any]:
    """Who made an annotation, when, and what they say of it."""
    header, trace = seen.record.layer.header, item.trace
    person = trace.by or header.annotator
    creator = {"type": "Person", "name": person} if person else None
    if creator is None and header.model:
        creator = {"type": "Software", "name": header.model}
    fields = {
        "creator": creator,
        "created": trace.at or header.created or None,
        "copydesk:decision": trace.decision,
        "copydesk:flag": trace.flag or None,
        "copydesk:score": trace.score,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _target(article: Article, span: Span) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": address(article),
        "selector": selectors(article.text, span),
    }


def _losses(seen: Seen) -> Iterator[Loss]:
    """Entities that neither speak nor are named."""
    told = {speaker for quote in seen.quotes for speaker in quote.speakers}
    told |= {mention.entity for mention in (*seen.names, *seen.references) if mention.entity}
    for entity in seen.entities.values():
        if entity.id not in told:
            what = "an entity that neither speaks nor is mentioned"
            yield Loss(seen.record.article.id, entity.id, what, entity.name, is_left_out=True)


def _name(article: Article, *parts: str) -> str:
    named = (percent(part, safe="", errors="replace") for part in (article.id, *parts))
    return "urn:copydesk:" + "/".join(named)
