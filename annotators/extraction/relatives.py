"""Relative pronouns: what `who` and `which` hang on."""

from __future__ import annotations

from annotators.extraction.figures import FigureBook
from annotators.extraction.flow import Finding
from annotators.extraction.nominals import Nominals
from annotators.extraction.people import gender_of_word, is_person_noun
from annotators.extraction.phrases import Phrase, describe
from annotators.extraction.tokens import Tokens
from annotators.extraction.words import REPORTS

_WHO = frozenset({"who", "whom", "whose"})
RELATIVE = _WHO | {"which", "that"}
WRITINGS = REPORTS | {"notice", "sign", "banner", "card", "placard", "poster", "plaque", "paper"}
"""What can be read: `a notice, which read`."""


class Relatives:
    """Finds the antecedents of relative pronouns."""

    def __init__(self, tokens: Tokens, book: FigureBook, nominals: Nominals) -> None:
        self.tokens = tokens
        self.book = book
        self.nominals = nominals

    def find(self, phrase: Phrase) -> Finding | None:
        """What `who` or `which` hangs on."""
        tokens = self.tokens
        at = phrase.head
        for _ in range(6):
            if tokens.dep[at] == "relcl":
                noun = self._written(tokens.head[at], at)
                noun = self._whoever(noun, phrase.head)
                figure = self.book.by_token.get(noun)
                if figure is None:
                    inner = self._without_relative(noun, phrase.head)
                    if inner.sort == "pronoun":
                        return None
                    figure = self.nominals.find(inner).figure
                self.nominals.mention(figure, phrase, "pronoun")
                return Finding(figure, f"“{tokens.word[phrase.head]}” is {figure.text}")
            at = tokens.head[at]
        return None

    def _whoever(self, noun: int, pronoun: int) -> int:
        """In `the editors of the Echo, who` these are the editors; heritage is no `who`."""
        tokens = self.tokens
        if tokens.lower[pronoun] not in _WHO or self._is_somebody(noun):
            return noun
        above = tokens.head[tokens.head[noun]]
        if tokens.dep[noun] == "pobj" and is_person_noun(tokens.lemma[above]):
            return above
        for at in range(noun, tokens.sentence[pronoun] - 1, -1):
            verb = tokens.head[at]
            if tokens.lower[at] in _WHO and tokens.dep[verb] == "relcl":
                return tokens.head[verb] if tokens.tag[noun] in {"NN", "NNP"} else noun
        return noun

    def _is_somebody(self, noun: int) -> bool:
        figure = self.book.by_token.get(noun)
        lemma = self.tokens.lemma[noun]
        told = is_person_noun(lemma) or bool(gender_of_word(lemma))
        return told if figure is None else figure.person

    def _written(self, noun: int, verb: int) -> int:
        """In `a notice on its website, which read` it is the notice that reads."""
        tokens = self.tokens
        above = tokens.head[tokens.head[noun]]
        reads = tokens.lemma[verb] == "read" and tokens.dep[noun] == "pobj"
        return above if reads and tokens.lemma[above] in WRITINGS else noun

    def _without_relative(self, noun: int, pronoun: int) -> Phrase:
        """The noun phrase, without a relative clause that a comma parts from it."""
        first, last = self.tokens.subtree(noun)
        if noun < pronoun - 1 and self.tokens.word[pronoun - 1] == ",":
            last = pronoun - 2
        return describe(self.tokens, (first, last), noun)
