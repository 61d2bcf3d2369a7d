"""doccano's JSON Lines: entities and relations; of the other shape, plain spans, read only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from annotators.exchange.assembly import KEY, assemble_lines, block_of
from annotators.exchange.format import BadLine, Loss, Record
from annotators.exchange.found import Found, quotes_of
from annotators.exchange.jsons import dump, objects_of, text_of, whole
from annotators.exchange.pieces import (
    Piece,
    ids_of,
    is_own_link,
    link_between,
    links_of,
    pieces_of,
    places_of,
)
from annotators.model.article import Article
from annotators.model.record import RecordError
from annotators.model.span import spans_of

_ENTITY = frozenset({"start_offset", "end_offset", "label"})
_EXAMPLE = frozenset({"text", "entities", "relations", "label", "labels", KEY})
_RELATION = frozenset({"id", "from_id", "to_id", "type"})


class Doccano:
    """The format `doccano`: one example for each layer, for projects with relations."""

    name = "doccano"
    suffixes = (".doccano.jsonl",)

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write a line for each record; nothing is lost."""
        for record in records:
            example = _example(record, pieces_of(record, self.name, flat=flat))
            example[KEY] = block_of(record, self.name, flat=flat)
            stream.write(dump(example).encode() + b"\n")
        yield from ()

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """Every example of the file, and each line that is none."""
        yield from assemble_lines(path, self.name, _found)


DOCCANO = Doccano()


def _example(record: Record, pieces: Sequence[Piece]) -> dict[str, Any]:
    kept = record.extra.get("doccano")
    fields = dict(kept) if isinstance(kept, Mapping) else {}
    others = fields.pop("relations", [])
    known = (piece.fields.get("id") for piece in pieces)
    ids = ids_of(pieces, count(max((n for n in known if isinstance(n, int)), default=0) + 1))
    last = max((r["id"] for r in others if isinstance(r.get("id"), int)), default=0)
    links = enumerate(links_of(pieces), last + 1)
    return {
        **fields,
        "text": record.article.text,
        "entities": list(
            {
                number: {
                    **piece.fields,
                    "id": number,
                    "label": piece.label,
                    "start_offset": piece.span.start,
                    "end_offset": piece.span.end,
                }
                for number, piece in zip(ids, pieces, strict=True)
            }.values()
        ),
        "relations": [
            *others,
            *(
                {"id": n, "from_id": ids[head], "to_id": ids[child], "type": pieces[child].label}
                for n, (head, child) in links
            ),
        ],
    }


def _found(example: dict[str, Any], article_id: str, number: int) -> Found:
    text = text_of(example, "text")
    entities = objects_of(example, "entities") or _plain(example)
    pieces = [_piece(entity, text, f"entities[{i}]") for i, entity in enumerate(entities)]
    places = places_of(piece.fields.get("id") for piece in pieces)
    links, others = [], []
    for relation in objects_of(example, "relations"):
        link = link_between(places, relation.get("from_id"), relation.get("to_id"))
        if link:
            links.append(link)
        is_told = relation.keys() <= _RELATION and is_own_link(pieces, link, relation.get("type"))
        if not is_told:
            others.append(relation)
    fields = {name: value for name, value in example.items() if name not in _EXAMPLE}
    block = example.get(KEY)
    return Found(
        article=Article(id=article_id, text=text),
        block=block if isinstance(block, dict) else None,
        quotes=quotes_of(pieces, links),
        mentions=tuple(piece for piece in pieces if piece.role is None),
        fields=fields | ({"relations": others} if others else {}),
        line=number,
        marks_names=True,
    )


def _plain(example: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The spans of a project without relations, `[start, end, label]`, as entities."""
    spans = example.get("label", example.get("labels", []))
    if not isinstance(spans, list) or not all(
        isinstance(span, list) and len(span) == 3  # noqa: PLR2004 - start, end, label
        for span in spans
    ):
        raise RecordError('"label" is to be a list of [start, end, label]')
    return [{"start_offset": start, "end_offset": end, "label": label}
            for start, end, label in spans]  # fmt: skip


def _piece(entity: dict[str, Any], text: str, place: str) -> Piece:
    try:
        (span,) = spans_of([[whole(entity, "start_offset"), whole(entity, "end_offset")]])
        label = text_of(entity, "label")
    except (ValueError, RecordError) as error:
        raise RecordError(f"{place}: {error}") from None
    if span.end > len(text):
        raise RecordError(f"{place} ends at {span.end}, the text at {len(text)}")
    fields = {name: value for name, value in entity.items() if name not in _ENTITY}
    return Piece(span=span, label=label, fields=fields)
