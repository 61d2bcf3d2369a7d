"""Drafts: what the pipeline finds in an article, as a layer, and its parse."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from annotators.extraction.attribution import Attribution, Member
from annotators.extraction.layout import guess_zones
from annotators.extraction.name_kinds import NUMBERS
from annotators.extraction.pieces import Piece, cut_pieces, join_parses, parse_of
from annotators.model.article import Article
from annotators.model.items import Entity, Form, Item, Mention, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.parse import Parse
from annotators.model.span import Span, Spans

RULES_VERSION = "1.4"
ENCODER_VERSION = "1.4"
BATCH = 16

_DIGITS = range(1, 10)
_LONG = 20_000
_ENGINES = {"copydesk_encoder": f"encoder {ENCODER_VERSION}"}


class Found(NamedTuple):
    """What the pipeline found in one piece of an article, in offsets of the article."""

    names: list[tuple[Span, str]]
    cast: list[Member]
    quotes: list[Attribution]
    parse: Parse


def model_name(nlp: Language) -> str:
    """Name and version of the engine and its model, as layers keep them."""
    meta = nlp.meta
    engine = next(
        (e for pipe, e in _ENGINES.items() if nlp.has_pipe(pipe)), f"rules {RULES_VERSION}"
    )
    return f"{engine} ({meta['lang']}_{meta['name']} {meta['version']})"


def draft_id(model: str, article: Article) -> str:
    """The id of the draft that this model makes of this text."""
    return "d" + _hash(model, article.sha256)


def draft_article(
    nlp: Language,
    article: Article,
    *,
    created: str,
    digits: Mapping[str, int] | None = None,
) -> tuple[Layer, Parse]:
    """A draft of one article and its parse.

    `created` is ISO 8601 in UTC; `digits` are keys that names had in an earlier
    draft and keep.
    """
    return next(draft_articles(nlp, [article], created=created, digits=digits))


def draft_articles(
    nlp: Language,
    articles: Iterable[Article],
    *,
    created: str,
    digits: Mapping[str, int] | None = None,
) -> Iterator[tuple[Layer, Parse]]:
    """Drafts of many articles, in their order."""
    numbered = enumerate(articles)
    work = (_Work(p, n, article) for n, article in numbered for p in cut_pieces(nlp, article))
    found = (
        (one.number, one.article, _found(doc, one.piece, one.article))
        for doc, one in _parsed(nlp, work)
    )
    for _, group in groupby(found, key=lambda item: item[0]):
        parts = list(group)
        article = parts[0][1]
        pieces = [part for _, _, part in parts]
        yield (
            _layer(nlp, article, pieces, created, digits or {}),
            join_parses(article, [p.parse for p in pieces]),
        )


class _Work(NamedTuple):
    piece: Piece
    number: int
    article: Article


def _parsed(nlp: Language, work: Iterable[_Work]) -> Iterator[tuple[Doc, _Work]]:
    """Docs in batches, but one by one where pieces are long, so that memory stays bounded."""
    for is_long, group in groupby(work, key=lambda one: len(one.piece.text) > _LONG):
        docs = ((_doc_of(nlp, one.piece), one) for one in group)
        if is_long:
            yield from ((nlp(doc), one) for doc, one in docs)
        else:
            yield from nlp.pipe(docs, as_tuples=True, batch_size=BATCH)


def _doc_of(nlp: Language, piece: Piece) -> Doc:
    doc = nlp.make_doc(piece.text)
    doc._.copydesk_zones = piece.zones
    return doc


def _found(doc: Doc, piece: Piece, article: Article) -> Found:
    at = piece.start
    names = [(Span(s.start_char + at, s.end_char + at), s.label_) for s in doc.spans["names"]]
    return Found(
        names,
        [_shift_member(member, at) for member in doc._.cast],
        [_shift_quote(quote, at) for quote in doc._.quotes],
        parse_of(doc, article, at),
    )


def _shift_member(member: Member, at: int) -> Member:
    mentions = tuple((start + at, end + at, form) for start, end, form in member.mentions)
    return Member(member.name, member.label, member.aliases, mentions, member.speaks)


def _shift_quote(quote: Attribution, at: int) -> Attribution:
    def shift(spans: Spans) -> Spans:
        return tuple(Span(start + at, end + at) for start, end in spans)

    plain = Attribution.from_plain(quote.to_plain())
    return Attribution(
        shift(plain.contents),
        shift(plain.cues),
        shift(plain.sources),
        plain.speakers,
        plain.speaker_state,
        plain.score,
        plain.because,
        plain.parent,
    )


# -- the layer


def _layer(
    nlp: Language,
    article: Article,
    pieces: Sequence[Found],
    created: str,
    digits: Mapping[str, int],
) -> Layer:
    model = model_name(nlp)
    draft = draft_id(model, article)
    header = Header(
        scope=("quotes", "speakers", "entities"), created=created, model=model, draft=draft
    )
    quotes = [quote for piece in pieces for quote in piece.quotes]
    headline = next(
        (z.end for z in (article.zones or guess_zones(article.text))[:1] if z.kind == "headline"), 0
    )
    entities = _entities(draft, pieces, _digits(_in_order(pieces, quotes, headline), digits))
    items: list[Item] = [*entities.values()]
    items += _mentions(draft, pieces, entities)
    items += _quotes(draft, quotes, entities)
    return Layer.of(header, items)


def _in_order(
    pieces: Sequence[Found], quotes: Sequence[Attribution], headline: int
) -> dict[str, None]:
    """Who speaks, in the order of first speaking; whom the headline alone describes come last."""
    named = {m.name for piece in pieces for m in piece.cast if m.label}
    below = {n for q in quotes for n in q.speakers if q.contents[0].start >= headline}
    order = dict.fromkeys(name for quote in quotes for name in quote.speakers)
    return dict.fromkeys(sorted(order, key=lambda name: name not in below | named))


def _digits(order: Mapping[str, None], given: Mapping[str, int]) -> dict[str, int]:
    """Digits by name: the given ones, then the rest as they come."""
    kept = {name: digit for name, digit in given.items() if name in order and digit in _DIGITS}
    free = [digit for digit in _DIGITS if digit not in given.values()]
    newcomers = (name for name in order if name not in kept)
    return {**kept, **dict(zip(newcomers, free, strict=False))}


def _entities(draft: str, pieces: Sequence[Found], digits: Mapping[str, int]) -> dict[str, Entity]:
    entities: dict[str, Entity] = {}
    for member in (member for piece in pieces for member in piece.cast):
        known = entities.get(member.name)
        aliases = {*member.aliases, *(known.aliases if known else ())}
        entities[member.name] = Entity(
            id="e" + _hash(draft, member.name),
            name=member.name,
            aliases=tuple(sorted(aliases)),
            label=known.label if known else member.label,
            digit=digits.get(member.name),
        )
    return entities


def _mentions(
    draft: str, pieces: Sequence[Found], entities: Mapping[str, Entity]
) -> Iterator[Mention]:
    owners: dict[Span, tuple[str, str]] = {}
    for member in (member for piece in pieces for member in piece.cast):
        for start, end, form in member.mentions:
            owners.setdefault(Span(start, end), (member.name, form))
    labels = {span: label for piece in pieces for span, label in piece.names}
    for span in sorted({*owners, *labels}):
        name, form = owners.get(span, ("", "name"))
        label = labels.get(span)
        entity = entities[name].id if name and label not in NUMBERS else None
        kind: Form = "name" if label else "pronoun" if form == "pronoun" else "nominal"
        yield Mention(
            id="m" + _hash(draft, *span),
            span=span,
            form=kind,
            label=label,
            entity=entity,
        )


def _quotes(
    draft: str, quotes: Sequence[Attribution], entities: Mapping[str, Entity]
) -> Iterator[Quote]:
    for quote in quotes:
        yield Quote(
            id="q" + _hash(draft, quote.contents, quote.cues, quote.sources),
            contents=quote.contents,
            cues=quote.cues,
            sources=quote.sources,
            speakers=tuple(entities[name].id for name in quote.speakers),
            speaker_state=quote.speaker_state,
            trace=Trace(score=quote.score, because=quote.because),
        )


def _hash(*parts: object) -> str:
    text = "\0".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
