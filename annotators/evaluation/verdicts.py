"""What became of each attribution: answered, and in what rightly; missed; or spurious.

Every figure about quotes is a count over verdicts, so every figure has items behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from annotators.evaluation.letters import cues_match, sources_match, words
from annotators.evaluation.pairing import Cover, Said, cover, pair_covers
from annotators.evaluation.profile import DEFAULT_PROFILE, Profile
from annotators.evaluation.quoted import quoted
from annotators.model.span import Span

Marks = frozenset[str]
"""What a verdict counts towards: `gold`, `other`, `paired`, and the names of measures."""

SameSpeakers = Callable[[int, int], bool]
"""Whether the speakers of a gold attribution and of one of the other side are the same."""

_EXACT = 1.0


class Verdict(NamedTuple):
    """One attribution of either side, or two that answer each other.

    `gold` and `other` are indices, None where there is no partner. `kind` is
    gold's, or the other's own where gold has none. `likeness` is that of the
    contents. The words are those of contents: shared, gold's, the other's.
    """

    gold: int | None
    other: int | None
    kind: str
    likeness: float
    marks: Marks
    words: int
    gold_words: int
    other_words: int


class Speakers(NamedTuple):
    """What is known of who speaks: which attributions are asked for it, and when two are the same.

    `told` are gold's that say it. `other_told` are the other side's that count,
    None for all: a model that says nothing is wrong, a person who says nothing is not.
    """

    told: frozenset[int]
    same: SameSpeakers
    other_told: frozenset[int] | None = None

    def counts(self, gold: int | None, other: int | None) -> bool:
        """Whether the speaker of an attribution, or of two that answer each other, is scored."""
        return (gold is None or gold in self.told) and (
            other is None or self.other_told is None or other in self.other_told
        )


class _Side(NamedTuple):
    saids: Sequence[Said]
    covers: Sequence[Cover]
    kinds: Sequence[str]
    words: Sequence[frozenset[int]]

    @property
    def indices(self) -> list[int]:
        """Those that have a letter in their contents; the others cannot be scored."""
        return [i for i, one in enumerate(self.covers) if one.contents]


class _Pair(NamedTuple):
    ours: _Side
    i: int
    theirs: _Side
    j: int
    likeness: float


def judge(
    text: str,
    gold: Sequence[Said],
    other: Sequence[Said],
    *,
    profile: Profile = DEFAULT_PROFILE,
    speakers: Speakers | None = None,
) -> list[Verdict]:
    """A verdict on each attribution, those of gold first, in their order.

    Attributions whose contents have no letter are left out on either side.
    Without `speakers` nothing is said of who speaks.
    """
    stretches = quoted(text)
    ours, theirs = _side(text, gold, stretches), _side(text, other, stretches)
    i_of, j_of = ours.indices, theirs.indices
    pairs = pair_covers([ours.covers[i] for i in i_of], [theirs.covers[j] for j in j_of])
    partner = {i_of[pair.gold]: (j_of[pair.other], pair.likeness) for pair in pairs}
    taken = {j for j, _ in partner.values()}
    verdicts = []
    for i in i_of:
        if i not in partner:
            verdicts.append(_alone(ours, i, speakers, is_gold=True))
            continue
        j, likeness = partner[i]
        pair = _Pair(ours, i, theirs, j, likeness)
        marks = frozenset(_marks(text, pair, profile, speakers))
        one, two = ours.words[i], theirs.words[j]
        verdicts.append(
            Verdict(i, j, ours.kinds[i], likeness, marks, len(one & two), len(one), len(two))
        )
    return verdicts + [_alone(theirs, j, speakers) for j in j_of if j not in taken]


def _side(text: str, saids: Sequence[Said], stretches: Sequence[Span]) -> _Side:
    covers = [cover(text, said) for said in saids]
    kinds = [kind_of(one, stretches) for one in covers]
    return _Side(saids, covers, kinds, [words(text, one.contents) for one in covers])


def _alone(side: _Side, at: int, speakers: Speakers | None, *, is_gold: bool = False) -> Verdict:
    number, whose = len(side.words[at]), "gold" if is_gold else "other"
    marks = {whose}
    if speakers and speakers.counts(at if is_gold else None, None if is_gold else at):
        marks.add(f"{whose} told")
    if is_gold:
        return Verdict(at, None, side.kinds[at], 0.0, frozenset(marks), 0, number, 0)
    return Verdict(None, at, side.kinds[at], 0.0, frozenset(marks), 0, 0, number)


def _marks(text: str, pair: _Pair, profile: Profile, speakers: Speakers | None) -> Iterator[str]:
    yield from ("gold", "other", "paired")
    ours, i, theirs, j, likeness = pair
    one, two = ours.covers[i], theirs.covers[j]
    same_source, same_cue = one.sources == two.sources, one.cues == two.cues
    if profile.strict:
        source, cue = same_source, same_cue
    else:
        source = sources_match(text, ours.saids[i].sources, theirs.saids[j].sources)
        cue = cues_match(text, ours.saids[i].cues, theirs.saids[j].cues)
    relation = source and likeness >= profile.half
    told = speakers is not None and speakers.counts(i, j)
    speaker = told and speakers is not None and speakers.same(i, j)
    counted = {
        "exact": likeness == _EXACT,
        "contents": likeness >= profile.half,
        "nearly": likeness >= profile.nearly,
        "sources": bool(one.sources),
        "source": bool(one.sources) and source,
        "source_exact": bool(one.sources) and same_source,
        "cues": bool(one.cues),
        "cue": bool(one.cues) and cue,
        "cue_exact": bool(one.cues) and same_cue,
        "sourced": source,
        "relation": relation,
        "close": source and likeness >= profile.nearly,
        "gold told": told,
        "other told": told,
        "speakers": told,
        "speaker": speaker,
        "full": relation and speaker,
    }
    yield from (name for name, counts in counted.items() if counts)


def kind_of(one: Cover, stretches: Sequence[Span]) -> str:
    """Direct, mixed or indirect: whether all, some or none of the letters are in double marks.

    Marks around the cue too do not count: that is a report inside longer speech.
    """
    inside = 0
    first, last = min(one.contents, default=0), max(one.contents, default=-1)
    for start, end in stretches:
        if start <= last and first < end and not any(start <= at < end for at in one.cues):
            inside += sum(1 for at in one.contents if start <= at < end)
    if not inside:
        return "indirect"
    return "direct" if inside == len(one.contents) else "mixed"
