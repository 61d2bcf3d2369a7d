"""spaCy component: what each line is, and sentences that begin where lines begin."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from annotators.extraction.attribution import declare_extensions
from annotators.extraction.people import is_rank
from annotators.model.article import Zone, ZoneKind

STORY: frozenset[ZoneKind] = frozenset({"headline", "body"})
"""The lines that tell the story; a quote or a speaker stands in no other."""

DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][A-Z.'’]+(?: [A-Z][A-Z.'’]+)*)"
    r"(?:, [A-Z][\w. ]{1,20})?(?: ?\([^()\n]{1,30}\))? ?(?:--|—|–)",
    re.MULTILINE,
)
"""The place, day and agency that a story begins with."""

_HEAD_LINES = 8
_HEADLINE_WORDS = 30
_BYLINE = re.compile(r"(?:[•*·|\-–—]\s*)?by[:\s]\s*[A-Z][^.!?]{2,80}$", re.IGNORECASE)
_DATED = re.compile(
    r"(?:[•*·|\-–—]\s*)?(?P<word>published|posted|updated|last (?:updated|modified)|modified)"
    r"\b\s*(?:on|at|:|\d|[A-Z])",
    re.IGNORECASE,
)


def line_bounds(text: str) -> Iterable[tuple[int, int]]:
    """Bounds of the lines that are not blank, without white space at their ends."""
    start = 0
    for line in text.split("\n"):
        if inner := line.strip():
            first = start + line.index(inner[0])
            yield first, first + len(inner)
        start += len(line) + 1


def guess_zones(text: str) -> tuple[Zone, ...]:
    """Zones by simple rules, for a text of which nothing else is known."""
    zones: list[Zone] = []
    for number, (start, end) in enumerate(line_bounds(text)):
        kind: ZoneKind = "body"
        if number < _HEAD_LINES and end - start < 200:  # noqa: PLR2004
            kind = _head_kind(text[start:end], number)
        zones.append(Zone(kind, start, end))
    if len(zones) == 1:
        zones = [zones[0]._replace(kind="body")]
    return tuple(zones)


def _head_kind(line: str, number: int) -> ZoneKind:
    if dated := _DATED.match(line):
        return "published" if dated["word"].lower() in {"published", "posted"} else "updated"
    if number > 0 and _BYLINE.match(line):
        return "byline"
    if number == 0 and len(line.split()) <= _HEADLINE_WORDS:
        return "headline"
    return "body"


class Layout:
    """Sets `Doc._.copydesk_zones` unless it is set, and starts a sentence with each line."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentence starts of one Doc."""
        if doc._.copydesk_zones is None:
            doc._.copydesk_zones = guess_zones(doc.text)
        zones: list[Zone] = doc._.copydesk_zones
        starts = {zone.start for zone in zones}
        quiet = [zone for zone in zones if zone.kind not in STORY]
        at = 0
        fresh = True
        for token in doc:
            if token.is_space:
                fresh = fresh or "\n" in token.text
                continue
            while at < len(quiet) and quiet[at].end <= token.idx:
                at += 1
            if fresh or token.idx in starts:
                token.is_sent_start = True
            elif (at < len(quiet) and quiet[at].start <= token.idx) or _is_ranked(doc, token.i):
                token.is_sent_start = False
            fresh = False
        return doc


def _is_ranked(doc: Doc, at: int) -> bool:
    """Whether this is `Sgt` or `Roe` of `Army Sgt. Roe`, where no sentence ends."""
    if at < 2 or not doc[at].text[:1].isupper():  # noqa: PLR2004
        return False
    if doc[at - 1].text == "." and not doc[at - 2].whitespace_:
        return is_rank(doc[at - 2].text)
    return is_rank(doc[at].text) and doc[at - 1].text[-1:].isalnum()


@Language.factory("copydesk_layout", assigns=["token.is_sent_start", "doc._.copydesk_zones"])
def make_layout(nlp: Language, name: str) -> Layout:  # noqa: ARG001 - spaCy hands both
    """Make the component that must run before the parser."""
    declare_extensions()
    return Layout()
