"""What is wrong with the quotes of one side, by kind, each with the items it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from annotators.evaluation.letters import Letters, letters
from annotators.evaluation.side import Side
from annotators.evaluation.verdicts import Verdict
from annotators.model.items import Quote
from annotators.model.span import Span, hull

FaultKind = Literal["missed", "spurious", "boundary", "source", "speaker", "split", "merged"]

FAULT_KINDS: Mapping[FaultKind, str] = dict(
    zip(
        get_args(FaultKind),
        (
            "missed: nobody answers a gold quote",
            "spurious: answers no gold quote",
            "boundary: the contents have other letters",
            "source: another source",
            "speaker: another speaker",
            "split: one gold quote was found as several",
            "merged: several gold quotes were found as one",
        ),
        strict=True,
    )
)
"""Every kind of fault with its meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong in one article.

    `quote_kind` is gold's, or that of a spurious quote. `gold` and `other` are
    the quotes it is about, several where one was split or merged. `likeness` is
    that of the contents of a pair, else 0.
    """

    kind: FaultKind
    article: str
    quote_kind: str
    gold: tuple[Quote, ...]
    other: tuple[Quote, ...]
    likeness: float = 0.0

    @property
    def span(self) -> Span:
        """From the first to the last code point of any contents it is about."""
        every = (span for quote in (*self.gold, *self.other) for span in quote.contents)
        return hull(every) or Span(0, 0)


def find_faults(gold: Side, other: Side, verdicts: Sequence[Verdict]) -> list[Fault]:
    """Every fault of an article, in the order of its text.

    A quote is split when two or more quotes that share no letter each have more
    than half of their letters in it, merged the other way round; such parts are
    neither missed nor spurious nor of wrong boundary. A pair may have several faults.
    """
    ours = {v.gold: _contents(gold, v.gold) for v in verdicts if v.gold is not None}
    theirs = {v.other: _contents(other, v.other) for v in verdicts if v.other is not None}
    kinds = {v.gold: v.kind for v in verdicts if v.gold is not None}
    split = {i: parts for i, one in ours.items() if len(parts := _inside(one, theirs)) > 1}
    merged = {j: parts for j, one in theirs.items() if len(parts := _inside(one, ours)) > 1}
    gold_done = {*split, *(i for parts in merged.values() for i in parts)}
    other_done = {*merged, *(j for parts in split.values() for j in parts)}
    found = [_fault("split", (gold, [i]), (other, parts), kinds[i]) for i, parts in split.items()]
    found += [
        _fault("merged", (gold, parts), (other, [j]), kinds[parts[0]])
        for j, parts in merged.items()
    ]
    for verdict in verdicts:
        whole = verdict.gold not in gold_done and verdict.other not in other_done
        golds, others = ([] if at is None else [at] for at in verdict[:2])
        found += [
            _fault(kind, (gold, golds), (other, others), verdict.kind, verdict.likeness)
            for kind in _kinds(verdict, whole=whole)
        ]
    order = list(FAULT_KINDS)
    return sorted(found, key=lambda fault: (fault.span, order.index(fault.kind)))


def _kinds(verdict: Verdict, *, whole: bool) -> list[FaultKind]:
    if verdict.gold is None or verdict.other is None:
        alone: FaultKind = "missed" if verdict.other is None else "spurious"
        return [alone] if whole else []
    marks = verdict.marks
    wrong: dict[FaultKind, bool] = {
        "boundary": whole and "exact" not in marks,
        "source": "sourced" not in marks,
        "speaker": "speakers" in marks and "speaker" not in marks,
    }
    return [kind for kind, is_wrong in wrong.items() if is_wrong]


def _contents(side: Side, at: int) -> Letters:
    return letters(side.text, side.quotes[at].contents)


def _inside(whole: Letters, parts: Mapping[int, Letters]) -> list[int]:
    """Those that have more than half of their letters in the whole, and none in a longer one."""
    found: list[int] = []
    for at in sorted(parts, key=lambda at: (-len(parts[at]), at)):
        part = parts[at]
        if 2 * len(part & whole) > len(part) and all(part.isdisjoint(parts[k]) for k in found):
            found.append(at)
    return sorted(found)


def _fault(
    kind: FaultKind,
    gold: tuple[Side, Iterable[int]],
    other: tuple[Side, Iterable[int]],
    quote_kind: str,
    likeness: float = 0.0,
) -> Fault:
    (ours, golds), (theirs, others) = gold, other
    return Fault(
        kind=kind,
        article=ours.article,
        quote_kind=quote_kind,
        gold=tuple(ours.quotes[i] for i in golds),
        other=tuple(theirs.quotes[j] for j in others),
        likeness=likeness,
    )
