"""BookNLP's tables `.tokens`, `.quotes` and `.entities`, read only; token ends are included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from annotators.exchange.anchoring import placed
from annotators.exchange.assembly import assemble
from annotators.exchange.cast import Cast
from annotators.exchange.folders import files_below
from annotators.exchange.format import BadLine, Record
from annotators.exchange.found import Found, FoundQuote
from annotators.exchange.offsets import TokenEnds
from annotators.exchange.pieces import LABELS, UNLABELLED, Piece
from annotators.model.article import Article
from annotators.model.layer import Header
from annotators.model.record import RecordError
from annotators.model.span import Span

Row = Mapping[str, str]
T = TypeVar("T")

_NOTHING = frozenset({"", "None"})
_FORMS = {"NOM": "NOMINAL", "PRON": "PRONOUN"}
_LABELS = {"PER": "PERSON", "VEH": "PRODUCT"}
"""BookNLP's categories that OntoNotes has under another name."""


class BookNLP:
    """The format `booknlp`: quotes with the words that name their speaker, and all mentions.

    The text is `NAME.txt` where it stands beside the tables, else it is put
    together from the tokens, with blanks where they stand apart.
    """

    name = "booknlp"
    suffixes = (".quotes",)

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """The draft of one `.quotes` file, or of each of a folder; its tables stand beside it."""
        for file, name in files_below(path, ".quotes"):
            shown = file.relative_to(path).as_posix() if path.is_dir() else ""
            try:
                book = _Book(file)
                record = assemble(book.found(name, shown), self.name)
            except FileNotFoundError as error:
                yield BadLine(0, f"{Path(error.filename).name} is not beside it", shown)
            except RecordError as error:
                yield BadLine(0, str(error), shown)
            else:
                yield from (BadLine(0, why, shown) for why in book.bad)
                if not book.bad:
                    yield record


BOOKNLP = BookNLP()


class _Book:
    """The tables of one text; `bad` tells of every row that cannot be taken, and where it is."""

    def __init__(self, quotes: Path) -> None:
        self._quotes = quotes
        rows = list(_rows(quotes.with_suffix(".tokens")))
        spans = [_span_of(number, row) for number, row in rows]
        beside = quotes.with_suffix(".txt")
        if beside.is_file():
            self._text = _decoded(beside)
            if spans and spans[-1].end > len(self._text):
                raise RecordError(f"{beside.name} is shorter than its tokens say")
        else:
            self._text = _from_tokens(spans, [row.get("word", "") for _, row in rows])
        self._tokens = TokenEnds(spans)
        self._cast = Cast()
        self._remarks: list[str] = []
        self.bad: list[str] = []

    def found(self, article_id: str, file: str) -> Found:
        """What the tables say."""
        mentions = tuple(self._mentions())
        quotes = tuple(self._said())
        return Found(
            article=Article(id=article_id, text=self._text),
            quotes=quotes,
            mentions=mentions,
            entities=tuple(self._cast.entities.values()),
            header=Header(model="booknlp", draft="booknlp",
                          scope=("quotes", "speakers", "entities")),
            remarks=tuple(self._remarks),
            file=file,
        )  # fmt: skip

    def _mentions(self) -> Iterator[Piece]:
        path = self._quotes.with_suffix(".entities")
        rows = list(_rows(path)) if path.is_file() else []
        # The proper names come first: an entity is called by the longest of them.
        order = sorted(rows, key=lambda r: (r[1].get("prop") != "PROP", -len(r[1].get("text", ""))))
        for _, row in order:
            if row.get("COREF"):
                self._cast.entity(row.get("text", ""), row["COREF"])
        yield from self._of_rows(path.name, rows, self._mention)

    def _mention(self, row: Row, place: str) -> Piece:
        kind = row.get("cat", "") or UNLABELLED
        if not row.get("COREF"):
            raise RecordError(f"{place}: it names no entity")
        return Piece(
            span=self._span(row, ("start_token", "end_token", "text"), place),
            label=_FORMS.get(row.get("prop", "")) or _LABELS.get(kind, kind),
            entity=self._cast.entity(row.get("text", ""), row["COREF"]),
        )

    def _said(self) -> Iterator[FoundQuote]:
        yield from self._of_rows(self._quotes.name, _rows(self._quotes), self._quote)

    def _quote(self, row: Row, place: str) -> FoundQuote:
        said = self._span(row, ("quote_start", "quote_end", "quote"), place)
        parts = [Piece(span=said, label=LABELS["contents"])]
        speakers: tuple[str, ...] = ()
        if row.get("mention_start", "None") not in _NOTHING:
            source = self._span(row, ("mention_start", "mention_end", "mention_phrase"), place)
            parts.append(Piece(span=source, label=LABELS["sources"]))
        if row.get("char_id", "None") not in _NOTHING:
            speakers = (self._cast.entity(row.get("mention_phrase", ""), row["char_id"]),)
        return FoundQuote(parts=tuple(parts), speakers=speakers)

    def _of_rows(
        self, file: str, rows: Iterable[tuple[int, Row]], read: Callable[[Row, str], T]
    ) -> Iterator[T]:
        """What is read of each row; one that cannot be is told."""
        for number, row in rows:
            try:
                yield read(row, f"{file}, line {number}")
            except RecordError as error:
                self.bad.append(str(error))

    def _span(self, row: Row, names: tuple[str, str, str], place: str) -> Span:
        """From one token to another, which is included; the row repeats their words."""
        first, last, words = names
        try:
            span = self._tokens.span(int(row.get(first, "")), int(row.get(last, "")))
        except ValueError as error:
            raise RecordError(f"{place}: {error}") from None
        if row.get(words):
            span, moved = placed(self._text, span, row[words], place)
            self._remarks += moved
        return span


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a table with a header, with their line numbers; nothing in it is quoted."""
    head, *lines = _decoded(path).replace("\r\n", "\n").split("\n")
    names = head.split("\t")
    for number, line in enumerate(lines, 2):
        if line:
            yield (
                number,
                dict.fromkeys(names, "") | dict(zip(names, line.split("\t"), strict=False)),
            )


def _span_of(number: int, row: Row) -> Span:
    try:
        start, end = int(row.get("byte_onset", "")), int(row.get("byte_offset", ""))
    except ValueError:
        raise RecordError(
            f".tokens, line {number}: byte_onset and byte_offset are numbers"
        ) from None
    if not 0 <= start < end:
        raise RecordError(f".tokens, line {number}: {start} to {end} is no span")
    return Span(start, end)


def _from_tokens(spans: list[Span], words: list[str]) -> str:
    text = ""
    for span, word in zip(spans, words, strict=True):
        if span.start < len(text) or span.length != len(word):
            raise RecordError("its tokens do not fit their offsets; put the text beside them")
        text += " " * (span.start - len(text)) + word
    return text


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise RecordError(f"{path.name} is not UTF-8") from None
