"""A small article with a draft, and what is needed to review it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from annotators.model.article import Article, Zone
from annotators.model.items import Entity, Item, Mention, Quote, SpeakerState, Trace
from annotators.model.layer import Header, Layer
from annotators.model.review import Review
from annotators.model.span import Span

TEXT = """\
Harbour reopens, mayor says

“It is late,” said Mayor Ines Corvell. “Somebody has to tell her,” she added.

The ministry said Hale told it that the brakes were new.

According to the board, “two” carry fruit. Corvell said no.
"""
ANNA = "anna"


def article(text: str = TEXT, article_id: str = "scene") -> Article:
    """An article in which each line is one, the first the headline."""
    zones: list[Zone] = []
    start = 0
    for line in text.split("\n"):
        if inner := line.strip():
            at = start + line.index(inner)
            zones.append(Zone("body" if zones else "headline", at, at + len(inner)))
        start += len(line) + 1
    return Article(article_id, text, {}, tuple(zones))


def at(phrase: str, text: str = TEXT, nth: int = 0) -> Span:
    """Where a phrase stands for the n-th time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(phrase, start + 1)
    return Span(start, start + len(phrase))


def quote(
    contents: str | tuple[str, ...],
    cue: str = "",
    source: str = "",
    *speakers: str,
    text: str = TEXT,
    item: str = "q",
    state: SpeakerState | None = None,
) -> Quote:
    """A quote by its words; a part told by no words is left out."""
    parts = (contents,) if isinstance(contents, str) else contents
    return Quote(
        id=item,
        contents=tuple(at(part, text) for part in parts if part),
        cues=(at(cue, text),) if cue else (),
        sources=(at(source, text),) if source else (),
        speakers=speakers,
        speaker_state=state or ("known" if speakers else "undecided"),
    )


CORVELL = Entity(id="d1e1", name="Ines Corvell", label="PERSON", digit=1)
MINISTRY = Entity(id="d1e2", name="the ministry", digit=2)
HALE = Entity(id="d1e3", name="Hale", label="PERSON", digit=3)
BOARD = Entity(id="d1e4", name="the board", digit=4)
CAST = (CORVELL, MINISTRY, HALE, BOARD)

MENTIONS = (
    Mention(id="d1m1", span=at("Ines Corvell"), label="PERSON", entity="d1e1"),
    Mention(id="d1m2", span=at("she"), form="pronoun", entity="d1e1"),
    Mention(id="d1m3", span=at("The ministry"), form="nominal", entity="d1e2"),
    Mention(id="d1m4", span=at("Hale"), label="PERSON", entity="d1e3"),
    Mention(id="d1m5", span=at("the board"), form="nominal", entity="d1e4"),
    Mention(id="d1m6", span=at("Corvell", nth=1), label="PERSON", entity="d1e1"),
)
QUOTES = (
    quote(("“It is late,”",), "said", "Mayor Ines Corvell", "d1e1", item="d1q1"),
    quote("“Somebody has to tell her,”", "added", "she", "d1e1", item="d1q2"),
    quote("Hale told it that the brakes were new", "said", "The ministry", "d1e2", item="d1q3"),
    quote("that the brakes were new", "told", "Hale", "d1e3", item="d1q4"),
    quote("“two” carry fruit", "According to", "the board", "d1e4", item="d1q5"),
)


def draft(*items: Item, name: str = "d1") -> Layer:
    """A draft of these items, else of the whole scene."""
    found: tuple[Item, ...] = items or (*CAST, *MENTIONS, *QUOTES)
    return Layer.of(Header(model="rules 1", draft=name, annotator="rules"), found)


def scored(item: Quote, score: float = 0.5) -> Quote:
    """A draft's quote with its score."""
    return Quote(
        id=item.id,
        contents=item.contents,
        cues=item.cues,
        sources=item.sources,
        speakers=item.speakers,
        speaker_state=item.speaker_state,
        trace=Trace(score=score),
    )


def ids() -> Callable[[str], str]:
    """Ids that come out the same each time."""
    numbers = count(1)
    return lambda sort: f"{sort}-own{next(numbers)}"


class FakeClock:
    """A clock that goes a second further each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def review(**given: object) -> Review:
    """Anna's review of the scene, with its draft unless another is given."""
    fields: dict[str, object] = {"draft": draft(), "clock": FakeClock(), "fresh": ids()}
    whole = given.pop("article", None) or article()
    name = given.pop("annotator", ANNA)
    return Review(whole, name, **(fields | given))  # type: ignore[arg-type]
