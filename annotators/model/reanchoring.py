"""What people made of an article carried over to another version of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from annotators.model.anchoring import find_again
from annotators.model.article import Article
from annotators.model.change import Edit
from annotators.model.dossier import Dossier
from annotators.model.history import Entry
from annotators.model.items import ROLES, Item, Mention, Quote
from annotators.model.layer import Layer
from annotators.model.span import Span


@dataclass(frozen=True)
class Lost:
    """An item whose words do not stand in the text any more."""

    annotator: str
    revision: int
    item: Mention | Quote


@dataclass(frozen=True)
class Carried:
    """The dossier over the new text, how many items stand in it, and which do not.

    `reopened` are the annotators whose finished layer lost something and so is
    open work again.
    """

    dossier: Dossier
    standing: int
    lost: tuple[Lost, ...]
    reopened: tuple[str, ...]


def carry_over(
    dossier: Dossier, words: Mapping[Span, str | None], article: Article, at: str
) -> Carried:
    """Put every item where its words stand in the article's present text.

    `words` tells what stood at the spans of the old text. An item stands when
    all its parts do. A finished layer that lost one is open work, and its
    revision stands no longer. The history has an entry for each annotator,
    made `at` (ISO 8601); undo does not reach behind it.
    """
    spans = {span: words.get(span) for layer in _layers(dossier) for span in _spans_of(layer)}
    places = find_again(spans, article.text)
    lost: list[Lost] = []
    work: dict[str, Layer] = {}
    finished: list[Layer] = []
    edits: dict[str, tuple[Edit, ...]] = {}
    reopened: list[str] = []
    for layer in dossier.finished:
        moved, gone = _carried(layer, places)
        lost += gone
        if not gone:
            finished.append(moved)
        elif layer is dossier.standing(layer.header.annotator):
            work[layer.header.annotator] = moved.with_header(purpose=None)
            reopened.append(layer.header.annotator)
    for name, layer in dossier.work.items():
        work[name], gone = _carried(layer, places)
        lost += gone
    for name in {layer.header.annotator for layer in _layers(dossier)}:
        edits[name] = tuple(_edits(dossier.layer(name) or Layer(), places))
    history = dossier.history
    for name, made in sorted(edits.items()):
        history = history.with_entry(_entry(history.next_number, name, at, made))
    carried = Dossier(
        article=dossier.article,
        sha256=article.sha256,
        work=work,
        finished=tuple(finished),
        history=history,
    )
    standing = sum(len(layer.mentions) + len(layer.quotes) for layer in _layers(carried))
    return Carried(carried, standing, tuple(lost), tuple(reopened))


def _entry(number: int, name: str, at: str, edits: tuple[Edit, ...]) -> Entry:
    intent = "carry over to another text"
    return Entry(number=number, kind="carry", intent=intent, by=name, at=at, edits=edits)


def _layers(dossier: Dossier) -> Iterator[Layer]:
    yield from dossier.work.values()
    yield from dossier.finished


def _spans_of(layer: Layer) -> Iterator[Span]:
    for mention in layer.mentions.values():
        yield mention.span
    for quote in layer.quotes.values():
        yield from (span for _, span in quote.parts)


def _carried(layer: Layer, places: Mapping[Span, Span]) -> tuple[Layer, list[Lost]]:
    header = layer.header
    kept: list[Item] = []
    lost: list[Lost] = []
    for item in layer.items():
        moved = _moved(item, places)
        if moved is not None:
            kept.append(moved)
        elif isinstance(item, Mention | Quote):
            lost.append(Lost(header.annotator, header.revision, item))
    return Layer.of(header, kept), lost


def _edits(layer: Layer, places: Mapping[Span, Span]) -> Iterator[Edit]:
    for item in layer.items():
        moved = _moved(item, places)
        if moved != item:
            yield Edit(item, moved)


def _moved(item: Item, places: Mapping[Span, Span]) -> Item | None:
    if isinstance(item, Mention):
        place = places.get(item.span)
        return None if place is None else replace(item, span=place)
    if not isinstance(item, Quote):
        return item
    parts = {role: tuple(places.get(span) for span in item.spans(role)) for role in ROLES}
    found = {role: tuple(s for s in spans if s is not None) for role, spans in parts.items()}
    if found != parts:
        return None
    return replace(
        item,
        contents=tuple(sorted(found["contents"])),
        cues=tuple(sorted(found["cues"])),
        sources=tuple(sorted(found["sources"])),
    )
