"""The JSON of Stanford CoreNLP with its `quote` annotator, read only.

Offsets are UTF-16, as Java's; the text is put together from the tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotators.exchange.anchoring import placed
from annotators.exchange.assembly import assemble
from annotators.exchange.cast import Cast
from annotators.exchange.folders import files_below
from annotators.exchange.format import BadLine, Record
from annotators.exchange.forms import likely_form
from annotators.exchange.found import Found, FoundQuote
from annotators.exchange.jsons import objects_of, parse_object, whole
from annotators.exchange.offsets import TokenEnds, Utf16
from annotators.exchange.pieces import LABELS, UNLABELLED, Piece
from annotators.model.article import Article
from annotators.model.layer import Header
from annotators.model.record import RecordError
from annotators.model.span import Span

Fields = dict[str, Any]

_UNKNOWN = "Unknown"
_ONTONOTES = {
    "ORGANIZATION": "ORG", "CITY": "GPE", "STATE_OR_PROVINCE": "GPE", "COUNTRY": "GPE",
    "LOCATION": "LOC", "NATIONALITY": "NORP", "RELIGION": "NORP", "IDEOLOGY": "NORP",
    "NUMBER": "CARDINAL",
}  # fmt: skip
"""CoreNLP's labels that OntoNotes has under another name; all others stay as they are."""

_QUOTE = frozenset(
    """text beginIndex endIndex beginToken endToken beginSentence endSentence mention mentionBegin
    mentionEnd canonicalSpeaker canonicalMentionBegin canonicalMentionEnd""".split()  # noqa: SIM905
)


class CoreNLP:
    """The format `corenlp`: quotes with their speaker, the words that name them, and names."""

    name = "corenlp"
    suffixes = (".corenlp.json",)

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """The draft in one file, or in each `.json` of a folder; `a.txt.json` is of `a`."""
        for file, name in files_below(path, ".json"):
            shown = file.relative_to(path).as_posix() if path.is_dir() else ""
            name = name.removesuffix(".corenlp").removesuffix(".txt")  # noqa: PLW2901
            try:
                yield assemble(_found(parse_object(file.read_bytes()), name, shown), self.name)
            except RecordError as error:
                yield BadLine(1, str(error), shown)


CORENLP = CoreNLP()


def _found(document: Fields, article_id: str, file: str) -> Found:
    sentences = objects_of(document, "sentences")
    tokens = [token for sentence in sentences for token in objects_of(sentence, "tokens")]
    text = _text(tokens)
    reader = _Reader(text, tokens)
    quotes = tuple(
        reader.quote(quote, f"quotes[{index}]")
        for index, quote in enumerate(objects_of(document, "quotes"))
    )
    reader.take_names(m for sentence in sentences for m in objects_of(sentence, "entitymentions"))
    named = document.get("docId")
    return Found(
        article=Article(id=named if isinstance(named, str) and named else article_id, text=text),
        quotes=quotes,
        mentions=tuple(reader.mentions[span] for span in sorted(reader.mentions)),
        entities=tuple(reader.cast.entities.values()),
        header=Header(model="corenlp", draft="corenlp", scope=("quotes", "speakers", "entities")),
        remarks=tuple(reader.remarks),
        file=file,
        line=1,
    )


def _text(tokens: Iterable[Fields]) -> str:
    """The text that the tokens were cut from: each with what stands before and after it."""
    parts: list[str] = []
    for token in tokens:
        words, after = token.get("originalText"), token.get("after")
        if not isinstance(words, str) or not isinstance(after, str):
            raise RecordError('its tokens have no "originalText" and "after" to make the text of')
        if not parts:
            parts.append(str(token.get("before", "")))
        parts += [words, after]
    if not parts:
        raise RecordError("it has no tokens")
    return "".join(parts)


class _Reader:
    """Reads quotes and names of one text; collects the entities and their mentions."""

    def __init__(self, text: str, tokens: Iterable[Fields]) -> None:
        self._text = text
        self._units = Utf16(text)
        self._tokens = TokenEnds(
            self._span(token, "characterOffsetBegin", "characterOffsetEnd", f"tokens[{index}]")
            for index, token in enumerate(tokens)
        )
        self.cast = Cast()
        self.mentions: dict[Span, Piece] = {}
        self.remarks: list[str] = []

    def quote(self, quote: Fields, place: str) -> FoundQuote:
        """A quote, with the words that name its speaker as its source."""
        span = self._span(quote, "beginIndex", "endIndex", place)
        quoted = quote.get("text")
        if isinstance(quoted, str):
            span, moved = placed(self._text, span, quoted, place)
            self.remarks += moved
        parts = [Piece(span=span, label=LABELS["contents"])]
        speakers: tuple[str, ...] = ()
        name = quote.get("canonicalSpeaker")
        if isinstance(name, str) and name not in {"", _UNKNOWN}:
            speakers = (self.cast.entity(name),)
        for begin, end in (("canonicalMentionBegin", "canonicalMentionEnd"),
                           ("mentionBegin", "mentionEnd")):  # fmt: skip
            if begin not in quote:
                continue
            words = self._words(quote, begin, end, place)
            self._mention(words, UNLABELLED, speakers[0] if speakers else "")
            if begin == "mentionBegin":
                parts.append(Piece(span=words, label=LABELS["sources"]))
        return FoundQuote(
            parts=tuple(parts),
            speakers=speakers,
            fields={name: value for name, value in quote.items() if name not in _QUOTE},
        )

    def take_names(self, names: Iterable[Fields]) -> None:
        """Take the entity mentions, each of the entity of its name where it speaks."""
        speaking = {entity.name: entity.id for entity in self.cast.entities.values()}
        for index, name in enumerate(names):
            place = f"entitymentions[{index}]"
            span = self._span(name, "characterOffsetBegin", "characterOffsetEnd", place)
            label = str(name.get("ner") or UNLABELLED)
            words = " ".join(self._text[span.start : span.end].split())
            self._mention(span, _ONTONOTES.get(label, label), speaking.get(words, ""))

    def _mention(self, span: Span, label: str, entity: str) -> None:
        form = likely_form(self._text, span)
        shown = label if form == UNLABELLED else form
        known = self.mentions.get(span)
        if known is not None:
            shown = known.label if shown == UNLABELLED else shown
            entity = known.entity or entity
        self.mentions[span] = Piece(span=span, label=shown, entity=entity)

    def _words(self, quote: Fields, begin: str, end: str, place: str) -> Span:
        """From one token to another, which is included."""
        try:
            return self._tokens.span(whole(quote, begin), whole(quote, end))
        except (ValueError, RecordError) as error:
            raise RecordError(f"{place}: {error}") from None

    def _span(self, record: Fields, begin: str, end: str, place: str) -> Span:
        try:
            span = self._units.span(whole(record, begin), whole(record, end))
        except (ValueError, RecordError) as error:
            raise RecordError(f"{place}: {error}") from None
        if span.start >= span.end:
            raise RecordError(f"{place} is empty")
        return span
