"""How fast articles are drafted, beside the bare spaCy pipeline.

    python benchmarks/extraction.py ARTICLES.jsonl [--write DRAFTS.jsonl] [--limit N] [--no-bare]

ARTICLES is native JSON Lines: `id` and `text` are read of each line. DRAFTS gets
the flat reading of each draft: `id`, `text` and `attributions` of spans.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy

from annotators.extraction.draft import BATCH, draft_articles, model_name
from annotators.extraction.pipeline import DEFAULT_MODEL, load_pipeline
from annotators.model.article import Article
from annotators.model.layer import Layer
from annotators.model.nesting import flat


def read_articles(path: Path, limit: int | None) -> list[Article]:
    """The articles of a JSON Lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()[:limit]
    return [Article(str(r["id"]), r["text"]) for r in map(json.loads, lines)]


def draft_record(article: Article, layer: Layer) -> dict[str, Any]:
    """The flat reading of a draft, as spans."""
    return {
        "id": article.id,
        "text": article.text,
        "attributions": [
            {role: quote.spans(role) for role in ("sources", "cues", "contents")}
            for quote in flat(layer.quotes.values())
        ],
    }


def time_drafts(articles: list[Article], model: str) -> tuple[float, Iterator[dict[str, Any]]]:
    """Seconds for drafting all articles, and the drafts."""
    nlp = load_pipeline(model)
    print(model_name(nlp))
    list(draft_articles(nlp, articles[:2], created=""))
    start = time.process_time()
    drafts = list(draft_articles(nlp, articles, created=""))
    seconds = time.process_time() - start
    records = (draft_record(a, layer) for a, (layer, _) in zip(articles, drafts, strict=True))
    return seconds, records


def time_bare(articles: list[Article], model: str) -> float:
    """Seconds for the bare pipeline over the same texts."""
    nlp = spacy.load(model)
    list(nlp.pipe((a.text for a in articles[:2]), batch_size=BATCH))
    start = time.process_time()
    for _ in nlp.pipe((a.text for a in articles), batch_size=BATCH):
        pass
    return time.process_time() - start


BUNDLED = Path(__file__).resolve().parent.parent / "corpus" / "bundled.jsonl"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("articles", type=Path, nargs="?", default=BUNDLED)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--no-bare", action="store_true")
    wish = parser.parse_args()
    articles = read_articles(wish.articles, wish.limit)
    words = sum(len(article.text.split()) for article in articles)
    seconds, records = time_drafts(articles, wish.model)
    print(f"{len(articles)} articles, {words} words")
    print(f"drafts        {words / seconds:8.0f} words/s of processor time")
    if not wish.no_bare:
        bare = time_bare(articles, wish.model)
        print(f"bare pipeline {words / bare:8.0f} words/s; drafts reach {bare / seconds:.2f} of it")
    if wish.write:
        with wish.write.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(record) + "\n" for record in records)


if __name__ == "__main__":
    main()
