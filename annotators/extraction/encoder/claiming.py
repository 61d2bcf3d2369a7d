"""Claims from what the network found: spans as the guideline wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotators.extraction.claims import Claim
from annotators.extraction.contents import after_that, grow_to_quotations, strip, subtract
from annotators.extraction.encoder.decoding import Found
from annotators.extraction.passive_frames import ADDRESSING
from annotators.extraction.tokens import TokenRange, Tokens
from annotators.model.span import Span

KIND = "learned"

_PARTICIPLE = "VBN"
_GAP = 3
"""Words without a role at most that part one of the contents in two by mistake."""

_HEADS = ("VB", "NN", "JJ", "IN")
_EXPECTED = frozenset({"expect", "suppose", "schedule", "set", "slate", "due", "bind", "poise"})
_NOT = frozenset({"n't", "n’t"})
_ASKED = frozenset({"ask", "press", "question", "quiz"})


def claim_of(tokens: Tokens, found: Found) -> Claim | None:
    """The claim of a cue; None where nobody reports, or nothing is left of the contents."""
    found = _uncut(tokens, found)
    head = head_of(tokens, found.cue)
    cue = Span(*tokens.span(_said_of_it(tokens, found.cue)))
    source = _source(tokens, found, head)
    taken = [cue] if source is None else [cue, source]
    joined = _joined(tokens, found)
    parts = [part for part in joined if not _hears(tokens, head, part)] or joined
    spans = [Span(*tokens.span(part)) for part in parts]
    contents = _settle(tokens, spans, taken)
    if not contents or _is_nobodys(tokens, found, head, contents):
        return None
    return Claim(head, tokens.lemma[head], KIND, [cue], contents, source, found.tagged)


def _uncut(tokens: Tokens, found: Found) -> Found:
    """A cue from `n’t` on takes in the word that this hangs on, from the source if need be."""
    first, last = found.cue
    if not first or tokens.lower[first] not in _NOT or tokens.end[first - 1] != tokens.start[first]:
        return found
    source = found.source
    if source is not None and source[0] < first <= source[1] + 1:
        source = (source[0], first - 2) if source[0] < first - 1 else None
    return found._replace(cue=(first - 1, last), source=source)


def _joined(tokens: Tokens, found: Found) -> list[TokenRange]:
    """The contents, those taken together that a few words part which have no role at all."""
    joined: list[TokenRange] = []
    for first, last in found.contents:
        before = joined[-1][1] if joined else first
        between = range(before + 1, first)
        if (
            joined
            and len(between) <= _GAP
            and not any(part[0] <= at <= part[1] for part in _ends(found) for at in between)
            and tokens.line[first] == tokens.line[before]
            and tokens.quote[first] == tokens.quote[before]
        ):
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return joined


def _ends(found: Found) -> list[TokenRange]:
    return [found.cue, *([found.source] if found.source is not None else [])]


def _said_of_it(tokens: Tokens, cue: TokenRange) -> TokenRange:
    """The cue without an `it` before it that stands for what is said: `It was reported that`."""
    first, last = cue
    return (first + 1, last) if first < last and tokens.lower[first] == "it" else cue


def head_of(tokens: Tokens, cue: TokenRange) -> int:
    """The token that a cue is known by: its last verb, else noun, else its last word."""
    inside = range(cue[0], cue[1] + 1)
    for tag in _HEADS:
        kinds = [i for i in inside if tokens.tag[i].startswith(tag)]
        if kinds:
            return kinds[-1]
    return cue[1]


def _is_nobodys(tokens: Tokens, found: Found, head: int, contents: Sequence[Span]) -> bool:
    """Whether a participle reports nothing: `is expected to`, `Asked about the dam, he left`."""
    if tokens.tag[head] not in {_PARTICIPLE, "JJ", "VBD"} or any(
        tokens.quotation_numbers(span) for span in contents
    ):
        return False
    before = tokens.lemma[max(found.cue[0] - 2, 0) : head]
    if tokens.lemma[head] in _EXPECTED:
        return found.source is None and "be" in before
    opens = head == 0 or tokens.space[head - 1] or not tokens.word[head - 1].isalnum()
    return tokens.lemma[head] in _ASKED and opens


def _hears(tokens: Tokens, head: int, part: TokenRange) -> bool:
    """Whether the words are who is told: `She was told that`."""
    return tokens.lemma[head] in ADDRESSING and any(
        tokens.dep[kid] == "nsubjpass" and (tokens.left[kid], tokens.right[kid]) == part
        for kid in tokens.kids[head]
    )


def _is_bare(tokens: Tokens, span: Span) -> bool:
    """Whether a part of contents is a preposition that its phrase has left: `by` whom."""
    words = [i for i in range(*tokens.bounds(*span)) if tokens.word[i].isalnum()]
    return len(words) == 1 and tokens.tag[words[0]] in {"IN", "TO", "CC"}


def _source(tokens: Tokens, found: Found, head: int) -> Span | None:
    """The source without punctuation around it; the `it` of `it was reported` is none."""
    if found.source is None:
        return None
    first, last = found.source
    if first == last and tokens.lower[first] == "it" and tokens.tag[head] == _PARTICIPLE:
        return None
    return strip(tokens.text, Span(*tokens.span(found.source)))


def _settle(tokens: Tokens, spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """Whole quotations, no cue, no source, no leading `that`, no punctuation around."""
    pieces = (piece for span in spans for piece in subtract(span, taken))
    kept = [piece for piece in pieces if not _is_bare(tokens, piece)]
    trimmed = (strip(tokens.text, after_that(tokens, span)) for span in kept)
    return grow_to_quotations(tokens, [s for s in trimmed if s is not None], list(taken))
