"""Where annotators part, the heaviest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotators.evaluation.agreement import Agreement, Meeting
from annotators.evaluation.verdicts import Verdict
from annotators.model.items import Quote
from annotators.model.span import Span, hull

Node = tuple[str, str]
"""An annotator and the id of one of their quotes."""


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """One place of an article where annotators part.

    `weight` is what a pair of annotators differs by there, on average over all
    pairs of the article. A quote that the other one lacks, or gives to another
    source or speaker, weighs 1; any other what its contents lack to be alike.
    `quotes` has everybody's quotes there, () for those who have none.
    """

    article: str
    weight: float
    quotes: dict[str, tuple[Quote, ...]]

    @property
    def span(self) -> Span:
        """From the first to the last code point of anybody's contents there."""
        every = (span for told in self.quotes.values() for q in told for span in q.contents)
        return hull(every) or Span(0, 0)


def find_disagreements(agreement: Agreement) -> list[Disagreement]:
    """Every place where annotators part, the heaviest first, of equals the longest."""
    found = [d for meetings in agreement.articles.values() for d in _in_article(meetings)]
    return sorted(found, key=lambda d: (-round(d.weight, 9), -d.span.length, d.article, d.span))


def cost(verdict: Verdict) -> float:
    """What a verdict weighs as a disagreement, from 0 to 1."""
    marks = verdict.marks
    spoken = "speakers" not in marks or "speaker" in marks
    return 1 - verdict.likeness if "sourced" in marks and spoken else 1.0


def _in_article(meetings: Iterable[Meeting]) -> Iterator[Disagreement]:
    every = tuple(meetings)
    people = sorted({name for meeting in every for name in (meeting.first, meeting.second)})
    quotes: dict[Node, Quote] = {}
    links: defaultdict[Node, set[Node]] = defaultdict(set)
    costs: defaultdict[Node, float] = defaultdict(float)
    for meeting in every:
        for item in meeting.there.quote_items():
            sides = ((meeting.first, item.gold), (meeting.second, item.other))
            told = {(name, quote.id): quote for name, quote in sides if quote is not None}
            quotes |= told
            for node in told:
                links[node].update(told)
            costs[next(iter(told))] += cost(item.verdict)
    for place in _places(links):
        weight = sum(costs[node] for node in place) / len(every)
        if weight > 0:
            yield Disagreement(
                article=every[0].article,
                weight=weight,
                quotes={
                    name: tuple(quotes[node] for node in sorted(place) if node[0] == name)
                    for name in people
                },
            )


def _places(links: dict[Node, set[Node]]) -> Iterator[set[Node]]:
    """Quotes that answer each other, directly or by way of others."""
    left = set(links)
    for node in links:
        if node not in left:
            continue
        place, waiting = set(), [node]
        while waiting:
            one = waiting.pop()
            if one in left:
                left.discard(one)
                place.add(one)
                waiting += links[one]
        yield place
