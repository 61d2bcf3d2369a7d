"""Whether the same quotes are given to the same speakers: B-cubed and LEA.

The mentions are the sources of quotes that answer each other and of which gold
says who speaks. Quotes of the same speakers are one cluster; a speaker who is
unnamed or undecided is a cluster alone. Quotes that gold gives to nobody are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotators.evaluation.relations import Share
from annotators.evaluation.side import Side
from annotators.evaluation.speaking import is_told
from annotators.evaluation.verdicts import Verdict
from annotators.model.items import Quote

Cluster = frozenset[int]
CastCounts = Mapping[str, float]

CAST_MEASURES = ("b_cubed", "lea")


class Clusters(NamedTuple):
    """The same mentions, parted by either side."""

    gold: Sequence[Cluster]
    other: Sequence[Cluster]


def cast_clusters(gold: Side, other: Side, verdicts: Iterable[Verdict]) -> Clusters:
    """The source mentions of paired quotes, numbered by gold's quotes, parted by speaker."""
    ours: dict[object, set[int]] = {}
    theirs: dict[object, set[int]] = {}
    for verdict in verdicts:
        if verdict.gold is None or verdict.other is None:
            continue
        one, two = gold.quotes[verdict.gold], other.quotes[verdict.other]
        if not one.sources or not is_told(one) or one.speaker_state == "none":
            continue
        ours.setdefault(_who(one), set()).add(verdict.gold)
        theirs.setdefault(_who(two), set()).add(verdict.gold)
    return Clusters(
        [frozenset(one) for one in ours.values()], [frozenset(one) for one in theirs.values()]
    )


def _who(quote: Quote) -> object:
    return frozenset(quote.speakers) or quote.id


def count_cast(clusters: Clusters) -> CastCounts:
    """The sums that the figures of many articles are made of."""
    gold, other = clusters
    size = sum(map(len, gold))
    return Counter(
        {
            "mentions": size,
            "b_cubed recall": sum(len(a & b) ** 2 / len(a) for a in gold for b in other),
            "b_cubed precision": sum(len(a & b) ** 2 / len(b) for a in gold for b in other),
            "lea recall": sum(len(one) * _resolved(one, other) for one in gold),
            "lea precision": sum(len(one) * _resolved(one, gold) for one in other),
        }
    )


def _resolved(entity: Cluster, others: Iterable[Cluster]) -> float:
    """The share of an entity's links that others have; a single mention's is to itself."""
    if len(entity) == 1:
        return float(any(one == entity for one in others))
    return sum(_links(len(entity & one)) for one in others) / _links(len(entity))


def _links(size: int) -> float:
    return size * (size - 1) / 2


def cast_share(counts: Mapping[str, float], measure: str) -> Share | None:
    """B-cubed (Bagga and Baldwin 1998) or LEA (Moosavi and Strube 2016); None without mentions."""
    size = counts.get("mentions", 0)
    if not size:
        return None
    precision, recall = (counts.get(f"{measure} {p}", 0) / size for p in ("precision", "recall"))
    both = precision + recall
    return Share(precision, recall, 2 * precision * recall / both if both else 0.0)
