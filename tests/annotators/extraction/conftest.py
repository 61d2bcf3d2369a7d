"""One pipeline for all tests of a process: loading it takes longer than any of them."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from annotators.extraction.draft import draft_article
from annotators.extraction.pipeline import load_pipeline
from annotators.model.article import Article
from annotators.model.layer import Layer

Say = tuple[str, str, tuple[str, ...], tuple[str, ...]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_pipeline(attribution="rules")


@pytest.fixture
def draft(nlp: Language) -> Callable[[str], Layer]:
    return lambda text: draft_article(nlp, Article("test", text), created="2030-01-01T00:00:00Z")[0]


@pytest.fixture
def said(draft: Callable[[str], Layer]) -> Callable[[str], list[Say]]:
    """Source, cue, contents and speakers of each quote of a text, in its order."""

    def find(text: str) -> list[Say]:
        layer = draft(text)
        found = []
        for quote in sorted(layer.quotes.values(), key=lambda q: (q.start, q.cues)):
            source, cue = (
                " ".join(text[s:e] for s, e in quote.spans(r)) for r in ("sources", "cues")
            )
            contents = tuple(text[s:e] for s, e in quote.contents)
            speakers = tuple(layer.entities[i].name for i in quote.speakers)
            found.append((source, cue, contents, speakers))
        return found

    return find
