"""What a file does not say of a layer, item by item, told from what its format has a place for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from annotators.exchange.format import Loss, Record
from annotators.exchange.native_record import record_of

Sort = Literal["article", "layer", "names", "references", "entities", "attributions", "rejected"]
"""What a record is made of; `references` are nominals and pronouns."""

Carries = Mapping[Sort, frozenset[str]]
"""For each sort the native fields that a format has a place for; `*` is every one.

The fields of `article` are `text` and those of its metadata. A sort that is not
named has no place at all.
"""

EVERY = frozenset({"*"})

_CALLED: Mapping[Sort, str] = {
    "article": "the article",
    "layer": "the layer",
    "names": "a name",
    "references": "a nominal or pronoun",
    "entities": "an entity",
    "attributions": "a quote",
}
_FACETS: Mapping[str, frozenset[str]] = {
    "how it was decided": frozenset({"decision", "from", "was", "by", "at", "bulk"}),
    "its note or flag": frozenset({"note", "flag"}),
    "its score and what that rests on": frozenset({"score", "because"}),
}


def unsaid(record: Record, carries: Carries, *, flat: bool = False) -> Iterator[Loss]:
    """The parts of a record that a format has no place for; `flat` as the format was asked.

    None of them counts as left out: the format was never for them.
    """
    article = record.article
    native = record_of(article.text, record.layer, flat=flat)
    meta = {"text": article.text, **article.meta, **record.extra}
    yield from _of_one(article.id, "article", "article", meta, carries)
    yield from _of_one(article.id, "layer", "layer", native["layer"], carries)
    for sort, items in _sorted(native):
        for item in items:
            yield from _of_one(article.id, item["id"], sort, item, carries)
    if "rejected" not in carries:
        for name, items in native["rejected"].items():
            for item in items:
                yield Loss(article.id, item["id"], "what was rejected has no place here", name)


def _sorted(native: Mapping[str, Any]) -> Iterator[tuple[Sort, list[dict[str, Any]]]]:
    mentions = native["mentions"]
    yield "entities", native["entities"]
    yield "names", [mention for mention in mentions if mention["form"] == "name"]
    yield "references", [mention for mention in mentions if mention["form"] != "name"]
    yield "attributions", native["attributions"]


def _of_one(
    article: str, item: str, sort: Sort, fields: Mapping[str, Any], carries: Carries
) -> Iterator[Loss]:
    """One loss for each facet of an item that has no place."""
    called = _CALLED[sort]
    if sort not in carries:
        yield Loss(article, item, f"{called} has no place here")
        return
    carried = carries[sort]
    if carried == EVERY:
        return
    missing = [name for name, value in fields.items() if name not in carried and _says(value, sort)]
    for facet, names in _by_facet(missing, sort):
        yield Loss(article, item, f"{called}: {facet}", ", ".join(names))


def _by_facet(names: Iterable[str], sort: Sort) -> Iterator[tuple[str, list[str]]]:
    facets: dict[str, list[str]] = {}
    for name in names:
        other = name if name == "text" else "other fields"
        known = (facet for facet, fields in _FACETS.items() if name in fields)
        facet = other if sort in {"article", "layer"} else next(known, other)
        facets.setdefault(facet, []).append(name)
    yield from facets.items()


def _says(value: Any, sort: Sort) -> bool:
    """Whether losing a value loses anything; a layer's header spells out what is not so."""
    is_default = sort == "layer" and value == 0
    return not (value is None or value in ("", [], {}) or is_default)
