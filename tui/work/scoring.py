"""Scoring one set of layers against another, over all articles of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import get_args

from annotators.adjudication.overlay import Side
from annotators.errors import CopydeskError
from annotators.evaluation.comparison import Comparison, Evaluation, compare
from annotators.evaluation.side import side_of
from annotators.model.article import Article
from annotators.model.choice import is_draft, layers_called, the_one
from annotators.model.dossier import Dossier
from annotators.model.layer import Layer, Purpose
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore, check_text
from annotators.store.draft_store import DraftStore

_EVERY = 20
"""After how many articles it is told how far the scoring is."""


class Scoring:
    """The layers that two words mean, compared article by article.

    A word means a person's open layer where there is one, also of a layer that
    was finished before, so that a figure moves with the correction of what is
    behind it. It may be run in a thread, one run at a time.
    """

    def __init__(self, project: Project, gold: str, other: str) -> None:
        self.gold, self.other = gold, other
        self.problems: dict[str, str] = {}
        self._project = project
        self._people = ArticleStore(project)
        self._drafts = DraftStore(project)
        self._found: dict[str, Comparison] = {}
        self._turn = Lock()

    @property
    def title(self) -> str:
        """What is scored against what."""
        return f"{self.other} against {self.gold}"

    @property
    def is_of_peers(self) -> bool:
        """Whether neither of the two is to be right: both are people's layers, or both models'."""
        words = (self.gold, self.other)
        return not set(words) & set(get_args(Purpose)) and len({*map(is_draft, words)}) == 1

    @property
    def evaluation(self) -> Evaluation:
        """Every article that was compared, in the order of their ids."""
        with self._turn:
            return Evaluation(tuple(self._found[key] for key in sorted(self._found)))

    def run(self, ids: Iterable[str], tell: Callable[[int], None]) -> None:
        """Compare these articles, anew where they were before.

        `tell` hears now and then how many are done. An article that cannot be
        compared is noted in `problems` by its id, with the reason.
        """
        for number, article_id in enumerate(ids):
            if number % _EVERY == 0:
                tell(number)
            self._take(article_id)

    def sides(self, article_id: str) -> list[Side]:
        """Gold's layer of an article and the other one, each where there is one.

        Raises CopydeskError when something cannot be read.
        """
        _, layers = self._layers(article_id)
        return [Side(_name(layer), layer) for layer in layers if layer is not None]

    def _take(self, article_id: str) -> None:
        found, problem = None, ""
        try:
            found = self._compare(article_id)
        except CopydeskError as error:
            problem = error.message
        with self._turn:
            self.problems.pop(article_id, None)
            self._found.pop(article_id, None)
            if problem:
                self.problems[article_id] = problem
            elif found is not None:
                self._found[article_id] = found

    def _compare(self, article_id: str) -> Comparison | None:
        article, (gold, other) = self._layers(article_id)
        if gold is None:
            return None
        # An article without an answer is one in which nothing was found.
        answer = other or Layer(header=gold.header)
        return compare(side_of(article, gold), side_of(article, answer))

    def _layers(self, article_id: str) -> tuple[Article, list[Layer | None]]:
        path = self._project.article_path(article_id)
        article = read_article(path, article_id=article_id)
        dossier = self._people.load(article_id)
        if dossier is not None:
            check_text(dossier, article)
        drafts = self._drafts.of_text(article_id, article.sha256)
        return article, [_meant(word, dossier, drafts) for word in (self.gold, self.other)]


def _name(layer: Layer) -> str:
    header = layer.header
    return header.model or header.annotator or header.draft or ""


def _meant(word: str, dossier: Dossier | None, drafts: tuple[Layer, ...]) -> Layer | None:
    """The layer that a word means; CopydeskError where several people's could be meant."""
    work = dossier.work if dossier is not None else {}
    if word in work:
        return work[word]
    called = list(layers_called(word, dossier, drafts))
    if not called:
        return None
    found = the_one(called)
    if found is None:
        names = " and ".join(layer.header.annotator for layer in called)
        place = dossier.article if dossier is not None else word
        raise CopydeskError(f"{names} have each finished it as {word}", place=place,
                            remedy="compare the two and finish what you settle")  # fmt: skip
    return work.get(found.header.annotator, found)
