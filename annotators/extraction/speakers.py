"""spaCy component: the cast, and who speaks in each quote."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from annotators.extraction.attribution import Attribution, Member, declare_extensions
from annotators.extraction.figures import Figure, FigureBook, name_mentions
from annotators.extraction.flow import Finding, Flow, Turn
from annotators.extraction.genders import learn_genders
from annotators.extraction.interviews import Interviews
from annotators.extraction.name_kinds import NUMBERS
from annotators.extraction.naming import Naming
from annotators.extraction.nominals import Nominals
from annotators.extraction.phrases import Phrase, describe, heads_of
from annotators.extraction.pronouns import Pronouns
from annotators.extraction.tokens import TokenRange, Tokens
from annotators.extraction.words import SPEECH_VERBS
from annotators.model.items import SpeakerState
from annotators.model.span import Span

_ALOUD = 0.5
_ARTICLES = frozenset({"a", "an", "the"})
_THOSE = frozenset({"those", "these"})
_ASKED = frozenset({"surveyed", "polled", "interviewed", "questioned"})
_OF_AGE = re.compile(r"the \d+ ?- ?year ?- ?old", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks in a quote; of the `heard` a pronoun nearby may say more."""

    figures: tuple[Figure, ...]
    state: SpeakerState
    because: str = ""
    heard: tuple[Figure, ...] = ()


class Speakers:
    """Sets `Doc._.cast` and the speakers of `Doc._.quotes`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the speakers of one Doc."""
        tokens = Tokens(doc)
        book = FigureBook(tokens)
        group = doc.spans.get("names", doc.ents)
        names = [(s.start, s.end, s.label_) for s in group if s.label_ not in NUMBERS]
        book.read(name_mentions(tokens, names))
        learn_genders(tokens, book)
        quotes = doc._.quotes or []
        doc._.quotes = SpeakerReader(tokens, book, quotes).read()
        doc._.cast = members(book)
        return doc


def members(book: FigureBook) -> list[Member]:
    """The figures as the Doc keeps them: speakers in order of appearance, then the rest."""
    merged: dict[str, Figure] = {}
    for figure in sorted(book.figures, key=lambda f: (not f.speaks, f.first)):
        known = merged.setdefault(figure.text, figure)
        if known is not figure:
            known.mentions.update(figure.mentions)
            known.forms.update(figure.forms)
    return [
        Member(
            figure.text,
            figure.label,
            tuple(sorted(form for form in figure.forms if form != figure.text)),
            tuple((start, end, form) for (start, end), form in sorted(figure.mentions.items())),
            figure.speaks,
        )
        for figure in merged.values()
    ]


class SpeakerReader:
    """Goes through the quotes in the order of their cues."""

    def __init__(self, tokens: Tokens, book: FigureBook, quotes: list[Attribution]) -> None:
        self.tokens = tokens
        self.book = book
        self.quotes = [self._chained(quote, quotes) for quote in quotes]
        self.nominals = Nominals(tokens, book)
        self.flow = Flow(tokens, book, self.nominals.people_by_role())
        self.naming = Naming(tokens, book)
        self.pronouns = Pronouns(tokens, self.naming, self.flow, self.nominals)
        self.interviews = Interviews(tokens, self.flow)
        self.found: dict[int, Speaking] = {}

    def read(self) -> list[Attribution]:
        """The quotes with their speakers."""
        for index in sorted(range(len(self.quotes)), key=self._place):
            self._speaker(index)
        return [self._finish(index, quote) for index, quote in enumerate(self.quotes)]

    def _chained(self, quote: Attribution, quotes: list[Attribution]) -> Attribution:
        """In `he said, adding` the source of `adding` is that of `said`."""
        if quote.sources or not quote.cues:
            return quote
        tokens = self.tokens
        at = tokens.bounds(*quote.cues[0])[0]
        if tokens.tag[at] != "VBG" or tokens.lemma[at] not in SPEECH_VERBS:
            return quote
        before = [
            other
            for other in quotes
            if other.sources
            and other.cues
            and other.sources[0].start < tokens.start[at]
            and tokens.sentence[tokens.bounds(*other.cues[0])[0]] == tokens.sentence[at]
        ]
        around = [quotes[quote.parent]] if quote.parent >= 0 else []
        chosen = next((one for one in around if one in before), before[-1] if before else None)
        return quote if chosen is None else replace(quote, sources=chosen.sources)

    def _place(self, index: int) -> tuple[bool, int, int]:
        """The headline comes last: what it says of people the body explains."""
        quote = self.quotes[index]
        parts = quote.sources or quote.cues or quote.contents
        return self._is_headline(parts[0].start), parts[0].start, index

    def _is_headline(self, at: int) -> bool:
        line = self.tokens.line_at(at)
        if line == 1 and self.tokens.text[slice(*self.tokens.zones[0][1:])].endswith(";"):
            line = 0
        return line >= 0 and self.tokens.zones[line].kind == "headline"

    def _finish(self, index: int, quote: Attribution) -> Attribution:
        speaking = self.found[index]
        because = "; ".join(part for part in (quote.because, speaking.because) if part)
        return replace(
            quote,
            speakers=tuple(figure.text for figure in speaking.figures),
            speaker_state=speaking.state,
            because=because,
        )

    def _speaker(self, index: int) -> Speaking:
        if index in self.found:
            return self.found[index]
        quote = self.quotes[index]
        self.found[index] = Speaking((), "undecided")
        if not quote.sources:
            speaking = Speaking((), "none", "the text gives nobody")
        else:
            speaking = self._of_source(quote, quote.sources[0])
        self.found[index] = speaking
        for figure in speaking.figures:
            figure.speaks = True
        aloud, nested = quote.score >= _ALOUD, quote.parent >= 0
        at = self._place(index)[1]
        for figure in speaking.heard:
            self.flow.speak(Turn(at, figure, aloud, nested, tuple(quote.contents)))
        return speaking

    def _of_source(self, quote: Attribution, source: Span) -> Speaking:
        first, past = self.tokens.bounds(source.start, source.end)
        if past <= first:
            return Speaking((), "undecided")
        findings = []
        for head in self._heads((first, past - 1)):
            finding = self._of_head(quote, (first, past - 1), head)
            if finding is None:
                return Speaking((), "undecided", "nothing tells who is meant")
            findings.append(finding)
        unnamed = all(f.figure.unnamed for f in findings)
        figures = tuple(dict.fromkeys(f.figure for f in findings))
        because = "; ".join(dict.fromkeys(f.because for f in findings if f.because))
        heard = tuple(dict.fromkeys(f.figure for f in findings if f.heard))
        return Speaking(figures, "unnamed" if unnamed else "known", because, heard)

    def _of_head(self, quote: Attribution, part: TokenRange, head: int) -> Finding | None:
        """Whom one head of a source stands for."""
        phrase = self.interviews.find(head) or describe(self.tokens, part, head)
        if self._is_taken_up(part, phrase):
            spoken_of = self.pronouns.of_anybody(phrase, quote)
            if spoken_of is not None:
                return spoken_of
        if self.tokens.word[max(0, head - 1)] == "-" and self.tokens.lower[head - 2] == "non":
            phrase = replace(phrase, lemma=f"non-{phrase.lemma}")
        if phrase.sort == "pronoun" and self.tokens.lower[head] in _THOSE and part[1] > head:
            # `Those surveyed` are a group that nobody has named.
            phrase = replace(phrase, sort="group", plural=True, person=True)
        asked = part[1] > head and self.tokens.lower[head + 1] in _ASKED
        if asked and phrase.plural and phrase.sort != "pronoun":
            # Nor are `the Marines surveyed` all Marines.
            return self.nominals.find(replace(phrase, sort="group"))
        if phrase.sort == "pronoun":
            return self.pronouns.find(self.quotes, quote, phrase, self._figures_of)
        named = self.naming.find(phrase)
        if named is not None:
            return self._checked(named, head)
        if self._is_headline(self.tokens.start[head]):
            found = self.nominals.of_headline(phrase)
            if found is not None:
                return found
        return self.nominals.find(phrase)

    def _is_taken_up(self, part: TokenRange, phrase: Phrase) -> bool:
        """Whether this is `the 46-year-old` or `the Elmford Democrat`: somebody met before."""
        tokens = self.tokens
        if _OF_AGE.fullmatch(" ".join(tokens.word[part[0] : part[1] + 1])):
            return True
        figure = self.book.by_token.get(phrase.head)
        alone = phrase.sort == "definite" and phrase.head == phrase.part[1] and not phrase.plural
        member = figure is not None and figure.label == "NORP" and alone
        return member and tokens.lower[part[0]] == "the"

    def _figures_of(self, index: int) -> tuple[Figure, ...]:
        return self._speaker(index).figures

    def _heads(self, part: TokenRange) -> list[int]:
        """The heads of a source; an `and` inside a name joins none."""
        tokens, known = self.tokens, self.book.by_token
        heads = heads_of(tokens, part)
        listed = self.naming.listed(part, heads[0])
        if listed:
            return listed
        if tokens.lower[heads[0]] in _ARTICLES and part[1] > heads[0]:
            return [part[1]]
        if any(k in known for k in tokens.children(heads[0], "cc")):
            return heads[:1]
        return (
            heads
            + [i for i in range(*part) if self._is_beside(i, heads)]
            + ([part[1]] if self._is_beside(part[1], heads) else [])
        )

    def _is_beside(self, index: int, heads: list[int]) -> bool:
        """Whether this is `Roe` of `Ada Brandt of Elmford and Ida Roe`, which parses miss."""
        tokens, known = self.tokens, self.book.by_token
        one, other, before = known.get(heads[0]), known.get(index), known.get(tokens.head[index])
        return (
            tokens.dep[index] == "conj"
            and index not in heads
            and one is not None
            and other is not None
            and before is not None
            and one.person
            and other.person
            and other is not one
            and before.label == "GPE"
        )

    def _checked(self, figure: Figure, head: int) -> Finding | None:
        if head in self.book.unsure:
            return None
        return Finding(figure, "")


@Language.factory(
    "copydesk_speakers",
    assigns=["doc._.cast", "doc._.quotes"],
    requires=["doc._.quotes", "token.dep", "token.tag"],
)
def make_speakers(nlp: Language, name: str) -> Speakers:  # noqa: ARG001 - spaCy hands both
    """Make the component that must run after the names and the quotes."""
    declare_extensions()
    return Speakers()
