"""Reporting clauses by the words alone, where there is no parse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotators.model.clauses import Clause
from annotators.model.reporting import MEDIUM, is_reporting
from annotators.model.span import Span, trim

_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!Mrs)[.!?][”’\"')\]]*(?=\s|$)")
_MARK = re.compile(r"[“”\"„«»]")
_GROUP = re.compile(
    r"(?:\b(?:has|have|had|is|was|were|did|does|do|would|will|also|not|never|later|once|then|"
    r"repeatedly|\w+ly)\s+|\b(?:did|does|do|has|had)n[’']t\s+)+$"
)
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_NAMED_TURN = re.compile(r"(?P<who>[A-Z][\w.’' -]{0,40}?)(?P<colon>:)\s*$")
_AFTER_COLON = re.compile(r"\s*(?P<colon>:)\s*(?P<who>\S.*?)\s*$")
_AFTER_DASH = re.compile(r"\s*(?P<dash>[―—–]|--)\s*(?P<who>[A-Z][^:;!?“”\"]{0,60}?[^\s.,])\s*$")
_NEW_PART = re.compile(
    r",?\s+(?:on|in|after|during|at|when|while|before|last|this|as|by|onboard|late|earlier|"
    r"yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|,\s+\w+ing\b|;|\s+[-—–]+\s+|\("
)
_NAMED_PART = re.compile(r",\s+(?:an?|the|who|whose|\w+ (?:of|at|for)|\w+ \w+ (?:of|at|for))\b")
_BEGINS_CLAUSE = re.compile(
    r"^(?:and|but|so|still|meanwhile|however|yet|then|later|earlier)\b[,\s]*", re.IGNORECASE
)
_OPENING_PHRASE = re.compile(
    r"(?:In|On|At|After|Before|During|By|From|With|Under|For|As|Asked|Speaking|Last)\b[^,]*,\s+"
)
_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
"""Before it `claim` and `report` are nouns."""
_LONE_PRONOUN = re.compile(r"(?:^|\s)(he|she|they|it|who|we|I)$", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"\b(?:that|because|as|but|while|whether|if|although|though|which)\s|,\s+and\s|;\s"
)
_OTHER_SENTENCE = 5
_SHORT_SOURCE = 5
_LONGEST_SOURCE = 14
_LONGEST_ADDRESSEE = 6


def clauses_by_words(text: str, region: Span, contents: Span) -> Iterator[Clause]:
    """Reporting clauses right after or right before `contents`, the likelier first."""
    yield from _after(text, region, contents)
    yield from _before(text, region, contents)


def _after(text: str, region: Span, contents: Span) -> Iterator[Clause]:
    stop = _first(_MARK, text, contents.end, region.end)
    rest = Span(contents.end, _sentence_end(text, contents.end, stop))
    if (colon := _AFTER_COLON.match(text, rest.start, region.end)) and rest.end >= region.end - 1:
        yield Clause(Span(*colon.span("colon")), Span(*colon.span("who")), 0, "the colon after it")
    if (signed := _AFTER_DASH.match(text, contents.end, region.end)) and rest.end >= region.end:
        yield Clause(Span(*signed.span("dash")), Span(*signed.span("who")), 0, "the dash after it")
    if according := _ACCORDING.search(text, *rest):
        source = _phrase_after(text, Span(according.end(), rest.end))
        yield Clause(Span(*according.span()), source, 1, "“according to”")
    for verb in _verbs(text, rest):
        cue = _cue(text, verb, rest.start)
        before = trim(text, Span(rest.start, cue.start))
        if before is not None and (inner := _plain(text, before)) is not None:
            if _count(text, inner) <= _LONGEST_SOURCE:
                yield _clause(text, cue, inner)
        else:
            after = _phrase_after(text, Span(cue.end, rest.end))
            yield _clause(text, Span(cue.start, verb.end) if after else cue, after)
        return


def _before(text: str, region: Span, contents: Span) -> Iterator[Clause]:
    start = _sentence_start(text, region.start, contents.start)
    marks = [mark.end() for mark in _MARK.finditer(text, start, contents.start)]
    rest = Span(max((start, *marks)), contents.start)
    if turn := _NAMED_TURN.search(text, *rest):
        words = text[turn.start("who") : turn.end("who")].split()
        is_first = not text[region.start : turn.start()].strip('“"')
        if is_first and not any(is_reporting(word) for word in words):
            yield Clause(
                Span(*turn.span("colon")), Span(*turn.span("who")), 0, "the name and colon"
            )
    if according := _ACCORDING.search(text, *rest):
        source = trim(text, Span(according.end(), rest.end))
        source = (
            trim(text, Span(source.start, source.end - 1))
            if source and _comma(text, source)
            else source
        )
        yield Clause(Span(*according.span()), source, 1, "“according to”")
    for verb in reversed(list(_verbs(text, rest))):
        addressed = text[verb.end : rest.end]
        if len(addressed.split()) > _LONGEST_ADDRESSEE or _MARK.search(addressed):
            return
        cue = _cue(text, verb, rest.start)
        before = trim(text, Span(rest.start, cue.start))
        clause = _clause(text, cue, _plain(text, before) if before else None)
        is_over = text[rest.start : rest.end].rstrip()[-1:] in {".", "!", "?"}
        yield clause._replace(cost=clause.cost + _OTHER_SENTENCE * is_over)
        return


def _clause(text: str, cue: Span, source: Span | None) -> Clause:
    return Clause(cue, source, 0 if source else 2, f"the verb “{text[cue.start : cue.end]}”")


def _verbs(text: str, span: Span) -> Iterator[Span]:
    for word in _WORD.finditer(text, *span):
        is_noun = _ARTICLE.search(text, span.start, word.start())
        if is_reporting(word.group()) and word.group()[:1].islower() and not is_noun:
            yield Span(*word.span())


def _cue(text: str, verb: Span, first: int) -> Span:
    """The verb with the auxiliaries, negation and adverbs before it, medium and colon after."""
    group = _GROUP.search(text[first : verb.start])
    start = first + group.start() if group else verb.start
    medium = MEDIUM.match(text, verb.end)
    end = medium.end() if medium else verb.end
    return Span(start, end + (text[end : end + 1] == ":"))


def _plain(text: str, span: Span) -> Span | None:
    """The phrase before a verb, without what links it to the clause before."""
    if alone := _LONE_PRONOUN.search(text[span.start : span.end]):
        return Span(span.start + alone.start(1), span.start + alone.end(1))
    start, end = span
    if opens := _OPENING_PHRASE.match(text, start, end):
        start = opens.end()
    if len(text[start:end].split()) > _SHORT_SOURCE:
        links = [link.end() for link in _NEW_CLAUSE.finditer(text, start, end)]
        start = max((start, *links))
    start += len(text[start:end]) - len(text[start:end].lstrip(",;:—–- \t"))
    if begins := _BEGINS_CLAUSE.match(text[start:end]):
        start += begins.end()
    has_part = "," in text[start : end - 1]
    if text[end - 1 : end] == "," and not has_part:
        end -= 1
    return trim(text, Span(start, end)) if start < end else None


def _phrase_after(text: str, span: Span) -> Span | None:
    """The noun phrase that a verb is followed by, with an apposition."""
    end = span.end
    if text[end - 1 : end] in {".", "!", "?"}:
        end -= 1
    part = _NAMED_PART.search(text, span.start, end)
    new = _NEW_PART.search(text, span.start, end)
    if new is not None and (part is None or new.start() < part.start()):
        end = new.start()
    elif part is None:
        end = _first(re.compile(r","), text, span.start, end)
    found = trim(text, Span(span.start, end))
    return found if found and re.match(r"[\w“]", text[found.start]) else None


def _comma(text: str, span: Span) -> bool:
    return text[span.end - 1] == ","


def _count(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())


def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.search(text, start, end)
    return found.start() if found else end


def _sentence_end(text: str, start: int, end: int) -> int:
    found = _SENTENCE_END.search(text, start, end)
    return found.end() if found else end


def _sentence_start(text: str, start: int, end: int) -> int:
    last = start
    for found in _SENTENCE_END.finditer(text, start, end):
        if text[found.end() : end].strip():
            last = found.end()
    return last
