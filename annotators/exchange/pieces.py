"""A layer as labelled spans tied to one another: what formats of flat spans have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotators.exchange.format import Record
from annotators.exchange.native_record import is_live
from annotators.model.items import ROLES, Form, Item, Mention, Quote, Role
from annotators.model.nesting import flat as flat_quotes
from annotators.model.span import Span

LABELS: Mapping[Role, str] = {"contents": "CONTENT", "cues": "CUE", "sources": "SOURCE"}
ROLE_OF: Mapping[str, Role] = {label: role for role, label in LABELS.items()}
UNLABELLED = "NAME"
"""How a name without a label is shown."""

_FORMS: Mapping[str, Form] = {"NOMINAL": "nominal", "PRONOUN": "pronoun"}
RESERVED = frozenset({*ROLE_OF, *_FORMS, UNLABELLED})


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One labelled span of a file.

    `tie` is the same for all parts of one quote; what has no role is a mention
    and stands alone, `entity` is the id of what it names. `fields` are what the
    file says of it besides, or is to say.
    """

    span: Span
    label: str
    tie: str = ""
    entity: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def role(self) -> Role | None:
        """What part of a quote it is; None for a mention."""
        return ROLE_OF.get(self.label)


class Link(NamedTuple):
    """Two pieces of one quote by their places in a list: its first part, and another one."""

    head: int
    child: int


def pieces_of(record: Record, form: str, *, flat: bool = False) -> list[Piece]:
    """All spans of a layer that hold, in the order of the text, with the fields kept for `form`.

    `flat` leaves out quotes inside quotes.
    """
    layer = record.layer
    quotes: Iterable[Quote] = (quote for quote in layer.quotes.values() if is_live(quote))
    quotes = flat_quotes(quotes) if flat else quotes
    found = [piece for quote in quotes for piece in _parts(quote, form)]
    found += [
        Piece(
            span=m.span,
            label=shown_label(m),
            tie=m.id,
            entity=m.entity or "",
            fields=_kept(m, form),
        )
        for m in layer.mentions.values()
        if is_live(m)
    ]
    return sorted(found, key=_place)


def links_of(pieces: Sequence[Piece]) -> Iterator[Link]:
    """What ties the parts of each quote: from its first contents, else cue, else source."""
    quotes: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.role is not None:
            quotes.setdefault(piece.tie, []).append(index)
    for parts in quotes.values():
        head = min(parts, key=lambda index: (_rank(pieces[index]), index))
        yield from (Link(head, index) for index in parts if index != head)


def ids_of(pieces: Iterable[Piece], fresh: Iterator[Any]) -> list[Any]:
    """For each piece the id it had in the file it came from, else the next of `fresh`.

    Only sources share an id: one of the file may serve several quotes.
    """
    taken: dict[Any, Piece] = {}
    ids = []
    for piece in pieces:
        name = piece.fields.get("id")
        if not isinstance(name, str | int) or not _may_have(piece, taken.get(name)):
            name = next(number for number in fresh if number not in taken)
        taken.setdefault(name, piece)
        ids.append(name)
    return ids


def _may_have(piece: Piece, other: Piece | None) -> bool:
    return other is None or (piece.role == other.role == "sources" and piece.span == other.span)


def places_of(ids: Iterable[Any]) -> dict[str | int, int]:
    """Where in a list the first piece of each id is; what is no id is left out."""
    places: dict[str | int, int] = {}
    for index, name in enumerate(ids):
        if isinstance(name, str | int):
            places.setdefault(name, index)
    return places


def link_between(places: Mapping[str | int, int], head: Any, child: Any) -> Link | None:
    """What ties the pieces of two ids; None where one of them is not there."""
    if not (isinstance(head, str | int) and isinstance(child, str | int)):
        return None
    if head not in places or child not in places:
        return None
    return Link(places[head], places[child])


def is_own_link(pieces: Sequence[Piece], link: Link | None, label: Any) -> bool:
    """Whether a link is as `links_of` makes them and its label says no more than the child's."""
    if link is None:
        return False
    head, child = pieces[link.head], pieces[link.child]
    is_forward = head.role is not None and child.role is not None and _rank(head) <= _rank(child)
    return is_forward and label == child.label


def tied(pieces: Sequence[Piece], links: Iterable[Link]) -> dict[int, frozenset[int]]:
    """For each piece with a role, the quotes it is part of, numbered from 0.

    Contents and cues that are linked make one quote. A source belongs to every
    quote it is linked to, and does not join them: one may say two things.
    """
    roles = [piece.role for piece in pieces]
    joined, loose = list(range(len(pieces))), []
    for head, child in links:
        if roles[head] is None or roles[child] is None:
            continue
        if (roles[head] == "sources") != (roles[child] == "sources"):
            loose.append((head, child) if roles[child] == "sources" else (child, head))
        else:
            joined[_root(joined, child)] = _root(joined, head)
    tied_to: dict[int, set[int]] = {}
    served = {source for _, source in loose}
    for index, role in enumerate(roles):
        if role is not None and index not in served:
            tied_to.setdefault(index, set()).add(_root(joined, index))
    for said, source in loose:
        tied_to.setdefault(source, set()).add(_root(joined, said))
    return {index: frozenset(quotes) for index, quotes in tied_to.items()}


def shown_label(mention: Mention) -> str:
    """The label that a mention has in a file of flat spans."""
    if mention.form != "name":
        return mention.form.upper()
    label = mention.label or UNLABELLED
    return UNLABELLED if label in RESERVED else label


def form_and_label(label: str) -> tuple[Form, str | None]:
    """The form and the label of a mention that a file shows as `label`."""
    if label in _FORMS:
        return _FORMS[label], None
    return "name", None if label == UNLABELLED else label


def _parts(quote: Quote, form: str) -> Iterator[Piece]:
    kept = _kept(quote, form)
    for role in ROLES:
        fields = kept.get(role)
        for index, span in enumerate(quote.spans(role)):
            own = fields[index] if isinstance(fields, list) and index < len(fields) else {}
            yield Piece(
                span=span,
                label=LABELS[role],
                tie=quote.id,
                fields=own if isinstance(own, Mapping) else {},
            )


def _kept(item: Item, form: str) -> Mapping[str, Any]:
    kept = item.trace.extra.get(form)
    return kept if isinstance(kept, Mapping) else {}


def _place(piece: Piece) -> tuple[int, int, int, str]:
    return piece.span.start, -piece.span.end, _rank(piece), piece.tie


def _rank(piece: Piece) -> int:
    return ROLES.index(piece.role) if piece.role is not None else len(ROLES)


def _root(joined: list[int], index: int) -> int:
    while joined[index] != index:
        joined[index] = joined[joined[index]]
        index = joined[index]
    return index
