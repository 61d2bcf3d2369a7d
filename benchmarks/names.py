"""How well names are found, beside the bare spaCy pipeline.

    python benchmarks/names.py POLNEAR.jsonl [--part develop|score|second] [--errors]

POLNEAR is the training part of PolNeAR as native JSON Lines: `id` and `text` are read
of each line. The names were labelled by hand; labels/NAMES.md says by which conventions.
A name counts if its label, start and end are right; a `the` before it is left out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from labels.reading import DataMissingError, read_labels
from spacy.language import Language

from annotators.extraction.pipeline import DEFAULT_MODEL, load_pipeline

SHOWN = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT")
ALL = "all"

Spot = tuple[int, int, str]


class Labelled(NamedTuple):
    """An article and its names, labelled by hand."""

    id: str
    text: str
    names: frozenset[Spot]


class Score(NamedTuple):
    """How many names of one label were found, were found falsely, and were missed."""

    right: int
    false: int
    missed: int

    @property
    def errors(self) -> int:
        """False names and missed ones together."""
        return self.false + self.missed

    @property
    def precision(self) -> float:
        """The share of the found names that are right."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """The share of the labelled names that were found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.errors)


def read_labelled(path: Path | None, part: str | None) -> list[Labelled]:
    """The labelled articles of a part, with their texts from the corpus."""
    return [_labelled(*pair) for pair in read_labels("names.jsonl", path, part)]


def _labelled(label: Mapping[str, Any], record: Mapping[str, Any]) -> Labelled:
    text = record["text"]
    names = frozenset(_without_article(text, s, e, kind) for s, e, kind in label["names"])
    return Labelled(label["id"], text, names)


def _without_article(text: str, start: int, end: int, label: str) -> Spot:
    first, _, rest = text[start:end].partition(" ")
    return (end - len(rest) if rest and first.lower() == "the" else start), end, label


def find_names(nlp: Language, articles: Iterable[Labelled]) -> list[frozenset[Spot]]:
    """The names of the shown labels that a pipeline finds in each article."""
    return [
        frozenset(
            _without_article(article.text, ent.start_char, ent.end_char, ent.label_)
            for ent in nlp(article.text).ents
            if ent.label_ in SHOWN
        )
        for article in articles
    ]


def score(articles: Sequence[Labelled], found: Sequence[frozenset[Spot]]) -> dict[str, Score]:
    """The score of each label, and of all together."""
    counts: dict[str, Counter[str]] = {label: Counter() for label in (*SHOWN, ALL)}
    for article, names in zip(articles, found, strict=True):
        kinds = {"right": names & article.names, "false": names - article.names}
        kinds["missed"] = article.names - names
        for kind, spots in kinds.items():
            for _, _, label in spots:
                counts[label][kind] += 1
                counts[ALL][kind] += 1
    return {label: Score(c["right"], c["false"], c["missed"]) for label, c in counts.items()}


def print_table(bare: Mapping[str, Score], ours: Mapping[str, Score]) -> None:
    """Both pipelines side by side, a label a line."""
    head = "   P     R    F1  errors"
    print(f"{'':12}{'names':>6}   {'bare' + head:>28}   {'copydesk' + head:>32}")
    for label, one in bare.items():
        if not one.right + one.errors + ours[label].false:
            continue
        cells = "".join(
            f"{' ' * pad}{s.precision:5.1%} {s.recall:5.1%} {s.f1:5.1%} {s.errors:6}"
            for pad, s in ((5, one), (11, ours[label]))
        )
        print(f"{label:12}{one.right + one.missed:6}{cells}")
    person = bare["PERSON"].errors
    gone = (person - ours["PERSON"].errors) / max(1, person)
    print(f"of the bare pipeline's {person} PERSON errors {gone:.1%} are gone")


def print_errors(articles: Sequence[Labelled], found: Sequence[frozenset[Spot]]) -> None:
    """Each false and missed name in its surroundings."""
    for article, names in zip(articles, found, strict=True):
        print(f"-- {article.id}")
        for start, end, label in sorted(names ^ article.names):
            kind = "false" if (start, end, label) in names else "missed"
            text = article.text
            around = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 20]}"
            print(f"{kind:7}{label:12}{' '.join(around.split())}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--part", choices=("develop", "score", "second"), help="all, if left out")
    parser.add_argument("--errors", action="store_true", help="also print copydesk's errors")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    wish = parser.parse_args()
    try:
        articles = read_labelled(wish.corpus, wish.part)
    except DataMissingError as error:
        print(error)
        return
    ours = find_names(load_pipeline(wish.model), articles)
    bare = find_names(spacy.load(wish.model), articles)
    print(f"{len(articles)} articles, {sum(len(a.names) for a in articles)} names")
    print_table(score(articles, bare), score(articles, ours))
    if wish.errors:
        print_errors(articles, ours)


if __name__ == "__main__":
    main()
