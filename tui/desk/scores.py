"""An evaluation as a table of cells, each with the items behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from annotators.evaluation.comparison import Evaluation, NameItem, QuoteItem
from annotators.evaluation.faults import FAULT_KINDS, Fault
from annotators.evaluation.names import NAME_MEASURES, labels_of, name_share
from annotators.evaluation.relations import KINDS, MEASURES, Share, figures, interval
from annotators.model.items import Mention, Quote
from annotators.model.span import Span, cut, hull

NOTHING = "–"


class ScoreItem(NamedTuple):
    """One item behind a figure: where it stands, and what either side says there."""

    article: str
    span: Span
    gold: str
    other: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, and how to find the items that count against it."""

    text: str
    items: Callable[[], list[ScoreItem]] | None = None


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A row of the table; one without a cell that has items is a heading."""

    title: str
    cells: tuple[Cell, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether there is nothing behind any of its cells."""
        return not any(cell.items for cell in self.cells)


def score_rows(evaluation: Evaluation) -> list[ScoreRow]:
    """Every figure: about quotes by kind, the errors, and names by label."""
    rows: list[ScoreRow] = []
    if evaluation.counts:
        rows += [*_quote_rows(evaluation), ScoreRow(""), *_fault_rows(evaluation)]
    if any(one.names is not None for one in evaluation.comparisons):
        rows += [ScoreRow(""), *_name_rows(evaluation)]
    return rows


def _quote_rows(evaluation: Evaluation) -> Iterator[ScoreRow]:
    told = {kind: figures(evaluation.counts, kind) for kind in KINDS}
    yield ScoreRow("QUOTES", tuple(Cell(kind) for kind in KINDS))
    sizes = (f"{told[kind].gold} / {told[kind].other}" for kind in KINDS)
    yield ScoreRow("gold / other", tuple(Cell(size) for size in sizes))
    counts = [one.counts for one in evaluation.comparisons]
    for name, measure in MEASURES.items():
        cells = []
        for kind in KINDS:
            value = getattr(told[kind], name)
            text = _percent(value)
            if name == "relation" and told[kind].gold:
                low, high = interval(counts, kind)
                text = f"{text} ({_percent(low)}–{_percent(high)})"
            cells.append(Cell(text, partial(_behind, evaluation, name, kind)))
        yield ScoreRow(f"{name.replace('_', ' ')}: {measure.about}", tuple(cells))


def _behind(evaluation: Evaluation, name: str, kind: str) -> list[ScoreItem]:
    texts = _texts(evaluation)
    return [_of_quotes(texts, item) for item in evaluation.behind(name, kind)]


def _fault_rows(evaluation: Evaluation) -> Iterator[ScoreRow]:
    yield ScoreRow("ERRORS", tuple(Cell(kind) for kind in KINDS))
    for name, about in FAULT_KINDS.items():
        cells = []
        for kind in KINDS:
            found = [
                f for f in evaluation.faults if f.kind == name and kind in {"all", f.quote_kind}
            ]
            cells.append(Cell(str(len(found) or NOTHING), partial(_of_faults, evaluation, found)))
        yield ScoreRow(about, tuple(cells))


def _of_faults(evaluation: Evaluation, faults: Sequence[Fault]) -> list[ScoreItem]:
    texts = _texts(evaluation)
    return [
        ScoreItem(
            fault.article,
            fault.span,
            _words(texts[fault.article], *fault.gold),
            _words(texts[fault.article], *fault.other),
        )
        for fault in faults
    ]


def _name_rows(evaluation: Evaluation) -> Iterator[ScoreRow]:
    counts = evaluation.name_counts
    yield ScoreRow("NAMES", tuple(Cell(name) for name in ("gold", "other", *NAME_MEASURES)))
    for label in labels_of(counts):
        sizes = [Cell(str(counts[label, side])) for side in ("gold", "other")]
        cells = [
            Cell(
                _percent(name_share(counts, label, measure)), partial(_of_label, evaluation, label)
            )
            for measure in NAME_MEASURES
        ]
        yield ScoreRow(label, (*sizes, *cells))


def _of_label(evaluation: Evaluation, label: str) -> list[ScoreItem]:
    found = [*evaluation.behind_label(gold=label), *evaluation.behind_label(other=label)]
    wrong = [item for item in found if item.verdict.gold_label != item.verdict.other_label]
    texts = _texts(evaluation)
    return [_of_name(texts, item) for item in dict.fromkeys(wrong)]


def _of_quotes(texts: Mapping[str, str], item: QuoteItem) -> ScoreItem:
    text = texts[item.article]
    both = [quote for quote in (item.gold, item.other) if quote is not None]
    span = hull(span for quote in both[:1] for span in quote.contents) or Span(0, 0)
    golds, others = ([quote] if quote else [] for quote in (item.gold, item.other))
    return ScoreItem(item.article, span, _words(text, *golds), _words(text, *others))


def _of_name(texts: Mapping[str, str], item: NameItem) -> ScoreItem:
    text = texts[item.article]
    span = next(name.span for name in (item.gold, item.other) if name is not None)
    told = [_named(text, name) for name in (item.gold, item.other)]
    return ScoreItem(item.article, span, *told)


def _texts(evaluation: Evaluation) -> dict[str, str]:
    return {one.article: one.gold.text for one in evaluation.comparisons}


def _named(text: str, name: Mention | None) -> str:
    return f"{cut(text, name.span)} {name.label}" if name is not None else NOTHING


def _words(text: str, *quotes: Quote) -> str:
    """Source, cue and contents of quotes, each in the order of the text."""
    told = (
        " · ".join(
            " … ".join(cut(text, span) for span in quote.spans(role)) or NOTHING
            for role in ("sources", "cues", "contents")
        )
        for quote in quotes
    )
    return " | ".join(told) or NOTHING


def _percent(value: Share | float | None) -> str:
    if value is None:
        return NOTHING
    return f"{100 * (value.f1 if isinstance(value, Share) else value):.1f}"
