"""What a parse says of single words: what hangs on them, a verb's words, its subject, a phrase."""

from __future__ import annotations

from annotators.model.parse import Parse
from annotators.model.span import Span

_SUBJECTS = frozenset({"nsubj", "csubj"})
_WITH_VERB = frozenset({"aux", "auxpass", "neg", "prt", "advmod"})
_BEHIND_VERB = frozenset({"prt", "advmod", "neg"})
_SHARING = frozenset({"conj", "advcl", "acl", "xcomp", "pcomp", "dep"})
_SHARED_STEPS = 4


class Syntax:
    """Walks the parse of one text; tokens are indices into it."""

    def __init__(self, text: str, parse: Parse) -> None:
        self._text = text
        self._parse = parse

    def word(self, token: int) -> str:
        """The word in small letters."""
        return self._text[self._parse.starts[token] : self._parse.ends[token]].casefold()

    def children(self, token: int, *deps: str) -> list[int]:
        """What hangs on a word by one of these relations, in the order of the text."""
        parse = self._parse
        return [
            child
            for child in parse.sentence_at(token)
            if parse.heads[child] == token and child != token and parse.deps[child] in deps
        ]

    def group_head(self, token: int) -> int:
        """The word that an auxiliary, a negation, a particle or an adverb hangs on, else itself."""
        parse = self._parse
        return parse.heads[token] if parse.deps[token] in _WITH_VERB else token

    def verb_group(self, verb: int) -> tuple[int, int]:
        """First and last token of a verb with its auxiliaries, negation, particle and adverbs."""
        first = last = verb
        own = set(self.children(verb, *_WITH_VERB))
        while first - 1 in own:
            first -= 1
        while last + 1 in own and self._parse.deps[last + 1] in _BEHIND_VERB:
            last += 1
        return first, last

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, or of the verb that it shares one with."""
        parse, token = self._parse, verb
        for _ in range(_SHARED_STEPS):
            own = self.children(token, *_SUBJECTS, "nsubjpass")
            if own:
                return own[0]
            if parse.deps[token] not in _SHARING or parse.heads[token] == token:
                return None
            token = parse.heads[token]
            if not parse.tags[token].startswith(("VB", "IN")):
                return token if parse.tags[token].startswith("NN") else None
        return None

    def subject_above(self, verb: int) -> int | None:
        """The subject of the nearest verb that has one, for a verb form that never does."""
        token = verb
        while self._parse.heads[token] != token:
            token = self._parse.heads[token]
            if own := self.children(token, *_SUBJECTS):
                return own[0]
        return None

    def agent(self, verb: int) -> int | None:
        """Who is named after the `by` of a passive."""
        for by in self.children(verb, "agent"):
            return next(iter(self.children(by, "pobj")), None)
        return None

    def phrase(self, noun: int, contents: Span) -> Span | None:
        """The whole noun phrase of a token, as far as the contents and its line let it reach."""
        parse = self._parse
        if contents.overlaps(parse.span_of(noun, noun)):
            return None
        first, last = parse.edges[noun]
        if parse.deps[noun] == "poss" and self.word(last) not in {"’s", "'s", "’", "'"}:
            last += last + 1 < len(parse.tags) and parse.tags[last + 1] == "POS"
        inside = parse.tokens_in(contents)
        if inside and first < inside.start <= last and noun < inside.start:
            last = inside.start - 1
        if inside and first <= inside[-1] < last and noun > inside[-1]:
            first = inside.stop
        line = self._text.count("\n", 0, parse.starts[noun])
        while self._text.count("\n", 0, parse.starts[first]) < line:
            first += 1
        while self._text.count("\n", 0, parse.starts[last]) > line:
            last -= 1
        return self.trimmed(first, last)

    def trimmed(self, first: int, last: int) -> Span:
        """From one token to another, without the punctuation at either end."""
        tags = self._parse.tags
        while last > first and tags[last] in {",", ".", ":", "``"}:
            last -= 1
        while first < last and tags[first] in {",", ".", ":", "''", "HYPH"}:
            first += 1
        return self._parse.span_of(first, last)
