"""Who speaks, and under which label: the keys that say so, one command at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotators.model.items import Entity, Mention, Quote
from annotators.model.span import Span
from annotators.model.speaking import name_in_source
from annotators.model.view import View
from benchmarks.annotator.gold import Wanted
from benchmarks.annotator.reach import Letters, Step
from tui.session.session import Session


def is_spoken(view: View, quote: Quote, wanted: Wanted) -> bool:
    """Whether the quote has the speakers, by their names, and the state that are wanted."""
    return _names(view, quote) == _wanted_names(wanted) and quote.speaker_state == wanted.state


def step_to_speaker(view: View, quote: Quote, wanted: Wanted, mentions: Letters) -> Step:
    """The cheapest command that brings a quote in focus nearer to its speakers and their state."""
    have, want = _names(view, quote), _wanted_names(wanted)
    if not want or (have == want and wanted.state != "known"):
        return Step("speaker-state", 2, choose=wanted.state)
    if have and set(have) < set(want):
        missing = next(name for name in want if name not in have)
        return Step("add-speaker", len(missing), name=missing)
    return min(_giving(view, quote, want[0], mentions), key=lambda step: step.keys)


def step_to_label(
    session: Session, labels: Mapping[str, str | None], words: Letters
) -> Step | None:
    """The next command on the way to the wanted labels, by name; None where no more can be done."""
    view = session.view
    wrong = [
        (entity, labels[entity.name])
        for entity in view.cast
        if entity.name in labels and labels[entity.name] not in {None, entity.label}
    ]
    for entity, label in wrong:
        mention = _mention_of(view, entity)
        if mention is None:
            continue
        if session.mention == mention:
            if mention.entity != entity.id:
                return Step("type-speaker", len(entity.name), name=entity.name)
            return Step("label", 2, choose=label or "")
        if session.focus.span.overlaps(mention.span):
            return Step("enter")
        word = next((w for w in words.targets if mention.span.overlaps(w)), None)
        if word is not None:
            return Step("pick-word", 1 + words.length, (word,))
        return Step("page-up" if mention.span < session.focus.span else "page-down")
    return None


def _giving(view: View, quote: Quote, name: str, mentions: Letters) -> Iterator[Step]:
    is_offered = name_in_source(view, quote) == name
    yield Step("type-speaker", 2 if is_offered else 2 + len(name), name=name)
    known = [entity for entity in view.entities.values() if entity.name == name]
    for entity in known:
        if entity.digit is not None:
            yield Step("give-speaker", nth=entity.digit - 1)
    ids = {entity.id for entity in known}
    for mention in view.mentions:
        if mention.entity in ids and mention.span in mentions.targets:
            yield Step("pick-speaker", 1 + mentions.length, (mention.span,))


def _mention_of(view: View, entity: Entity) -> Mention | None:
    """A mention that refers to the entity, names first; else one that a source of its holds."""
    own = [m for m in view.mentions if m.entity == entity.id]
    names = [m for m in own if m.form == "name"]
    sources: Sequence[Span] = [
        source for quote in view.quotes if entity.id in quote.speakers for source in quote.sources
    ]
    held = (m for m in view.mentions if any(source.holds(m.span) for source in sources))
    return next(iter((*names, *own, *held)), None)


def _names(view: View, quote: Quote) -> tuple[str, ...]:
    known = (view.entities[s] for s in quote.speakers if s in view.entities)
    return tuple(sorted(entity.name for entity in known))


def _wanted_names(wanted: Wanted) -> tuple[str, ...]:
    return tuple(sorted(name for name, _ in wanted.speakers))
