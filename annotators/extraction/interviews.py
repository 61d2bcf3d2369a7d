"""Who asks and who answers in lines that begin with `Q:` and `A:`, and who writes."""

from __future__ import annotations

from annotators.extraction.figures import FigureBook
from annotators.extraction.flow import Finding, Flow
from annotators.extraction.phrases import Phrase, describe
from annotators.extraction.tokens import Tokens
from annotators.extraction.words import word_set

_TURNS = ("Q:", "A:")
_TO = frozenset({"to", "with"})
_PAPERS = word_set(
    """
    blog broadcaster channel correspondent herald interviewer journal journalist magazine network
    newspaper newsroom paper podcast post program programme radio reporter review site station
    times tribune website writer
    """
)


class Interviews:
    """Finds whom `Q` and `A` stand for: the line above them says who spoke to whom."""

    def __init__(self, tokens: Tokens, flow: Flow) -> None:
        self.tokens = tokens
        self.flow = flow

    def find(self, head: int) -> Phrase | None:
        """The words that name whoever speaks in this turn."""
        letter = self.tokens.word[head]
        if letter not in {"Q", "A"} or self.tokens.word[head + 1 : head + 2] != [":"]:
            return None
        line = self._introduction(self.tokens.line[head])
        if line < 0:
            return None
        answers = self._answering(line)
        return answers if letter == "A" else self._asking(line, answers)

    def _introduction(self, line: int) -> int:
        """The last line above that is no turn itself."""
        tokens = self.tokens
        while line >= 0 and tokens.text.startswith(_TURNS, tokens.zones[line].start):
            line -= 1
        return line

    def _answering(self, line: int) -> Phrase | None:
        people = [s for s in self.flow.seen[line] if s.figure.person and s.figure.label]
        chosen = next((s for s in people if s.subject), people[0] if people else None)
        if chosen is None:
            return None
        head = self.tokens.bounds(chosen.start, chosen.start + 1)[0]
        return describe(self.tokens, (head, head), head)

    def _asking(self, line: int, answers: Phrase | None) -> Phrase | None:
        tokens = self.tokens
        for at in range(tokens.size):
            if tokens.line[at] != line or tokens.quote[at] >= 0:
                continue
            noun = tokens.lemma[at] in _PAPERS and tokens.tag[at][:2] == "NN"
            meant = tokens.lower[tokens.head[at]] in _TO or tokens.dep[at] == "nsubj"
            if noun and meant and (answers is None or at != answers.head):
                return describe(tokens, tokens.subtree(at), at)
        return None


def author_of(tokens: Tokens, book: FigureBook) -> Finding | None:
    """Whom the byline names, or whom the last line is about: `Ida Roe is a surgeon`."""
    people = [(at, figure) for at, figure in book.by_token.items() if figure.person]
    for at, figure in people:
        line = tokens.line_at(tokens.start[at])
        if line >= 0 and tokens.zones[line].kind == "byline":
            return Finding(figure, f"{figure.text} stands in the byline", heard=False)
    last = tokens.lines[-1] if len(tokens.lines) > 1 else (0, 0, 0)
    for at, figure in people:
        is_subject = tokens.dep[at] == "nsubj" and tokens.lemma[tokens.head[at]] == "be"
        if last[1] <= at < last[2] and is_subject:
            told = f"the last line says who {figure.text} is"
            return Finding(figure, told, heard=False)
    return None
