"""Signed quotations: `“I have had enough.” — Ada Brandt`, in one line or with the name below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotators.extraction.claims import Claim
from annotators.extraction.tokens import Tokens
from annotators.model.marks import Quotation
from annotators.model.span import Span

_LEAST_WORDS = 3
_INITIALS = 3
_SIGNED = re.compile(
    r"(?P<between>\s*)(?P<dash>[―—–]|--?)[^\S\n]*"
    r"(?P<who>[^\W\d_][\w.’'\-]*(?:,?[^\S\n]+[\w.’'\-]+){0,7}?)[^\S\n]*[.,]?[^\S\n]*(?=\n|\Z)"
)


def find_signed(tokens: Tokens) -> Iterator[Claim]:
    """A quotation that fills its line, and after a dash the name of whoever says it."""
    for quotation in tokens.quotations:
        found = _SIGNED.match(tokens.text, quotation.end)
        if found is None or not _fills_its_line(tokens, quotation):
            continue
        who = _without_stop(tokens.text, Span(*found.span("who")))
        if found["between"].count("\n") > 1 or not tokens.text[who.start].isupper():
            continue
        yield Claim(
            -1,
            found["dash"],
            "signed",
            [Span(*found.span("dash"))],
            [Span(quotation.start, quotation.end)],
            who,
            0.85,
        )


def _without_stop(text: str, who: Span) -> Span:
    """A name without the full stop behind it, unless that is of an initial or `Jr.`."""
    last = text[who.start : who.end].rsplit(maxsplit=1)[-1]
    ends = last.endswith(".") and len(last) > _INITIALS
    return Span(who.start, who.end - 1) if ends else who


def _fills_its_line(tokens: Tokens, quotation: Quotation) -> bool:
    """Whether nothing stands before a closed quotation of some words in its line."""
    start = tokens.text.rfind("\n", 0, quotation.start) + 1
    words = len(tokens.text[quotation.start : quotation.end].split())
    before = tokens.text[start : quotation.start]
    return quotation.closed and words >= _LEAST_WORDS and not before.strip(" \u00a0\t•*-–—")
