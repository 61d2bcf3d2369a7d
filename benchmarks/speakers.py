"""How often the right one speaks: with gold quotes given, and on the quotes that were found.

    python benchmarks/speakers.py POLNEAR.jsonl [--part develop|score] [--attribution encoder]
        [--errors]

POLNEAR is the training part of PolNeAR as native JSON Lines. Who speaks was labelled by
hand; labels/README.md says by which conventions. Sources without a labelled speaker count
nowhere. A quote is found if its contents share half of all letters that they or the gold
ones have (Jaccard). The speakers are right if they are exactly the labelled entities. An
entity of the draft is the labelled one whose naming mentions it holds, and no other: each
of its mentions counts for the naming mentions that it shares half of all letters with.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from labels.reading import DataMissingError, read_labels
from spacy.language import Language
from spacy.tokens import Doc

from annotators.evaluation.letters import Letters, letters, likeness
from annotators.extraction.attribution import Attribution, Member
from annotators.extraction.pipeline import DEFAULT_ATTRIBUTION, DEFAULT_MODEL, load_pipeline
from annotators.model.span import Span, Spans

GROUPS = ("all", "name", "pronoun", "nominal")
READINGS = ("gold quotes given", "on found quotes", "over all gold quotes")
HALF = 0.5
SAMPLES = 2000

Who = frozenset[int]


@dataclass(frozen=True)
class Gold:
    """One gold quote: its spans, and the sets of entities that are right for it."""

    quote: Attribution
    form: str
    right: tuple[Who, ...]


@dataclass(frozen=True)
class Labelled:
    """An article, its gold quotes, and the naming mentions of each of its entities."""

    id: str
    text: str
    golds: tuple[Gold, ...]
    entities: dict[int, tuple[Span, ...]]
    named: frozenset[int]


class Result(NamedTuple):
    """Of one source: in which reading, its form, whether it was right, and what was said."""

    reading: str
    form: str
    right: bool
    number: int
    said: tuple[str, ...]


# -- the labels


def read_labelled(path: Path | None, part: str | None) -> list[Labelled]:
    """The labelled articles of a part, with their texts and quotes from the corpus."""
    return [_labelled(*pair) for pair in read_labels("speakers.jsonl", path, part)]


def _labelled(label: dict[str, Any], record: dict[str, Any]) -> Labelled:
    golds = []
    for one in label["attributions"]:
        raw = record["attributions"][one["index"]]
        if _spans(raw["sources"]) != _spans(one["sources"]):
            raise DataMissingError(f"{label['id']} has other sources than those labelled")
        contents, cues, sources = (_spans(raw[role]) for role in ("contents", "cues", "sources"))
        speakers = [one["speakers"], *one.get("or", [])] if one["speakers"] else []
        right = tuple(frozenset(numbers) for numbers in speakers)
        quote = Attribution(contents, cues, sources, score=1.0)
        golds.append(Gold(quote, one.get("form", ""), right))
    entities = {e["entity"]: _spans(e["mentions"]) for e in label["entities"]}
    named = frozenset(e["entity"] for e in label["entities"] if e["named"])
    return Labelled(label["id"], record["text"], tuple(golds), entities, named)


def _spans(pairs: Iterable[Sequence[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)


# -- comparing


def entity_of(member: Member, article: Labelled) -> int | None:
    """Which labelled entity a member of a draft's cast is: the one it names most."""
    text = article.text
    mentions = [letters(text, [Span(s, e)]) for s, e, _ in member.mentions]
    weights = {}
    for number, spans in article.entities.items():
        naming = [letters(text, [span]) for span in spans]
        same = sum(_plain(member.name) == _plain(text[s:e]) for s, e in spans)
        loose = number not in article.named
        weights[number] = same + sum(_fit(m, n, loose=loose) for n in naming for m in mentions)
    best = max(weights, key=lambda number: weights[number], default=None)
    return best if best is not None and weights[best] > 0 else None


def _fit(mention: Letters, naming: Letters, *, loose: bool) -> float:
    share = likeness(mention, naming)
    if share < HALF:
        goes_on = loose and naming <= mention and min(naming) == min(mention)
        return HALF if goes_on else 0.0
    return share


def _plain(name: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in name.lower()).split()
    return " ".join(words[1:] if words[:1] == ["the"] and words[1:] else words)


def pairs(article: Labelled, found: Sequence[Attribution]) -> dict[int, int]:
    """Gold quotes and the found ones that match them, one to one, the best match first."""
    text = article.text
    golds = [letters(text, gold.quote.contents) for gold in article.golds]
    ours = [letters(text, quote.contents) for quote in found]
    fits = ((likeness(g, o), i, k) for i, g in enumerate(golds) if g for k, o in enumerate(ours))
    paired: dict[int, int] = {}
    for share, i, k in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if share >= HALF and i not in paired and k not in paired.values():
            paired[i] = k
    return paired


# -- running


def run(nlp: Language, article: Labelled) -> Iterator[Result]:
    """Each source of an article in each of the readings."""
    doc: Doc = nlp.make_doc(article.text)
    speakers = nlp.get_pipe("copydesk_speakers")
    for name, component in nlp.pipeline:
        if name != "copydesk_speakers":
            doc = component(doc)
    doc = speakers(doc)
    yield from _on_found(article, doc)
    doc._.quotes = [gold.quote for gold in article.golds]
    doc = speakers(doc)
    known = _cast(article, doc)
    for index, quote in enumerate(doc._.quotes):
        if article.golds[index].right:
            yield _judge(article, index, READINGS[0], known, quote)


def _on_found(article: Labelled, doc: Doc) -> Iterator[Result]:
    quotes, known = doc._.quotes, _cast(article, doc)
    paired = pairs(article, quotes)
    for index, gold in enumerate(article.golds):
        if not gold.right:
            continue
        if index in paired:
            judged = _judge(article, index, READINGS[1], known, quotes[paired[index]])
            yield judged
            yield judged._replace(reading=READINGS[2])
        else:
            yield Result(READINGS[2], gold.form, right=False, number=index, said=("(not found)",))


def _cast(article: Labelled, doc: Doc) -> dict[str, int | None]:
    return {member.name: entity_of(member, article) for member in doc._.cast}


def _judge(
    article: Labelled, index: int, reading: str, known: dict[str, int | None], quote: Attribution
) -> Result:
    gold = article.golds[index]
    said = {known.get(name) for name in quote.speakers}
    right = bool(said) and any(said == set(numbers) for numbers in gold.right)
    told = (*quote.speakers, f"[{quote.speaker_state}]")
    return Result(reading, gold.form, right, index, told)


# -- reporting


def accuracy(results: Iterable[Result], reading: str, group: str) -> tuple[int, int]:
    """How many sources of a group are right in a reading, and how many there are."""
    some = [r.right for r in results if r.reading == reading and group in {"all", r.form}]
    return sum(some), len(some)


def interval(results: Sequence[list[Result]], reading: str, group: str) -> tuple[float, float]:
    """The middle 95 % of accuracies when the articles are drawn again and again."""
    counts = [accuracy(one, reading, group) for one in results]
    chance = random.Random(0)
    drawn = []
    for _ in range(SAMPLES):
        sample = chance.choices(counts, k=len(counts))
        drawn.append(sum(right for right, _ in sample) / max(1, sum(size for _, size in sample)))
    drawn.sort()
    return drawn[SAMPLES // 40], drawn[-SAMPLES // 40 - 1]


def print_table(results: Sequence[list[Result]]) -> None:
    """Accuracy in each reading, by the form of the source."""
    every = [result for one in results for result in one]
    for reading in READINGS:
        print(f"{reading:24}{'right':>6}{'of':>6}{'accuracy':>10}{'95 %':>8}")
        for group in GROUPS:
            right, size = accuracy(every, reading, group)
            low, high = interval(results, reading, group)
            share = f"{right / max(1, size):10.1%}   {low:.1%}-{high:.1%}"
            print(f"  {group:22}{right:6}{size:6}{share}")


def print_errors(articles: Sequence[Labelled], results: Sequence[list[Result]]) -> None:
    """Each wrong speaker of the gold quotes and of the found ones."""
    for article, one in zip(articles, results, strict=True):
        print(f"-- {article.id}")
        for result in one:
            gold = article.golds[result.number]
            if result.right or result.reading == READINGS[2]:
                continue
            source = " ".join(article.text[s:e] for s, e in gold.quote.sources)
            firsts = [article.entities[n][0] for n in sorted(gold.right[0])]
            names = [article.text[s:e] for s, e in firsts]
            short = "gold" if result.reading == READINGS[0] else "found"
            print(
                f"{short:6}{result.number:3} {result.form:8}{source!r}: {names} not {result.said}"
            )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--part", choices=("develop", "score"), help="both, if left out")
    parser.add_argument(
        "--attribution", default=DEFAULT_ATTRIBUTION, help="the engine that finds quotes"
    )
    parser.add_argument("--errors", action="store_true", help="also print what was wrong")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    wish = parser.parse_args()
    try:
        articles = read_labelled(wish.corpus, wish.part)
    except DataMissingError as error:
        print(error)
        return
    nlp = load_pipeline(wish.model, attribution=wish.attribution)
    results = [list(run(nlp, article)) for article in articles]
    print(f"{len(articles)} articles, {sum(len(a.golds) for a in articles)} gold quotes")
    print_table(results)
    if wish.errors:
        print_errors(articles, results)


if __name__ == "__main__":
    main()
