"""A reporting clause with other edges: what can be doubtful about its cue and its source."""

from __future__ import annotations

from collections.abc import Iterator

from annotators.model.clauses import Clause
from annotators.model.parse import Parse
from annotators.model.span import Span, cut
from annotators.model.syntax import Syntax

_FARTHEST = 5
"""How many words may stand between a cue and the contents that it is drawn out to."""
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_BEHIND_CUE = frozenset({"IN", "TO", "RP"})


def variants(text: str, parse: Parse | None, clause: Clause, contents: Span) -> Iterator[Clause]:
    """The clause with a longer or shorter cue, then with another source; the likelier first."""
    source = clause.source
    apart = (contents, source) if source is not None else (contents,)
    cues = _cues(text, parse, clause.cue, contents) if parse is not None else ()
    for cue in dict.fromkeys(cues):
        if cue != clause.cue and not any(cue.overlaps(other) for other in apart):
            yield clause._replace(cue=cue, because=f"the words “{cut(text, cue)}”")
    for other in _sources(text, parse, source) if source is not None else ():
        if not other.overlaps(contents) and not other.overlaps(clause.cue):
            yield clause._replace(source=other, because=f"“{cut(text, other)}” alone")


def _cues(text: str, parse: Parse, cue: Span, contents: Span) -> Iterator[Span]:
    inside = parse.tokens_in(cue)
    if not inside:
        return
    first, last = inside[0], inside[-1]
    yield from _to_contents(parse, first, last, contents)
    yield from _with_time(parse, first, last)
    verb = max((t for t in inside if parse.tags[t].startswith("VB")), default=last)
    shorter = parse.span_of(first, verb)
    if verb < last and cut(text, shorter).casefold() != "according":
        yield shorter
    if first < last and parse.tags[first].startswith("RB"):
        yield parse.span_of(first + 1, last)
    yield from _from_verb_above(text, parse, first, last)
    if last + 1 < len(parse.tags) and parse.tags[last + 1] in _BEHIND_CUE:
        yield parse.span_of(first, last + 1)


def _to_contents(parse: Parse, first: int, last: int, contents: Span) -> Iterator[Span]:
    """`puts the figure at`, where the verb alone was the cue."""
    said = parse.tokens_in(contents)
    between = range(last + 1, said[0]) if said else range(0)
    words = [parse.tags[token] for token in between]
    if 0 < len(words) <= _FARTHEST and all(tag[0].isalpha() for tag in words):
        yield parse.span_of(first, between[-1])


def _with_time(parse: Parse, first: int, last: int) -> Iterator[Span]:
    """`said last month`."""
    for token in parse.sentence_at(last):
        if parse.deps[token] == "npadvmod" and parse.edges[token][0] == last + 1:
            yield parse.span_of(first, parse.edges[token][1])


def _from_verb_above(text: str, parse: Parse, first: int, last: int) -> Iterator[Span]:
    """`went on to say` for `to say`."""
    for token in range(first, last + 1):
        above = parse.heads[token]
        if above < first and parse.deps[token] in {"xcomp", "pcomp", "ccomp"}:
            yield parse.span_of(Syntax(text, parse).verb_group(above)[0], last)
            return


def _sources(text: str, parse: Parse | None, source: Span) -> Iterator[Span]:
    """The source without its apposition; what a relative pronoun stands for."""
    first, comma, _ = text[slice(*source)].partition(",")
    if comma and first.strip():
        yield Span(source.start, source.start + len(first))
    if parse is not None and text[slice(*source)].casefold() in _RELATIVE:
        yield from _antecedents(parse, source)


def _antecedents(parse: Parse, pronoun: Span) -> Iterator[Span]:
    for token in parse.tokens_in(pronoun):
        verb = parse.heads[token]
        noun = parse.heads[verb]
        if parse.deps[verb] == "relcl" and noun < token:
            first, last = parse.edges[noun][0], token - 1
            while last > first and not parse.tags[last][0].isalpha():
                last -= 1
            yield parse.span_of(first, last)
