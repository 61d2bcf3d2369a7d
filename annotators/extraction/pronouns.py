"""Pronouns: which figure `she`, `it`, `they` and `who` stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotators.extraction.attribution import Attribution
from annotators.extraction.figures import Figure
from annotators.extraction.flow import Finding, Flow
from annotators.extraction.interviews import author_of
from annotators.extraction.naming import Naming
from annotators.extraction.nominals import Nominals
from annotators.extraction.people import gender_of_word
from annotators.extraction.phrases import Phrase, describe
from annotators.extraction.relatives import RELATIVE, WRITINGS, Relatives
from annotators.extraction.tokens import SUBJECTS, Tokens
from annotators.model.span import Span

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
_IT = frozenset({"it", "its"})
_FINITE = frozenset({"ROOT", "conj", "ccomp"})

Outer = Callable[[int], tuple[Figure, ...]]
"""Who speaks in the quote of this index."""


class Pronouns:
    """Finds what pronouns in sources stand for."""

    def __init__(self, tokens: Tokens, naming: Naming, flow: Flow, nominals: Nominals) -> None:
        self.tokens = tokens
        self.naming = naming
        self.book = naming.book
        self.flow = flow
        self.nominals = nominals
        self.relatives = Relatives(tokens, self.book, nominals)

    def find(
        self, quotes: list[Attribution], quote: Attribution, phrase: Phrase, outer: Outer
    ) -> Finding | None:
        """Who a source that is a pronoun stands for."""
        word = self.tokens.lower[phrase.head]
        if word in RELATIVE:
            return self.relatives.find(phrase)
        if word == "i":
            return self._of_author(quote, phrase, outer)
        fits = _fitting(word)
        if fits is None:
            return None
        beside = self._addressed(phrase.head) | self._speaking(quotes, quote, phrase, outer)
        named = fits
        if beside:
            fits = lambda figure: named(figure) and id(figure) not in beside  # noqa: E731
        found = (
            self._of_owner(phrase.head, fits)
            or self._of_parent(quotes, quote, fits, outer)
            or self._from_flow(quote, phrase, fits)
        )
        if found is None:
            return None
        self.nominals.mention(found.figure, phrase, "pronoun")
        source = self.tokens.text[quote.sources[0].start : quote.sources[0].end]
        return replace(found, because=f"“{source}”: {found.because}")

    def of_anybody(self, phrase: Phrase, quote: Attribution) -> Finding | None:
        """Who `the 46-year-old` is: the person whom the article is speaking of."""
        at = self.tokens.start[phrase.head]
        found = self.flow.in_line(at, _is_anybody, tuple(quote.contents)) or self.flow.above(
            at, _is_anybody, after_quote=True
        )
        if found is not None:
            self.nominals.mention(found.figure, phrase, "nominal")
        return found

    def _addressed(self, pronoun: int) -> set[int]:
        """Whom he cannot be: in `he told Oake` he is not Oake."""
        tokens = self.tokens
        verb = tokens.head[pronoun]
        if tokens.dep[pronoun] not in SUBJECTS:
            return set()
        objects = tokens.children(verb, "dobj", "dative", "iobj")
        for prep in tokens.children(verb, "prep", "dative"):
            objects += tokens.children(prep, "pobj")
        known = self.book.by_token
        return {id(known[i]) for i in objects if i in known and tokens.quote[i] < 0}

    def _speaking(
        self, quotes: list[Attribution], quote: Attribution, phrase: Phrase, outer: Outer
    ) -> set[int]:
        """Whom he cannot be in somebody's own words: who speaks them says `I`."""
        if quote.parent < 0:
            return set()
        cues = quotes[quote.parent].cues
        is_turn = bool(cues) and self.tokens.text[slice(*cues[0])] == ":"
        own = is_turn or self.tokens.quote[phrase.head] >= 0
        return {id(figure) for figure in outer(quote.parent)} if own else set()

    def _of_author(self, quote: Attribution, phrase: Phrase, outer: Outer) -> Finding | None:
        """Who `I` is: the speaker in a quotation, elsewhere the author."""
        found = None
        speakers = outer(quote.parent) if quote.parent >= 0 else ()
        if len(speakers) == 1 and not speakers[0].plural:
            found = _inside(speakers[0])
        if found is None and self.tokens.quote[phrase.head] < 0:
            found = author_of(self.tokens, self.book)
        if found is not None:
            self.nominals.mention(found.figure, phrase, "pronoun")
        return found

    def _of_owner(self, at: int, fits: Callable[[Figure], bool]) -> Finding | None:
        """In `Oake's long silence and his claim` he is Oake, whose silence it is."""
        tokens, known = self.tokens, self.book.by_token
        if tokens.dep[at] != "poss":
            return None
        for before in range(at - 1, tokens.sentence[at] - 1, -1):
            figure = known.get(before)
            if figure is None or tokens.quote[before] >= 0 or not fits(figure):
                continue
            if tokens.dep[before] == "poss" or tokens.dep[before] in SUBJECTS:
                told = f"{figure.text} stands before it in the sentence"
                return Finding(figure, told)
        return None

    def _of_parent(
        self,
        quotes: list[Attribution],
        quote: Attribution,
        fits: Callable[[Figure], bool],
        outer: Outer,
    ) -> Finding | None:
        """In `Xi said he hoped` he is Xi, unless somebody else is named between."""
        if quote.parent < 0:
            return None
        around = quotes[quote.parent]
        here = quote.sources[0].start
        if not around.cues or around.cues[0].start > here:
            return None
        between = [
            s
            for s in self.flow.seen[self.tokens.line_at(here)]
            if around.cues[0].end <= s.start < here and s.subject and fits(s.figure)
        ]
        figures = outer(quote.parent)
        if len(figures) == 1 and fits(figures[0]) and not between:
            return _inside(figures[0])
        return None

    def _from_flow(
        self, quote: Attribution, phrase: Phrase, fits: Callable[[Figure], bool]
    ) -> Finding | None:
        at = self.tokens.start[phrase.head]
        line = self.tokens.line_at(at)
        begin = self.tokens.zones[line].start if line >= 0 else 0
        here = self.flow.in_line(at, fits, tuple(quote.contents))
        noun = self._noun_before(phrase.head, here.at if here else begin - 1, quote)
        if noun is not None:
            finding = self.nominals.find(noun)
            if here is not None and finding.figure is here.figure:
                return here
            if finding.figure.plural == noun.plural:
                told = f"{finding.figure.text} comes earlier in the paragraph"
                return Finding(finding.figure, told)
        if here is not None:
            return here
        crowd = self._crowd_above(phrase.head, line)
        if crowd is not None:
            return crowd
        before = self.tokens.quotations_in(Span(begin, max(at, begin + 1)))
        return self.flow.above(at, fits, after_quote=bool(before))

    def _crowd_above(self, pronoun: int, line: int) -> Finding | None:
        """Which people are `they`: the subject that the line above ends with, if nobody speaks."""
        tokens = self.tokens
        if tokens.lower[pronoun] not in _THEY or self.flow.spoken[line - 1]:
            return None
        at = next((past - 1 for zone, _, past in tokens.lines if zone == line - 1), -1)
        first = tokens.sentence[at]
        while at > first and not (tokens.dep[at] in SUBJECTS and tokens.tag[at] == "NNS"):
            at -= 1
        if at < 0 or tokens.quote[at] >= 0 or tokens.dep[at] not in SUBJECTS:
            return None
        noun = describe(tokens, tokens.subtree(at), at)
        if not (noun.plural and noun.person) or tokens.dep[tokens.head[at]] not in _FINITE:
            return None
        finding = self.nominals.find(noun)
        return Finding(finding.figure, f"{finding.figure.text} end the paragraph above")

    def _noun_before(self, pronoun: int, least: int, quote: Attribution) -> Phrase | None:
        """The noun after offset `least` that was the subject last, in the pronoun's line."""
        tokens = self.tokens
        word = tokens.lower[pronoun]
        reads = bool(quote.cues) and "read" in tokens.text[slice(*quote.cues[0])].lower()
        for at in range(pronoun - 1, -1, -1):
            if tokens.line[at] != tokens.line[pronoun] and tokens.line[at] >= 0:
                return None
            if tokens.start[at] <= least:
                return None
            if not self._can_be_meant(at, pronoun, quote):
                continue
            document = reads and word in _IT and tokens.lemma[at] in WRITINGS
            if document or (tokens.dep[at] in SUBJECTS and _fits_noun(tokens, at, word)):
                phrase = describe(tokens, tokens.subtree(at), at)
                return None if self.naming.find(phrase) else phrase
        return None

    def _can_be_meant(self, at: int, pronoun: int, quote: Attribution) -> bool:
        tokens = self.tokens
        if tokens.tag[at] not in {"NN", "NNS"} or at in self.book.by_token:
            return False
        if tokens.quote[at] >= 0 or any(s.touches(tokens.start[at]) for s in quote.contents):
            return False
        # In `the trams which they say run` the noun is part of what is said.
        verb = tokens.head[at]
        apart = tokens.sentence[at] != tokens.sentence[pronoun]
        return apart or tokens.dep[verb] in _FINITE


def _inside(speaker: Figure) -> Finding:
    """Whoever speaks around a pronoun, found as that."""
    return Finding(speaker, f"inside what {speaker.text} says")


def _is_anybody(figure: Figure) -> bool:
    return figure.person and not figure.plural and figure.label is not None


def _fitting(word: str) -> Callable[[Figure], bool] | None:
    if word in _HE:
        return lambda figure: figure.fits("he")
    if word in _SHE:
        return lambda figure: figure.fits("she")
    if word in _THEY:
        return lambda figure: (
            figure.plural or figure.label in {"ORG", "NORP"} or (figure.person and figure.unnamed)
        )
    if word in _IT:
        return lambda figure: not figure.person and not figure.plural
    return None


def _fits_noun(tokens: Tokens, at: int, word: str) -> bool:
    phrase = describe(tokens, tokens.subtree(at), at)
    if word in _THEY:
        return phrase.plural
    if phrase.plural:
        return False
    if word in _IT:
        return not phrase.person and not gender_of_word(phrase.lemma)
    pronoun = "he" if word in _HE else "she"
    person = phrase.person or bool(gender_of_word(phrase.lemma))
    return person and gender_of_word(phrase.lemma) in {"", pronoun}
