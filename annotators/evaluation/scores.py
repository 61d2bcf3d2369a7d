"""All figures of an evaluation, with intervals, as a table or JSON can hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from annotators.evaluation.cast import CAST_MEASURES, CastCounts, cast_share
from annotators.evaluation.comparison import Evaluation
from annotators.evaluation.drawing import DRAWS, Column, Drawn, Interval, ratio
from annotators.evaluation.faults import FAULT_KINDS
from annotators.evaluation.names import ALL, NAME_MEASURES, NameCounts, labels_of, name_share
from annotators.evaluation.relations import (
    KINDS,
    MEASURES,
    Counts,
    Measure,
    Share,
    drawn_figure,
    figures,
    total,
)
from annotators.evaluation.reliability import reliability, scored_quotes

Record = dict[str, Any]

_AVERAGED = ("relation", "close", "full", "exact", "contents")
"""The measures of which the averages over kinds and over articles are told."""


def score_record(evaluation: Evaluation, draws: int = DRAWS, seed: int = 0) -> Record:
    """Every figure by name, from 0 to 1; what cannot be told is None or left out.

    A figure with precision and recall is an object with `p`, `r`, `f1` and the
    ends `low` and `high` of its 95 % interval; a share one with `share`, a mean
    one with `value`, and both ends.
    """
    every = evaluation.comparisons
    profile = evaluation.profile
    record: Record = {
        "profile": profile.name,
        "threshold": profile.half,
        "articles": len(every),
    }
    if any(one.verdicts for one in every):
        counts = [one.counts for one in every]
        drawn = Drawn(counts, draws, seed)
        record["quotes"] = {kind: _of_kind(evaluation.counts, kind, drawn) for kind in KINDS}
        record["average"] = _averages(counts, evaluation.counts, drawn, (draws, seed))
        record["grounds"] = _grounds(evaluation, draws, seed)
        record["faults"] = faults_by_kind(evaluation)
        told = reliability(scored_quotes(evaluation))
        if told is not None:
            bins = [one._asdict() for one in told.bins]
            record["reliability"] = {**told._asdict(), "bins": bins}
    if evaluation.cast.get("mentions"):
        record["cast"] = _cast(evaluation.cast, Drawn([one.cast for one in every], draws, seed))
    if any(one.names is not None for one in every):
        names = [one.name_counts for one in every]
        record["names"] = _names(evaluation.name_counts, Drawn(names, draws, seed))
        record["confusion"] = [
            {"gold": gold, "other": other, "number": number}
            for (gold, other), number in sorted(evaluation.confusion.items())
        ]
    return record


def faults_by_kind(evaluation: Evaluation) -> dict[str, int]:
    """How many faults there are of each kind."""
    found = Counter(fault.kind for fault in evaluation.faults)
    return {kind: found[kind] for kind in FAULT_KINDS}


def _of_kind(counts: Counts, kind: str, drawn: Drawn) -> Record:
    told = figures(counts, kind)
    record: Record = {"gold": told.gold, "other": told.other, "paired": told.paired}
    for name, measure in MEASURES.items():
        value = getattr(told, name)
        if value is not None:
            figure = partial(drawn_figure, measure=measure, kind=kind)
            record[name] = _figure(value, drawn, figure)
    return record


def _figure(value: Share | float, drawn: Drawn, figure: Callable[[Drawn], Column]) -> Record:
    record: Record = _share_record(value) if isinstance(value, Share) else {"share": value}
    return record | _ends(drawn.interval(figure))


def _ends(found: Interval | None) -> Record:
    return {"low": found[0], "high": found[1]} if found else {}


def _share_record(share: Share) -> Record:
    return {"p": share.precision, "r": share.recall, "f1": share.f1}


def _averages(
    counts: Sequence[Counts], whole: Counts, drawn: Drawn, chance: tuple[int, int]
) -> Record:
    """Plain means of F1: over the kinds that gold has, and over the articles with any quote."""
    kinds = [kind for kind in KINDS[1:] if whole[kind, "gold"]]
    articles = [one for one in counts if one["all", "gold"] or one["all", "other"]]
    names = [name for name in _AVERAGED if name != "full" or whole["all", "gold told"]]
    return {
        "kinds": {
            name: _mean(
                [_f1(whole, kind, name) for kind in kinds],
                drawn,
                partial(_mean_of_kinds, kinds=kinds, name=name),
            )
            for name in names
        },
        "articles": {
            name: _mean_of_articles([_f1(one, "all", name) for one in articles], chance)
            for name in names
        },
    }


def _mean_of_kinds(drawn: Drawn, kinds: Sequence[str], name: str) -> Column:
    found = [drawn_figure(drawn, MEASURES[name], kind) for kind in kinds]
    return sum(found, start=np.zeros(1)) / len(found)


def _mean_of_articles(values: Sequence[float], chance: tuple[int, int]) -> Record | None:
    drawn = Drawn([{"sum": value, "number": 1.0} for value in values], *chance)
    return _mean(values, drawn, lambda d: ratio(d["sum"], d["number"]))


def _mean(
    values: Sequence[float], drawn: Drawn, figure: Callable[[Drawn], Column]
) -> Record | None:
    if not values:
        return None
    return {"value": sum(values) / len(values)} | _ends(drawn.interval(figure))


def _grounds(evaluation: Evaluation, draws: int, seed: int) -> Record:
    """The relation against gold made without a draft, and made with one in view."""
    grounds: Record = {}
    for name, seen in (("blind", False), ("draft", True)):
        own = [one for one in evaluation.comparisons if (one.gold.draft is not None) == seen]
        if own:
            counts = [one.counts for one in own]
            share, drawn = figures(total(counts), "all").relation, Drawn(counts, draws, seed)
            figure = partial(drawn_figure, measure=MEASURES["relation"], kind="all")
            grounds[name] = {"articles": len(own), "relation": _figure(share, drawn, figure)}
    return grounds


def _f1(counts: Mapping[tuple[str, str], int], kind: str, name: str) -> float:
    measure: Measure = MEASURES[name]
    both = counts.get((kind, measure.gold), 0) + counts.get((kind, measure.other), 0)
    return 2 * counts.get((kind, measure.right), 0) / both if both else 0.0


def _cast(counts: CastCounts, drawn: Drawn) -> Record:
    record: Record = {"mentions": int(counts.get("mentions", 0))}
    for measure in CAST_MEASURES:
        share = cast_share(counts, measure)
        if share is not None:
            record[measure] = _figure(share, drawn, partial(_drawn_cast, measure=measure))
    return record


def _drawn_cast(drawn: Drawn, measure: str) -> Column:
    precision, recall = drawn[f"{measure} precision"], drawn[f"{measure} recall"]
    size = drawn["mentions"]
    # Where no article with a cast was drawn there is nothing to be told.
    return np.where(size > 0, ratio(2 * precision * recall, (precision + recall) * size), np.nan)


def _names(counts: NameCounts, drawn: Drawn) -> Record:
    labels = labels_of(counts)
    known = [label for label in labels if counts[label, "gold"]]
    return {
        "all": _of_label(counts, ALL, drawn),
        "labels": {label: _of_label(counts, label, drawn) for label in labels},
        "average": {
            measure: _mean(
                [name_share(counts, label, measure).f1 for label in known],
                drawn,
                partial(_mean_of_labels, labels=known, measure=measure),
            )
            for measure in NAME_MEASURES
        },
    }


def _mean_of_labels(drawn: Drawn, labels: Sequence[str], measure: str) -> Column:
    found = [_drawn_names(drawn, label, measure) for label in labels]
    return sum(found, start=np.zeros(1)) / len(found)


def _of_label(counts: NameCounts, label: str, drawn: Drawn) -> Record:
    record: Record = {side: counts[label, side] for side in ("gold", "other")}
    for measure in NAME_MEASURES:
        share = name_share(counts, label, measure)
        record[measure] = _figure(share, drawn, partial(_drawn_names, label=label, measure=measure))
    return record


def _drawn_names(drawn: Drawn, label: str, measure: str) -> Column:
    return ratio(2 * drawn[label, measure], drawn[label, "gold"] + drawn[label, "other"])
