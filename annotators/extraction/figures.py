"""Figures: the people, groups and things of one article, each with all of its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotators.extraction.name_words import BODIES, PARTS
from annotators.extraction.people import (
    Gender,
    gender_of_name,
    gender_of_word,
    is_title,
    without_possessive,
)
from annotators.extraction.tokens import TokenRange, Tokens
from annotators.model.items import Form

_SAME = {
    "u.s.": "united states",
    "us": "united states",
    "u.s": "united states",
    "usa": "united states",
    "u.s.a.": "united states",
    "uk": "united kingdom",
    "u.k.": "united kingdom",
    "britain": "united kingdom",
    "eu": "european union",
    "un": "united nations",
    "u.n.": "united nations",
    "n. korea": "north korea",
    "s. korea": "south korea",
}
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "to", "&"})
_PREFIXES = frozenset({"anti", "pro", "non", "pre", "post"})
_ROLES = {
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "dr": "doctor",
    "gen": "general",
    "sgt": "sergeant",
    "prof": "professor",
    "lt": "lieutenant",
    "capt": "captain",
}


@dataclass(slots=True, eq=False)
class Figure:
    """One entity in the making; `roles` are lemmas of what it is called by."""

    text: str
    label: str | None = None
    gender: Gender = ""
    plural: bool = False
    person: bool = False
    unnamed: bool = False
    roles: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    mentions: dict[tuple[int, int], Form] = field(default_factory=dict)
    speaks: bool = False

    @property
    def first(self) -> int:
        """Where the figure is met first."""
        return min((start for start, _ in self.mentions), default=0)

    @property
    def words(self) -> list[str]:
        """The words of its name in lower case, hyphens apart."""
        return self.text.replace("-", " ").lower().split()

    def last_before(self, at: int) -> int:
        """Where it was met last before an offset; -1 if never."""
        return max((start for start, _ in self.mentions if start < at), default=-1)

    def fits(self, pronoun: Gender) -> bool:
        """Whether `he` or `she` can stand for it."""
        return self.person and not self.plural and self.gender in {"", pronoun}


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name of an article, by token index (both ends included), with its words.

    `part` leaves out an article before the name, `whole` does not.
    """

    part: TokenRange
    whole: TokenRange
    label: str
    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words in lower case, hyphens apart."""
        return tuple(self.text.replace("-", " ").lower().split())


def name_mentions(tokens: Tokens, names: Iterable[tuple[int, int, str]]) -> list[NameMention]:
    """The names as (first, past the end, label) with article and possessive left out."""
    found = []
    for first, end, label in names:
        last = end - 1
        whole = (first, last)
        if last > first and tokens.lower[first] == "the":
            first += 1  # noqa: PLW2901 - the article is no part of the name
        if last > first + 1 and tokens.lower[first] in _PREFIXES and tokens.word[first + 1] == "-":
            first += 2  # noqa: PLW2901 - nor is `pro-`
        text = " ".join(tokens.text[tokens.start[first] : tokens.end[last]].split())
        found.append(NameMention((first, last), whole, label, without_possessive(text)))
    return found


class FigureBook:
    """The figures of one article, and which mention is whose."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.figures: list[Figure] = []
        self.by_token: dict[int, Figure] = {}
        self.unsure: set[int] = set()

    def read(self, mentions: Sequence[NameMention]) -> None:
        """Gather the names of the article into figures."""
        people = [m for m in mentions if m.label == "PERSON"]
        for mention in people:
            if len(mention.words) > 1:
                self._add(self._person(mention), mention)
        for mention in sorted(people, key=lambda m: m.part):
            if len(mention.words) == 1:
                self._add(self._short(mention), mention)
        others = [m for m in mentions if m.label != "PERSON"]
        for mention in sorted(others, key=lambda m: -len(m.words)):
            self._add(self._other(mention), mention)
        for figure in self.figures:
            _settle(figure)

    def _add(self, figure: Figure, mention: NameMention) -> None:
        first, last = mention.part
        figure.forms[mention.text] += 1
        figure.mentions[self.tokens.span(mention.whole)] = "name"
        for index in range(first, last + 1):
            self.by_token[index] = figure
        if figure.person or figure.label == "ORG":
            figure.roles |= self.roles_at(mention.part)
        if figure.person:
            figure.gender = figure.gender or self._gender(mention)

    def new(self, text: str, label: str | None, *, person: bool = False) -> Figure:
        """A figure that the article has not had yet."""
        figure = Figure(text, label, person=person)
        self.figures.append(figure)
        return figure

    # -- people

    def _person(self, mention: NameMention) -> Figure:
        own = list(mention.words)
        for figure in self.figures:
            words = figure.words
            same = (words[0], words[-1]) == (own[0], own[-1])
            # `Wasserman Schultz` is Debbie Wasserman Schultz.
            if same or words[-len(own) :] == own or own[-len(words) :] == words:
                if len(mention.text) > len(figure.text):
                    figure.text = mention.text
                return figure
        return self.new(mention.text, "PERSON", person=True)

    def _short(self, mention: NameMention) -> Figure:
        """Who a single word stands for: the last one named before it who has this name."""
        word = mention.words[0]
        by_last, by_first, alone = [], [], []
        for figure in self.figures:
            words = figure.words
            if len(words) == 1 and words[0] == word:
                alone.append(figure)
            elif words[-1] == word:
                by_last.append(figure)
            elif words[0] == word:
                by_first.append(figure)
        fitting = self._of_gender(mention, by_last or by_first)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return self._nearest(mention, fitting)
        return alone[0] if alone else self.new(mention.text, "PERSON", person=True)

    def _of_gender(self, mention: NameMention, figures: list[Figure]) -> list[Figure]:
        title = self._title_gender(mention)
        fitting = [f for f in figures if not title or f.gender in {"", title}]
        sure = [f for f in fitting if title and f.gender == title]
        return sure or fitting or figures

    def _nearest(self, mention: NameMention, figures: list[Figure]) -> Figure:
        """Of several people with this surname the one met last; unsure if two are as near."""
        first = mention.part[0]
        at = self.tokens.start[first]
        before = sorted(
            ((f.last_before(at), index) for index, f in enumerate(figures) if f.first < at),
            reverse=True,
        )
        if not before:
            return min(figures, key=lambda f: f.first)
        lines = [self.tokens.line_at(start) for start, _ in before[:2]]
        if len(lines) > 1 and lines[0] == lines[1]:
            self.unsure.add(first)
        return figures[before[0][1]]

    def roles_at(self, part: TokenRange) -> set[str]:
        """What a name at this place is called by: titles before it, appositions around it."""
        tokens = self.tokens
        first, last = part
        roles = set()
        at = first - 1
        while (
            at >= 0
            and tokens.tag[at][:2] in {"NN", "HY"}
            and tokens.sentence[at] == tokens.sentence[first]
        ):
            roles.add(tokens.lower[at].rstrip("."))
            at -= 1
        for index in range(first, last + 1):
            for kid in tokens.children(index, "appos", "compound", "nmod"):
                if not first <= kid <= last and tokens.pos[kid] in {"NOUN", "PROPN"}:
                    roles.add(tokens.lemma[kid])
                    roles |= {tokens.lemma[k] for k in tokens.children(kid, "conj")}
            head = tokens.head[index]
            if tokens.dep[index] == "appos" and tokens.pos[head] in {"NOUN", "PROPN"}:
                roles.add(tokens.lemma[head])
        return {_ROLES.get(role, role) for role in roles}

    def _title_gender(self, mention: NameMention) -> Gender:
        at = mention.part[0] - 1
        if at >= 0 and is_title(self.tokens.word[at]):
            return gender_of_word(self.tokens.word[at])
        return ""

    def _gender(self, mention: NameMention) -> Gender:
        told = self._title_gender(mention)
        if told:
            return told
        for role in sorted(self.roles_at(mention.part)):
            if told := gender_of_word(role):
                return told
        if len(mention.words) > 1:
            given = mention.text.split()
            return gender_of_name(given[0]) or gender_of_name(given[-1])
        return gender_of_name(mention.text)

    # -- everything else

    def _other(self, mention: NameMention) -> Figure:
        key = _key(mention.text)
        own = list(mention.words)
        for figure in self.figures:
            if not figure.person and (
                _key(figure.text) == key
                or _is_acronym(mention.text, figure.text)
                or _is_short_firm(mention, figure)
            ):
                return figure
        if mention.label == "ORG" and len(mention.words) == 1 and mention.words[0] in BODIES:
            # `the Times` is the one body whose name ends so.
            longer = [f for f in self.figures if f.label == "ORG" and f.words[-1:] == own]
            if len(longer) == 1:
                return longer[0]
        return self.new(mention.text, mention.label)


def _key(text: str) -> str:
    plain = text.lower().strip(" .,")
    return _SAME.get(text.lower(), _SAME.get(plain, plain))


def _is_acronym(short: str, full: str) -> bool:
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 7 and letters.isupper()):  # noqa: PLR2004
        return False
    words = full.replace("-", " ").split()
    every = "".join(w[0] for w in words).upper()
    main = "".join(w[0] for w in words if w.lower() not in _SMALL).upper()
    return len(words) > 1 and letters in {every, main}


def _is_short_firm(mention: NameMention, figure: Figure) -> bool:
    """Whether `Norrveld` is Norrveld Metals."""
    words = figure.words
    return (
        mention.label == figure.label == "ORG"
        and len(words) == 2  # noqa: PLR2004
        and mention.words == (words[0],)
        and words[-1] not in PARTS
    )


def _settle(figure: Figure) -> None:
    figure.text = max(figure.forms, key=lambda form: (len(form), form), default=figure.text)
