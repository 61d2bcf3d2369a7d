"""What is said about an article: mentions, entities and quotes, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from annotators.model.span import Span, Spans, hull

Decision = Literal["accepted", "corrected", "rejected", "added"]
Form = Literal["name", "nominal", "pronoun"]
SpeakerState = Literal["known", "unnamed", "none", "undecided"]
Role = Literal["contents", "cues", "sources"]
ROLES: tuple[Role, ...] = ("contents", "cues", "sources")


class Origin(NamedTuple):
    """The draft item that a decision refers to."""

    draft: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Provenance: who or what made an item, when, from what, and what it was before.

    A draft's items have no `decision`. `at` is ISO 8601 in UTC. `was` is the
    draft item as a native record. `score` is the model's, a probability.
    `because` says in words what a model's suggestion rests on.
    """

    decision: Decision | None = None
    origin: Origin | None = None
    was: Mapping[str, Any] | None = None
    by: str = ""
    at: str = ""
    note: str = ""
    flag: bool = False
    bulk: bool = False
    score: float | None = None
    because: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


NO_TRACE = Trace()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names or refers to an entity. Only a name has a label."""

    id: str
    span: Span
    form: Form = "name"
    label: str | None = None
    entity: str | None = None
    trace: Trace = NO_TRACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What mentions refer to. `digit` (1 to 9) is the key that names it on the desk."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    label: str | None = None
    kb_id: str | None = None
    digit: int | None = None
    trace: Trace = NO_TRACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An attribution: what was said, by what words, by which phrase, by whom.

    `speakers` are ids of entities. Spans of one role are sorted.
    """

    id: str
    contents: Spans = ()
    cues: Spans = ()
    sources: Spans = ()
    speakers: tuple[str, ...] = ()
    speaker_state: SpeakerState = "undecided"
    trace: Trace = NO_TRACE

    def spans(self, role: Role) -> Spans:
        """The spans of one role."""
        return {"contents": self.contents, "cues": self.cues, "sources": self.sources}[role]

    @property
    def parts(self) -> tuple[tuple[Role, Span], ...]:
        """Every span with its role, in the order of the text."""
        every = ((role, span) for role in ROLES for span in self.spans(role))
        return tuple(sorted(every, key=lambda part: (part[1], part[0])))

    @property
    def hull(self) -> Span:
        """From the first to the last code point of any part; (0, 0) for no part."""
        return hull((*self.contents, *self.cues, *self.sources)) or Span(0, 0)

    @property
    def start(self) -> int:
        """Where the quote is met by a reader: at its first contents, else its first part."""
        return self.contents[0].start if self.contents else self.hull.start


Item = Mention | Entity | Quote
