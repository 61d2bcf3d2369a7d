"""The ladder of units that a span grows and shrinks by."""

from __future__ import annotations

import re
from typing import Literal

from annotators.model.article import Article
from annotators.model.kind import Kinds
from annotators.model.parse import Parse
from annotators.model.span import Span, trim
from annotators.model.syntax import Syntax

Unit = Literal["token", "phrase", "clause", "quotation", "sentence", "paragraph"]
UNITS: tuple[Unit, ...] = ("token", "phrase", "clause", "quotation", "sentence", "paragraph")

_TOKEN = re.compile(r"\w+(?:[’'.-]\w+)*|[^\w\s]")
_CLAUSES = frozenset(
    ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "pcomp", "conj", "parataxis")
)
_HANGING = frozenset(("relcl", "acl", "advcl", "appos", "parataxis"))
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+")


class Units:
    """Finds the unit of each sort around a span of one article.

    With a parse the units follow syntax; without one, tokens are words and
    single signs, sentences end at their punctuation, and there is no phrase
    or clause.
    """

    def __init__(self, article: Article, kinds: Kinds, parse: Parse | None = None) -> None:
        self._article = article
        self._text = article.text
        self._kinds = kinds
        self.parse = parse

    def token_at(self, offset: int) -> Span | None:
        """The token at `offset`, or the next one after white space; None at the end."""
        if self.parse is not None:
            found = self.parse.tokens_in(Span(offset, len(self._text)))
            return self.parse.span_of(found[0], found[0]) if found else None
        line_start = self._text.rfind("\n", 0, offset) + 1
        for match in _TOKEN.finditer(self._text, line_start):
            if match.end() > offset:
                return Span(*match.span())
        return None

    def token_before(self, offset: int) -> Span | None:
        """The last token that starts before `offset`; None at the beginning."""
        if self.parse is not None:
            index = len(self.parse.tokens_in(Span(0, offset)))
            return self.parse.span_of(index - 1, index - 1) if index else None
        end = offset
        while end > 0 and self._text[end - 1].isspace():
            end -= 1
        line_start = self._text.rfind("\n", 0, end) + 1
        last = None
        for match in _TOKEN.finditer(self._text, line_start):
            if match.start() >= end:
                break
            last = Span(*match.span())
        return last

    def unit(self, unit: Unit, span: Span) -> Span | None:
        """The smallest unit of that sort that holds `span`; None where there is none."""
        found = self._find(unit, span)
        return found if found is not None and found.holds(span) else None

    def wider(self, span: Span) -> Span | None:
        """The next unit up the ladder: the smallest one that holds more than `span`."""
        units = (self.unit(unit, span) for unit in UNITS)
        more = (self._verb_group(span), self._bare_phrase(span), self._larger_subtree(span))
        bigger = [u for u in (*units, *more) if u and u.holds(span)]
        return min((u for u in bigger if u != span), key=lambda u: u.length, default=None)

    def narrower(self, span: Span, active: int) -> Span | None:
        """The next unit down the ladder: what grows into `span` from its token at `active`."""
        inside = min(max(active, span.start), max(span.end - 1, span.start))
        step = self._tokens(Span(inside, inside + 1)) or self.token_at(inside)
        best = None
        while step is not None and step != span and span.holds(step):
            best, step = step, self.wider(step)
        return best

    def _find(self, unit: Unit, span: Span) -> Span | None:
        if unit == "token":
            return self._tokens(span)
        if unit == "quotation":
            return min(
                (quoted for quoted in self._kinds.quoted(span) if quoted.holds(span)),
                key=lambda s: s.length,
                default=None,
            )
        if unit == "sentence":
            return self._sentence(span)
        if unit == "paragraph":
            zone = self._article.zone_at(span.start)
            return zone.span if zone is not None else None
        return self._subtree(span, clauses=unit == "clause")

    def _tokens(self, span: Span) -> Span | None:
        first, last = self.token_at(span.start), self.token_before(span.end)
        if first is None or last is None or first.start > last.start:
            return None
        return Span(min(first.start, span.start), max(last.end, span.end))

    def _sentence(self, span: Span) -> Span | None:
        if self.parse is not None:
            tokens = self.parse.tokens_in(span)
            if not tokens:
                return None
            first, last = self.parse.sentence_at(tokens[0]), self.parse.sentence_at(tokens[-1])
            return self.parse.span_of(first[0], last[-1])
        zone = self._article.zone_at(span.start)
        if zone is None:
            return None
        ends = [m.end() for m in _SENTENCE_END.finditer(self._text, zone.start, zone.end)]
        start = max((e for e in ends if e <= span.start), default=zone.start)
        end = min((e for e in ends if e >= span.end), default=zone.end)
        return trim(self._text, Span(start, end))

    def _subtree(self, span: Span, *, clauses: bool) -> Span | None:
        """The smallest subtree in one sentence that holds the span."""
        parse = self.parse
        if parse is None or not (tokens := parse.tokens_in(span)):
            return None
        token = tokens[0]
        while True:
            found = self._said(self._trimmed(*parse.edges[token]), span)
            if found.holds(span) and (not clauses or parse.deps[token] in _CLAUSES):
                return found
            if parse.heads[token] == token:
                return None
            token = parse.heads[token]

    def _bare_phrase(self, span: Span) -> Span | None:
        """The smallest larger subtree without the clauses that hang on its end."""
        parse = self.parse
        if parse is None or not (tokens := parse.tokens_in(span)):
            return None
        token = tokens[0]
        while True:
            first, last = parse.edges[token]
            hanging = (t for t in range(token + 1, last + 1) if parse.heads[t] == token)
            ends = (parse.edges[t][0] - 1 for t in hanging if parse.deps[t] in _HANGING)
            found = self._said(self._trimmed(first, max(token, min(ends, default=last))), span)
            if found.holds(span) and found != span:
                return found
            if parse.heads[token] == token:
                return None
            token = parse.heads[token]

    def _larger_subtree(self, span: Span) -> Span | None:
        parse = self.parse
        if parse is None or not (tokens := parse.tokens_in(span)):
            return None
        token = tokens[0]
        while True:
            whole = self._trimmed(*parse.edges[token])
            for found in (self._said(whole, span), whole):
                if found.holds(span) and found != span:
                    return found
            if parse.heads[token] == token:
                return None
            token = parse.heads[token]

    def _verb_group(self, span: Span) -> Span | None:
        """The verb that a span is part of, with its auxiliaries, negation and adverbs."""
        parse = self.parse
        if parse is None or not (tokens := parse.tokens_in(span)):
            return None
        syntax = Syntax(self._text, parse)
        verb = syntax.group_head(tokens[0])
        if not parse.tags[verb].startswith("VB"):
            return None
        first, last = syntax.verb_group(verb)
        while first < last and parse.tags[first] == "TO":
            first += 1
        return parse.span_of(first, last)

    def _said(self, found: Span, span: Span) -> Span:
        """A clause without the `that` which joins it to what reports it, if `span` has none."""
        parse = self.parse
        assert parse is not None  # noqa: S101 - only called with a parse
        joins, *rest = parse.tokens_in(found)
        word = self._text[found.start : parse.ends[joins]]
        if word != "that" or parse.tags[joins] != "IN" or not rest:
            return found
        return Span(parse.starts[rest[0]], found.end) if span.start > found.start else found

    def _trimmed(self, first: int, last: int) -> Span:
        """A subtree without punctuation hanging at its end."""
        parse = self.parse
        assert parse is not None  # noqa: S101 - only called with a parse
        while (
            last > first and parse.deps[last] == "punct" and parse.tags[last] not in {"''", "-RRB-"}
        ):
            last -= 1
        while (
            first < last and parse.deps[first] == "punct" and parse.tags[first] in {",", ":", "."}
        ):
            first += 1
        return parse.span_of(first, last)
