"""A project to time in: articles of several sizes with drafts, and many more beside them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotators.model.article import Article
from annotators.model.items import Entity, Mention, Quote, Trace
from annotators.model.layer import Header, Layer
from annotators.model.span import Span
from annotators.project import create_project
from annotators.reading.text import article_of
from annotators.store.draft_store import DraftStore

HEADLINE = "Ferry talks fail again"
LAST_WORDS = "before the winter."
"""The last words of the first paragraph."""
_OPENING = f"{HEADLINE}\n\nBy Dora Lind\n\nThe islanders will not have their boat {LAST_WORDS}\n\n"
_SAID = "“We will not go there again,” said Ines Corvell, who speaks for the harbour of Vikholm"
_PARAGRAPH = (
    f"{_SAID}, the town across the Sund. The talks have been at a standstill since June.\n\n"
)
_CONTENTS, _CUE, _SOURCE = "We will not go there again,", "said", "Ines Corvell"


def fill(folder: Path, sizes: Iterable[int], count: int) -> None:
    """Make a project of `count` articles: one for each size in words, and one without a draft.

    They are `words-SIZE` and `undrafted`; all others are alike, and drafted.
    """
    project = create_project(folder)
    drafts = DraftStore(project)
    articles = {f"words-{words}": _article(f"words-{words}", words) for words in sizes}
    articles |= {f"more/{n}": _article(f"more/{n}", 100) for n in range(count - len(articles) - 1)}
    for article in articles.values():
        drafts.add(article.id, draft_of(article), article.sha256)
    articles["undrafted"] = _article("undrafted", 800)
    for name, article in articles.items():
        path = project.articles_dir / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(article.text.encode())


def draft_of(article: Article) -> Layer:
    """A draft with a quote and a name in every paragraph."""
    trace = Trace(score=0.9)
    items: list[Entity | Mention | Quote] = [
        Entity(id="e1", name=_SOURCE, label="PERSON", digit=1, trace=trace)
    ]
    at = article.text.find(_SAID)
    while at >= 0:
        said, cue, source = (_span(article.text, part, at) for part in (_CONTENTS, _CUE, _SOURCE))
        name = Mention(id=f"m{at}", span=source, label="PERSON", entity="e1", trace=trace)
        quote = Quote(
            id=f"q{at}", contents=(said,), cues=(cue,), sources=(source,), speakers=("e1",),
            speaker_state="known", trace=trace,
        )  # fmt: skip
        items += [name, quote]
        at = article.text.find(_SAID, at + 1)
    return Layer.of(Header(annotator="", draft="d0", model="bench"), items)


def _article(article_id: str, words: int) -> Article:
    paragraphs = max(1, (words - len(_OPENING.split())) // len(_PARAGRAPH.split()))
    return article_of(_OPENING + _PARAGRAPH * paragraphs, article_id=article_id)


def _span(text: str, part: str, at: int) -> Span:
    start = text.index(part, at)
    return Span(start, start + len(part))
