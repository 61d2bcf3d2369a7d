"""A made-up article, and sides that are told by the words of their parts."""

from __future__ import annotations

from collections.abc import Iterable

from annotators.evaluation.side import EVERYTHING, Side
from annotators.model.items import Entity, Mention, Quote
from annotators.model.layer import Scope
from annotators.model.span import Span

TEXT = (
    "Bridge to close\n\n“It is old,” said Ada Quill. “It must close.”\n"
    "Her office warned that repairs take a year.\n"
    "Critics fear for the shops. The council denied it.\n"
)


def at(words: str) -> Span:
    """Where words stand first."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def quote(
    name: str, source: str, cue: str, contents: str | Iterable[str], speaker: str | None = None
) -> Quote:
    """A quote by the words of its parts; `speaker` is an id, "" unnamed, None undecided."""
    spans = (contents,) if isinstance(contents, str) else contents
    state = "undecided" if speaker is None else "known" if speaker else "unnamed"
    return Quote(
        id=name,
        sources=(at(source),) if source else (),
        cues=(at(cue),) if cue else (),
        contents=tuple(at(words) for words in spans),
        speakers=(speaker,) if speaker else (),
        speaker_state=state,  # type: ignore[arg-type]  # one of the three
    )


def name(words: str, label: str, entity: str | None = None) -> Mention:
    """A name by its words."""
    return Mention(id=f"m{at(words).start}", span=at(words), label=label, entity=entity)


def side(  # noqa: PLR0917 - what a layer says, in its order
    quotes: Iterable[Quote] = (),
    mentions: Iterable[Mention] = (),
    entities: Iterable[Entity] = (),
    scope: frozenset[Scope] = EVERYTHING,
    annotator: str = "",
    draft: str | None = None,
) -> Side:
    """A side of the made-up article."""
    return Side(
        article="bridge",
        text=TEXT,
        quotes=tuple(sorted(quotes, key=lambda q: (q.start, q.id))),
        mentions=tuple(mentions),
        entities=tuple(entities),
        scope=scope,
        annotator=annotator,
        draft=draft,
    )
