"""Nominals: what `the ministry` takes up, and who comes in as `another expert`."""

from __future__ import annotations

from annotators.extraction.figures import Figure, FigureBook
from annotators.extraction.flow import Finding
from annotators.extraction.phrases import Phrase
from annotators.extraction.tokens import Tokens
from annotators.model.items import Form


class Nominals:
    """Ties source phrases that are no names to the figures of an article."""

    def __init__(self, tokens: Tokens, book: FigureBook) -> None:
        self.tokens = tokens
        self.book = book

    def find(self, phrase: Phrase) -> Finding:
        """The figure that the phrase takes up, or the one it brings in."""
        if phrase.sort == "definite":
            found = self._antecedent(phrase)
            if found is not None:
                self.mention(found.figure, phrase, "nominal")
                return found
        return Finding(self._introduce(phrase), "", 0.95)

    def _introduce(self, phrase: Phrase) -> Figure:
        text = self._text(phrase)
        for figure in self.book.figures:
            if figure.person and text.isupper() and text == figure.text.split()[-1].upper():
                self.mention(figure, phrase, "name")
                return figure
            if figure.label is None and figure.text.lower() == text.lower():
                self.mention(figure, phrase, "nominal")
                return figure
        figure = self.book.new(text, None, person=phrase.person)
        figure.plural = phrase.plural
        figure.unnamed = phrase.unnamed
        figure.roles = {phrase.lemma}
        self.mention(figure, phrase, "nominal")
        return figure

    def _text(self, phrase: Phrase) -> str:
        start, end = self._span(phrase)
        return " ".join(self.tokens.text[start:end].split())

    def _span(self, phrase: Phrase) -> tuple[int, int]:
        tokens = self.tokens
        first = max(phrase.part[0], tokens.left[phrase.head])
        last = min(phrase.part[1], tokens.right[phrase.head])
        joined = [k for k in tokens.children(phrase.head, "cc", "conj") if first <= k <= last]
        if joined:
            last = min(joined) - 1
        while last > first and tokens.tag[last] in {",", ":", "''", "``", "POS"}:
            last -= 1
        return tokens.start[first], tokens.end[last]

    def mention(self, figure: Figure, phrase: Phrase, form: Form) -> None:
        """Note that the phrase, as it stands, refers to the figure."""
        span = self._span(phrase)
        if span not in figure.mentions:
            figure.mentions[span] = form

    def _antecedent(self, phrase: Phrase) -> Finding | None:
        """What a definite phrase takes up: a person of that role, a body of that name."""
        at = self.tokens.start[phrase.head]
        owner = self.tokens.child(phrase.head, "poss")
        known = []
        for figure in self.book.figures:
            before = [start for start, _ in figure.mentions if start < at]
            if before and self._is_called(figure, phrase, owner):
                known.append((max(before), figure))
        if not known:
            return None
        figure = max(known, key=lambda pair: pair[0])[1]
        return Finding(figure, f"“{self._text(phrase)}” takes up {figure.text}", 0.8)

    def _is_called(self, figure: Figure, phrase: Phrase, owner: int | None) -> bool:
        if figure.plural != phrase.plural and (figure.person or figure.label is None):
            return False
        if figure.label is None:
            return phrase.lemma in figure.roles
        if owner is not None:
            return False
        if figure.person:
            return phrase.lemma in figure.roles
        return phrase.lemma.isalpha() and phrase.lemma == _head_word(figure.text)


def _head_word(name: str) -> str:
    """The noun that a name is built on: `ministry` of `Foreign Ministry of Japan`."""
    return name.lower().partition(" of ")[0].partition(" for ")[0].split()[-1]
