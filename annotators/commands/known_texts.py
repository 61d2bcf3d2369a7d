"""Which texts a project has, whatever their ids, so that none comes in twice."""

from __future__ import annotations

from contextlib import suppress

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.project import Project
from annotators.reading.text import read_text


class KnownTexts:
    """The texts of a project's articles by their hash."""

    def __init__(self, project: Project) -> None:
        self._ids: dict[str, set[str]] = {}
        for article_id, path in project.survey().paths.items():
            # An article that cannot be read is for `check` to tell of.
            with suppress(CopydeskError):
                self.add(Article(article_id, read_text(path)))

    def add(self, article: Article) -> None:
        """Know one more."""
        self._ids.setdefault(article.sha256, set()).add(article.id)

    def twin(self, article: Article) -> str | None:
        """Another article of the same text; None where there is none, or this one is known."""
        known = self._ids.get(article.sha256, set())
        return None if article.id in known else min(known, default=None)
