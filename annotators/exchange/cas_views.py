"""The spans of one layer in a CAS, and what a CAS says of an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cassis import Cas, load_cas_from_json

from annotators.exchange import cas_types as types
from annotators.exchange.assembly import KEY
from annotators.exchange.format import Record
from annotators.exchange.found import Found, FoundQuote
from annotators.exchange.jsons import parse_object
from annotators.exchange.pieces import LABELS, UNLABELLED, Piece
from annotators.exchange.tokens import Cutter
from annotators.model.article import Article
from annotators.model.items import ROLES
from annotators.model.record import RecordError
from annotators.model.span import Span, trim

_SENTENCE = re.compile(r"[^\r\n]+?(?:[.!?][”’\"')\]]*(?=\s)|(?=[\r\n])|\Z)")
_NEEDED = frozenset({types.TOKEN, types.SENTENCE, types.DOCUMENT, "uima.tcas.DocumentAnnotation"})


def make_cas(record: Record, pieces: Sequence[Piece], block: Mapping[str, Any]) -> Cas:
    """A CAS of the record: tokens, sentences, names, quotes and, as JSON, all the rest.

    What another tool had in it besides is in it again.
    """
    kept = record.extra.get("cas")
    base = kept.get("base") if isinstance(kept, Mapping) else None
    if isinstance(base, Mapping):
        cas = load_cas_from_json(json.dumps(base))
        types.with_types(cas.typesystem)
    else:
        cas = Cas(typesystem=types.type_system())
        cas.sofa_string = record.article.text
        cas.sofa_mime = "text/plain"
        _add_frame(cas, record)
    _add_pieces(cas, pieces)
    cas.add(cas.typesystem.get_type(types.RECORD)(json=json.dumps(block)))
    return cas


def found_in(cas: Cas, article_id: str, file: str) -> Found:
    """What a CAS says of its article; RecordError where that cannot be."""
    text = cas.sofa_string
    if not isinstance(text, str):
        raise RecordError("it holds no text")
    block = _block(cas)
    quotes = tuple(_quotes(cas, text))
    mentions = tuple(_mention(name, text) for name in _select(cas, types.NAMED_ENTITY))
    base = _base(cas)
    return Found(
        article=Article(id=_document_id(cas) or article_id, text=text),
        block=block,
        quotes=quotes,
        mentions=mentions,
        fields={"base": base} if base else {},
        line=1,
        file=file,
        marks_names=True,
    )


def _mention(name: Any, text: str) -> Piece:
    label, identifier = getattr(name, "value", None), getattr(name, "identifier", None)
    return Piece(
        span=_span(name, text),
        label=label if isinstance(label, str) and label else UNLABELLED,
        fields={"identifier": identifier} if identifier else {},
    )


def _add_frame(cas: Cas, record: Record) -> None:
    """The metadata, tokens and sentences that INCEpTION looks for in every document."""
    text, system = record.article.text, cas.typesystem
    cas.add(
        system.get_type(types.DOCUMENT)(
            begin=0, end=len(text), documentId=record.article.id, documentTitle=record.article.id
        )
    )
    sentence, token = system.get_type(types.SENTENCE), system.get_type(types.TOKEN)
    spans = list(sentences(text))
    for span in spans:
        cas.add(sentence(begin=span.start, end=span.end))
    edges = [Span(span.start, span.start + 1) for span in spans]
    edges += [Span(span.end - 1, span.end) for span in spans]
    for piece in Cutter().cut(text, edges).doc:
        if not piece.text.isspace():
            cas.add(token(begin=piece.idx, end=piece.idx + len(piece)))


def sentences(text: str) -> Iterator[Span]:
    """Sentences told by their punctuation, none across lines, without white space at their ends."""
    for match in _SENTENCE.finditer(text):
        span = trim(text, Span(*match.span()))
        if span is not None:
            yield span


def _add_pieces(cas: Cas, pieces: Sequence[Piece]) -> None:
    system = cas.typesystem
    name, part = system.get_type(types.NAMED_ENTITY), system.get_type(types.PART)
    quote, array = system.get_type(types.QUOTE), system.get_type(types.ARRAY)
    quotes: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.role is None:
            identifier = piece.fields.get("identifier")
            cas.add(name(begin=piece.span.start, end=piece.span.end, value=piece.label,
                         identifier=identifier))  # fmt: skip
        else:
            quotes.setdefault(piece.tie, []).append(piece)
    for tie, parts in quotes.items():
        anchor = next((p for p in parts if p.role == "cues"), parts[0])
        slots = {}
        for role in ROLES:
            link = system.get_type(types.LINKS[role])
            links = []
            for piece in (p for p in parts if p.role == role):
                target = part(begin=piece.span.start, end=piece.span.end, part=piece.label)
                cas.add(target)
                links.append(link(role=piece.label, target=target))
            # cassis reads no empty array back from JSON.
            slots[role] = array(elements=links) if links else None
        cas.add(quote(begin=anchor.span.start, end=anchor.span.end, identifier=tie, **slots))


def _quotes(cas: Cas, text: str) -> Iterator[FoundQuote]:
    linked = set()
    for quote in _select(cas, types.QUOTE):
        parts = []
        for role in ROLES:
            slot = getattr(quote, role, None)
            for link in getattr(slot, "elements", slot) or ():
                target = getattr(link, "target", None)
                if target is not None:
                    linked.add(target.xmiID)
                    parts.append(Piece(span=_span(target, text), label=LABELS[role]))
        yield FoundQuote(parts=tuple(parts))
    for part in _select(cas, types.PART):
        label = getattr(part, "part", None)
        if part.xmiID not in linked and label in tuple(LABELS.values()):
            yield FoundQuote(parts=(Piece(span=_span(part, text), label=label),))


def _block(cas: Cas) -> dict[str, Any] | None:
    for record in _select(cas, types.RECORD):
        said = getattr(record, "json", None)
        if isinstance(said, str):
            try:
                return parse_object(said.encode("utf-8", "surrogatepass"))
            except RecordError as error:
                raise RecordError(f'"{KEY}": {error}') from None
    return None


def _base(cas: Cas) -> dict[str, Any] | None:
    """The CAS without our own spans, as JSON, where it holds anything of others."""
    own = [fs for view in cas.views for fs in view.get_all_fs() if fs.type.name in types.OURS]
    others = any(
        fs.type.name not in types.OURS | _NEEDED for view in cas.views for fs in view.get_all_fs()
    )
    if not others:
        return None
    for fs in own:
        cas.remove(fs)
    base = json.loads(cas.to_json() or "{}")
    return base if isinstance(base, dict) else None


def _document_id(cas: Cas) -> str:
    found = [getattr(document, "documentId", "") for document in _select(cas, types.DOCUMENT)]
    return str(found[0]) if found and found[0] else ""


def _select(cas: Cas, name: str) -> list[Any]:
    return list(cas.select(name)) if cas.typesystem.contains_type(name) else []


def _span(annotation: Any, text: str) -> Span:
    start, end = annotation.begin, annotation.end
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        raise RecordError(
            f"{annotation.type.short_name} from {start} to {end} is no span of the text"
        )
    return Span(start, end)
