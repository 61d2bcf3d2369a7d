"""Two layers of one article, or of many, compared in everything that both were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from annotators.evaluation.cast import CastCounts, Clusters, cast_clusters, count_cast
from annotators.evaluation.faults import Fault, find_faults
from annotators.evaluation.names import NameCounts, NameVerdict, confusion, count_names, judge_names
from annotators.evaluation.profile import DEFAULT_PROFILE, Profile
from annotators.evaluation.relations import MEASURES, Counts, count, total
from annotators.evaluation.side import Side
from annotators.evaluation.speaking import speakers_of
from annotators.evaluation.verdicts import Verdict, judge
from annotators.model.items import Mention, Quote

Status = Literal["right", "wrong"]


class QuoteItem(NamedTuple):
    """What stands behind a figure about quotes: a pair, or one quote that has no partner."""

    article: str
    gold: Quote | None
    other: Quote | None
    verdict: Verdict


class NameItem(NamedTuple):
    """What stands behind a figure about names: a pair, or one name that has no partner."""

    article: str
    gold: Mention | None
    other: Mention | None
    verdict: NameVerdict


@dataclass(frozen=True)
class Comparison:
    """One article on both sides, and a verdict on each of its quotes and names.

    `names` is None where one of the sides was not asked for names, `clusters`
    where gold says nothing of speakers.
    """

    gold: Side
    other: Side
    verdicts: tuple[Verdict, ...]
    names: tuple[NameVerdict, ...] | None
    clusters: Clusters | None

    @property
    def article(self) -> str:
        """The article's id."""
        return self.gold.article

    @cached_property
    def counts(self) -> Counts:
        """What is counted of its quotes."""
        return count(self.verdicts)

    @cached_property
    def name_counts(self) -> NameCounts:
        """What is counted of its names."""
        return count_names(self.names or ())

    @cached_property
    def cast(self) -> CastCounts:
        """The sums that B-cubed and LEA are made of."""
        return count_cast(self.clusters) if self.clusters else {}

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong with the other side's quotes."""
        return tuple(find_faults(self.gold, self.other, self.verdicts))

    def quote_items(self) -> Iterator[QuoteItem]:
        """Every quote of both sides, paired or alone."""
        for verdict in self.verdicts:
            gold = None if verdict.gold is None else self.gold.quotes[verdict.gold]
            other = None if verdict.other is None else self.other.quotes[verdict.other]
            yield QuoteItem(self.article, gold, other, verdict)

    def name_items(self) -> Iterator[NameItem]:
        """Every name of both sides, paired or alone."""
        for verdict in self.names or ():
            gold = None if verdict.gold is None else self.gold.names[verdict.gold]
            other = None if verdict.other is None else self.other.names[verdict.other]
            yield NameItem(self.article, gold, other, verdict)


def compare(
    gold: Side, other: Side, profile: Profile = DEFAULT_PROFILE, *, mutual: bool = False
) -> Comparison:
    """Compare two sides of the same text; `mutual` asks for a speaker only where both tell one.

    Raises ValueError for sides of different texts.
    """
    if gold.text != other.text:
        raise ValueError(f"{gold.article}: the two sides are of different texts")
    scope = gold.scope & other.scope
    verdicts: tuple[Verdict, ...] = ()
    clusters = None
    if "quotes" in scope:
        speakers = speakers_of(gold, other, mutual=mutual) if "speakers" in scope else None
        found = judge(gold.text, gold.saids, other.saids, profile=profile, speakers=speakers)
        verdicts = tuple(found)
        if speakers is not None:
            clusters = cast_clusters(gold, other, verdicts)
    names = None
    if "entities" in scope:
        names = tuple(judge_names(gold.text, gold.names, other.names))
    return Comparison(gold, other, verdicts, names, clusters)


@dataclass(frozen=True)
class Evaluation:
    """Many articles compared: their counts together, and the items behind each of them."""

    comparisons: tuple[Comparison, ...]
    profile: Profile = field(default=DEFAULT_PROFILE)

    @cached_property
    def counts(self) -> Counts:
        """What is counted of all quotes."""
        return total(one.counts for one in self.comparisons)

    @cached_property
    def name_counts(self) -> NameCounts:
        """What is counted of all names."""
        return total(one.name_counts for one in self.comparisons)

    @cached_property
    def cast(self) -> CastCounts:
        """The sums that B-cubed and LEA are made of."""
        summed: Counter[str] = Counter()
        for one in self.comparisons:
            summed.update(one.cast)
        return summed

    @cached_property
    def confusion(self) -> Counter[tuple[str, str]]:
        """How often gold's label met which of the other side; "" for none."""
        return confusion(v for one in self.comparisons for v in one.names or ())

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong, article by article."""
        return tuple(fault for one in self.comparisons for fault in one.faults)

    def behind(self, measure: str, kind: str = "all", status: Status = "wrong") -> list[QuoteItem]:
        """The items that count for a measure about quotes, or against it.

        Raises KeyError for a measure that there is none of.
        """
        asked = MEASURES[measure]
        return [
            item
            for item in self._quote_items(kind)
            if {asked.gold, asked.other} & _told(item.verdict)
            and (asked.right in _right(item.verdict)) == (status == "right")
        ]

    def behind_cast(self, status: Status = "wrong") -> list[QuoteItem]:
        """The quotes whose sources are scored in the cast, by whether both sides put them together.

        Right are those that have the very same quotes beside them in either cluster.
        """
        found = []
        for one in self.comparisons:
            if one.clusters is None:
                continue
            gold, other = ({at: part for part in side for at in part} for side in one.clusters)
            for item in one.quote_items():
                at = item.verdict.gold
                if at in gold and (gold[at] == other[at]) == (status == "right"):
                    found.append(item)
        return found

    def behind_label(self, gold: str | None = None, other: str | None = None) -> list[NameItem]:
        """The names behind a cell of the confusion table; None is any label, "" no name."""
        return [
            item
            for one in self.comparisons
            for item in one.name_items()
            if gold in {None, item.verdict.gold_label} and other in {None, item.verdict.other_label}
        ]

    def _quote_items(self, kind: str) -> Iterable[QuoteItem]:
        every = (item for one in self.comparisons for item in one.quote_items())
        return every if kind == "all" else (item for item in every if item.verdict.kind == kind)


def _told(verdict: Verdict) -> frozenset[str]:
    words = {"gold words": verdict.gold_words, "other words": verdict.other_words}
    return verdict.marks | {name for name, number in words.items() if number}


def _right(verdict: Verdict) -> frozenset[str]:
    """The marks, and `words` where every word of either side is shared."""
    whole = verdict.words == verdict.gold_words == verdict.other_words
    return verdict.marks | {"words"} if whole else verdict.marks
