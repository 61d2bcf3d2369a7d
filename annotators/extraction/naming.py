"""Whose name a source phrase holds: as its head, or in apposition to it."""

from __future__ import annotations

from annotators.extraction.figures import Figure, FigureBook
from annotators.extraction.people import is_title
from annotators.extraction.phrases import Phrase
from annotators.extraction.tokens import TokenRange, Tokens

_JOINTS = frozenset({",", "named", "called"})
_BEFORE_NAMES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADV"})
_AFTER_NAMES = frozenset({",", "who", "which", "(", "—", "–", "--", "-"})
_SMALL = frozenset({"of", "for", "to", "and", "with", "by", "on", "from"})
_OFFICES = (["of"], ["to"])
_JOINING = frozenset({",", "and", "&", "the"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
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
        ranked = None if figure is not None and figure.person else self._ranked(phrase)
        if ranked is not None:
            return ranked
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

    def _ranked(self, phrase: Phrase) -> Figure | None:
        """Ida Roe of `Army Capt. Ida Roe`: capitals up to a title, a person, and no more."""
        tokens, known = self.tokens, self.book.by_token
        first, last = phrase.part
        for at in range(first, last + 1):
            figure = known.get(at)
            if figure is None or not figure.person:
                if not _is_of_title(tokens.word[at]):
                    return None
                continue
            before = at - 2 if tokens.word[at - 1] == "." else at - 1
            told = before >= first and phrase.head < at and is_title(tokens.word[before])
            past = self._past(at)
            ends = past > last or tokens.lower[past] in _AFTER_NAMES
            return figure if told and ends else None
        return None

    def listed(self, part: TokenRange, noun: int) -> list[int]:
        """The people of `candidates Ada Brandt and Ida Roe`, the two of `two unions, A and B`."""
        tokens, known = self.tokens, self.book.by_token
        if tokens.tag[noun] != "NNS" or noun in known or noun >= part[1]:
            return []
        names: list[int] = []
        at = noun + 1
        while at <= part[1] and (at in known or tokens.lower[at] in _JOINING):
            if at in known:
                at = self._past(at)
                names.append(at - 1)
            else:
                at += 1
        count = _NUMBERS.get(tokens.lower[tokens.left[noun]], 0)
        people = noun + 1 in known and all(known[name].person for name in names)
        counted = tokens.word[noun + 1] == "," and len(names) == count
        fits = at > part[1] and len(names) > 1 and (people or counted)
        return names if fits else []

    def _past(self, at: int) -> int:
        """The token past the name that this one is in."""
        known = self.book.by_token
        figure = known[at]
        while known.get(at) is figure:
            at += 1
        return at

    def _titled(self, phrase: Phrase) -> Figure | None:
        """The name after a long title: `Speaker of the House Rep. Ada Brandt`."""
        tokens, known = self.tokens, self.book.by_token
        for at in range(phrase.head + 2, phrase.part[1] + 1):
            figure = known.get(at)
            if figure is None or not figure.person or known.get(at - 1) is figure:
                continue
            last = at - 1
            while last > phrase.head and is_title(tokens.word[last]):
                last -= 1
            between = tokens.lower[phrase.head + 1 : last]
            own = {"for"}.isdisjoint(between) and is_title(tokens.word[phrase.head])
            past = self._past(at)
            ends = past > phrase.part[1] or tokens.lower[past] in _AFTER_NAMES
            capital = tokens.word[last][:1].isupper() and between[:1] in _OFFICES and ends
            runs_on = phrase.head < last and tokens.pos[last] in {"NOUN", "PROPN"}
            return figure if own and runs_on and (last < at - 1 or capital) else None
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


def _is_of_title(word: str) -> bool:
    """Whether a word can stand in a title: `Air`, `1st`, a full stop."""
    capital = word[:1].isupper() and word.lower() not in _SMALL
    return capital or word in {".", "1st", "2nd", "the"}
