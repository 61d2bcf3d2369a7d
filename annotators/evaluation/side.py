"""One side of a comparison: what a layer says of an article, and of what it says anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from annotators.evaluation.pairing import Said
from annotators.model.article import Article
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.layer import Layer, Scope
from annotators.model.nesting import flat as without_nested

EVERYTHING: frozenset[Scope] = frozenset({"quotes", "speakers", "entities"})


@dataclass(frozen=True)
class Side:
    """What holds of a layer: quotes and names in the order of the text, without what was rejected.

    `scope` says what the absence of an item means: what is out of scope is
    nobody's word. A model was asked for everything it can find. `draft` is the
    one that was in view while a person made the layer; None for a layer made
    without any. One that `adjudicates` was made of others, and agrees with them;
    one that `repeats` an annotator's earlier one was made by them unawares.
    """

    article: str
    text: str
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    scope: frozenset[Scope] = EVERYTHING
    annotator: str = ""
    draft: str | None = None
    adjudicates: bool = False
    repeats: str = ""

    @cached_property
    def saids(self) -> tuple[Said, ...]:
        """The quotes as spans."""
        return tuple(Said(quote.sources, quote.cues, quote.contents) for quote in self.quotes)

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The mentions that are names with a label: only they are scored."""
        return tuple(m for m in self.mentions if m.form == "name" and m.label)

    @property
    def tells_speakers(self) -> bool:
        """Whether any quote has a speaker, or is known to have none."""
        return "speakers" in self.scope and any(
            quote.speaker_state != "undecided" for quote in self.quotes
        )


def side_of(article: Article, layer: Layer, *, flat: bool = False) -> Side:
    """A layer as one side; `flat` leaves out the quotes inside quotes."""
    quotes = [quote for quote in layer.quotes.values() if _holds(quote)]
    model = layer.header.model or layer.header.draft
    return Side(
        article=article.id,
        text=article.text,
        quotes=tuple(sorted(without_nested(quotes) if flat else quotes, key=_place)),
        mentions=tuple(
            sorted((m for m in layer.mentions.values() if _holds(m)), key=lambda m: (m.span, m.id))
        ),
        entities=tuple(entity for entity in layer.entities.values() if _holds(entity)),
        scope=EVERYTHING if model else frozenset(layer.header.scope),
        annotator=layer.header.annotator or model or "",
        draft=None if layer.header.blind else layer.header.based_on,
        adjudicates=bool(layer.header.adjudicates),
        repeats=layer.header.repeats,
    )


def _holds(item: Item) -> bool:
    return item.trace.decision != "rejected"


def _place(quote: Quote) -> tuple[object, ...]:
    return quote.start, quote.contents, quote.cues, quote.sources, quote.id
