"""The lines of open layers; a save makes only those anew that changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import is_
from typing import NamedTuple

from annotators.model.article import Article
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.layer import Layer
from annotators.store.documents import Place, in_text_order, place_of
from annotators.store.lines import (
    Line,
    header_line,
    item_line,
    layer_name,
    numbered,
    owner_of,
    under,
)
from annotators.store.tinydb_storage import LINE_END

_TOGETHER = 16
"""How many lines make a piece: those beside a changed one are copied with it."""


class _Row(NamedTuple):
    """An item, where it stands, and its line before lines of one number are told apart."""

    item: Item
    place: Place
    line: Line


@dataclass(slots=True)
class _Part:
    """A layer as it was last: the row of each item, and which of the lines is its."""

    layer: Layer
    items: tuple[Item, ...]
    rows: list[_Row]
    at: list[int]
    lines: list[Line]
    pieces: list[bytes]

    def put(self, number: int, row: _Row) -> None:
        """Have the row in the place of the one that has the number."""
        self.rows[number] = row
        self.write(self.at[number], row.line)

    def write(self, at: int, line: Line) -> None:
        """Have this document in a line; the header's is the first."""
        self.lines[at] = under(self.lines[at].number, line)
        self.pieces[at // _TOGETHER] = _piece(self.lines, at // _TOGETHER)


class OpenWork:
    """The table of an article's open layers, as it changes.

    Going through hundreds of items takes longer than encoding one. So an item
    that another takes the place of, which is what most keys at the desk do, is
    put in its line; anything else puts all lines in order again.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._parts: list[_Part] = []

    def pieces(self, work: Mapping[str, Layer]) -> list[bytes]:
        """All lines, some to a piece, in the order of the text."""
        layers = [layer for _, layer in sorted(work.items())]
        # Nothing is known meanwhile, so that a failure half way leaves nothing behind.
        known, self._parts = self._parts, []
        if len(known) != len(layers) or not all(map(self._follows, known, layers)):
            known = self._in_order(known, layers)
        self._parts = known
        return [piece for part in known for piece in part.pieces]

    def _follows(self, part: _Part, layer: Layer) -> bool:
        """Whether the layer only has other items in the places of some; they are put there."""
        items = layer.items()
        if layer_name(layer) != layer_name(part.layer) or len(items) != len(part.items):
            return False
        pairs = zip(part.items, items, strict=True)
        changed = [number for number, (old, new) in enumerate(pairs) if old is not new]
        if not all(_stand_alike(part.items[number], items[number]) for number in changed):
            return False
        owner = owner_of(layer)
        for number in changed:
            line = item_line(layer, items[number], owner, self._article)
            part.put(number, _Row(items[number], part.rows[number].place, line))
        if layer.header is not part.layer.header:
            part.write(0, header_line(layer))
        part.layer, part.items = layer, items
        return True

    def _in_order(self, known: Sequence[_Part], layers: Sequence[Layer]) -> list[_Part]:
        """Every layer's lines anew; a row is made only where none is known."""
        before = {layer_name(part.layer): part for part in known}
        rows = [self._rows(layer, before.get(layer_name(layer))) for layer in layers]
        orders = [_text_order(*pair) for pair in zip(layers, rows, strict=True)]
        every = iter(
            numbered(
                line
                for layer, made, order in zip(layers, rows, orders, strict=True)
                for line in (header_line(layer), *(made[number].line for number in order))
            )
        )
        parts = []
        for layer, made, order in zip(layers, rows, orders, strict=True):
            lines = [next(every) for _ in range(1 + len(made))]
            at = [0] * len(made)
            for place, number in enumerate(order, start=1):
                at[number] = place
            pieces = [_piece(lines, n) for n in range(-(-len(lines) // _TOGETHER))]
            parts.append(_Part(layer, layer.items(), made, at, lines, pieces))
        return parts

    def _rows(self, layer: Layer, known: _Part | None) -> list[_Row]:
        """The items' rows; those known hold with the same entities: a quote's line names some."""
        owner, old = owner_of(layer), {}
        if known is not None and are_same(known.layer.entities.values(), layer.entities.values()):
            old = {id(row.item): row for row in known.rows}
        return [old.get(id(item)) or self._row(layer, item, owner) for item in layer.items()]

    def _row(self, layer: Layer, item: Item, owner: Mapping[str, object]) -> _Row:
        place = () if isinstance(item, Entity) else place_of(item)
        return _Row(item, place, item_line(layer, item, owner, self._article))


def _piece(lines: Sequence[Line], number: int) -> bytes:
    some = lines[number * _TOGETHER : (number + 1) * _TOGETHER]
    return LINE_END.join([line.whole for line in some])


def are_same(known: Collection[object], others: Collection[object]) -> bool:
    """Whether these are the very same values, not only equal ones: `1` equals `True`."""
    return len(known) == len(others) and all(map(is_, known, others))


def _text_order(layer: Layer, rows: Sequence[_Row]) -> list[int]:
    """The numbers of the rows in the order of the file."""
    number = {id(row.item): at for at, row in enumerate(rows)}
    ordered = in_text_order(layer, lambda item: rows[number[id(item)]].place)
    return [number[id(item)] for item in ordered]


def _stand_alike(old: Item, new: Item) -> bool:
    """Whether one may take the place of the other: no line moves and no other line changes."""
    if isinstance(old, Quote) and isinstance(new, Quote):
        return _standing(old) == _standing(new) and old.speakers == new.speakers
    if isinstance(old, Mention) and isinstance(new, Mention):
        return _standing(old) == _standing(new) and old.entity == new.entity
    return False


def _standing(item: Quote | Mention) -> tuple[str, Place]:
    return item.id, place_of(item)
