"""The relation score of the literature: whose words they are, by contents and source.

Contents count as found when they share half of their letters (Jaccard; Pareti 2016
scores contents softly, Newell et al. 2018 say how PolNeAR's spans reach), and a
relation when the source matches too. docs/extraction.md gives the definitions.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotators.evaluation.letters import cues_match, letters, sources_match, words
from annotators.evaluation.pairing import Pair, Said, pair_up
from annotators.evaluation.quoted import quoted
from annotators.model.span import Span

KINDS = ("all", "direct", "mixed", "indirect")

Counts = Counter[tuple[str, str]]
"""How often, by kind and by what is counted."""

_HALF = 0.5
_NEARLY = 0.9


class Share(NamedTuple):
    """Precision, recall and their harmonic mean, from 0 to 1."""

    precision: float
    recall: float
    f1: float


class Figures(NamedTuple):
    """The figures of one kind of quote.

    `gold` and `other` count attributions; `exact` are contents with the same
    letters, `tokens` words shared, `source` and `cue` the shares of pairs that
    match, `relation` and `close` contents alike by .5 and .9 with the source.
    """

    gold: int
    other: int
    exact: Share
    tokens: Share
    source: float
    cue: float
    relation: Share
    close: Share


def count_article(text: str, gold: Iterable[Said], other: Iterable[Said]) -> Counts:
    """What is counted of one article; attributions whose contents have no letter are left out."""
    ours, theirs = ([s for s in side if letters(text, s.contents)] for side in (gold, other))
    inside = quoted(text)
    kinds = [kind_of(text, said, inside) for said in ours]
    other_kinds = [kind_of(text, said, inside) for said in theirs]
    counts: Counts = Counter()
    pairs = pair_up(text, ours, theirs)
    for pair in pairs:
        other_kinds[pair.other] = kinds[pair.gold]
    for name, side, its in (("gold", ours, kinds), ("other", theirs, other_kinds)):
        for said, kind in zip(side, its, strict=True):
            _add(counts, kind, name)
            _add(counts, kind, f"{name} words", len(words(text, letters(text, said.contents))))
    for pair in pairs:
        _count_pair(counts, kinds[pair.gold], text, (ours[pair.gold], theirs[pair.other]), pair)
    return counts


def _count_pair(counts: Counts, kind: str, text: str, both: tuple[Said, Said], pair: Pair) -> None:
    gold, other = both
    one, two = letters(text, gold.contents), letters(text, other.contents)
    _add(counts, kind, "words", len(words(text, one) & words(text, two)))
    _add(counts, kind, "exact", one == two)
    right = sources_match(text, gold.sources, other.sources)
    if letters(text, gold.sources):
        _add(counts, kind, "sources")
        _add(counts, kind, "source", right)
    if letters(text, gold.cues):
        _add(counts, kind, "cues")
        _add(counts, kind, "cue", cues_match(text, gold.cues, other.cues))
    _add(counts, kind, "relation", right and pair.likeness >= _HALF)
    _add(counts, kind, "close", right and pair.likeness >= _NEARLY)


def _add(counts: Counts, kind: str, what: str, number: int = 1) -> None:
    counts[kind, what] += number
    counts["all", what] += number


def kind_of(text: str, said: Said, stretches: Sequence[Span]) -> str:
    """Direct, mixed or indirect: whether all, some or none of the letters are in double marks.

    Marks around the cue too do not count: that is a report inside longer speech.
    """
    contents, cue = letters(text, said.contents), letters(text, said.cues)
    inside = 0
    for one in stretches:
        if not any(one.start <= at < one.end for at in cue):
            inside += sum(1 for at in contents if one.start <= at < one.end)
    if not inside:
        return "indirect"
    return "direct" if inside == len(contents) else "mixed"


def figures(counts: Mapping[tuple[str, str], int], kind: str) -> Figures:
    """The figures of a kind from its counts."""

    def number(what: str) -> int:
        return counts.get((kind, what), 0)

    def share(what: str, gold: str = "gold", other: str = "other") -> Share:
        return _share(number(what), number(other), number(gold))

    def part(what: str, of: str) -> float:
        return number(what) / number(of) if number(of) else 0.0

    return Figures(
        number("gold"),
        number("other"),
        share("exact"),
        share("words", "gold words", "other words"),
        part("source", "sources"),
        part("cue", "cues"),
        share("relation"),
        share("close"),
    )


def _share(right: int, told: int, gold: int) -> Share:
    precision, recall = right / told if told else 0.0, right / gold if gold else 0.0
    total = precision + recall
    return Share(precision, recall, 2 * precision * recall / total if total else 0.0)


def total(articles: Iterable[Counts]) -> Counts:
    """The counts of many articles together."""
    summed: Counts = Counter()
    for counts in articles:
        summed.update(counts)
    return summed


def interval(
    articles: Sequence[Counts], kind: str, draws: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """The 95 % interval of the relation's F1, articles drawn again with replacement."""
    chance = random.Random(seed)
    found = sorted(
        figures(total(chance.choices(articles, k=len(articles))), kind).relation.f1
        for _ in range(draws)
    )
    return found[int(0.025 * draws)], found[min(draws - 1, int(0.975 * draws))]
