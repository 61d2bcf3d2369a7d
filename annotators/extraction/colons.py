"""Colons that stand for a cue: headlines, transcripts, questions and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotators.extraction.claims import Claim
from annotators.extraction.contents import strip
from annotators.extraction.people import is_person_noun
from annotators.extraction.tokens import Tokens
from annotators.extraction.words import word_set
from annotators.model.span import Span

_TURN = re.compile(
    r"(?P<who>[A-Z][A-Z.'’\- ]{1,40}|[QA]|[A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){0,3})"
    r"(?: ?\([^()\n]{1,30}\))?(?P<colon>:)[ \t]+(?=\S)"
)
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_TURNS = 3
_SHORT = 5


def find_turns(tokens: Tokens) -> list[Claim]:
    """`NAME: what they say`, a line each, in an article that has several of them."""
    turns = []
    for line, first, past in tokens.lines:
        zone = tokens.zones[line]
        found = _TURN.match(tokens.text, zone.start, zone.end)
        if found is None or tokens.quote[first] >= 0 or past - first < 3:  # noqa: PLR2004
            continue
        contents = _said(tokens.text, Span(found.end(), zone.end))
        if contents is not None:
            turns.append((found, contents))
    names = {found["who"] for found, _ in turns}
    if len(turns) < _TURNS or len(names) * 2 > len(turns) + 2:
        return []
    return [
        Claim(-1, ":", "turn", [Span(*f.span("colon"))], [said], Span(*f.span("who")), 0.8)
        for f, said in turns
    ]


def _said(text: str, span: Span) -> Span | None:
    """A turn without its last full stop."""
    inner = strip(text, span)
    if inner is None:
        return None
    end = inner.end
    while end < span.end and text[end] in "?!…)":
        end += 1
    return Span(inner.start, end)


def find_headline_claims(tokens: Tokens) -> Iterator[Claim]:
    """`Contents: experts` and `Mayor: contents` in a headline or a subhead."""
    for line, first, past in tokens.lines:
        zone = tokens.zones[line]
        if zone.kind != "headline":
            continue
        colons = [i for i in range(first, past) if tokens.word[i] == ":" and tokens.quote[i] < 0]
        if len(colons) != 1:
            continue
        colon = colons[0]
        before, after = (first, colon - 1), (colon + 1, past - 1)
        while after[1] > after[0] and tokens.word[after[1]] in {".", ","}:
            after = after[0], after[1] - 1
        if _is_speaker(tokens, *after) and colon - first >= _SHORT - 1:
            yield _headline(tokens, colon, after, before, 0.75)
        elif _is_speaker(tokens, *before) and past - colon > _SHORT - 1:
            yield _headline(tokens, colon, before, after, 0.65)


def _is_speaker(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a few words name people who speak, and nothing that happens."""
    if not 0 <= last - first < _SHORT:
        return False
    if any(tokens.tag[i] in _FINITE for i in range(first, last + 1)):
        return False
    named = any(tokens.doc[i].ent_type_ == "PERSON" for i in range(first, last + 1))
    called = is_person_noun(tokens.lemma[last]) or tokens.lemma[last] in _SPEAKING
    return called or (named and tokens.tag[last].startswith("NNP"))


def _headline(
    tokens: Tokens, colon: int, who: tuple[int, int], what: tuple[int, int], chance: float
) -> Claim:
    cue = Span(tokens.start[colon], tokens.end[colon])
    contents = strip(tokens.text, Span(*tokens.span(what))) or Span(*tokens.span(what))
    return Claim(-1, ":", "headline", [cue], [contents], Span(*tokens.span(who)), chance)


_SPEAKING = word_set(
    """
    poll survey report study source police analysis editorial official ministry court agency media
    paper reports sources polls jury board panel committee council government union inquiry watchdog
    regulator auditor inspectors
    """
)
