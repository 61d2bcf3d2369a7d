"""Which texts a project has, whatever their ids, so that none comes in twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress

from annotators.errors import CopydeskError
from annotators.model.article import Article
from annotators.project import Project
from annotators.reading.text import read_text

_NO_LETTERS = re.compile(r"[\W_]+")


class KnownTexts:
    """The texts of a project's articles by their hash."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._ids: dict[str, set[str]] = {}
        self._by_letters: dict[str, str] | None = None
        for article in _articles(project):
            self.add(article)

    def add(self, article: Article) -> None:
        """Know one more."""
        self._ids.setdefault(article.sha256, set()).add(article.id)

    def twin(self, article: Article) -> str | None:
        """Another article of the same text; None where there is none, or this one is known."""
        known = self._ids.get(article.sha256, set())
        return None if article.id in known else min(known, default=None)

    def alike(self, article: Article) -> str | None:
        """The article with the same letters and digits in the same order, if there is one.

        So a text is known again that was put together from its words.
        """
        if self._by_letters is None:
            found = {_letters(a.text): a.id for a in sorted(_articles(self._project), key=_id)}
            self._by_letters = {key: name for key, name in found.items() if key}
        return self._by_letters.get(_letters(article.text))


def _articles(project: Project) -> Iterator[Article]:
    for article_id, path in project.survey().paths.items():
        # An article that cannot be read is for `check` to tell of.
        with suppress(CopydeskError):
            yield Article(article_id, read_text(path))


def _id(article: Article) -> str:
    return article.id


def _letters(text: str) -> str:
    letters = _NO_LETTERS.sub("", text)
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest() if letters else ""
