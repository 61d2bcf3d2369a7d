"""Scoring one set of layers against another, over all articles of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotators.errors import CopydeskError
from annotators.evaluation.comparison import Comparison, Evaluation, compare
from annotators.evaluation.side import side_of
from annotators.model.choice import layers_called
from annotators.model.dossier import Dossier
from annotators.model.layer import Layer
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore

_EVERY = 20
"""After how many articles it is told how far the scoring is."""


class Scoring:
    """The layers that two words mean, compared article by article.

    A name means the annotator's open layer where there is one, so that a
    figure moves with the correction of what is behind it.
    """

    def __init__(self, project: Project, gold: str, other: str) -> None:
        self.gold, self.other = gold, other
        self.problems = 0
        self._project = project
        self._people = ArticleStore(project)
        self._drafts = DraftStore(project)
        self._found: dict[str, Comparison] = {}

    @property
    def title(self) -> str:
        """What is scored against what."""
        return f"{self.other} against {self.gold}"

    @property
    def evaluation(self) -> Evaluation:
        """Every article that was compared."""
        return Evaluation(tuple(self._found.values()))

    def run(self, ids: Iterable[str], tell: Callable[[int], None]) -> None:
        """Compare all these articles; `tell` hears now and then how many are done."""
        for number, article_id in enumerate(ids):
            if number % _EVERY == 0:
                tell(number)
            self.take(article_id)

    def take(self, article_id: str) -> None:
        """Compare one article, anew if it was compared before."""
        try:
            found = self._compare(article_id)
        except CopydeskError:
            self.problems += 1
            return
        if found is None:
            self._found.pop(article_id, None)
        else:
            self._found[article_id] = found

    def layers(self, dossier: Dossier | None, drafts: tuple[Layer, ...]) -> list[Layer | None]:
        """Gold's layer of an article and the other one."""
        return [_layer(word, dossier, drafts) for word in (self.gold, self.other)]

    def _compare(self, article_id: str) -> Comparison | None:
        path = self._project.article_path(article_id)
        article = read_article(path, article_id=article_id)
        dossier = self._people.load(article_id)
        if dossier is not None and dossier.sha256 != article.sha256:
            raise CopydeskError("its text is not the one that was annotated", place=article_id)
        gold, other = self.layers(dossier, self._drafts.of_text(article_id, article.sha256))
        if gold is None:
            return None
        answer = other or Layer(header=gold.header)
        return compare(side_of(article, gold), side_of(article, answer))


def _layer(word: str, dossier: Dossier | None, drafts: tuple[Layer, ...]) -> Layer | None:
    if dossier is not None and word in dossier.work:
        return dossier.work[word]
    return next(layers_called(word, dossier, drafts), None)
