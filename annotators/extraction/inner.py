"""Reports inside reports: `The ministry said Xi told him to wait`, `“He said, ‘Go,’” she said`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from annotators.extraction.beside import CuesBeside
from annotators.extraction.claims import Claim, claims_of
from annotators.extraction.contents import all_within
from annotators.extraction.frame import Frame
from annotators.extraction.lexicon import Lexicon
from annotators.extraction.nearby import Nearby
from annotators.extraction.nesting import length, overlap, weigh
from annotators.extraction.rating import explain, rate
from annotators.extraction.tokens import Tokens
from annotators.extraction.words import SPEECH_VERBS, word_set
from annotators.model.marks import Quotation
from annotators.model.span import Span

_LIKELY, _LIKELY_SAID, _LIKELY_THOUGHT, _LIKELY_DEED = 0.42, 0.3, 0.25, 0.6
_FAR = 20
"""Code points that may stand between a verb of speech and its quotation: ` the boy, `."""

# Kinds of frames whose contents are a thing: `discussed ties`, `complained about the noise`.
_DEEDS = ("obj", "prep:", "n-", "adj-")
_APOSTROPHE = re.compile("[’']")
_SPEAKERS = word_set("i we you")
_ATTITUDES = word_set("believe doubt expect fear hope intend know plan think understand want wish")
_ENDS, _LEADS = frozenset(",.?!…—–"), frozenset(",:")
_PRESENT = frozenset({"VBP", "VB", "VBG"})


def reports_inside(
    tokens: Tokens, lexicon: Lexicon, frames: Iterable[Frame], standing: Sequence[Claim]
) -> list[Claim]:
    """The likely reports inside the contents of claims that stand, in the order of the text.

    What stands in quotation marks is read by itself, with the marks that are in
    these. Each report keeps to the contents that it stands in, and shares nothing
    with the cue or the source of any claim that stands.
    """
    if not standing:
        return []
    levels: tuple[list[Frame], list[Frame]] = ([], [])
    for frame in frames:
        levels[tokens.quote[frame.head] >= 0].append(frame)
    rooms = _Rooms(tokens, standing)
    found: list[Claim] = []
    for view, own in zip((tokens, tokens.deeper), levels, strict=True):
        likely = [c for c in claims_of(view, own) if rooms.take_in(c) and _is_likely(view, c)]
        likely += [c for c in _beside_marks(view, lexicon, likely) if rooms.take_in(c)]
        for claim in likely:
            claim.score, claim.because = rate(view, claim), explain(view, claim)
        found += likely
    return weigh(found)


def _beside_marks(tokens: Tokens, lexicon: Lexicon, known: Sequence[Claim]) -> Iterator[Claim]:
    """`I told her, ‘Wait,’`: quotations right after a verb of speech that nobody has claimed."""
    beside = CuesBeside(tokens, lexicon, known)
    owned = {n for c in known for span in c.contents for n in tokens.quotation_numbers(span)}
    for number, quotation in enumerate(tokens.quotations):
        if number in owned or not _is_speech(tokens.text, quotation):
            continue
        claim = beside.verb_before(number, quotation)
        if claim is not None and not claim.contents and quotation.start - claim.cues[-1].end < _FAR:
            claim.add(tokens, number)
            yield claim


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation ends or is led in as speech is; a title is not."""
    ends = text[quotation.end - 2 : quotation.end - 1] in _ENDS
    return ends or text[max(quotation.start - 3, 0) : quotation.start].rstrip()[-1:] in _LEADS


class _Rooms:
    """The contents of claims that stand, and what in them is somebody's cue or source."""

    def __init__(self, tokens: Tokens, standing: Sequence[Claim]) -> None:
        self._tokens = tokens
        self._contents: Nearby[Span] = Nearby()
        self._taken: Nearby[Span] = Nearby()
        for claim in standing:
            for span in claim.contents:
                self._contents.add(span, span)
            for span in claim.ends:
                self._taken.add(span, span)

    def take_in(self, claim: Claim) -> bool:
        """Keep a claim's contents to those it stands in; false where it stands in none."""
        room = self._around(claim.head)
        if room is None:
            return False
        claim.contents = list(all_within(claim.contents, room))
        parts = [*claim.contents, *claim.ends]
        taken = [span for part in parts for span in self._taken.near(part)]
        fits = overlap([room], parts) == length(parts)
        return bool(claim.contents) and fits and not overlap(parts, taken)

    def _around(self, head: int) -> Span | None:
        """The smallest contents around a token, as far as they are in the same marks."""
        at = self._tokens.start[head]
        around = [s for s in self._contents.near(Span(at, at + 1)) if s.start <= at < s.end]
        number = self._tokens.quote[head]
        if around and number >= 0:
            start, end, _, _, closed, _ = self._tokens.quotations[number]
            around = list(all_within(around, Span(start + 1, end - closed)))
        return min(around, key=lambda span: span.length, default=None)


def _is_likely(tokens: Tokens, claim: Claim) -> bool:
    """Whether somebody else's words or thoughts are given; `I think` is the speaker's own."""
    quoted = any(
        span.start <= q.start and q.end <= span.end
        for span in claim.contents
        for q in tokens.quotations_in(span)
    )
    if claim.kind.startswith(_DEEDS) and claim.kind not in {"obj-to", "obj-as"} and not quoted:
        return claim.chance >= _LIKELY_DEED
    source = _APOSTROPHE.split(tokens.text[slice(*claim.source or Span(0, 0))].lower())[0]
    if not quoted and source in _SPEAKERS and tokens.tag[claim.head] in _PRESENT:
        return False
    if quoted or claim.lemma.partition("_")[0] in SPEECH_VERBS:
        return claim.chance >= _LIKELY_SAID
    if claim.source is None and claim.kind != "raise":
        return False
    known = claim.lemma in _ATTITUDES and bool(source) and source not in _SPEAKERS
    return claim.chance >= (_LIKELY_THOUGHT if known else _LIKELY)
