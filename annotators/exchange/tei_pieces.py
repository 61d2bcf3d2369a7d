"""What of a layer becomes an element in the text of a TEI file, and what has to stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotators.exchange.seen import Seen
from annotators.model.items import ROLES, Mention, Quote
from annotators.model.span import Span

PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMES = {"PERSON": "persName", "ORG": "orgName", **dict.fromkeys(PLACES, "placeName")}
_RANK = ("said", "quote", "seg")


@dataclass(frozen=True, kw_only=True)
class TeiPiece:
    """A stretch of one line that is to be an element.

    `attributes` are those of the element; `links` those of a span that stands
    apart instead.
    """

    span: Span
    tag: str
    attributes: Mapping[str, str]
    links: Mapping[str, str] = field(default_factory=dict)


class Sorted(NamedTuple):
    """The pieces of a line that nest, outer ones first, and those that stand apart."""

    nested: tuple[TeiPiece, ...]
    apart: tuple[TeiPiece, ...]


def pieces_of(seen: Seen, prefix: str, lines: Sequence[Span]) -> Iterator[TeiPiece]:
    """Every stretch of a line that a quote or mention covers; `prefix` begins all ids."""
    entities = {entity: f"#{prefix}.e{n}" for n, entity in enumerate(seen.entities, 1)}
    for number, quote in enumerate(seen.quotes, 1):
        yield from _of_quote(seen, quote, f"{prefix}.q{number}", lines, entities)
    for number, mention in enumerate((*seen.names, *seen.references), 1):
        yield from _of_mention(mention, f"{prefix}.m{number}", lines, entities)


def sort_out(pieces: Iterable[TeiPiece]) -> Sorted:
    """Tell the pieces of one line that nest from those that cross another one."""
    nested: list[TeiPiece] = []
    apart: list[TeiPiece] = []
    around: list[TeiPiece] = []
    for piece in sorted(pieces, key=_order):
        while around and around[-1].span.end <= piece.span.start:
            around.pop()
        if around and piece.span.end > around[-1].span.end:
            apart.append(piece)
        else:
            nested.append(piece)
            around.append(piece)
    return Sorted(tuple(nested), tuple(apart))


def name_tag(label: str | None) -> str:
    """The element for a name of this label."""
    return _NAMES.get(label or "", "name")


def token(text: str) -> str:
    """A text as an attribute that may hold no white space, such as `type`."""
    return "_".join(text.split())


def _order(piece: TeiPiece) -> tuple[int, int, int, str]:
    rank = _RANK.index(piece.tag) if piece.tag in _RANK else len(_RANK)
    return piece.span.start, -piece.span.end, rank, piece.attributes["xml:id"]


def _of_quote(
    seen: Seen, quote: Quote, name: str, lines: Sequence[Span], entities: Mapping[str, str]
) -> Iterator[TeiPiece]:
    """The parts of a quote: the first has the quote's id, the others refer to it."""
    who = " ".join(entities[s] for s in quote.speakers if s in entities)
    kind = f"#kind.{seen.kind(quote)} #speaker.{quote.speaker_state}"
    told = {"n": quote.id, "ana": kind}
    spoken = {"who": who} if who else {}
    is_direct = {"direct": "true" if seen.kind(quote) == "direct" else "false"}
    contents = list(_cut(quote.contents, lines))
    for index, span in enumerate(contents):
        chain = {}
        if index:
            chain["prev"] = f"#{_part(name, index - 1)}"
        if index + 1 < len(contents):
            chain["next"] = f"#{_part(name, index + 1)}"
        # What nobody is said to have said is a quotation all the same, but not speech.
        is_said = quote.speaker_state != "none"
        attributes = {"xml:id": _part(name, index), **told, **chain}
        yield TeiPiece(
            span=span,
            tag="said" if is_said else "quote",
            attributes=attributes | ({**spoken, **is_direct} if is_said else {}),
            links={**attributes, "type": "contents", "ana": f"{kind} {who}".strip()},
        )
    head = "" if contents else name
    for role in ROLES[1:]:
        for number, span in enumerate(_cut(quote.spans(role), lines), 1):
            attributes = {"xml:id": head or f"{name}.{role}{number}"}
            if head:
                attributes |= told | {"ana": f"{kind} {who}".strip()}
            else:
                attributes |= {"n": quote.id, "corresp": f"#{name}"}
            attributes["type"] = role.removesuffix("s")
            head = ""
            yield TeiPiece(span=span, tag="seg", attributes=attributes, links=attributes)


def _of_mention(
    mention: Mention, name: str, lines: Sequence[Span], entities: Mapping[str, str]
) -> Iterator[TeiPiece]:
    is_name = mention.form == "name"
    attributes = {"n": mention.id}
    if (entity := entities.get(mention.entity or "")) is not None:
        attributes["ref"] = entity
    tag = name_tag(mention.label) if is_name else "rs"
    kind = token(mention.label or "") if is_name else mention.form
    if kind:
        attributes["type"] = kind
    for index, span in enumerate(_cut((mention.span,), lines)):
        own = {"xml:id": _part(name, index), **attributes}
        ref = own.pop("ref", "")
        links = own | ({"ana": ref} if ref else {}) | {"type": kind or "name"}
        yield TeiPiece(
            span=span, tag=tag, attributes=own | ({"ref": ref} if ref else {}), links=links
        )


def _part(name: str, index: int) -> str:
    return f"{name}.{index + 1}" if index else name


def _cut(spans: Iterable[Span], lines: Sequence[Span]) -> Iterator[Span]:
    """The spans line by line, without what stands between lines."""
    for span in spans:
        for line in lines:
            if line.overlaps(span):
                yield Span(max(span.start, line.start), min(span.end, line.end))
