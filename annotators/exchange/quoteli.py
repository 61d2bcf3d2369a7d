"""QuoteLi's XML, read only: quotes and mentions inline, tied by their ids.

Muzny, Fang, Chang and Jurafsky: A Two-stage Sieve Approach for Quote Attribution, EACL 2017.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotators.exchange.assembly import assemble
from annotators.exchange.cast import Cast
from annotators.exchange.folders import files_below
from annotators.exchange.format import BadLine, Record
from annotators.exchange.forms import likely_form
from annotators.exchange.found import Found, FoundQuote
from annotators.exchange.pieces import LABELS, Piece
from annotators.exchange.untrusted_xml import parse_xml
from annotators.model.article import Article
from annotators.model.record import RecordError
from annotators.model.span import Span

_NOBODY = frozenset({"", "none", "unknown"})


class QuoteLi:
    """The format `quoteli`: what was said, by which mention, by which character."""

    name = "quoteli"
    suffixes = (".quoteli.xml",)

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """The layer of one file, or of each `.xml` of a folder."""
        for file, name in files_below(path, ".xml"):
            shown = file.relative_to(path).as_posix() if path.is_dir() else ""
            try:
                root = parse_xml(file.read_bytes())
                found = _Document(root).found(name.removesuffix(".quoteli"), shown)
                yield assemble(found, self.name)
            except RecordError as error:
                yield BadLine(1, str(error), shown)


QUOTELI = QuoteLi()


class _Document:
    """One text with what is marked in it, read in the order of the text."""

    def __init__(self, root: Any) -> None:
        body = root.find("text")
        if body is None:
            raise RecordError("it has no <text>")
        self._cast = Cast()
        for character in root.iterfind("characters/character"):
            self._character(character)
        self._text = ""
        self._quotes: list[tuple[Any, Span]] = []
        self._mentions: list[tuple[Any, Span]] = []
        self._walk(body)

    def found(self, article_id: str, file: str) -> Found:
        """What the text and its marks say."""
        return Found(
            article=Article(id=article_id, text=self._text),
            quotes=tuple(self._quote(element, span) for element, span in self._quotes),
            mentions=tuple(
                Piece(span=span, label=likely_form(self._text, span), entity=self._who(element))
                for element, span in self._mentions
            ),
            entities=tuple(self._cast.entities.values()),
            file=file,
            line=1,
        )

    def _character(self, element: Any) -> None:
        name = element.get("name") or element.get("id") or ""
        aliases = tuple(a for a in (element.get("aliases") or "").split(";") if a.strip())
        self._cast.entity(name.replace("_", " "), name, aliases=aliases)

    def _walk(self, element: Any) -> None:
        start = len(self._text)
        self._text += element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                self._walk(child)
            self._text += child.tail or ""
        span = Span(start, len(self._text))
        if span.length and element.tag in {"quote", "mention"}:
            (self._quotes if element.tag == "quote" else self._mentions).append((element, span))

    def _quote(self, element: Any, span: Span) -> FoundQuote:
        """A quote; its sources are the mentions that it is tied to, from either side."""
        name = element.get("id") or ""
        tied = _names(element)
        sources = [
            place
            for mention, place in self._mentions
            if mention.get("id") in tied or (name and name in _names(mention))
        ]
        parts = [Piece(span=span, label=LABELS["contents"])]
        parts += [Piece(span=place, label=LABELS["sources"]) for place in sources]
        who = self._who(element)
        known = {"speaker", "connection", "id"}
        return FoundQuote(
            parts=tuple(parts),
            speakers=(who,) if who else (),
            fields={key: value for key, value in element.attrib.items() if key not in known},
        )

    def _who(self, element: Any) -> str:
        name = element.get("speaker") or ""
        if name.casefold() in _NOBODY:
            return ""
        return self._cast.entity(name.replace("_", " "), name)


def _names(element: Any) -> set[str]:
    return {name.strip() for name in (element.get("connection") or "").split(",") if name.strip()}
