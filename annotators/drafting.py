"""Making drafts: the one core of the worker and of `copydesk annotate`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotators.config import Config
from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.model.digits import digits_given
from annotators.model.layer import Layer
from annotators.model.parse import Parse
from annotators.model.review import Clock, utc_now
from annotators.project import Project
from annotators.reading.text import read_article
from annotators.store.article_store import ArticleStore
from annotators.store.draft_store import DraftStore

if TYPE_CHECKING:
    from spacy.language import Language


class Drafted(NamedTuple):
    """An article and its draft; `is_new` unless the draft was there already."""

    article: Article
    layer: Layer
    is_new: bool

    @property
    def draft(self) -> str:
        """The draft's id."""
        return self.layer.header.draft or ""


class Failed(NamedTuple):
    """An article that could not be drafted, and why."""

    article: str
    error: CopydeskError


class Model:
    """The pipeline that a configuration asks for, loaded when it is needed first."""

    def __init__(self, config: Config, *, clock: Clock = utc_now) -> None:
        self._config = config
        self._clock = clock
        self._nlp: Language | None = None

    def load(self) -> str:
        """Load spaCy and the pipeline, unless they are; the name and version of the model.

        Raises CopydeskError when the pipeline is not installed or does not load.
        """
        from annotators.extraction.draft import model_name  # noqa: PLC0415 - imports spaCy

        return str(model_name(self._loaded()))

    def draft(
        self, article: Article, digits: Mapping[str, int] | None = None
    ) -> tuple[Layer, Parse]:
        """A draft of the article and its parse; raises what `load` raises.

        `digits` are keys that stood for names in this article before.
        """
        from annotators.extraction.draft import draft_article  # noqa: PLC0415 - imports spaCy

        created = self._clock().isoformat(timespec="seconds").replace("+00:00", "Z")
        return draft_article(self._loaded(), article, created=created, digits=digits)

    def _loaded(self) -> Language:
        if self._nlp is None:
            from annotators.extraction.pipeline import load_pipeline  # noqa: PLC0415 - imports spaCy

            config = self._config
            self._nlp = load_pipeline(config.model, config.attribution, config.patterns)
        return self._nlp


class Drafter:
    """Makes and keeps the drafts of one project."""

    def __init__(self, project: Project, *, model: Model | None = None) -> None:
        self.project = project
        self.model = model or Model(project.config)
        self._drafts = DraftStore(project)
        self._people = ArticleStore(project)

    def load(self) -> str:
        """Load the model now; its name and version."""
        return self.model.load()

    def has_draft(self, article_id: str) -> bool:
        """Whether there is a draft, of whatever model, of the text as it is now.

        Raises CopydeskError when the article or its drafts cannot be read.
        """
        return self._drafts.newest(article_id, self._read(article_id).sha256) is not None

    def draft(self, article_id: str, *, force: bool = False) -> Drafted:
        """Draft an article and keep draft and parse.

        Nothing is done when this version of the model has drafted this text,
        unless `force`; a forced draft that says nothing else is not new. The
        cast keeps the digits that it had. Raises CopydeskError when the
        article cannot be read or the draft not kept.
        """
        article = self._read(article_id)
        known = self._known(article)
        if known is not None and not force:
            return Drafted(article, known, is_new=False)
        layer, parse = self.model.draft(article, self._digits(article.id))
        layer, is_new = self._distinct(article_id, layer)
        self._drafts.add(article_id, layer, article.sha256)
        self._drafts.save_parse(article_id, parse)
        return Drafted(article, layer, is_new=is_new)

    def draft_all(
        self,
        article_ids: Iterable[str],
        *,
        force: bool = False,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> Iterator[Drafted | Failed]:
        """Draft one article after the other, telling of each; stops between two of them.

        What cannot be drafted does not hold up the rest. A model that does not
        load does: it raises CopydeskError.
        """
        self.load()
        for article_id in article_ids:
            if is_stopped():
                return
            try:
                yield self.draft(article_id, force=force)
            except CopydeskError as error:
                yield Failed(article_id, error)

    def _read(self, article_id: str) -> Article:
        return read_article(self.project.article_path(article_id), article_id=article_id)

    def _known(self, article: Article) -> Layer | None:
        """The newest draft, when this model has drafted the article.

        It may be another model's: what was imported since is not buried again.
        """
        newest = self._drafts.newest(article.id, article.sha256)
        if newest is None:
            return None
        model = self.load()
        is_ours = any(d.header.model == model for d in self._drafts.load(article.id))
        return newest if is_ours else None

    def _distinct(self, article_id: str, layer: Layer) -> tuple[Layer, bool]:
        """The layer under a draft id of its own, and whether it says anything new.

        The same model may draft otherwise, say after the patterns of names were changed.
        """
        drafts = self._drafts.load(article_id)
        name = layer.header.draft or ""
        for known in drafts:
            if (known.header.draft or "").partition(".")[0] == name and _says_the_same(
                known, layer
            ):
                return known, False
        if all(known.header.draft != name for known in drafts):
            return layer, True
        return layer.with_header(draft=f"{name}.{len(drafts) + 1}"), True

    def _digits(self, article_id: str) -> dict[str, int]:
        """Who has had a digit in this article."""
        return digits_given(self._people.load(article_id), self._drafts.load(article_id))


def _says_the_same(one: Layer, other: Layer) -> bool:
    return one == replace(other, header=one.header)
