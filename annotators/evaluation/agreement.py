"""How far annotators agree: pair by pair in relations, all together in roles of words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal, NamedTuple, TypeVar, get_args

from annotators.evaluation.chance import Coincidences, Ratings, coincidences
from annotators.evaluation.comparison import Comparison, compare
from annotators.evaluation.letters import WORD, letters, words
from annotators.evaluation.profile import DEFAULT_PROFILE, Profile
from annotators.evaluation.relations import Counts, share_of, total
from annotators.evaluation.side import Side
from annotators.evaluation.unitizing import unitized_alpha
from annotators.model.items import ROLES, Role
from annotators.model.span import Span

Ground = Literal["blind", "draft", "mixed", "self", "self-draft"]
"""Whether two layers were made without any draft, over the same one, or otherwise; or by the
same person twice, without any draft or with one in view."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

GROUNDS: tuple[Ground, ...] = get_args(Ground)

OUT = "out"
"""What is said of a word that is in no role; of another, its role is said."""

ANY_ROLE = "labels"
"""The name of the ratings by role: each word is in contents, cue, source, several, or none."""

VIEWS = (*ROLES, ANY_ROLE)
"""The ways to look at words: in or out of each role, and by role."""


class Parting(NamedTuple):
    """A stretch of words of which annotators do not say the same, and what each says."""

    span: Span
    values: Mapping[str, str]


class Meeting(NamedTuple):
    """Two annotators of one article, both ways."""

    article: str
    first: str
    second: str
    there: Comparison
    back: Comparison

    @property
    def counts(self) -> Counts:
        """What is counted with either as gold, so that no figure depends on who comes first."""
        return self.there.counts + self.back.counts


@dataclass(frozen=True)
class Table:
    """Everybody who annotated one article on the same ground."""

    article: str
    sides: tuple[Side, ...]

    @cached_property
    def _inside(self) -> list[Mapping[Role, frozenset[int]]]:
        """For each annotator where the words start that are in each role."""
        text = self.sides[0].text
        return [
            {
                role: words(text, letters(text, (s for q in side.quotes for s in q.spans(role))))
                for role in ROLES
            }
            for side in self.sides
        ]

    def _values(self, view: str) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
        """Each word with what everybody says of it."""
        roles = [role for role in ROLES if view in {role, ANY_ROLE}]
        for word in WORD.finditer(self.sides[0].text):
            at = word.start()
            told = ("+".join(role for role in roles if at in one[role]) for one in self._inside)
            yield word.span(), tuple(value or OUT for value in told)

    @cached_property
    def ratings(self) -> Mapping[str, Ratings]:
        """For each view how many words got which values."""
        return {view: Counter(values for _, values in self._values(view)) for view in VIEWS}

    def parted(self, view: str) -> list[Parting]:
        """The stretches of words of which not all say the same, in the order of the text."""
        found: list[Parting] = []
        last: tuple[str, ...] | None = None
        for (start, end), values in self._values(view):
            if len(set(values)) > 1 and values == last:
                found[-1] = found[-1]._replace(span=Span(found[-1].span.start, end))
            elif len(set(values)) > 1:
                names = (side.annotator for side in self.sides)
                found.append(Parting(Span(start, end), dict(zip(names, values, strict=True))))
            last = values
        return found

    @cached_property
    def coincidences(self) -> Mapping[str, Coincidences]:
        """For each view its coincidence matrix."""
        return {view: coincidences(ratings) for view, ratings in self.ratings.items()}

    @cached_property
    def unitized(self) -> Mapping[str, float | None]:
        """For each role the unitized alpha of the article."""
        text = self.sides[0].text
        length = sum(map(str.isalnum, text))
        return {
            role: unitized_alpha(
                length,
                [
                    [letters(text, [span]) for quote in side.quotes for span in quote.spans(role)]
                    for side in self.sides
                ],
            )
            for role in ROLES
        }


@dataclass(frozen=True)
class Agreement:
    """The meetings and tables of one ground."""

    ground: Ground
    meetings: tuple[Meeting, ...]
    tables: tuple[Table, ...]

    @cached_property
    def articles(self) -> Mapping[str, tuple[Meeting, ...]]:
        """The meetings of each article."""
        return _by(self.meetings, lambda meeting: meeting.article)

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], tuple[Meeting, ...]]:
        """The meetings of each two annotators."""
        return _by(self.meetings, lambda meeting: (meeting.first, meeting.second))

    def mean_by_article(self, article: str) -> float:
        """The mean F1 of the relation over the pairs of an article."""
        found = [relation_f1(meeting.counts) for meeting in self.articles[article]]
        return sum(found) / len(found)


def agree(sides: Iterable[Side], profile: Profile = DEFAULT_PROFILE) -> dict[Ground, Agreement]:
    """Agreement on each ground there is, blind first.

    An annotator who did not do an article is not counted there; layers that
    adjudicate others, or were not asked for quotes, are counted nowhere. What
    somebody made again meets nothing but what they made first. Raises ValueError
    for different texts of an article.
    """
    asked = (side for side in sides if "quotes" in side.scope and not side.adjudicates)
    articles = _by(asked, lambda side: side.article)
    meetings: dict[Ground, list[Meeting]] = defaultdict(list)
    tables: dict[Ground, list[Table]] = defaultdict(list)
    for article, told in articles.items():
        everybody = sorted(told, key=lambda side: side.annotator)
        ordered = [side for side in everybody if not side.repeats]
        for one, two in combinations(ordered, 2):
            meetings[ground_of(one, two)].append(_meet(one, two, profile))
        for one, two in _twice(everybody):
            ground = ground_of(one, two)
            meetings[ground].append(_meet(one, two, profile))
            tables[ground].append(Table(article, (one, two)))
        for draft, group in _by(ordered, lambda side: side.draft).items():
            if len(group) > 1:
                tables["blind" if draft is None else "draft"].append(Table(article, group))
    return {
        ground: Agreement(ground, tuple(meetings[ground]), tuple(tables[ground]))
        for ground in GROUNDS
        if meetings[ground]
    }


def _twice(sides: Sequence[Side]) -> Iterator[tuple[Side, Side]]:
    """What somebody made first of an article, and what they made again."""
    first = {side.annotator: side for side in sides if not side.repeats}
    for side in sides:
        if side.repeats in first:
            yield first[side.repeats], side


def _meet(one: Side, two: Side, profile: Profile) -> Meeting:
    there = compare(one, two, profile, mutual=True)
    back = compare(two, one, profile, mutual=True)
    return Meeting(one.article, one.annotator, two.annotator, there, back)


def ground_of(one: Side, two: Side) -> Ground:
    """What two layers have in common: no draft in view, the same draft, the annotator, or none."""
    if two.repeats:
        return "self" if one.draft is two.draft is None else "self-draft"
    if one.draft != two.draft:
        return "mixed"
    return "blind" if one.draft is None else "draft"


def relation_f1(counts: Counts) -> float:
    """The F1 of the relation; 1 where neither side has any quote."""
    if not counts["all", "gold"] and not counts["all", "other"]:
        return 1.0
    return share_of(*(counts["all", what] for what in ("relation", "other", "gold"))).f1


def mutual_f1(one: Side, other: Side, profile: Profile = DEFAULT_PROFILE) -> float:
    """The F1 of the relation between two sides of a text, whichever is gold."""
    there = compare(one, other, profile, mutual=True)
    back = compare(other, one, profile, mutual=True)
    return relation_f1(there.counts + back.counts)


def counts_by_article(agreement: Agreement) -> list[Counts]:
    """The counts of each article, over all its pairs."""
    return [total(m.counts for m in meetings) for meetings in agreement.articles.values()]


def _by(values: Iterable[Value], key: Callable[[Value], Key]) -> dict[Key, tuple[Value, ...]]:
    found: dict[Key, list[Value]] = defaultdict(list)
    for value in values:
        found[key(value)].append(value)
    return {name: tuple(group) for name, group in found.items()}
