"""How fast articles are drafted beside the bare spaCy pipeline, and how well beside people.

    python benchmarks/extraction.py GOLD.jsonl [--attribution encoder rules] [--that]
        [--other SYSTEM.jsonl ...] [--write DRAFTS.jsonl] [--limit N] [--no-bare]

Files are native JSON Lines, one layer an article; only `id`, `text` and `attributions`
are read. Each system is scored in the flat reading by annotators.evaluation.relations;
`--other` scores what another system wrote. DRAFTS gets the drafts of the last engine.
`--that` puts a `that` before contents back into them, as PolNeAR's annotators have it.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import spacy

from annotators.evaluation.pairing import Said
from annotators.evaluation.relations import KINDS, count_article, figures, interval, total
from annotators.extraction.draft import BATCH, draft_articles
from annotators.extraction.pipeline import DEFAULT_ATTRIBUTION, DEFAULT_MODEL, load_pipeline
from annotators.model.article import Article
from annotators.model.layer import Layer
from annotators.model.nesting import flat
from annotators.model.span import Span

THAT = "that "


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


def with_that(record: dict[str, Any]) -> dict[str, Any]:
    """The record with the `that` before contents in them, as PolNeAR has it."""
    text = record["text"]
    for quote in record["attributions"]:
        quote["contents"] = [
            [s - len(THAT), e] if text[max(0, s - len(THAT)) : s].lower() == THAT else [s, e]
            for s, e in quote["contents"]
        ]
    return record


def said_in(record: dict[str, Any]) -> list[Said]:
    """The attributions of a record in the flat reading: without those inside another."""
    roles = ("sources", "cues", "contents")
    return [
        Said(*(tuple(Span(*span) for span in one.get(role) or ()) for role in roles))
        for one in record.get("attributions") or ()
        if not one.get("parent")
    ]


def read_said(path: Path) -> dict[str, list[Said]]:
    """The attributions of each article of a file, by the article's id."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {str(record["id"]): said_in(record) for record in map(json.loads, lines)}


def report(
    name: str, articles: list[Article], gold: dict[str, list[Said]], told: dict[str, list[Said]]
) -> None:
    """Print the figures of one system, a line a kind of quote."""
    counts = [count_article(a.text, gold[a.id], told.get(a.id, [])) for a in articles]
    whole = total(counts)
    print(f"\n{name:10}  gold  told  exact  words  source   cue    P     R    F1   95 %")
    for kind in KINDS:
        f = figures(whole, kind)
        low, high = interval(counts, kind)
        shares = (f.exact.f1, f.tokens.f1, f.source, f.cue, *f.relation)
        row = "  ".join(f"{100 * share:5.1f}" for share in shares)
        print(f"{kind:10} {f.gold:5} {f.other:5}  {row}  {100 * low:.1f}-{100 * high:.1f}")


def time_drafts(
    articles: list[Article], model: str, attribution: str
) -> tuple[float, list[dict[str, Any]]]:
    """Seconds for drafting all articles, and the drafts."""
    nlp = load_pipeline(model, attribution)
    list(draft_articles(nlp, articles[:2], created=""))
    start = time.process_time()
    drafts = list(draft_articles(nlp, articles, created=""))
    seconds = time.process_time() - start
    return seconds, [draft_record(a, layer) for a, (layer, _) in zip(articles, drafts, strict=True)]


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
    parser.add_argument("--other", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--attribution", nargs="*", default=[DEFAULT_ATTRIBUTION])
    parser.add_argument("--that", action="store_true")
    parser.add_argument("--no-bare", action="store_true")
    wish = parser.parse_args()
    if not wish.articles.exists():
        parser.exit(2, f"{wish.articles}: is not there; name a native JSON Lines file\n")
    articles = read_articles(wish.articles, wish.limit)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words")
    bare = 0.0 if wish.no_bare else time_bare(articles, wish.model)
    if bare:
        print(f"bare pipeline {words / bare:8.0f} words/s of processor time")
    gold = read_said(wish.articles)
    for name in wish.attribution:
        seconds, drafts = time_drafts(articles, wish.model, name)
        told = f"; {bare / seconds:.2f} of the bare pipeline" if bare else ""
        print(f"{name:13} {words / seconds:8.0f} words/s{told}")
        if wish.that:
            drafts = [with_that(draft) for draft in drafts]
        if wish.write:
            lines = (json.dumps(record) + "\n" for record in drafts)
            wish.write.write_text("".join(lines), encoding="utf-8")
        report(name, articles, gold, {d["id"]: said_in(d) for d in drafts})
    for path in wish.other:
        report(path.name, articles, gold, read_said(path))


if __name__ == "__main__":
    main()
