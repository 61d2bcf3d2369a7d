"""The text of an article as TEI: its lines as blocks, what is said in them as elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from annotators.exchange.clean import clean
from annotators.exchange.seen import Seen
from annotators.exchange.story import lines_of
from annotators.exchange.tei_pieces import Sorted, TeiPiece, pieces_of, sort_out
from annotators.model.article import Zone
from annotators.model.span import Span

_ASIDE = {
    "headline": "head", "byline": "byline", "source": "byline",
    "published": "docDate", "updated": "docDate",
}  # fmt: skip
"""What the lines before and after the story become."""


def write_text(seen: Seen, prefix: str) -> tuple[list[str], list[TeiPiece]]:
    """The `text` element of an article in parts, and the pieces that stand apart."""
    article, zones = seen.record.article, lines_of(seen)
    blocks = list(_blocks(zones))
    pieces = list(pieces_of(seen, prefix, [zone.span for zone in zones]))
    parts = ["<text><body>\n"]
    apart: list[TeiPiece] = []
    is_open = False
    for zone, block in blocks:
        found = sort_out(p for p in pieces if zone.span.overlaps(p.span))
        apart += found.apart
        if zone.kind == "subhead" and block == "head":
            parts.append("</div>\n<div>\n" if is_open else "<div>\n")
            is_open = True
        elif is_open and block != "p":
            parts.append("</div>\n")
            is_open = False
        line = _line(article.text, zone.span, found, prefix)
        parts.append(f"<{block}>{line}</{block}>\n")
    if not any(block == "p" or zone.kind == "subhead" for zone, block in blocks):
        parts.append("<p/>\n")
    parts.append("</div>\n</body></text>\n" if is_open else "</body></text>\n")
    return parts, apart


def attributes(fields: Mapping[str, str]) -> str:
    """Attributes as they stand in a start tag, a blank before each."""
    return "".join(f" {name}={quoteattr(clean(value))}" for name, value in fields.items())


def written(text: str) -> str:
    """A text between tags."""
    return escape(clean(text), {"\r": "&#13;"})


def anchor(prefix: str, offset: int) -> str:
    """The id of the place at an offset."""
    return f"{prefix}.at{offset}"


def _blocks(zones: Sequence[Zone]) -> Iterator[tuple[Zone, str]]:
    """Each line with the element it becomes.

    Bylines and dates are more than paragraphs only before and after the story.
    """
    told = [index for index, zone in enumerate(zones) if zone.kind in {"body", "subhead"}]
    first, last = (told[0], told[-1]) if told else (len(zones), len(zones))
    for index, zone in enumerate(zones):
        if zone.kind == "subhead":
            yield zone, "head"
        elif index < first or (index > last and zone.kind != "headline"):
            yield zone, _ASIDE[zone.kind]
        else:
            yield zone, "p"


def _line(text: str, line: Span, found: Sorted, prefix: str) -> str:
    """A line with its elements, and an anchor wherever a piece that stands apart begins or ends."""
    opening: dict[int, list[TeiPiece]] = {}
    for piece in found.nested:
        opening.setdefault(piece.span.start, []).append(piece)
    anchors = {offset for piece in found.apart for offset in piece.span}
    edges = {line.start, line.end, *anchors, *(o for piece in found.nested for o in piece.span)}
    parts: list[str] = []
    around: list[TeiPiece] = []
    ordered = sorted(edges)
    for offset, after in zip(ordered, [*ordered[1:], line.end], strict=True):
        while around and around[-1].span.end == offset:
            parts.append(f"</{around.pop().tag}>")
        if offset in anchors:
            parts.append(f'<anchor xml:id="{anchor(prefix, offset)}"/>')
        for piece in opening.get(offset, ()):
            parts.append(f"<{piece.tag}{attributes(piece.attributes)}>")
            around.append(piece)
        parts.append(written(text[offset:after]))
    return "".join(parts)


def stand_off(apart: Iterable[TeiPiece], prefix: str) -> Iterator[str]:
    """The group of the pieces that cross others, from anchor to anchor."""
    rows = [
        f"<span{attributes(piece.links)}"
        f' from="#{anchor(prefix, piece.span.start)}" to="#{anchor(prefix, piece.span.end)}"/>\n'
        for piece in apart
    ]
    if rows:
        yield '<spanGrp type="crossing">\n'
        yield from rows
        yield "</spanGrp>\n"
