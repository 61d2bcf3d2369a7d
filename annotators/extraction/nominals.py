"""Nominals: what `the ministry` takes up, and who comes in as `another expert`."""

from __future__ import annotations

from annotators.extraction.figures import Figure, FigureBook
from annotators.extraction.flow import Finding, Place
from annotators.extraction.name_words import BODIES, TRADES
from annotators.extraction.people import gender_of_word, is_person_noun
from annotators.extraction.phrases import Phrase, describe
from annotators.extraction.tokens import SUBJECTS, Tokens
from annotators.extraction.words import REPORTS, word_set
from annotators.model.items import Form

_COMPANIES = frozenset({"company", "firm"})
_KINDS = tuple(
    word_set(words)
    for words in (
        "newspaper paper daily",
        "group organization organisation nonprofit non-profit charity",
        "poll survey",
        "company firm",
        "film movie",
        "email e-mail",
        "attorney lawyer",
        "protester demonstrator marcher",
    )
)
_PAPERS = word_set("newspaper paper daily")
_TITLES_OF_PAPERS = word_set(
    """
    advocate bulletin chronicle courier dispatch echo enquirer examiner express gazette globe
    guardian herald inquirer journal ledger mail mercury mirror observer post record register
    sentinel star sun telegraph times tribune
    """
)
_DOCUMENTS = REPORTS | {"poll", "survey", "study"}
_BARE = word_set("a an one new recent latest")


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
        named = self._named_later(phrase)
        if named is not None:
            self.mention(named, phrase, "nominal")
            return Finding(named, f"“{self._text(phrase)}” is named further on")
        known = self._in_full(phrase)
        if known is not None:
            return known
        return Finding(self._introduce(phrase), "")

    def _in_full(self, phrase: Phrase) -> Finding | None:
        """What `an Echo poll` is after `a poll` in the line above: the same one, called in full."""
        text = self._text(phrase)
        modified = any(word[:1].isupper() for word in text.split()[1:])
        if phrase.sort != "indefinite" or phrase.lemma not in _DOCUMENTS or not modified:
            return None
        line = self.tokens.line_at(self.tokens.start[phrase.head])
        for figure in self.book.figures:
            words = set(figure.text.lower().split())
            bare = figure.label is None and words - _BARE == {phrase.lemma}
            if bare and line - self.tokens.line_at(figure.first) == 1:
                figure.forms[figure.text] += 1
                figure.text = text
                self.mention(figure, phrase, "nominal")
                return Finding(figure, f"“{text}” is the same in full")
        return None

    def _named_later(self, phrase: Phrase) -> Figure | None:
        """Whom `a prosecutor` is if the text goes on with `the prosecutor, Ida Roe`."""
        tokens = self.tokens
        at = tokens.start[phrase.head]
        if (
            not phrase.person
            or phrase.plural
            or tokens.lower[phrase.part[0]] not in {"a", "an", "the"}
        ):
            return None
        if phrase.head == phrase.part[1]:
            for figure in self.book.figures:
                told = f"the {phrase.lemma}, {figure.text}"
                after = tokens.text.lower().find(told.lower(), at)
                if figure.person and figure.first > at and after >= 0:
                    return figure
        return None

    def _introduce(self, phrase: Phrase) -> Figure:
        text = self._text(phrase)
        named = self._by_surname(text, self.tokens.start[phrase.head])
        if named is not None:
            self.mention(named, phrase, "name")
            return named
        for figure in self.book.figures:
            if figure.label is None and figure.text.lower() == text.lower():
                self.mention(figure, phrase, "nominal")
                return figure
        figure = self.book.new(text, None, person=phrase.person)
        figure.plural = phrase.plural
        figure.unnamed = phrase.unnamed
        figure.roles = {phrase.lemma}
        figure.gender = gender_of_word(phrase.lemma)
        self.mention(figure, phrase, "nominal")
        return figure

    def _by_surname(self, text: str, at: int) -> Figure | None:
        """Who `LANDRY` is, or a surname that is no name to the model: the last one met."""
        if not text[:1].isupper() or " " in text:
            return None
        known = [
            figure
            for figure in self.book.figures
            if figure.person
            and figure.label
            and (text in figure.text.split()[-1:] or text == figure.text.split()[-1].upper())
        ]
        return max(known, key=lambda figure: figure.last_before(at), default=None)

    def of_headline(self, phrase: Phrase) -> Finding | None:
        """Whom the body calls what the headline calls them, if that is one figure."""
        at = self.tokens.start[phrase.head]
        known = [
            f
            for f in self.book.figures
            if f.first > at and f.plural == phrase.plural and self._is_called(f, phrase, None)
        ]
        if len(known) > 1:
            words = set(self._text(phrase).lower().split())
            known = [f for f in known if words <= {w.strip(",.") for w in f.text.lower().split()}]
        if not known or (len(known) > 1 and phrase.plural):
            return None
        known.sort(key=lambda figure: figure.first)
        self.mention(known[0], phrase, "nominal")
        return Finding(known[0], f"the text tells who “{self._text(phrase)}” is")

    def people_by_role(self) -> list[Place]:
        """Where `the mayor` is the subject and a person of that role was named before."""
        tokens = self.tokens
        found = []
        for at in range(tokens.size):
            if tokens.dep[at] not in SUBJECTS or tokens.tag[at] != "NN" or at in self.book.by_token:
                continue
            phrase = describe(tokens, tokens.subtree(at), at)
            if phrase.sort != "definite":
                continue
            finding = self._antecedent(phrase)
            if finding is not None and finding.figure.person:
                found.append((finding.figure, tokens.start[at], tokens.end[at]))
        return found

    def _text(self, phrase: Phrase) -> str:
        start, end = self._span(phrase)
        return " ".join(self.tokens.text[start:end].split())

    def _span(self, phrase: Phrase) -> tuple[int, int]:
        tokens = self.tokens
        first = min(phrase.head, max(phrase.part[0], tokens.left[phrase.head]))
        last = max(phrase.head, min(phrase.part[1], tokens.right[phrase.head]))
        kids = tokens.children(phrase.head, "cc", "conj")
        joined = [kid for kid in kids if phrase.head < kid <= last]
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
        return Finding(figure, f"“{self._text(phrase)}” takes up {figure.text}")

    def _is_called(self, figure: Figure, phrase: Phrase, owner: int | None) -> bool:
        if figure.plural != phrase.plural and (figure.person or figure.label is None):
            return False
        kind = _kind(phrase.lemma)
        if figure.label is None:
            return bool(kind & figure.roles) or _is_paper(figure, phrase.lemma)
        if figure.person:
            if phrase.lemma in BODIES and not is_person_noun(phrase.lemma):
                return False
            return bool(kind & figure.roles) and (owner is None or self._is_of(figure, owner))
        if owner is not None:
            return False
        called = bool(kind & figure.roles) or _head_word(figure.text) in kind
        called = called or _is_paper(figure, phrase.lemma)
        return phrase.lemma.isalpha() and (called or self._is_the_company(figure, phrase.lemma))

    def _is_the_company(self, figure: Figure, lemma: str) -> bool:
        """Whether there is no other company that `the company` could be."""
        if lemma not in _COMPANIES or not _is_company(figure):
            return False
        return sum(_is_company(other) for other in self.book.figures) == 1

    def _is_of(self, figure: Figure, owner: int) -> bool:
        """Whether a figure was brought in as somebody's: `her brother, Tomas Corvell`."""
        tokens = self.tokens
        mine = self.book.by_token.get(owner)
        for start, end in figure.mentions:
            first, past = tokens.bounds(start, end)
            for index in range(first, past):
                around = [tokens.head[index]] if tokens.dep[index] == "appos" else []
                for noun in [index, *around, *tokens.children(index, "appos", "compound", "nmod")]:
                    holder = tokens.child(noun, "poss")
                    if holder is not None and not start <= tokens.start[holder] < end:
                        theirs = self.book.by_token.get(holder)
                        return mine is None or theirs is None or mine is theirs
        return False


def _kind(lemma: str) -> frozenset[str]:
    """The words that can take up one another: `paper` and `newspaper`."""
    return next((kind for kind in _KINDS if lemma in kind), frozenset({lemma}))


def _is_paper(figure: Figure, lemma: str) -> bool:
    """Whether `the newspaper` can be the Echo."""
    named = figure.label is not None or figure.text.removeprefix("The ").istitle()
    return named and lemma in _PAPERS and figure.words[-1] in _TITLES_OF_PAPERS


def _is_company(figure: Figure) -> bool:
    return figure.label == "ORG" and figure.words[-1] in TRADES


def _head_word(name: str) -> str:
    """The noun that a name is built on: `ministry` of `Foreign Ministry of Japan`."""
    return name.lower().partition(" of ")[0].partition(" for ")[0].split()[-1]
