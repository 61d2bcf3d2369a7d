"""Whether a person is `he` or `she`, told by the pronouns of the sentences that name them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from annotators.extraction.figures import Figure, FigureBook
from annotators.extraction.people import Gender
from annotators.extraction.tokens import SUBJECTS, Tokens

_VERBS = frozenset({"ROOT", "ccomp", "advcl"})
_TOLD: dict[str, Gender] = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
}


def learn_genders(tokens: Tokens, book: FigureBook) -> None:
    """Set the gender of people of whom neither title nor given name tells it."""
    votes: dict[int, Counter[Gender]] = defaultdict(Counter)
    for figure in book.figures:
        for start, end in figure.mentions:
            first, past = tokens.bounds(start, end)
            if figure.person and first < tokens.size and _is_topic(tokens, first, past):
                votes[id(figure)].update(_beside(tokens, book, figure, past))
    for figure, told in _going_on(tokens, book):
        votes[id(figure)][told] += 2
    for figure in book.figures:
        he, she = votes[id(figure)]["he"], votes[id(figure)]["she"]
        if figure.person and not figure.gender and he != she:
            figure.gender = "he" if he > she else "she"


def _going_on(tokens: Tokens, book: FigureBook) -> Iterator[tuple[Figure, Gender]]:
    """Who is the one person beside a quotation, and the pronoun that the next one goes on with."""
    last: Figure | None = None
    for _, first, past in tokens.lines:
        outside = [i for i in range(first, past) if tokens.quote[i] < 0]
        if not outside:
            continue
        people = {id(f): f for i in outside if (f := book.by_token.get(i)) and f.person}
        starts_quoted = tokens.quote[first] >= 0
        pronoun = next((tokens.lower[i] for i in outside if tokens.dep[i] in SUBJECTS), "")
        if starts_quoted and not people and last is not None and pronoun in {"he", "she"}:
            yield last, _TOLD[pronoun]
            continue
        alone = len(people) == 1 and len(outside) < past - first
        last = next(iter(people.values())) if alone else None


def _is_topic(tokens: Tokens, first: int, past: int) -> bool:
    told = any(tokens.dep[i] in SUBJECTS or tokens.dep[i] == "appos" for i in range(first, past))
    return told and tokens.quote[first] < 0


def _beside(tokens: Tokens, book: FigureBook, figure: Figure, at: int) -> Counter[Gender]:
    """The first pronoun after a name, up to the next person, and one that begins what follows.

    In `said his client` and `told the court that he saw` it may be somebody else.
    """
    sentence = tokens.sentence[at - 1]
    told: Counter[Gender] = Counter()
    reported = False
    while at < tokens.size and tokens.sentence[at] == sentence:
        other = book.by_token.get(at)
        if other is not None and other is not figure and other.person:
            return told
        reported = reported or tokens.dep[at] in _VERBS
        if tokens.quote[at] < 0 and tokens.lower[at] in _TOLD and not told:
            told[_TOLD[tokens.lower[at]]] += 1 if reported else 3
        at += 1
    if at < tokens.size and tokens.line[at] == tokens.line[at - 1] and tokens.quote[at] < 0:
        subject = tokens.lower[at] if tokens.dep[at] in SUBJECTS else ""
        if subject in {"he", "she"}:
            told[_TOLD[subject]] += 2
    return told
