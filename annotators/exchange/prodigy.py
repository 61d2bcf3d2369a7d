"""Prodigy's JSON Lines: spans and relations over tokens, the last token included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from annotators.exchange.assembly import KEY, assemble_lines, block_of
from annotators.exchange.format import BadLine, Loss, Record
from annotators.exchange.found import Found, quotes_of
from annotators.exchange.jsons import (
    dump,
    objects_of,
    text_of,
    whole,
)
from annotators.exchange.offsets import TokenEnds
from annotators.exchange.pieces import Link, Piece, is_own_link, links_of, pieces_of
from annotators.exchange.tokens import CutDoc, Cutter, cut_losses
from annotators.model.article import Article
from annotators.model.layer import Header
from annotators.model.record import RecordError
from annotators.model.span import Span, spans_of

_SPAN = frozenset({"start", "end", "token_start", "token_end", "label", "quote"})
_TASK = frozenset({"text", "tokens", "spans", "relations", "answer", KEY})
_RELATION = frozenset({"head", "child", "head_span", "child_span", "label"})


class Prodigy:
    """The format `prodigy`: one task for each layer, for the `relations` and span interfaces."""

    name = "prodigy"
    suffixes = (".prodigy.jsonl",)

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write a line for each record, yielding where a token of spaCy's had to be cut."""
        cutter = Cutter()
        for record in records:
            pieces = pieces_of(record, self.name, flat=flat)
            text = record.article.text
            cut = cutter.cut(text, (piece.span for piece in pieces))
            places = ((piece.tie, piece.span) for piece in pieces)
            yield from (Loss(record.article.id, *loss) for loss in cut_losses(cut, places, text))
            task = _task(record, pieces, cut) | {KEY: block_of(record, self.name, flat=flat)}
            stream.write(dump(task).encode() + b"\n")

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """Every accepted task; one that was rejected or ignored in Prodigy is a bad line."""
        yield from assemble_lines(path, self.name, _found)


PRODIGY = Prodigy()


def _task(record: Record, pieces: Sequence[Piece], cut: CutDoc) -> dict[str, Any]:
    kept = record.extra.get("prodigy")
    fields = dict(kept) if isinstance(kept, Mapping) else {}
    spans = [_span_record(piece, cut) for piece in pieces]
    relations = [_relation(spans, *link) for link in links_of(pieces)]
    others = fields.pop("relations", [])
    meta = fields.get("meta")
    return {
        **fields,
        "text": record.article.text,
        "meta": {**(meta if isinstance(meta, Mapping) else {}), "article": record.article.id},
        "tokens": [
            {
                "text": token.text,
                "start": token.idx,
                "end": token.idx + len(token),
                "id": token.i,
                "ws": bool(token.whitespace_),
            }
            for token in cut.doc
        ],
        "spans": spans,
        "relations": [*relations, *others],
        "answer": "accept",
    }


def _span_record(piece: Piece, cut: CutDoc) -> dict[str, Any]:
    record = {
        **piece.fields,
        "start": piece.span.start,
        "end": piece.span.end,
        "token_start": cut.first[piece.span.start],
        "token_end": cut.after[piece.span.end] - 1,
        "label": piece.label,
    }
    return record | {"quote": piece.tie} if piece.role else record


def _relation(spans: Sequence[Mapping[str, Any]], head: int, child: int) -> dict[str, Any]:
    def end(index: int) -> dict[str, Any]:
        names = ("start", "end", "token_start", "token_end", "label")
        return {name: spans[index][name] for name in names}

    return {
        "head": spans[head]["token_end"],
        "child": spans[child]["token_end"],
        "head_span": end(head),
        "child_span": end(child),
        "label": spans[child]["label"],
    }


def _found(task: dict[str, Any], article_id: str, number: int) -> Found:
    answer = task.get("answer", "accept")
    if answer != "accept":
        raise RecordError(f'its "answer" is {answer!r}: nobody confirmed it in Prodigy')
    text = text_of(task, "text")
    block = task.get(KEY)
    tokens = _tokens(task)
    spans = objects_of(task, "spans")
    pieces = [_piece(span, tokens, text, f"spans[{i}]") for i, span in enumerate(spans)]
    links = [_link(relation, pieces, tokens) for relation in objects_of(task, "relations")]
    if not isinstance(block, dict):
        block = None
        article_id = _named(task) or article_id
    annotator = task.get("_annotator_id") or task.get("_session_id")
    return Found(
        article=Article(id=article_id, text=text),
        block=block,
        quotes=quotes_of(pieces, [link for link in links if link]),
        mentions=tuple(piece for piece in pieces if piece.role is None),
        header=Header(annotator=annotator if isinstance(annotator, str) else ""),
        marks_names=True,
        fields=_fields(task, block)
        | _others(pieces, zip(objects_of(task, "relations"), links, strict=True)),
        line=number,
    )


def _named(task: Mapping[str, Any]) -> str:
    """The article that the metadata of a task names, or nothing."""
    meta = task.get("meta")
    names = [meta.get("article"), meta.get("id")] if isinstance(meta, dict) else []
    return next((name for name in names if isinstance(name, str)), "")


def _fields(task: Mapping[str, Any], block: Mapping[str, Any] | None) -> dict[str, Any]:
    fields = {name: value for name, value in task.items() if name not in _TASK}
    meta = fields.get("meta")
    if block and isinstance(meta, dict) and meta.get("article") == block.get("id"):
        fields["meta"] = {name: value for name, value in meta.items() if name != "article"}
        fields = {name: value for name, value in fields.items() if name != "meta" or value}
    return fields


def _others(
    pieces: Sequence[Piece], relations: Iterable[tuple[dict[str, Any], Link | None]]
) -> dict[str, Any]:
    """The relations that say something else than what ties a quote."""
    others = [
        relation
        for relation, link in relations
        if not (relation.keys() <= _RELATION and is_own_link(pieces, link, relation.get("label")))
    ]
    return {"relations": others} if others else {}


def _tokens(task: dict[str, Any]) -> TokenEnds:
    try:
        return TokenEnds(
            Span(whole(token, "start"), whole(token, "end")) for token in objects_of(task, "tokens")
        )
    except RecordError as error:
        raise RecordError(f"tokens: {error}") from None


def _piece(record: dict[str, Any], tokens: TokenEnds, text: str, place: str) -> Piece:
    fields = {name: value for name, value in record.items() if name not in _SPAN}
    try:
        label = text_of(record, "label")
        span = _span(record, tokens)
    except (ValueError, RecordError) as error:
        raise RecordError(f"{place}: {error}") from None
    if span.end > len(text):
        raise RecordError(f"{place} ends at {span.end}, the text at {len(text)}")
    tie = record.get("quote")
    return Piece(span=span, label=label, tie=tie if isinstance(tie, str) else "", fields=fields)


def _span(record: dict[str, Any], tokens: TokenEnds) -> Span:
    if "start" in record:
        (span,) = spans_of([[whole(record, "start"), whole(record, "end")]])
        return span
    return tokens.span(whole(record, "token_start"), whole(record, "token_end"))


def _link(relation: Mapping[str, Any], pieces: Sequence[Piece], tokens: TokenEnds) -> Link | None:
    head = _end(relation, "head", pieces, tokens)
    child = _end(relation, "child", pieces, tokens)
    return Link(head, child) if head is not None and child is not None else None


def _end(
    relation: Mapping[str, Any], name: str, pieces: Sequence[Piece], tokens: TokenEnds
) -> int | None:
    """The piece that a relation begins or ends at: by its span, else by its last token."""
    span = relation.get(f"{name}_span")
    if isinstance(span, Mapping):
        key = (span.get("start"), span.get("end"), span.get("label"))
        places = [i for i, p in enumerate(pieces) if (*p.span, p.label) == key]
    else:
        last = relation.get(name)
        if not isinstance(last, int):
            return None
        places = [i for i, p in enumerate(pieces) if p.role and _last_token(tokens, p.span) == last]
    return places[0] if places else None


def _last_token(tokens: TokenEnds, span: Span) -> int | None:
    try:
        return tokens.tokens(span)[1]
    except ValueError:
        return None
