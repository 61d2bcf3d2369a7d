"""Which layers of an article a command is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal, NamedTuple, get_args

from annotators.commands.scene import read_project_article
from annotators.errors import CopydeskError
from annotators.exchange.carried import carried_record
from annotators.exchange.format import Record
from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.layer import Layer, Purpose
from annotators.model.parse import Parse
from annotators.project import Project
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore


class Choice(NamedTuple):
    """Which finished layers a command is about: of a purpose, of people, since a moment."""

    only: Purpose | None = None
    annotators: tuple[str, ...] = ()
    since: datetime | None = None


class Shelf:
    """What a project keeps of each article, read for a command."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._people = ArticleStore(project)
        self._drafts = DraftStore(project)

    def article(self, article_id: str) -> Article:
        """The article; CopydeskError when it cannot be read."""
        return read_project_article(self.project, article_id)

    def dossier(self, article: Article) -> Dossier | None:
        """What people made of the article.

        Raises CopydeskError when it is broken or of another text.
        """
        dossier = self._people.load(article.id)
        if dossier is not None and dossier.sha256 != article.sha256:
            raise CopydeskError(
                "its text is not the one that was annotated",
                place=article.id,
                remedy="put the old text back, or carry them over with "
                f"`copydesk reanchor {article.id}`",
            )
        return dossier

    def draft(self, article: Article) -> Layer | None:
        """The newest draft of the article's text; CopydeskError when it is broken."""
        return self._drafts.newest(article.id, article.sha256)

    def parse(self, article: Article) -> Parse | None:
        """The kept parse of the article's text, if there is one."""
        return self._drafts.load_parse(article.id, article.sha256)

    def drafts(self, article: Article) -> tuple[Layer, ...]:
        """Every draft of the article's text, oldest first; CopydeskError when one is broken."""
        return self._drafts.of_text(article.id, article.sha256)

    def save(self, dossier: Dossier, article: Article) -> None:
        """Keep what people made; raises what `ArticleStore.save` raises."""
        self._people.save(dossier, article)

    def add_draft(self, article: Article, draft: Layer) -> Literal["new", "known"]:
        """Keep a draft; known when there is one of its id; CopydeskError when it cannot be kept."""
        if any(d.header.draft == draft.header.draft for d in self._drafts.load(article.id)):
            return "known"
        self._drafts.add(article.id, draft, article.sha256)
        return "new"

    def finished(self, article_id: str, choice: Choice) -> Iterator[Record]:
        """The finished layers that stand and are chosen, in the order of purposes and names.

        Without a word on annotators that is one for each purpose: the only one,
        or the adjudicated one. Raises CopydeskError when two people finished
        the article for the same purpose and nothing says whose layer is meant.
        """
        article = self.article(article_id)
        dossier = self.dossier(article)
        if dossier is None:
            return
        for purpose in get_args(Purpose):
            layers = [
                layer
                for layer in dossier.all_standing()
                if layer.header.purpose == purpose and choice.only in {None, purpose}
            ]
            for layer in _meant(article_id, purpose, layers, choice.annotators):
                if choice.since is None or _finished_at(dossier, layer) >= choice.since:
                    yield carried_record(article, layer, self.draft(article))


def current_layers(dossier: Dossier | None) -> dict[str, Layer]:
    """Each annotator's open layer, else the finished one that stands, in the order of names.

    What somebody made again, unawares, is for agreement only.
    """
    if dossier is None:
        return {}
    finished = {layer.header.annotator: layer for layer in dossier.all_standing()}
    work = {name: layer for name, layer in dossier.work.items() if not layer.header.repeats}
    return dict(sorted({**finished, **work}.items()))


def _meant(
    article_id: str, purpose: Purpose, layers: list[Layer], annotators: tuple[str, ...]
) -> list[Layer]:
    if annotators:
        return [layer for layer in layers if layer.header.annotator in annotators]
    if len(layers) > 1:
        adjudicated = [layer for layer in layers if layer.header.adjudicates]
        if len(adjudicated) != 1:
            raise _undecided(article_id, purpose, layers)
        return adjudicated
    return layers


def _finished_at(dossier: Dossier, layer: Layer) -> datetime:
    """When the layer was finished; one that nobody dated is as old as can be."""
    header = layer.header
    moments = [
        entry.at
        for entry in dossier.history.entries
        if (entry.kind, entry.by, entry.revision) == ("finish", header.annotator, header.revision)
    ]
    try:
        at = datetime.fromisoformat(moments[-1] if moments else header.created)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _undecided(article_id: str, purpose: Purpose, layers: Iterable[Layer]) -> CopydeskError:
    names = " and ".join(layer.header.annotator for layer in layers)
    return CopydeskError(
        f"{names} have each finished it as {purpose}",
        place=article_id,
        remedy="say whose layer is meant with --annotator (twice for both)",
    )
