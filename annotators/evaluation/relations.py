"""The relation score of the literature: whose words they are, by contents and source.

Contents count as found when they share half of their letters (Jaccard; Pareti 2015
scores contents softly, Newell et al. 2018 say how PolNeAR's spans reach), and a
relation when the source matches too. docs/evaluation.md gives the definitions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotators.evaluation.drawing import DRAWS, Column, Drawn, Interval, ratio
from annotators.evaluation.pairing import Said
from annotators.evaluation.profile import DEFAULT_PROFILE, Profile
from annotators.evaluation.verdicts import Verdict, judge

KINDS = ("all", "direct", "mixed", "indirect")
"""Every quote, and the three kinds."""

Counts = Counter[tuple[str, str]]
"""How often, by kind and by what is counted."""


class Share(NamedTuple):
    """Precision, recall and their harmonic mean, from 0 to 1."""

    precision: float
    recall: float
    f1: float


class Measure(NamedTuple):
    """A figure: the mark of what is right, and the marks of all that could be.

    One with an `other` has precision, recall and F1; one without is a share of `gold`.
    """

    name: str
    about: str
    right: str
    gold: str
    other: str = ""


MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("relation", "contents alike by half, and the source", "relation", "gold", "other"),
        Measure("close", "contents alike by .9, and the source", "close", "gold", "other"),
        Measure("full", "the relation, and the speaker", "full", "gold told", "other told"),
        Measure("exact", "contents with the same letters", "exact", "gold", "other"),
        Measure("contents", "contents alike by half", "contents", "gold", "other"),
        Measure("nearly", "contents alike by .9", "nearly", "gold", "other"),
        Measure("tokens", "words of contents", "words", "gold words", "other words"),
        Measure("source", "source matches, of pairs", "source", "sources"),
        Measure("source_exact", "source with the same letters", "source_exact", "sources"),
        Measure("cue", "cue matches, of pairs", "cue", "cues"),
        Measure("cue_exact", "cue with the same letters", "cue_exact", "cues"),
        Measure("speaker", "the right speaker, of pairs", "speaker", "speakers"),
    )
}
"""Every figure about quotes by its name, those that matter most first."""


class Figures(NamedTuple):
    """The figures of one kind of quote.

    `gold`, `other` and `paired` count attributions, the rest are the measures
    of these names. `speaker` and `full` are None where gold says nothing of speakers.
    """

    gold: int
    other: int
    paired: int
    relation: Share
    close: Share
    full: Share | None
    exact: Share
    contents: Share
    nearly: Share
    tokens: Share
    source: float
    source_exact: float
    cue: float
    cue_exact: float
    speaker: float | None


def count_article(
    text: str, gold: Iterable[Said], other: Iterable[Said], profile: Profile = DEFAULT_PROFILE
) -> Counts:
    """What is counted of one article; attributions whose contents have no letter are left out."""
    return count(judge(text, list(gold), list(other), profile=profile))


def count(verdicts: Iterable[Verdict]) -> Counts:
    """The counts over verdicts, for each kind and for all."""
    counts: Counts = Counter()
    for verdict in verdicts:
        for kind in ("all", verdict.kind):
            for mark in verdict.marks:
                counts[kind, mark] += 1
            counts[kind, "words"] += verdict.words
            counts[kind, "gold words"] += verdict.gold_words
            counts[kind, "other words"] += verdict.other_words
    return counts


def figures(counts: Mapping[tuple[str, str], int], kind: str) -> Figures:
    """The figures of a kind from its counts."""

    def number(what: str) -> int:
        return counts.get((kind, what), 0)

    def share(name: str) -> Share:
        measure = MEASURES[name]
        return share_of(number(measure.right), number(measure.other), number(measure.gold))

    def part(name: str) -> float:
        measure = MEASURES[name]
        return number(measure.right) / number(measure.gold) if number(measure.gold) else 0.0

    return Figures(
        gold=number("gold"),
        other=number("other"),
        paired=number("paired"),
        relation=share("relation"),
        close=share("close"),
        full=share("full") if number("gold told") else None,
        exact=share("exact"),
        contents=share("contents"),
        nearly=share("nearly"),
        tokens=share("tokens"),
        source=part("source"),
        source_exact=part("source_exact"),
        cue=part("cue"),
        cue_exact=part("cue_exact"),
        speaker=part("speaker") if number("speakers") else None,
    )


def share_of(right: int, told: int, gold: int) -> Share:
    """Precision, recall and F1 of so many right among those told and those of gold."""
    precision, recall = right / told if told else 0.0, right / gold if gold else 0.0
    both = precision + recall
    return Share(precision, recall, 2 * precision * recall / both if both else 0.0)


def total(articles: Iterable[Counts]) -> Counts:
    """The counts of many articles together."""
    summed: Counts = Counter()
    for counts in articles:
        summed.update(counts)
    return summed


def drawn_figure(drawn: Drawn, measure: Measure, kind: str) -> Column:
    """A measure's F1, or its share, in each draw."""
    right, gold = drawn[kind, measure.right], drawn[kind, measure.gold]
    if not measure.other:
        return ratio(right, gold)
    return ratio(2 * right, gold + drawn[kind, measure.other])


def interval(articles: Sequence[Counts], kind: str, draws: int = DRAWS, seed: int = 0) -> Interval:
    """The 95 % interval of the relation's F1, articles drawn again with replacement."""
    drawn = Drawn(articles, draws, seed)
    return drawn.interval(lambda d: drawn_figure(d, MEASURES["relation"], kind)) or (0.0, 0.0)
