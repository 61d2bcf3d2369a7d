"""TEI P5: articles with `said` and `quote`, names, cues and sources, and a list of who they are.

Text Encoding Initiative, P5: Guidelines for Electronic Text Encoding and
Interchange. What crosses something else stands apart in `standOff`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from urllib.parse import quote as percent

from annotators.exchange.format import Loss, Record
from annotators.exchange.seen import Seen, see
from annotators.exchange.story import line_losses
from annotators.exchange.tei_pieces import PLACES, TeiPiece, name_tag, token
from annotators.exchange.tei_text import attributes, stand_off, write_text, written
from annotators.exchange.unsaid import Carries, unsaid
from annotators.model.items import Entity

CARRIES: Carries = {
    "article": frozenset({"text", "headline", "byline", "source", "published", "url"}),
    "layer": frozenset({"annotator", "purpose", "model"}),
    "names": frozenset({"id", "start", "end", "form", "label", "entity"}),
    "references": frozenset({"id", "start", "end", "form", "entity"}),
    "entities": frozenset({"id", "name", "aliases", "label", "kb_id"}),
    "attributions": frozenset({
        "id", "kind", "speakers", "speaker_state", "contents", "cues", "sources",
    }),
}  # fmt: skip

_CATEGORIES = {
    "kind.direct": "all of it stands in quotation marks",
    "kind.mixed": "some of it stands in quotation marks",
    "kind.indirect": "none of it stands in quotation marks",
    "speaker.known": "the speaker is known",
    "speaker.unnamed": "the speaker is not named",
    "speaker.none": "nobody is given as the speaker",
    "speaker.undecided": "the speaker is not decided",
}
_STATEMENT = "<publicationStmt><p>Written by copydesk.</p></publicationStmt>"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
    "<teiHeader>\n<fileDesc><titleStmt><title>Who said what</title></titleStmt>"
    f"{_STATEMENT}<sourceDesc><p>News articles.</p></sourceDesc></fileDesc>\n"
    "<encodingDesc><classDecl><taxonomy>"
    + "".join(
        f'<category xml:id="{name}"><catDesc>{text}</catDesc></category>'
        for name, text in _CATEGORIES.items()
    )
    + "</taxonomy></classDecl></encodingDesc>\n</teiHeader>\n"
)


class Tei:
    """The format `tei`: one corpus, a `TEI` element for each layer of an article."""

    name = "tei"
    suffixes = (".tei", ".tei.xml", ".xml")
    carries = CARRIES

    def write(
        self, records: Iterable[Record], stream: BinaryIO, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write each record; an id of ours is the `n` of its element."""
        stream.write(_HEAD.encode())
        for number, record in enumerate(records, 1):
            seen = see(record, flat=flat)
            text, apart = write_text(seen, f"a{number}")
            stream.writelines(part.encode() for part in _article(seen, f"a{number}", text, apart))
            yield from _losses(seen, apart)
            yield from unsaid(record, CARRIES, flat=flat)
        stream.write(b"</teiCorpus>\n")


TEI = Tei()


def _article(seen: Seen, prefix: str, text: list[str], apart: list[TeiPiece]) -> Iterator[str]:
    yield f"<TEI{attributes({'xml:id': prefix, 'n': seen.record.article.id})}>\n"
    yield from _header(seen)
    yield from text
    beside = [*_lists(seen, prefix), *stand_off(apart, prefix)]
    if beside:
        yield "<standOff>\n"
        yield from beside
        yield "</standOff>\n"
    yield "</TEI>\n"


def _header(seen: Seen) -> Iterator[str]:
    article, header = seen.record.article, seen.record.layer.header
    meta = {name: value for name, value in article.meta.items() if isinstance(value, str)}
    yield f"<teiHeader>\n<fileDesc><titleStmt><title>{written(article.title)}</title>"
    for duty, name in ((header.purpose or "annotation", header.annotator), ("draft", header.model)):
        if name:
            yield f"<respStmt><resp>{duty}</resp><name>{written(name)}</name></respStmt>"
    yield f"</titleStmt>{_STATEMENT}\n<sourceDesc><bibl>"
    for tag, name in (("author", "byline"), ("publisher", "source"), ("date", "published")):
        if name in meta:
            yield f"<{tag}>{written(meta[name])}</{tag}>"
    if "url" in meta:
        target = percent(meta["url"], safe=":/?#[]@!$&'()*+,;=%~", errors="replace")
        yield f"<ptr{attributes({'target': target})}/>"
    yield f"<idno>{written(article.id)}</idno></bibl></sourceDesc></fileDesc>\n</teiHeader>\n"


def _lists(seen: Seen, prefix: str) -> Iterator[str]:
    """Who and what is spoken of: persons, organisations, places, and all else."""
    numbered = [(f"{prefix}.e{n}", entity) for n, entity in enumerate(seen.entities.values(), 1)]
    for lists, tag in (
        ("listPerson", "person"), ("listOrg", "org"), ("listPlace", "place"), ("list", "item"),
    ):  # fmt: skip
        rows = [_entity(tag, name, e) for name, e in numbered if _tag(e) == tag]
        if rows:
            yield f"<{lists}>\n"
            yield from rows
            yield f"</{lists}>\n"


def _tag(entity: Entity) -> str:
    if entity.label in PLACES:
        return "place"
    return {"PERSON": "person", "ORG": "org"}.get(entity.label or "", "item")


def _entity(tag: str, name: str, entity: Entity) -> str:
    called = name_tag(entity.label)
    kind = {"type": token(entity.label)} if entity.label and entity.label.split() else {}
    told = f"<{called}{attributes(kind)}>{written(entity.name)}</{called}>"
    for alias in entity.aliases:
        told += f'<{called} type="alias">{written(alias)}</{called}>'
    if entity.kb_id:
        told += f"<idno>{written(entity.kb_id)}</idno>"
    return f"<{tag}{attributes({'xml:id': name, 'n': entity.id})}>{told}</{tag}>\n"


def _losses(seen: Seen, apart: Iterable[TeiPiece]) -> Iterator[Loss]:
    article = seen.record.article.id
    for piece in apart:
        what = "a span that crosses another one stands apart, between anchors"
        yield Loss(article, piece.attributes["n"], what, piece.tag)
    for quote in seen.quotes:
        if not quote.parts:
            yield Loss(article, quote.id, "a quote without a span", is_left_out=True)
    yield from line_losses(seen)
