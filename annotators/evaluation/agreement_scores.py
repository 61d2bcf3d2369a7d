"""All figures of agreement, with intervals, as a table or JSON can hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from annotators.evaluation.agreement import (
    ANY_ROLE,
    OUT,
    VIEWS,
    Agreement,
    counts_by_article,
    relation_f1,
)
from annotators.evaluation.chance import Columns, alpha, fleiss, kappa
from annotators.evaluation.drawing import DRAWS, Column, Drawn, Interval, ratio
from annotators.evaluation.relations import KINDS, MEASURES, drawn_figure, figures, total
from annotators.model.items import ROLES

Record = dict[str, Any]

_Said = tuple[tuple[str, str], tuple[str, str]]
"""Two annotators, and what they said of a word."""


class Whole:
    """Sums over all articles as columns of one number, as `Drawn` has them of many."""

    def __init__(self, articles: Iterable[Mapping[Any, float]]) -> None:
        self._sums: Counter[Any] = Counter()
        for counts in articles:
            self._sums.update(counts)

    def __getitem__(self, key: Hashable) -> Column:
        """The sum of a count."""
        return np.array([float(self._sums[key])])


def agreement_record(agreement: Agreement, draws: int = DRAWS, seed: int = 0) -> Record:
    """Every figure of one ground by name; what cannot be told is None.

    A figure is an object with `value` and the ends `low` and `high` of its 95 %
    interval over articles.
    """
    record: Record = {
        "articles": len(agreement.articles),
        "annotators": sorted({n for pair in agreement.pairs for n in pair}),
        "meetings": len(agreement.meetings),
        **_relations(agreement, draws, seed),
        "pairs": [
            {
                "first": first,
                "second": second,
                "articles": len(meetings),
                "relation": relation_f1(total(m.counts for m in meetings)),
            }
            for (first, second), meetings in sorted(agreement.pairs.items())
        ],
        "by_article": sorted(
            (
                {"article": article, "relation": agreement.mean_by_article(article)}
                for article in agreement.articles
            ),
            key=lambda told: (told["relation"], told["article"]),
        ),
    }
    if agreement.tables:
        record |= words_record(agreement, draws, seed)
    return record


def words_record(agreement: Agreement, draws: int = DRAWS, seed: int = 0) -> Record:
    """The coefficients of one ground: `words` by role, and `units`, the unitised alphas."""
    return {
        "words": {view: _words(agreement, view, draws, seed) for view in VIEWS},
        "units": {role: _units(agreement, role, draws, seed) for role in ROLES},
    }


def _relations(agreement: Agreement, draws: int, seed: int) -> Record:
    """The relation pooled over all meetings and averaged per article; the parts of pairs."""
    counts = counts_by_article(agreement)
    whole, drawn = total(counts), Drawn(counts, draws, seed)
    record: Record = {}
    for kind in KINDS:
        told = figures(whole, kind)
        record[kind] = {}
        for name, measure in MEASURES.items():
            value = getattr(told, name)
            share = getattr(value, "f1", value)
            figure = partial(drawn_figure, measure=measure, kind=kind)
            record[kind][name] = None if share is None else _told(share, drawn.interval(figure))
        met = told.paired / told.gold if told.gold else 0.0
        record[kind]["agr"] = _told(met, drawn.interval(partial(_agr, kind=kind)))
    means = [agreement.mean_by_article(article) for article in agreement.articles]
    return {"relations": record, "mean_by_article": _mean(means, draws, seed)}


def _agr(drawn: Columns, kind: str) -> Column:
    """Either way round, the share of one's quotes that the other has at all."""
    return ratio(drawn[kind, "paired"], drawn[kind, "gold"])


def _words(agreement: Agreement, view: str, draws: int, seed: int) -> Record:
    tables = agreement.tables
    matrices = [table.coincidences[view] for table in tables]
    values = sorted({value for matrix in matrices for pair in matrix for value in pair})
    ratings: Counter[tuple[str, ...]] = Counter()
    for table in tables:
        ratings.update(table.ratings[view])
    record: Record = {
        "alpha": _figure(partial(alpha, values=values), matrices, draws, seed),
        "fleiss": fleiss(ratings),
    }
    if view != ANY_ROLE:
        counts = _pair_tables(agreement, view)
        pairs = sorted({key[0] for article in counts for key in article})
        record["kappa"] = _figure(partial(_mean_kappa, pairs=pairs, role=view), counts, draws, seed)
    return record


def _pair_tables(agreement: Agreement, view: str) -> list[Counter[_Said]]:
    """For each article how often each two annotators said what, as `(pair, (a, b))`."""
    found = []
    for table in agreement.tables:
        counts: Counter[_Said] = Counter()
        names = [side.annotator for side in table.sides]
        for values, number in table.ratings[view].items():
            for j, second in enumerate(names):
                for i, first in enumerate(names[:j]):
                    counts[(first, second), (values[i], values[j])] += number
        found.append(counts)
    return found


class _OfPair:
    """The columns of one pair of annotators."""

    def __init__(self, columns: Columns, pair: Hashable) -> None:
        self._columns, self._pair = columns, pair

    def __getitem__(self, key: Hashable) -> Column:
        return self._columns[self._pair, key]


def _mean_kappa(columns: Columns, pairs: Sequence[Hashable], role: str) -> Column:
    """The mean over the pairs for which chance does not say it all; NaN without any."""
    if not pairs:
        return np.array([np.nan])
    found = np.stack([kappa(_OfPair(columns, pair), (role, OUT)) for pair in pairs])
    known = ~np.isnan(found)
    number = known.sum(axis=0).astype(float)
    mean = ratio(np.where(known, found, 0.0).sum(axis=0), number)
    return np.where(number > 0, mean, np.nan)


def _units(agreement: Agreement, role: str, draws: int, seed: int) -> Record:
    """The mean unitized alpha of the articles where the role's units could vary."""
    found = [table.unitized[role] for table in agreement.tables]
    known = [value for value in found if value is not None]
    return {"articles": len(known), "alpha": _mean(known, draws, seed)}


def _mean(values: Sequence[float], draws: int, seed: int) -> Record | None:
    if not values:
        return None
    articles = [{"sum": value, "number": 1.0} for value in values]
    return _figure(lambda columns: ratio(columns["sum"], columns["number"]), articles, draws, seed)


def _figure(
    formula: Callable[[Columns], Column],
    articles: Sequence[Mapping[Any, float]],
    draws: int,
    seed: int,
) -> Record | None:
    value = float(formula(Whole(articles))[0])
    if np.isnan(value):
        return None
    return _told(value, Drawn(articles, draws, seed).interval(formula))


def _told(value: float, found: Interval | None) -> Record:
    low, high = found or (None, None)
    return {"value": value, "low": low, "high": high}
