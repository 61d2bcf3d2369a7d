"""What the annotator is to arrive at, and whether they did: attributions by their spans."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotators.errors import CopydeskError
from annotators.exchange.format import BadLine, Record
from annotators.exchange.native import read_lines
from annotators.model.article import Article
from annotators.model.items import ROLES, Quote, Role, SpeakerState
from annotators.model.kind import Kind, Kinds
from annotators.model.layer import Layer
from annotators.model.nesting import flat
from annotators.model.span import Span, Spans, trim


@dataclass(frozen=True, slots=True)
class Wanted:
    """One attribution as its gold has it; spans are half-open code points without white space.

    `speakers` are the names of the entities behind the sources, with their labels.
    """

    contents: Spans
    cues: Spans
    sources: Spans
    kind: Kind = "indirect"
    speakers: tuple[tuple[str, str | None], ...] = ()
    state: SpeakerState = "undecided"

    def spans(self, role: Role) -> Spans:
        """The spans of one role."""
        return {"contents": self.contents, "cues": self.cues, "sources": self.sources}[role]

    @property
    def start(self) -> int:
        """Where a reader meets it."""
        return self.contents[0].start


@dataclass(frozen=True)
class Task:
    """An article with all that is to stand in it in the end; `empty` had no contents."""

    article: Article
    wanted: tuple[Wanted, ...]
    empty: int = 0


def read_tasks(
    path: Path, articles: int | None = None, *, purpose: str | None = None
) -> list[Task]:
    """The gold of a native JSON Lines file; of its articles so many, drawn by a hash of the id.

    `purpose` leaves out layers that were finished for another one.

    Raises CopydeskError for a file that is not there and for a line that is none.
    """
    try:
        with path.open("rb") as stream:
            records = [_checked(record, path) for record in read_lines(stream)]
    except OSError as error:
        raise CopydeskError(
            f"cannot be read ({error.strerror})",
            place=str(path),
            remedy="name a native JSON Lines file with attributions",
        ) from error
    if purpose is not None:
        records = [r for r in records if r.layer.header.purpose == purpose]
    drawn = sorted(records, key=lambda record: _chance(record.article.id))[:articles]
    return [task_of(record.article, record.layer) for record in drawn]


def task_of(article: Article, gold: Layer) -> Task:
    """What is to stand in an article; attributions without contents are left out and counted."""
    quotes = [quote for quote in gold.quotes.values() if quote.trace.decision != "rejected"]
    told = [quote for quote in quotes if quote.contents]
    wanted = tuple(sorted(_wanted(article.text, gold, told), key=lambda w: (w.start, w.cues)))
    return Task(article, wanted, len(quotes) - len(told))


def differences(
    task: Task, told: Layer, *, speakers: bool = False
) -> tuple[list[Wanted], list[Wanted]]:
    """In the flat reading: what of the gold is missing, and what was told and is not gold.

    Both are compared as multisets. `speakers` compares names, labels and states too.
    """
    gold = Counter(_compared(_flat(task.wanted), speakers=speakers))
    live = [quote for quote in told.quotes.values() if quote.trace.decision != "rejected"]
    ours = Counter(_compared(_flat(_wanted(task.article.text, told, live)), speakers=speakers))
    return list((gold - ours).elements()), list((ours - gold).elements())


def _compared(every: Iterable[Wanted], *, speakers: bool) -> Iterator[Wanted]:
    for one in every:
        yield one if speakers else Wanted(one.contents, one.cues, one.sources, one.kind)


def _flat(every: Iterable[Wanted]) -> list[Wanted]:
    held = {str(index): one for index, one in enumerate(every)}
    quotes = [
        Quote(id=name, contents=one.contents, cues=one.cues, sources=one.sources)
        for name, one in held.items()
    ]
    return [held[quote.id] for quote in flat(quotes)]


def _wanted(text: str, layer: Layer, quotes: Iterable[Quote]) -> Iterator[Wanted]:
    kinds = Kinds(text)
    for quote in quotes:
        known = [layer.entities[s] for s in quote.speakers if s in layer.entities]
        contents, cues, sources = (_trimmed(text, quote.spans(role)) for role in ROLES)
        yield Wanted(
            contents,
            cues,
            sources,
            kinds.of(quote),
            tuple(sorted((entity.name, entity.label) for entity in known)),
            quote.speaker_state,
        )


def _trimmed(text: str, spans: Sequence[Span]) -> Spans:
    found = (trim(text, span) for span in spans)
    return tuple(sorted(span for span in found if span is not None))


def _checked(record: Record | BadLine, path: Path) -> Record:
    if isinstance(record, BadLine):
        raise CopydeskError(record.reason, place=f"{path}, line {record.line}")
    return record


def _chance(article_id: str) -> str:
    return hashlib.sha256(article_id.encode()).hexdigest()
