"""What the components leave on a Doc: its quotes, its cast and the cues they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from spacy.tokens import Doc

from annotators.model.article import Zone
from annotators.model.items import SpeakerState
from annotators.model.span import Span, Spans


class Cue(NamedTuple):
    """A word that may be a cue: its token, its kind of frame and how likely it is one."""

    head: int
    kind: str
    chance: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quote of a Doc, in code points.

    `speakers` are names of members of the cast. `parent` is the index of the
    quote that holds this one, or -1. `score` is the probability that contents
    are exact and source and speaker right; `because` says what it rests on.
    """

    contents: Spans
    cues: Spans
    sources: Spans
    speakers: tuple[str, ...] = ()
    speaker_state: SpeakerState = "undecided"
    score: float = 0.0
    because: str = ""
    parent: int = -1

    def to_plain(self) -> list[Any]:
        """The quote as lists and numbers, which spaCy can serialise."""
        spans = [[list(s) for s in part] for part in (self.contents, self.cues, self.sources)]
        rest = [self.speaker_state, self.score, self.because, self.parent]
        return [*spans, list(self.speakers), *rest]

    @classmethod
    def from_plain(cls, plain: list[Any]) -> Attribution:
        """The quote that `to_plain` wrote."""
        contents, cues, sources = (tuple(Span(*s) for s in part) for part in plain[:3])
        return cls(contents, cues, sources, tuple(plain[3]), *plain[4:])


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of a Doc: its name, what else it is called, and where.

    `mentions` are triples of start, end and form (name, nominal or pronoun).
    """

    name: str
    label: str | None
    aliases: tuple[str, ...]
    mentions: tuple[tuple[int, int, str], ...]
    speaks: bool

    def to_plain(self) -> list[Any]:
        """The entity as lists, which spaCy can serialise."""
        mentions = [list(mention) for mention in self.mentions]
        return [self.name, self.label, list(self.aliases), mentions, self.speaks]

    @classmethod
    def from_plain(cls, plain: list[Any]) -> Member:
        """The entity that `to_plain` wrote."""
        name, label, aliases, mentions, speaks = plain
        return cls(name, label, tuple(aliases), tuple(tuple(m) for m in mentions), speaks)


def declare_extensions() -> None:
    """Give every Doc `_.quotes`, `_.cast`, `_.copydesk_cues` and `_.copydesk_zones`."""
    _declare("quotes", lambda x: x.to_plain(), Attribution.from_plain)
    _declare("cast", lambda x: x.to_plain(), Member.from_plain)
    _declare("copydesk_cues", list, lambda x: Cue(*x))
    _declare("copydesk_zones", list, lambda x: Zone(*x))


def _declare(name: str, pack: Callable[[Any], Any], unpack: Callable[[Any], Any]) -> None:
    # Plain data in user_data survives Doc.to_bytes, and so nlp.pipe over processes.
    key = f"copydesk.{name}"

    def read(doc: Doc) -> list[Any] | None:
        plain = doc.user_data.get(key)
        return None if plain is None else [unpack(item) for item in plain]

    def write(doc: Doc, items: Iterable[Any]) -> None:
        doc.user_data[key] = [pack(item) for item in items]

    if not Doc.has_extension(name):
        Doc.set_extension(name, getter=read, setter=write)
