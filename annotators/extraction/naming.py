"""Whose name a source phrase holds: as its head, or in apposition to it."""

from __future__ import annotations

from annotators.extraction.figures import Figure, FigureBook
from annotators.extraction.people import is_title
from annotators.extraction.phrases import Phrase
from annotators.extraction.tokens import Tokens

_JOINTS = frozenset({",", "named", "called"})
_BEFORE_NAMES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADV"})
_AFTER_NAMES = frozenset({",", "who", "which", "(", "—", "–", "--", "-"})
_BODIES = frozenset({"ORG", "WORK_OF_ART", "PRODUCT", "LAW"})


class Naming:
    """Ties source phrases that hold a name to its figure."""

    def __init__(self, tokens: Tokens, book: FigureBook) -> None:
        self.tokens = tokens
        self.book = book

    def find(self, phrase: Phrase) -> Figure | None:
        """The figure whose name the head is in, or stands in apposition to."""
        tokens = self.tokens
        figure = self.book.by_token.get(phrase.head)
        if figure is not None:
            return self._fullest(phrase, figure)
        for kid in tokens.children(phrase.head, "appos"):
            if not phrase.part[0] <= kid <= phrase.part[1]:
                continue
            beside = self.book.by_token.get(kid)
            if beside is not None and beside.person and not phrase.plural:
                return beside
        if phrase.plural:
            return None
        beside = self._set_off(phrase) or self._titled(phrase)
        if beside is not None:
            beside.roles.add(phrase.lemma)
        return beside

    def _set_off(self, phrase: Phrase) -> Figure | None:
        """The name after a comma or `named`: `the owner, Tidewell`, `a driver named Bertil`."""
        after = range(phrase.head + 1, phrase.part[1] + 1)
        joints = [i for i in after if self.tokens.lower[i] in _JOINTS]
        for joint in joints[:1]:
            figure, past = self._name_after(joint, phrase.part[1])
            ends = figure is not None and past > phrase.part[1]
            if ends or (figure is not None and self.tokens.lower[past] in _AFTER_NAMES):
                return figure
        for joint in joints[1:]:
            # `his neighbour, who works nights and gave only her first name, Rosa,`
            figure, past = self._name_after(joint, phrase.part[1])
            ends = past > phrase.part[1] or past == phrase.part[1] == joints[-1]
            if ends and phrase.person and figure is not None and figure.person:
                return figure
        return None

    def _titled(self, phrase: Phrase) -> Figure | None:
        """The name after several titles in a row: `Speaker of the House Rep. Ada Brandt`."""
        tokens, known = self.tokens, self.book.by_token
        for at in range(phrase.head + 2, phrase.part[1] + 1):
            figure = known.get(at)
            if figure is None or not figure.person or known.get(at - 1) is figure:
                continue
            last = at - 1
            while last > phrase.head and is_title(tokens.word[last]):
                last -= 1
            runs_on = phrase.head < last < at - 1 and tokens.pos[last] in {"NOUN", "PROPN"}
            return figure if runs_on and is_title(tokens.word[phrase.head]) else None
        return None

    def _name_after(self, joint: int, last: int) -> tuple[Figure | None, int]:
        """The person or body named after a joint, and the token past its name."""
        tokens, known = self.tokens, self.book.by_token
        at = joint + 1
        while at <= last and at not in known and tokens.pos[at] in _BEFORE_NAMES:
            at += 1
        figure = known.get(at) if at <= last else None
        while figure is not None and at <= last and known.get(at) is figure:
            at += 1
        fits = figure is not None and (figure.person or figure.label in _BODIES)
        return (figure if fits else None), at

    def _fullest(self, phrase: Phrase, figure: Figure) -> Figure:
        """`China's Foreign Ministry` is the name where a possessor makes the name whole."""
        tokens = self.tokens
        owner = tokens.child(phrase.head, "poss")
        if figure.person or owner is None or owner not in self.book.by_token:
            return figure
        span = tokens.start[tokens.left[owner]], tokens.end[phrase.head]
        text = " ".join(tokens.text[span[0] : span[1]].split())
        if text[:1].isupper() and len(text) > len(figure.text):
            figure.forms[text] += 1
            figure.text = text
        return figure
