"""Names with labels: precision, recall and F1 of each label, and which is taken for which.

Exact asks for the same letters and the same label, as CoNLL-2003 does; overlap for
one letter in common and the same label (MUC's partial match, counted whole).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotators.evaluation.letters import Letters, letters
from annotators.evaluation.relations import Share, share_of
from annotators.model.items import Mention

NameCounts = Counter[tuple[str, str]]
"""How often, by label and by what is counted."""

ALL = ""
"""Names of every label together, as a key that no label is."""

NAME_MEASURES = ("exact", "overlap")


class NameVerdict(NamedTuple):
    """A name of either side, or two that answer each other; `same` when they are letter for letter.

    `gold` and `other` are indices, the labels "" where there is no partner.
    """

    gold: int | None
    other: int | None
    gold_label: str
    other_label: str
    same: bool

    @property
    def right(self) -> frozenset[str]:
        """The measures by which the name is right."""
        if not self.gold_label or self.gold_label != self.other_label:
            return frozenset()
        return frozenset({"exact", "overlap"} if self.same else {"overlap"})


def judge_names(text: str, gold: Sequence[Mention], other: Sequence[Mention]) -> list[NameVerdict]:
    """A verdict on each name, those of gold first.

    Names answer each other one to one: those most alike (Jaccard over
    letters) first, of equals those with the same label, then the earlier.
    """
    ours, theirs = ([letters(text, [m.span]) for m in side] for side in (gold, other))
    found = []
    for i, j in _touching(ours, theirs):
        one, two = ours[i], theirs[j]
        alike = len(one & two) / len(one | two)
        found.append((-alike, gold[i].label != other[j].label, i, j))
    partner: dict[int, tuple[int, bool]] = {}
    taken: set[int] = set()
    for alike, _, i, j in sorted(found):
        if i not in partner and j not in taken:
            partner[i] = (j, alike == -1)
            taken.add(j)
    verdicts = []
    for i, mention in enumerate(gold):
        label = mention.label or ""
        if i not in partner:
            verdicts.append(NameVerdict(i, None, label, "", same=False))
            continue
        j, same = partner[i]
        verdicts.append(NameVerdict(i, j, label, other[j].label or "", same))
    left = (j for j in range(len(other)) if j not in taken)
    return verdicts + [NameVerdict(None, j, "", other[j].label or "", same=False) for j in left]


def _touching(ours: Sequence[Letters], theirs: Sequence[Letters]) -> set[tuple[int, int]]:
    holders: dict[int, list[int]] = {}
    for j, one in enumerate(theirs):
        for at in one:
            holders.setdefault(at, []).append(j)
    return {(i, j) for i, one in enumerate(ours) for at in one for j in holders.get(at, ())}


def count_names(verdicts: Iterable[NameVerdict]) -> NameCounts:
    """The counts over verdicts, for each label and for all."""
    counts: NameCounts = Counter()
    for verdict in verdicts:
        for side, label in (("gold", verdict.gold_label), ("other", verdict.other_label)):
            if label:
                counts[label, side] += 1
                counts[ALL, side] += 1
        for measure in verdict.right:
            counts[verdict.gold_label, measure] += 1
            counts[ALL, measure] += 1
    return counts


def labels_of(counts: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Every label that was counted, sorted."""
    return tuple(sorted({label for label, _ in counts} - {ALL}))


def name_share(counts: Mapping[tuple[str, str], int], label: str, measure: str) -> Share:
    """Precision, recall and F1 of the names of a label, or of all (micro)."""
    return share_of(*(counts.get((label, what), 0) for what in (measure, "other", "gold")))


def confusion(verdicts: Iterable[NameVerdict]) -> Counter[tuple[str, str]]:
    """How often gold's label met which; "" stands for no name on that side."""
    return Counter((verdict.gold_label, verdict.other_label) for verdict in verdicts)
