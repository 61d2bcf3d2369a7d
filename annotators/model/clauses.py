"""Reporting clauses (`he said`, `according to the board`) as the stored parse has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotators.model.parse import Parse
from annotators.model.reporting import CUE_NOUNS, MEDIUM, REPORTING_VERBS, SAYING_VERBS
from annotators.model.span import Span
from annotators.model.syntax import Syntax

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "acl", "prep", "oprd", "attr"})
_GOVERNED = ("ccomp", "xcomp", "dobj", "oprd", "attr", "prep", "acl", "relcl")
BEFORE_CONTENTS = frozenset({"to", "about", "of", "for", "as", "on", "with", "at", "against"})
"""Prepositions between a cue and what it reports; they belong to the cue."""

_OTHER_SENTENCE = 18
_UNLINKED = 6
_NOT_SAID = 4
_STEPS_UP, _LONGEST_CUE = 4, 8


class Clause(NamedTuple):
    """A cue with its source, how far it is from the span, and what tells so.

    `is_open` says that the words themselves give nobody (`it was reported`).
    """

    cue: Span
    source: Span | None
    cost: int
    because: str
    is_open: bool = False


class Clauses:
    """Reads the reporting clauses of one text from its parse."""

    def __init__(self, text: str, parse: Parse) -> None:
        self._text = text
        self._parse = parse
        self._syntax = Syntax(text, parse)

    def around(self, region: Span, contents: Span) -> Iterator[Clause]:
        """Every clause in `region` that may report `contents`, near or far."""
        inside = self._parse.tokens_in(contents)
        if not inside:
            return
        for token in self._parse.tokens_in(region):
            if token in inside:
                continue
            clause = self._clause_of(token, contents)
            if clause is not None and not clause.cue.overlaps(contents):
                yield clause._replace(cost=clause.cost + self._distance(token, clause, contents))

    def governing(self, contents: Span) -> Clause | None:
        """The verb that governs a phrase, whatever it means, with all words up to the phrase."""
        inside = self._parse.tokens_in(contents)
        verb = self._verb_above(inside)
        if verb is None:
            return None
        first = self._syntax.verb_group(verb)[0]
        if inside.start - first > _LONGEST_CUE:
            return None
        cue = self._parse.span_of(first, inside.start - 1)
        subject = self._syntax.subject(verb)
        source = self._syntax.phrase(subject, contents) if subject is not None else None
        if source is not None and source.overlaps(cue):
            return None
        return Clause(cue, source, 0, "the verb above it")

    def of_source(self, source: Span, *, known: bool = False) -> tuple[int, Clause] | None:
        """The word whose subject, or object of `according to`, is the source; with its clause.

        A word that reports comes first; `known` wants no other.
        """
        nowhere = Span(source.end, source.end)
        found: list[tuple[int, Clause]] = []
        for token in self._parse.sentence_at(self._parse.tokens_in(source)[0]):
            clause = self._clause_of(token, nowhere, any_verb=True)
            if clause is None or clause.source is None or clause.cue.overlaps(source):
                continue
            if clause.source.overlaps(source):
                found.append((token, clause))
        reporting = [c for c in found if self._syntax.word(c[0]) in REPORTING_VERBS | {"according"}]
        return next(iter(reporting if known else reporting or found), None)

    def of_cue(self, cue: Span) -> tuple[int, Clause] | None:
        """The verb that reports, where some words are that and no more; with its clause."""
        nowhere = Span(cue.end, cue.end)
        for token in self._parse.tokens_in(cue):
            if self._syntax.word(token) in REPORTING_VERBS:
                clause = self._clause_of(token, nowhere)
                if clause is not None and clause.cue.holds(cue):
                    return token, clause
        return None

    def complement(self, token: int, source: Span) -> Span | None:
        """What a verb governs: a clause, else its object with all that comes after."""
        after = [c for c in self._syntax.children(token, *_GOVERNED) if c > token]
        for deps in (("ccomp",), ("xcomp",), ("dobj", "oprd", "attr"), ("prep",)):
            for child in (
                c for c in self._syntax.children(token, *deps) if deps == ("ccomp",) or c in after
            ):
                last = self._parse.edges[child][1]
                if deps != ("ccomp",):
                    last = max(self._parse.edges[c][1] for c in after)
                span = self._syntax.trimmed(self._parse.edges[child][0], last)
                if not span.overlaps(source):
                    return span
        return None

    def _verb_above(self, inside: range) -> int | None:
        """The nearest verb before some tokens that what is above them hangs on."""
        parse = self._parse
        top = next((t for t in inside if parse.heads[t] not in inside), None)
        for _ in range(_STEPS_UP):
            if top is None or parse.heads[top] == top:
                return None
            top = parse.heads[top]
            if parse.tags[top].startswith("VB") and top < inside.start:
                return top
        return None

    def _clause_of(self, token: int, contents: Span, *, any_verb: bool = False) -> Clause | None:
        word = self._syntax.word(token)
        if word == "according":
            return self._according(token, contents)
        if self._parse.tags[token].startswith("VB") and (
            any_verb or word in REPORTING_VERBS or self._governs(token, contents)
        ):
            return self._verb(token, contents)
        if word in CUE_NOUNS and self._parse.tags[token].startswith("NN"):
            return self._noun(token, contents)
        return None

    def _governs(self, token: int, contents: Span) -> bool:
        """Whether a span is what a verb is followed by, be it behind a preposition."""
        parse = self._parse
        for inside in parse.tokens_in(contents):
            head = parse.heads[inside]
            if head == inside or contents.overlaps(parse.span_of(head, head)):
                continue
            if parse.deps[inside] in _COMPLEMENTS and head == token < inside:
                return True
            if parse.deps[head] == "prep" and parse.heads[head] == token < inside:
                return True
        return False

    def _according(self, token: int, contents: Span) -> Clause | None:
        to = token + 1
        if to >= len(self._parse.heads) or self._syntax.word(to) != "to":
            return None
        for head in (to, token):
            for child in self._syntax.children(head, "pobj"):
                source = self._syntax.phrase(child, contents)
                return Clause(self._parse.span_of(token, to), source, 0, "“according to”")
        return None

    def _verb(self, token: int, contents: Span) -> Clause | None:
        if self._parse.deps[token] in {"aux", "auxpass", "amod", "compound"}:
            return None
        quoted = self._quoted_as(token)
        first = self._syntax.verb_group(token if quoted is None else quoted)[0]
        cue = self._with_medium(
            self._parse.span_of(first, self._syntax.verb_group(token)[1]), contents
        )
        because = f"the verb “{self._text[cue.start : cue.end]}”"
        main = token if quoted is None else quoted
        if quoted is None and self._syntax.children(token, "auxpass", "nsubjpass"):
            agent = self._syntax.agent(token)
            source = self._syntax.phrase(agent, contents) if agent is not None else None
            return Clause(cue, source, 0, because, is_open=source is None)
        subject = self._syntax.subject(main)
        if subject is None and self._parse.tags[main] in {"VBG", "VB"}:
            subject = self._syntax.subject_above(main)
        source = self._syntax.phrase(subject, contents) if subject is not None else None
        if source is not None and source.overlaps(cue):
            source = None
        return Clause(cue, self._closed(source, cue), 0, because)

    def _noun(self, token: int, contents: Span) -> Clause | None:
        inside = self._parse.tokens_in(contents)
        if not any(self._parse.heads[t] == token for t in inside):
            return None
        first = last = token
        while first - 1 in self._syntax.children(token, "amod", "advmod"):
            first -= 1
        if last + 1 < len(self._parse.heads) and self._syntax.word(last + 1) in {"of", "about"}:
            last += 1
        owner = next(iter(self._syntax.children(token, "poss")), None)
        verb = self._parse.heads[token]
        if owner is None and self._parse.deps[token] == "dobj" and verb == first - 1:
            first = self._syntax.verb_group(verb)[0]
            owner = self._syntax.subject(verb)
        source = self._syntax.phrase(owner, contents) if owner is not None else None
        cue = self._parse.span_of(first, last)
        return Clause(cue, source, 0, f"the noun “{self._text[cue.start : cue.end]}”")

    def _quoted_as(self, token: int) -> int | None:
        """The `quoted` of `was quoted as saying`."""
        above = self._parse.heads[token]
        head = self._parse.heads[above]
        is_so = self._syntax.word(above) == "as" and self._syntax.word(head) in {"quoted", "cited"}
        return head if is_so else None

    def _with_medium(self, cue: Span, contents: Span) -> Span:
        medium = MEDIUM.match(self._text, cue.end)
        end = medium.end() if medium else cue.end
        end += self._text[end : end + 1] == ":"
        rest = self._text[end : contents.start]
        if rest.strip() in BEFORE_CONTENTS and rest.strip():
            end += len(rest.rstrip())
        longer = Span(cue.start, end)
        return cue if longer.overlaps(contents) else longer

    def _closed(self, source: Span | None, cue: Span) -> Span | None:
        """The source with the comma that closes its apposition before the cue."""
        if source is None:
            return None
        closes = self._text[source.end : source.end + 1] == ","
        if source.end < cue.start:
            closes = closes and not self._text[source.end + 1 : cue.start].strip()
        has_part = "," in self._text[source.start : source.end]
        return Span(source.start, source.end + 1) if closes and has_part else source

    def _distance(self, token: int, clause: Clause, contents: Span) -> int:
        parse = self._parse
        inside = parse.tokens_in(contents)
        linked = any(parse.heads[t] == token and t != token for t in inside)
        linked = linked or (parse.heads[token] in inside and parse.deps[token] != "relcl")
        near = [parse.tokens_in(span) for span in (clause.cue, clause.source) if span]
        gap = min(max(inside.start - r.stop, r.start - inside.stop, 0) for r in near)
        cost = gap + (0 if linked else _UNLINKED)
        if token not in parse.sentence_at(inside[0]) and token not in parse.sentence_at(inside[-1]):
            cost += _OTHER_SENTENCE * (1 if token < inside.start else 2)
        if clause.source is None:
            cost += _NOT_SAID
        if self._syntax.word(token) not in SAYING_VERBS and self._syntax.word(token) != "according":
            cost += _NOT_SAID
        if self._syntax.word(token) not in REPORTING_VERBS | CUE_NOUNS | {"according"}:
            cost += _NOT_SAID
        return cost
