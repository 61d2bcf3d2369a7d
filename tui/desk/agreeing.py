"""How far two sides agree on the roles of words, each figure with the words they part in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from annotators.evaluation.agreement import ANY_ROLE, OUT, VIEWS, Agreement, Table
from annotators.evaluation.agreement_scores import words_record
from annotators.evaluation.comparison import Evaluation
from annotators.model.span import Span, cut
from tui.desk.score_items import NOTHING, ScoreItem, Version

_GOLD, _OTHER = "gold", "other"
_FIGURES = {
    "alpha": "Krippendorff's alpha, by words",
    "kappa": "Cohen's kappa, by words",
    "units": "unitised alpha, by spans",
}


class Words:
    """The words of all articles that two sides say the same or otherwise of."""

    def __init__(self, evaluation: Evaluation) -> None:
        tables = (
            Table(
                one.article,
                (replace(one.gold, annotator=_GOLD), replace(one.other, annotator=_OTHER)),
            )
            for one in evaluation.comparisons
        )
        self._agreement = Agreement("mixed", (), tuple(tables))

    @property
    def heads(self) -> tuple[str, ...]:
        """The roles, and the last for which role a word is in."""
        return tuple("role" if view == ANY_ROLE else view for view in VIEWS)

    def figures(self, draws: int) -> Iterator[tuple[str, list[Mapping[str, Any] | None]]]:
        """The title of each figure, and its values for the heads; None where there is none."""
        record = words_record(self._agreement, draws)
        for name, title in _FIGURES.items():
            if name == "units":
                found = [record["units"].get(view, {}).get("alpha") for view in VIEWS]
            else:
                found = [record["words"][view].get(name) for view in VIEWS]
            yield title, found

    def behind(self, column: int) -> Callable[[], list[ScoreItem]]:
        """What stands behind a figure of one of the heads: the stretches the two part in."""
        return partial(self._parted, VIEWS[column])

    def _parted(self, view: str) -> list[ScoreItem]:
        found = []
        for table in self._agreement.tables:
            text = table.sides[0].text
            for parting in table.parted(view):
                gold, other = (
                    _version(text, parting.span, parting.values[name]) for name in (_GOLD, _OTHER)
                )
                found.append(ScoreItem(table.article, parting.span, gold, other))
        return found


def _version(text: str, span: Span, value: str) -> Version:
    if value == OUT:
        return Version(NOTHING)
    return Version(f"{value}: {cut(text, span)}", (span,))
