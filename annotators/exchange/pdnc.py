"""The Project Dialogism Novel Corpus, read only: one folder a novel, with two tables and a text.

Vishnubhotla, Hammond and Hirst: The Project Dialogism Novel Corpus, LREC 2022.
"""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotators.exchange.anchoring import placed
from annotators.exchange.assembly import assemble
from annotators.exchange.cast import Cast
from annotators.exchange.format import BadLine, Record
from annotators.exchange.forms import likely_form
from annotators.exchange.found import Found, FoundQuote
from annotators.exchange.pieces import LABELS, Piece
from annotators.model.article import Article
from annotators.model.record import RecordError
from annotators.model.span import Span, spans_of

_QUOTES, _CHARACTERS, _TEXTS = (
    "quotation_info.csv",
    "character_info.csv",
    ("novel_text.txt", "novel.txt"),
)
_KEPT = ("quoteType", "addressees")
_LONGEST_CELL = 1 << 17
"""Code points of a cell at most."""

Row = Mapping[str, str]


class PDNC:
    """The format `pdnc`: quotes of novels with speakers, referring expressions and mentions.

    What the tables call byte spans are code points.
    """

    name = "pdnc"
    suffixes = ()

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """The layer of each novel below the folder; every bad row is told, and its novel left."""
        tables = sorted(path.rglob(_QUOTES)) if path.is_dir() else []
        if not tables:
            yield BadLine(0, f"there is no {_QUOTES} below it")
        for table in tables:
            novel = _Novel(table.parent)
            shown = table.relative_to(path).as_posix()
            try:
                found, bad = novel.read(table, shown)
            except RecordError as error:
                yield BadLine(0, str(error), shown)
                continue
            yield from (BadLine(line, why, shown) for line, why in bad)
            if not bad:
                yield assemble(found, self.name)


PDNC_FORMAT = PDNC()


class _Novel:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cast = Cast()
        self._mentions: dict[Span, Piece] = {}
        self._remarks: list[str] = []
        self._text = ""

    def read(self, table: Path, file: str) -> tuple[Found, list[tuple[int, str]]]:
        """What the novel's tables say, and the rows that cannot be read."""
        self._text = self._read_text()
        characters = self._folder / _CHARACTERS
        for _, row in _rows(characters) if characters.is_file() else ():
            name = row.get("Main Name", "")
            aliases = _literal(row.get("Aliases", ""), set())
            self._cast.entity(name, aliases=tuple(sorted(str(a) for a in aliases if a != name)))
        quotes: list[FoundQuote] = []
        bad: list[tuple[int, str]] = []
        for number, row in _rows(table):
            try:
                quotes.append(self._quote(row))
            except (RecordError, ValueError) as error:
                bad.append((number, str(error)))
        found = Found(
            article=Article(id=self._folder.name, text=self._text),
            quotes=tuple(quotes),
            mentions=tuple(self._mentions[span] for span in sorted(self._mentions)),
            entities=tuple(self._cast.entities.values()),
            remarks=tuple(self._remarks),
            file=file,
        )
        return found, bad

    def _read_text(self) -> str:
        for name in _TEXTS:
            if (path := self._folder / name).is_file():
                return path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        raise RecordError(f"its text {_TEXTS[0]} is not beside it")

    def _quote(self, row: Row) -> FoundQuote:
        spans = spans_of(_literal(row.get("quoteByteSpans", ""), []))
        said = _literal(row.get("subQuotationList", ""), [])
        name = row.get("quoteID") or row.get("quoteId") or ""
        words = [*said, *[""] * len(spans)]
        parts = [
            Piece(span=self._anchored(span, words[i], f"{name}, part {i + 1}"),
                  label=LABELS["contents"])
            for i, span in enumerate(spans)
        ]  # fmt: skip
        if not parts:
            raise RecordError("it has no quoteByteSpans")
        refers = row.get("referringExpression", "").strip()
        near = [p.span for p in parts]
        source = self._near(refers, near) if refers else None
        if source is not None:
            parts.append(Piece(span=source, label=LABELS["sources"]))
        self._take_mentions(row)
        speaker = row.get("speaker", "").strip()
        return FoundQuote(
            parts=tuple(parts),
            name=name,
            speakers=(self._cast.entity(speaker),) if speaker else (),
            fields={name: row[name] for name in _KEPT if row.get(name)},
        )

    def _anchored(self, span: Span, quoted: Any, place: str) -> Span:
        if span.end > len(self._text):
            raise RecordError(f"it ends at {span.end}, the text at {len(self._text)}")
        if not isinstance(quoted, str) or not quoted:
            return span
        span, moved = placed(self._text, span, quoted, place)
        self._remarks += moved
        return span

    def _near(self, words: str, contents: list[Span]) -> Span | None:
        """The words nearest after or before the contents, not within them."""
        places, at = [], self._text.find(words, max(0, contents[0].start - 500))
        while 0 <= at <= contents[-1].end + 500:
            places.append(Span(at, at + len(words)))
            at = self._text.find(words, at + 1)
        free = [p for p in places if not any(p.overlaps(c) for c in contents)]
        ends = [edge for span in contents for edge in span]
        return min(free, key=lambda p: min(abs(p.start - e) for e in ends), default=None)

    def _take_mentions(self, row: Row) -> None:
        places = _literal(row.get("mentionSpansList", ""), [])
        entities = _literal(row.get("mentionEntitiesList", ""), [])
        pairs = [
            (p, e)
            for inner, es in zip(places, entities, strict=False)
            for p, e in _paired(inner, es)
        ]
        for place, who in pairs:
            (span,) = spans_of([place])
            if who and span.end <= len(self._text):
                label = likely_form(self._text, span)
                entity = self._cast.entity(str(who[0] if isinstance(who, list) else who))
                self._mentions[span] = Piece(span=span, label=label, entity=entity)


def _paired(places: Any, entities: Any) -> list[tuple[Any, Any]]:
    """Spans with their entities; the corpus nests both by parts of the quote."""
    if isinstance(places, list) and len(places) == 2 and isinstance(places[0], int):  # noqa: PLR2004
        return [(places, entities)]
    if isinstance(places, list) and isinstance(entities, list):
        return [
            (p, e) for p, e in zip(places, entities, strict=False) if isinstance(p, list | tuple)
        ]
    return []


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    # The limit is one of the whole program, and other readers have their own.
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    try:
        for row in reader:
            yield reader.line_num, {k: v for k, v in row.items() if isinstance(k, str)}
    except csv.Error as error:
        raise RecordError(f"{path.name}, line {reader.line_num}: {error}") from None


def _literal(text: str, empty: Any) -> Any:
    """A list or set as Python writes it; RecordError for anything else."""
    if not text.strip():
        return empty
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        raise RecordError(f"{text[:30]!r} is no list") from None
    if not isinstance(value, list | set | tuple):
        raise RecordError(f"{text[:30]!r} is no list")
    return value
