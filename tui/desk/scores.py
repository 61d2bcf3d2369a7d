"""An evaluation as a table of cells, each with the items behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from annotators.evaluation.cast import CAST_MEASURES
from annotators.evaluation.comparison import Evaluation, QuoteItem
from annotators.evaluation.disagreement import cost
from annotators.evaluation.drawing import DRAWS
from annotators.evaluation.faults import FAULT_KINDS
from annotators.evaluation.names import NAME_MEASURES
from annotators.evaluation.relations import KINDS, MEASURES
from annotators.evaluation.reliability import is_right
from annotators.evaluation.scores import score_record
from tui.desk.agreeing import Words
from tui.desk.score_items import NOTHING, ScoreItem, of_faults, of_names, of_quotes

Items = Callable[[], list[ScoreItem]]

_SCORE_HEADS = ("quotes", "mean", "right")
_NO_NAME = "no name"
_GROUNDS = {"blind": "made without a draft", "draft": "made with one in view"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with its 95 % interval, and how to find the items that count against it."""

    text: str
    items: Items | None = None
    interval: str = ""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A row of the table; one without a cell that has items is a heading."""

    title: str
    cells: tuple[Cell, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether there is nothing behind any of its cells."""
        return not any(cell.items for cell in self.cells)


def score_rows(evaluation: Evaluation, *, peers: bool = False) -> list[ScoreRow]:
    """Every figure: quotes by kind, errors, the cast, scores, and names by label.

    For `peers`, of whom neither is gold, also how far they agree beyond chance, and
    what they differ in most comes first. It draws the intervals, which with many
    articles takes seconds.
    """
    # One article drawn again is the same article.
    draws = DRAWS if len(evaluation.comparisons) > 1 else 0
    record = score_record(evaluation, draws)
    found = _Rows(evaluation, peers=peers)
    parts: list[Iterator[ScoreRow]] = []
    if "quotes" in record:
        parts.append(found.quotes(record))
        if peers:
            parts.append(_agreement_rows(Words(evaluation), draws))
        parts.append(found.faults())
    if "cast" in record:
        parts.append(found.cast(record["cast"]))
    if "reliability" in record:
        parts.append(found.scores(record["reliability"]["bins"]))
    if "names" in record:
        parts += [found.names(record["names"]), found.confusion()]
    blocks = [rows for part in parts if len(rows := list(part)) > 1]
    return [row for block in blocks for row in (*block, ScoreRow(""))][:-1]


class _Rows:
    """The rows of one evaluation."""

    def __init__(self, evaluation: Evaluation, *, peers: bool) -> None:
        self._evaluation = evaluation
        self._peers = peers
        self._compared = {one.article: one for one in evaluation.comparisons}

    def quotes(self, record: Mapping[str, Any]) -> Iterator[ScoreRow]:
        """The relation, its parts and its means."""
        told, behind = record["quotes"], self._evaluation.behind
        yield _heading("QUOTES", KINDS)
        for side in ("gold", "other"):
            yield _heading(f"in {side}", [str(told[kind][side]) for kind in KINDS])
        for name, measure in MEASURES.items():
            if name in told["all"]:
                yield ScoreRow(
                    f"{name.replace('_', ' ')}: {measure.about}",
                    tuple(self._figure(told[kind], name, kind) for kind in KINDS),
                )
            if name == "relation":
                for part, whose in (("precision", "other"), ("recall", "gold")):
                    cells = (self._part(told[kind], part, whose, kind) for kind in KINDS)
                    yield ScoreRow(f"  {part}", tuple(cells))
        every = self._quotes(lambda: behind("relation"))
        for over, title in (("kinds", "mean of kinds"), ("articles", "mean of articles")):
            mean = record["average"][over]["relation"]
            yield ScoreRow(f"relation, {title}", (_cell(mean, every),))
        if len(record["grounds"]) > 1:
            for ground, one in record["grounds"].items():
                behind_it = self._quotes(self._of_ground(ground))
                yield ScoreRow(
                    f"relation, gold {_GROUNDS[ground]}", (_cell(one["relation"], behind_it),)
                )

    def faults(self) -> Iterator[ScoreRow]:
        """The errors by kind."""
        yield _heading("ERRORS", KINDS)
        every = self._evaluation.faults
        for name, about in FAULT_KINDS.items():
            cells = []
            for kind in KINDS:
                found = [f for f in every if f.kind == name and kind in {"all", f.quote_kind}]
                behind = partial(of_faults, self._compared, found)
                cells.append(Cell(str(len(found) or NOTHING), behind))
            yield ScoreRow(about, tuple(cells))

    def cast(self, told: Mapping[str, Any]) -> Iterator[ScoreRow]:
        """B-cubed and LEA over the sources of paired quotes."""
        yield _heading("CAST", ("F1", "precision", "recall"))
        behind = self._quotes(self._evaluation.behind_cast)
        for name in CAST_MEASURES:
            one = told.get(name)
            cells = (_cell(one, behind), *(Cell(_percent(one and one[p]), behind) for p in "pr"))
            yield ScoreRow(f"{name.replace('_', '-')}, over {told['mentions']} sources", cells)

    def scores(self, bins: Sequence[Mapping[str, Any]]) -> Iterator[ScoreRow]:
        """How many are right of those with scores in a bin."""
        yield _heading("SCORES", _SCORE_HEADS)
        for one in bins:
            low, high = one["low"], one["high"]
            wrong = self._quotes(partial(self._scored, low, high))
            texts = (str(one["number"]), _percent(one["score"]), _percent(one["right"]))
            yield ScoreRow(f"{low:.1f} to {high:.1f}", tuple(Cell(text, wrong) for text in texts))

    def names(self, told: Mapping[str, Any]) -> Iterator[ScoreRow]:
        """Names by label."""
        yield _heading("NAMES", ("gold", "other", *NAME_MEASURES))
        for label, one in (("", told["all"]), *told["labels"].items()):
            sizes = (Cell(str(one[side])) for side in ("gold", "other"))
            cells = (_cell(one[m], self._of_label(label, m)) for m in NAME_MEASURES)
            yield ScoreRow(label or "all", (*sizes, *cells))

    def confusion(self) -> Iterator[ScoreRow]:
        """Which label was taken for which, the most often first."""
        yield _heading("CONFUSED", ("names",))
        found = self._evaluation.confusion
        for (gold, other), number in sorted(found.items(), key=lambda told: (-told[1], told[0])):
            if gold != other:
                title = f"{gold or _NO_NAME} taken for {other or _NO_NAME}"
                yield ScoreRow(title, (Cell(str(number), self._of_cell(gold, other)),))

    def _figure(self, told: Mapping[str, Any], name: str, kind: str) -> Cell:
        figure = told.get(name) if told["gold"] or told["other"] else None
        return _cell(figure, self._quotes(lambda: self._evaluation.behind(name, kind)))

    def _part(self, told: Mapping[str, Any], part: str, whose: str, kind: str) -> Cell:
        """Precision or recall of the relation; what counts against it is what that side has."""
        name = "relation"

        def wrong() -> list[QuoteItem]:
            behind = self._evaluation.behind(name, kind)
            return [item for item in behind if getattr(item, whose) is not None]

        figure = told[name][part[0]] if told[whose] else None
        return Cell(_percent(figure), self._quotes(wrong) if told[whose] else None)

    def _of_ground(self, ground: str) -> Callable[[], list[QuoteItem]]:
        every = self._evaluation.comparisons
        own = {one.article for one in every if (one.gold.draft is not None) == (ground == "draft")}
        return lambda: [i for i in self._evaluation.behind("relation") if i.article in own]

    def _scored(self, low: float, high: float) -> list[QuoteItem]:
        """The wrong ones of a bin; the last bin has its upper end too."""
        items = (item for one in self._evaluation.comparisons for item in one.quote_items())
        return [
            item
            for item in items
            if item.other is not None
            and (score := item.other.trace.score) is not None
            and (low <= score < high or score == high == 1)
            and not is_right(item)
        ]

    def _quotes(self, found: Callable[[], list[QuoteItem]]) -> Items:
        def listed() -> list[ScoreItem]:
            items = found()
            if self._peers:
                items.sort(key=lambda item: -cost(item.verdict))
            return of_quotes(self._compared, items)

        return listed

    def _of_label(self, label: str, measure: str) -> Items:
        def wrong() -> list[ScoreItem]:
            found = (i for i in self._evaluation.behind_label() if measure not in i.verdict.right)
            own = (i for i in found if label in {"", i.verdict.gold_label, i.verdict.other_label})
            return of_names(self._compared, own)

        return wrong

    def _of_cell(self, gold: str, other: str) -> Items:
        return lambda: of_names(self._compared, self._evaluation.behind_label(gold, other))


def _agreement_rows(words: Words, draws: int) -> Iterator[ScoreRow]:
    """The coefficients of agreement by role."""
    yield _heading("AGREEMENT", words.heads)
    for title, values in words.figures(draws):
        cells = (_coefficient(value, words.behind(n)) for n, value in enumerate(values))
        yield ScoreRow(title, tuple(cells))


def _coefficient(told: Mapping[str, Any] | None, items: Items) -> Cell:
    if told is None:
        return Cell(NOTHING)
    low, high = told["low"], told["high"]
    interval = "" if low is None else f"({low:.3f}–{high:.3f})"
    return Cell(f"{told['value']:.3f}", items, interval)


def _heading(title: str, words: Sequence[str]) -> ScoreRow:
    return ScoreRow(title, tuple(map(Cell, words)))


def _cell(told: Mapping[str, Any] | None, items: Items) -> Cell:
    """A figure of the record; one that cannot be told has nothing behind it."""
    if told is None:
        return Cell(NOTHING)
    value = next(told[name] for name in ("f1", "share", "value") if name in told)
    low, high = told.get("low"), told.get("high")
    interval = "" if low is None else f"({_percent(low)}–{_percent(high)})"
    return Cell(_percent(value), items, interval)


def _percent(value: float | None) -> str:
    return NOTHING if value is None else f"{100 * value:.1f}"
