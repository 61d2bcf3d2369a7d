"""The scores of the open project: what is scored, computed in a thread, and where one was in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotators.errors import CopydeskError
from tui.session.rows import counted

if TYPE_CHECKING:
    from annotators.adjudication.overlay import Side
    from annotators.evaluation.comparison import Evaluation
    from annotators.store.index_cache import Standing
    from tui.app import CopydeskApp
    from tui.desk.score_items import ScoreItem
    from tui.desk.scores import ScoreRow
    from tui.screens.scores import Left, ScoresScreen
    from tui.work.scoring import Scoring

Opener = Callable[["ScoreItem", "list[Side]"], None]
"""Opens an article where an item stands; the sides are the layers that are scored."""


class Done(NamedTuple):
    """Figures as they were when they were computed last, and the texts they are of."""

    state: str
    rows: Sequence[ScoreRow]
    texts: Mapping[str, str]


class Scores:
    """Asks what is scored, shows it, and goes from item to item of the list that was opened.

    `open_item` shows an item on the desk, `say` tells a line on the screen in front.
    """

    def __init__(self, app: CopydeskApp, *, open_item: Opener, say: Callable[[str], None]) -> None:
        self._app, self._workbench, self._keymap = app, app.workbench, app.keymap
        self._open_item, self._say = open_item, say
        self._scoring: Scoring | None = None
        self._screen: ScoresScreen | None = None
        self._changed: set[str] = set()
        self._left: Left | None = None
        self._is_busy = False
        self._done: Done | None = None

    def show(self) -> None:
        """Show the scores; the first time, ask of what."""
        if self._scoring is None:
            self._app.run_worker(self._ask(), exit_on_error=False)
            return
        self._push()
        if self._is_busy:
            return
        if self._done is not None and not self._changed:
            self._show(self._done)
            return
        changed, self._changed = self._changed, set()
        self._start(changed)

    def changed(self, article_id: str) -> None:
        """An article is not as it was when it was scored."""
        self._changed.add(article_id)

    def step(self, step: int) -> None:
        """Open the next (1) or previous (-1) item of the list that was opened last."""
        left = self._left
        if left is None or left.place.item is None:
            self._say(
                f"no list of items is open; {self._keymap.told('show-scores')} shows the scores"
            )
            return
        at = left.place.item + step
        if not 0 <= at < len(left.items):
            self._say("that was the last item" if step > 0 else "that was the first item")
            return
        self._left = left._replace(place=left.place._replace(item=at))
        self._open(left.items[at])

    async def _ask(self) -> None:
        from tui.screens.layer_choice import LayerChoice

        words = await asyncio.to_thread(lambda: words_of(self._workbench.standings()))
        self._app.push_screen(LayerChoice(self._keymap, words), self._begin)

    def _begin(self, words: tuple[str, str] | None) -> None:
        from tui.work.scoring import Scoring

        if words is None:
            return
        self._scoring = Scoring(self._workbench.project, *words)
        self._left = self._done = None
        self._changed = set()
        self._push()
        self._start(self._workbench.ids)

    def _push(self) -> None:
        from tui.screens.scores import Place, ScoresScreen

        assert self._scoring is not None  # noqa: S101 - nothing is shown before it was chosen
        place = self._left.place if self._left is not None else Place()
        self._screen = ScoresScreen(self._keymap, self._scoring.title, place)
        self._app.push_screen(self._screen, self._leave)

    def _start(self, ids: Iterable[str]) -> None:
        self._is_busy = True
        self._app.run_worker(self._score(list(ids)), exit_on_error=False)

    async def _score(self, ids: Sequence[str]) -> None:
        from tui.desk.scores import score_rows

        scoring = self._scoring
        assert scoring is not None  # noqa: S101 - as above
        try:
            await asyncio.to_thread(self._workbench.settle)
            await asyncio.to_thread(scoring.run, ids, lambda n: self._tell(n, len(ids)))
            evaluation = scoring.evaluation
            rows = await asyncio.to_thread(score_rows, evaluation, peers=scoring.is_of_peers)
        finally:
            self._is_busy = False
        if self._scoring is not scoring:
            return
        texts = {one.article: one.gold.text for one in evaluation.comparisons}
        self._done = Done(_state(evaluation, scoring), rows, texts)
        if self._screen is not None:
            self._show(self._done)
        else:
            self._say(f"the scores are there: {self._keymap.told('show-scores')}")

    def _show(self, done: Done) -> None:
        if self._screen is not None:
            self._screen.show_state(done.state)
            self._screen.show_rows(done.rows, done.texts)

    def _tell(self, done: int, of: int) -> None:
        self._app.call_later(self._show_state, f"scoring {done + 1} of {of} …")

    def _show_state(self, text: str) -> None:
        if self._screen is not None and self._is_busy:
            self._screen.show_state(text)

    def _leave(self, left: Left | None) -> None:
        self._screen = None
        if left is None:
            return
        if left.anew:
            self._scoring = None
            self.show()
            return
        self._left = left
        if left.opens and left.place.item is not None:
            self._open(left.items[left.place.item])

    def _open(self, item: ScoreItem) -> None:
        assert self._scoring is not None  # noqa: S101 - an item is of a scoring
        try:
            self._open_item(item, self._scoring.sides(item.article))
        except CopydeskError as error:
            self._say(str(error))


def _state(evaluation: Evaluation, scoring: Scoring) -> str:
    """How many articles are scored, what was made with a draft in view, and what is left out."""
    every = evaluation.comparisons
    if not every and not scoring.problems:
        return f"no article has a layer of {scoring.gold}"
    told = counted(len(every), "article")
    same = sum(one.gold.draft is not None and one.gold.draft == one.other.draft for one in every)
    seen = sum(one.gold.draft is not None for one in every)
    if same:
        told += f", {same} of them over the same draft, which draws the two together"
    elif seen:
        told += f", {seen} of them with a draft in view"
    if scoring.problems:
        article, reason = next(iter(scoring.problems.items()))
        told += f", {len(scoring.problems)} left out, such as {article}: {reason}"
    return told


def words_of(standings: Iterable[Standing]) -> list[str]:
    """The words that mean layers here: purposes, people, drafts, and the drafts of each model."""
    people: set[str] = set()
    models: set[str] = set()
    for standing in standings:
        people.update(filter(None, (standing.annotator, *standing.others)))
        models.update(standing.models)
    found = [f"draft@{model}" for model in sorted(models)]
    return ["gold", "training", *sorted(people), "draft", *found]
