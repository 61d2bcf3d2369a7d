"""Citron's JSON: one file an article; a cue, sources and contents for each quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotators.exchange.anchoring import placed
from annotators.exchange.assembly import KEY, assemble, block_of
from annotators.exchange.folders import FileNames, files_below, new_file
from annotators.exchange.format import BadLine, Loss, Record
from annotators.exchange.forms import likely_form
from annotators.exchange.found import Found, FoundQuote
from annotators.exchange.jsons import dump, objects_of, parse_object, text_of, whole
from annotators.exchange.native_record import is_live
from annotators.exchange.pieces import LABELS, Piece
from annotators.model.article import Article
from annotators.model.items import Entity, Mention, Quote, Role
from annotators.model.nesting import flat as flat_quotes
from annotators.model.record import RecordError
from annotators.model.span import Span, spans_of

_QUOTE = frozenset(
    ("cue", "cues", "source", "sources", "content", "contents", "coreference", "coreferences")
)
_FILE = frozenset({"text", "quotes", "coreference_groups", KEY})


class Citron:
    """The format `citron`: what BBC's Citron is trained on, and what it predicts."""

    name = "citron"
    suffixes = (".citron.json",)

    def write_folder(
        self, records: Iterable[Record], folder: Path, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write a file for each record, yielding what Citron's own fields do not say."""
        names = FileNames()
        for record in records:
            quotes = [q for q in record.layer.quotes.values() if is_live(q) and q.parts]
            quotes = list(flat_quotes(quotes)) if flat else quotes
            yield from (loss for quote in quotes for loss in _losses(record, quote))
            said = _document(record, [quote for quote in quotes if quote.cues])
            said[KEY] = block_of(record, self.name, flat=flat)
            path = new_file(folder, f"{names.new(record.article.id)}.json")
            path.write_text(dump(said, indent=1) + "\n", encoding="utf-8")

    def read(self, path: Path) -> Iterator[Record | BadLine]:
        """The layer of one file, or of each `.json` of a folder."""
        for file, name in files_below(path, ".json"):
            shown = file.relative_to(path).as_posix() if path.is_dir() else ""
            try:
                document = parse_object(file.read_bytes())
                yield assemble(_found(document, name.removesuffix(".citron"), shown), self.name)
            except RecordError as error:
                yield BadLine(1, str(error), shown)


CITRON = Citron()


def _losses(record: Record, quote: Quote) -> Iterator[Loss]:
    aside = f"it stands in the field {KEY} only"
    if not quote.cues:
        yield Loss(record.article.id, quote.id, f"Citron has no quotes without a cue; {aside}")
    elif len(quote.cues) > 1:
        yield Loss(
            record.article.id, quote.id, 'Citron has one cue; the others stand in "cues" only'
        )


def _document(record: Record, quotes: Iterable[Quote]) -> dict[str, Any]:
    kept = record.extra.get("citron")
    text = record.article.text
    chains: dict[str, list[Mention]] = {}
    for mention in sorted(record.layer.mentions.values(), key=lambda m: m.span):
        if mention.entity and is_live(mention):
            chains.setdefault(mention.entity, []).append(mention)
    return {
        **(kept if isinstance(kept, Mapping) else {}),
        "text": text,
        "quotes": [
            _quote_record(text, quote, chains)
            for quote in sorted(quotes, key=lambda q: (q.start, q.id))
        ],
        "coreference_groups": [
            [_span_record(text, mention.span) for mention in chain] for chain in chains.values()
        ],
    }


def _quote_record(text: str, quote: Quote, chains: Mapping[str, list[Mention]]) -> dict[str, Any]:
    kept = quote.trace.extra.get("citron")
    names = [name for speaker in quote.speakers for name in _name(chains.get(speaker, ()))]
    is_named = any(source.holds(name) for source in quote.sources for name in names)
    record = {
        **(kept if isinstance(kept, Mapping) else {}),
        "cue": _span_record(text, quote.cues[0]),
        "sources": [_span_record(text, span) for span in quote.sources],
        "contents": [_span_record(text, span) for span in quote.contents],
        "coreferences": [] if is_named else [_span_record(text, name) for name in names],
    }
    if len(quote.cues) > 1:
        record["cues"] = [_span_record(text, span) for span in quote.cues]
    return record


def _name(chain: Iterable[Mention]) -> list[Span]:
    """The longest name in a chain of mentions, if there is one."""
    names = [mention.span for mention in chain if mention.form == "name"]
    return [max(names, key=lambda span: span.length)] if names else []


def _span_record(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _found(document: dict[str, Any], article_id: str, file: str) -> Found:
    reader = _Reader(text_of(document, "text"))
    block = document.get(KEY)
    is_ours = isinstance(block, dict)
    quotes = tuple(
        reader.quote(quote, f"quotes[{index}]", is_ours=is_ours)
        for index, quote in enumerate(objects_of(document, "quotes"))
    )
    if not is_ours:
        reader.take_groups(document.get("coreference_groups"))
    return Found(
        article=Article(id=article_id, text=reader.text),
        block=block if isinstance(block, dict) else None,
        quotes=quotes,
        mentions=() if is_ours else reader.mentions(),
        entities=() if is_ours else tuple(reader.entities.values()),
        fields={name: value for name, value in document.items() if name not in _FILE},
        remarks=tuple(reader.remarks),
        line=1,
        file=file,
        hidden=lambda item: isinstance(item, Mention) or not item.cues,
    )


class _Reader:
    """Reads the parts of one file; collects the entities that coreferences name."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entities: dict[str, Entity] = {}
        self.remarks: list[str] = []
        self._spans: dict[Span, str] = {}

    def quote(self, record: dict[str, Any], place: str, *, is_ours: bool) -> FoundQuote:
        """A quote, its parts under either spelling, `source` or `sources`."""
        cues = self._parts(record, ("cues", "cue"), place)
        sources = self._parts(record, ("sources", "source"), place)
        contents = self._parts(record, ("contents", "content"), place)
        others = self._parts(record, ("coreferences", "coreference"), place)
        if others and not is_ours and "confidence" in record:
            # What Citron predicts names the chain's best name as source, and
            # the words in the sentence as coreference; its training data do not.
            sources, others = others, sources
        fields = {name: value for name, value in record.items() if name not in _QUOTE}
        spans: Mapping[Role, list[Span]] = {"contents": contents, "cues": cues, "sources": sources}
        name = record.get("id")
        return FoundQuote(
            parts=tuple(
                Piece(span=s, label=LABELS[role]) for role, found in spans.items() for s in found
            ),
            name=name if isinstance(name, str) and name and not is_ours else "",
            speakers=None if is_ours or not others else self._speakers(others),
            score=_score(record.get("confidence")),
            fields=fields,
        )

    def take_groups(self, groups: Any) -> None:
        """Make an entity of each group of spans that name the same."""
        for index, group in enumerate(groups if isinstance(groups, list) else ()):
            place = f"coreference_groups[{index}]"
            spans = self._parts({place: group}, (place,), "")
            known = [self._spans[span] for span in spans if span in self._spans]
            if spans:
                entity = known[0] if known else self._new_entity(spans)
                self._spans |= dict.fromkeys(spans, entity)

    def mentions(self) -> tuple[Piece, ...]:
        """Every span of a chain, as a mention of its entity."""
        return tuple(
            Piece(span=span, label=likely_form(self.text, span), entity=entity)
            for span, entity in sorted(self._spans.items())
        )

    def _speakers(self, spans: Iterable[Span]) -> tuple[str, ...]:
        for span in spans:
            if span not in self._spans:
                self._spans[span] = self._new_entity([span])
        return tuple(dict.fromkeys(self._spans[span] for span in spans))

    def _new_entity(self, spans: Iterable[Span]) -> str:
        texts = [" ".join(self.text[s.start : s.end].split()) for s in spans]
        name = max((text for text in texts if text), key=len, default="?")
        same = (entity.id for entity in self.entities.values() if entity.name == name)
        known = next(same, None) or f"e{len(self.entities) + 1}"
        self.entities.setdefault(known, Entity(id=known, name=name))
        return known

    def _parts(self, record: Mapping[str, Any], names: Iterable[str], place: str) -> list[Span]:
        value: Any = next((record[n] for n in names if record.get(n) is not None), [])
        every = value if isinstance(value, list) else [value]
        where = f"{place}.{next(iter(names))}" if place else next(iter(names))
        return [self._span(part, where) for part in every]

    def _span(self, record: Any, place: str) -> Span:
        if not isinstance(record, dict):
            raise RecordError(f"{place} is to be an object with start and end")
        try:
            (span,) = spans_of([[whole(record, "start"), whole(record, "end")]])
        except (ValueError, RecordError) as error:
            raise RecordError(f"{place}: {error}") from None
        quoted = record.get("text")
        if isinstance(quoted, str):
            span, moved = placed(self.text, span, quoted, place)
            self.remarks += moved
        if span.end > len(self.text):
            raise RecordError(f"{place} ends at {span.end}, the text at {len(self.text)}")
        return span


def _score(confidence: Any) -> float | None:
    """A confidence, which Citron writes as text with four decimals."""
    try:
        return float(confidence) if isinstance(confidence, str | int | float) else None
    except ValueError:
        return None
