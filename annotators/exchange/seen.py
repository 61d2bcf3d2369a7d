"""What a reader of an exported file is to see of a record: what holds, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotators.exchange.format import Loss, Record
from annotators.model.items import Entity, Mention, Quote
from annotators.model.kind import Kind, Kinds
from annotators.model.view import View


class Seen(NamedTuple):
    """The quotes, names and other mentions of a record that hold.

    `references` are nominals and pronouns. `borrowed` holds the ids of names
    that are the draft's, shown where entities are out of the layer's scope.
    `parents` names for each nested quote the one it lies in.
    """

    record: Record
    quotes: tuple[Quote, ...]
    names: tuple[Mention, ...]
    references: tuple[Mention, ...]
    borrowed: frozenset[str]
    entities: Mapping[str, Entity]
    parents: Mapping[str, str]
    kinds: Kinds

    def kind(self, quote: Quote) -> Kind:
        """Direct, mixed or indirect."""
        return self.kinds.of(quote)

    def parent(self, quote: Quote) -> str | None:
        """The quote that this one lies in."""
        return self.parents.get(quote.id)

    def speakers(self, quote: Quote) -> tuple[Entity, ...]:
        """Who speaks it; an id that the layer has no entity for stands for itself."""
        return tuple(self.entities.get(s) or Entity(id=s, name=s) for s in quote.speakers)

    def speaker(self, quote: Quote) -> str:
        """The names of those who speak it, or the state in words where nobody is known."""
        names = " & ".join(entity.name for entity in self.speakers(quote))
        states = {"none": "nobody", "known": "undecided"}
        return names or states.get(quote.speaker_state, quote.speaker_state)

    def scope_losses(self) -> Iterator[Loss]:
        """Where names are out of the layer's scope: that they are, and each that is the draft's."""
        article, header = self.record.article.id, self.record.layer.header
        if "entities" not in header.scope:
            yield Loss(article, "layer", "names are out of the layer's scope, so some are missing")
        for name in self.names:
            if name.id in self.borrowed:
                yield Loss(article, name.id, "a name is the draft's and nobody's decision")


def see(record: Record, *, flat: bool = False, borrow: bool = False) -> Seen:
    """What holds of a record.

    `flat` leaves out quotes inside quotes. `borrow` takes the draft's names
    where names are none of the layer's business.
    """
    view = View.of(record.article, record.layer)
    names = [mention for mention in view.mentions if mention.form == "name"]
    entities = dict(view.entities)
    borrowed: list[Mention] = []
    if borrow and record.draft is not None and "entities" not in record.layer.header.scope:
        taken = {mention.span for mention in record.layer.mentions.values()}
        drafted = View.of(record.article, record.draft)
        borrowed = [m for m in drafted.mentions if m.form == "name" and m.span not in taken]
        entities = dict(drafted.entities) | entities
    return Seen(
        record=record,
        quotes=tuple(q for q in view.quotes if not (flat and q.id in view.parents)),
        names=tuple(sorted((*names, *borrowed), key=_place)),
        references=tuple(m for m in view.mentions if m.form != "name"),
        borrowed=frozenset(m.id for m in borrowed),
        entities=entities,
        parents={} if flat else view.parents,
        kinds=view.kinds,
    )


def _place(mention: Mention) -> tuple[int, int, str]:
    return mention.span.start, -mention.span.end, mention.id
