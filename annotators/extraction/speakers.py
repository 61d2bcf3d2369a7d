"""spaCy component: the cast, and who speaks in each quote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from annotators.extraction.attribution import Attribution, Member, declare_extensions
from annotators.extraction.figures import Figure, FigureBook, name_mentions
from annotators.extraction.flow import Finding, Flow
from annotators.extraction.name_kinds import NUMBERS
from annotators.extraction.nominals import Nominals
from annotators.extraction.phrases import Phrase, describe, heads_of
from annotators.extraction.tokens import TokenRange, Tokens
from annotators.model.items import SpeakerState
from annotators.model.span import Span

_ALOUD = 0.5
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_IT = frozenset({"it", "its"})


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks in a quote."""

    figures: tuple[Figure, ...]
    state: SpeakerState
    because: str = ""
    trust: float = 1.0


class Speakers:
    """Sets `Doc._.cast` and the speakers of `Doc._.quotes`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the speakers of one Doc."""
        tokens = Tokens(doc)
        book = FigureBook(tokens)
        group = doc.spans.get("names", doc.ents)
        names = [(s.start, s.end, s.label_) for s in group if s.label_ not in NUMBERS]
        book.read(name_mentions(tokens, names))
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
        self.quotes = quotes
        self.flow = Flow(tokens, book)
        self.nominals = Nominals(tokens, book)
        self.found: dict[int, Speaking] = {}

    def read(self) -> list[Attribution]:
        """The quotes with their speakers."""
        for index in sorted(range(len(self.quotes)), key=self._place):
            self._speaker(index)
        return [self._finish(index, quote) for index, quote in enumerate(self.quotes)]

    def _place(self, index: int) -> tuple[int, int]:
        quote = self.quotes[index]
        parts = quote.sources or quote.cues or quote.contents
        return parts[0].start, index

    def _finish(self, index: int, quote: Attribution) -> Attribution:
        speaking = self.found[index]
        because = "; ".join(part for part in (quote.because, speaking.because) if part)
        return replace(
            quote,
            speakers=tuple(figure.text for figure in speaking.figures),
            speaker_state=speaking.state,
            score=round(quote.score * speaking.trust, 3),
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
            self.flow.speak(figure, self._place(index)[0], aloud=quote.score >= _ALOUD)
        return speaking

    def _of_source(self, quote: Attribution, source: Span) -> Speaking:
        first, past = self.tokens.bounds(source.start, source.end)
        if past <= first:
            return Speaking((), "undecided")
        findings = []
        for head in heads_of(self.tokens, (first, past - 1)):
            finding = self._of_head(quote, (first, past - 1), head)
            if finding is None:
                return Speaking((), "undecided", "nothing tells who is meant", 0.5)
            findings.append(finding)
        unnamed = all(f.figure.unnamed for f in findings)
        figures = tuple(dict.fromkeys(f.figure for f in findings))
        trust = min(f.trust for f in findings)
        because = "; ".join(dict.fromkeys(f.because for f in findings if f.because))
        return Speaking(figures, "unnamed" if unnamed else "known", because, trust)

    def _of_head(self, quote: Attribution, part: TokenRange, head: int) -> Finding | None:
        phrase = describe(self.tokens, part, head)
        if phrase.sort == "pronoun":
            return self._of_pronoun(quote, phrase)
        named = self._named(phrase)
        if named is not None:
            return self._checked(named, head)
        return self.nominals.find(phrase)

    # -- names

    def _named(self, phrase: Phrase) -> Figure | None:
        """The figure whose name the head is in, or stands in apposition to."""
        tokens = self.tokens
        figure = self.book.by_token.get(phrase.head)
        if figure is not None:
            return self._fullest(phrase, figure)
        for kid in tokens.children(phrase.head, "appos"):
            beside = self.book.by_token.get(kid)
            if beside is not None and beside.person and not phrase.plural:
                return beside
        return None

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

    def _checked(self, figure: Figure, head: int) -> Finding | None:
        if head in self.book.unsure:
            return None
        return Finding(figure, "", 1.0)

    # -- pronouns

    def _of_pronoun(self, quote: Attribution, phrase: Phrase) -> Finding | None:
        word = self.tokens.lower[phrase.head]
        if word in _RELATIVE:
            return self._of_relative(phrase)
        fits = _fitting(word)
        if fits is None:
            return None
        found = self._of_parent(quote, fits) or self._from_flow(quote, phrase, fits)
        if found is not None:
            self.nominals.mention(found.figure, phrase, "pronoun")
            cue = self.tokens.text[quote.sources[0].start : quote.sources[0].end]
            return replace(found, because=f"“{cue}”: {found.because}")
        return None

    def _of_parent(self, quote: Attribution, fits: Callable[[Figure], bool]) -> Finding | None:
        """In `Xi said he hoped` he is Xi, unless somebody else is named between."""
        if quote.parent < 0:
            return None
        outer = self.quotes[quote.parent]
        here = quote.sources[0].start
        if not outer.cues or outer.cues[0].start > here:
            return None
        speaking = self._speaker(quote.parent)
        between = [
            s
            for s in self.flow.seen[self.tokens.line_at(here)]
            if outer.cues[0].end <= s.start < here and s.subject and fits(s.figure)
        ]
        if len(speaking.figures) == 1 and fits(speaking.figures[0]) and not between:
            figure = speaking.figures[0]
            return Finding(figure, f"inside what {figure.text} says", 0.85)
        return None

    def _from_flow(
        self, quote: Attribution, phrase: Phrase, fits: Callable[[Figure], bool]
    ) -> Finding | None:
        at = self.tokens.start[phrase.head]
        line = self.tokens.line_at(at)
        begin = self.tokens.zones[line].start if line >= 0 else 0
        before = self.tokens.quotations_in(Span(begin, max(at, begin + 1)))
        return self.flow.find(at, fits, after_quote=bool(before), apart=quote.contents)

    def _of_relative(self, phrase: Phrase) -> Finding | None:
        """What `who` or `which` hangs on."""
        tokens = self.tokens
        at = phrase.head
        for _ in range(6):
            if tokens.dep[at] == "relcl":
                noun = tokens.head[at]
                figure = self.book.by_token.get(noun)
                if figure is None:
                    inner = describe(tokens, tokens.subtree(noun), noun)
                    if inner.sort == "pronoun":
                        return None
                    figure = self.nominals.find(inner).figure
                self.nominals.mention(figure, phrase, "pronoun")
                return Finding(figure, f"“{tokens.word[phrase.head]}” is {figure.text}", 0.9)
            at = tokens.head[at]
        return None


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


@Language.factory(
    "copydesk_speakers",
    assigns=["doc._.cast", "doc._.quotes"],
    requires=["doc._.quotes", "token.dep", "token.tag"],
)
def make_speakers(nlp: Language, name: str) -> Speakers:  # noqa: ARG001 - spaCy hands both
    """Make the component that must run after the names and the quotes."""
    declare_extensions()
    return Speakers()
