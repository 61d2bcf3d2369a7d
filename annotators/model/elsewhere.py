"""Corrections that a person carried over from another article, as proposals on a draft.

The draft itself never changes: what is carried is kept beside it and laid over
it when it is shown. An item that it changes is as pending as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from annotators.model.article import Article
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.layer import Layer
from annotators.model.naming import form_of
from annotators.model.record import RecordError
from annotators.model.sources import plain_words
from annotators.model.span import cut
from annotators.model.speaking import has_other_speaker
from annotators.model.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One correction, for wherever the same text stands.

    What has the label `before` gets the label `after`; or who is called
    `after`, with a `label`, speaks where the source has that text and the
    speaker was called `before` (nobody for an empty one). `origin` is the
    article that it comes from, `by` and `at` say who carried it and when.
    """

    sort: Literal["label", "speaker"]
    text: str
    before: str
    after: str
    label: str | None = None
    origin: str = ""
    by: str = ""
    at: str = ""

    def to_record(self) -> dict[str, Any]:
        """The fields as JSON can hold them."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Carried:
        """What `to_record` wrote; RecordError when it is nothing of the sort."""
        known = {field.name: record.get(field.name) for field in fields(cls)}
        label = known.pop("label")
        if not all(isinstance(value, str) for value in known.values()):
            raise RecordError("what is carried over is to be told in texts")
        if known["sort"] not in {"label", "speaker"} or not isinstance(label, str | None):
            raise RecordError(f'"sort" is {known["sort"]!r}, not label or speaker')
        return cls(label=label, **known)  # type: ignore[arg-type]


def correction_of(view: View, item: Quote | Mention) -> Carried | None:
    """What a person corrected in a draft's item, to be carried over; None where that is nothing.

    A label of a name, or the speaker of a source that is more than a pronoun.
    """
    was = item.trace.was
    if was is None or item.trace.decision != "corrected":
        return None
    if isinstance(item, Mention):
        before = str(was.get("label") or "")
        if item.form != "name" or item.label in {None, before}:
            return None
        text = cut(view.article.text, item.span)
        return Carried(sort="label", text=text, before=before, after=item.label or "")
    speaker = view.entities.get(item.speakers[0]) if item.speakers else None
    text = cut(view.article.text, item.sources[0]) if item.sources else ""
    if speaker is None or not has_other_speaker(item) or not _tells_apart(text):
        return None
    names = [view.entities[s].name for s in was.get("speakers", ()) if s in view.entities]
    return Carried(
        sort="speaker",
        text=text,
        before=names[0] if names else "",
        after=speaker.name,
        label=speaker.label,
    )


def changed(article: Article, draft: Layer, carried: Carried) -> tuple[Item, ...]:
    """The items of a draft as a correction would have them; only those that it changes."""
    found = _labelled if carried.sort == "label" else _spoken
    return found(article, draft, carried)


def with_carried(article: Article, draft: Layer, every: Iterable[Carried]) -> Layer:
    """The draft with what was carried over to it, the oldest first."""
    for carried in every:
        items = changed(article, draft, carried)
        if items:
            draft = draft.with_items(items, items)
    return draft


def _labelled(article: Article, draft: Layer, carried: Carried) -> tuple[Item, ...]:
    because = f"{carried.by} labelled it so in {carried.origin}"
    found = [
        replace(m, label=carried.after, trace=replace(m.trace, because=because))
        for m in draft.mentions.values()
        if m.form == "name"
        and (m.label or "") == carried.before != carried.after
        and cut(article.text, m.span) == carried.text
    ]
    named = {mention.entity for mention in found}
    entities = [
        replace(e, label=carried.after)
        for e in draft.entities.values()
        if e.id in named and (e.label or "") == carried.before
    ]
    return (*entities, *found)


def _spoken(article: Article, draft: Layer, carried: Carried) -> tuple[Item, ...]:
    because = f"{carried.by} gave “{carried.text}” to {carried.after} in {carried.origin}"
    called = {e.name.casefold(): e for e in draft.entities.values()}
    founded = Entity(id=_id_of(draft, carried), name=carried.after, label=carried.label)
    speaker = called.get(carried.after.casefold(), founded)
    found = [
        replace(
            quote,
            speakers=(speaker.id,),
            speaker_state="known",
            trace=replace(quote.trace, because=because),
        )
        for quote in draft.quotes.values()
        if _is_source(article, quote, carried.text)
        and _is_speaker(draft, quote, carried.before)
        and quote.speakers != (speaker.id,)
    ]
    return (speaker, *found) if found else ()


def _tells_apart(text: str) -> bool:
    return bool(plain_words(text)) and form_of(text) != "pronoun"


def _is_source(article: Article, quote: Quote, text: str) -> bool:
    said = (plain_words(cut(article.text, source)) for source in quote.sources)
    return plain_words(text) in said


def _is_speaker(draft: Layer, quote: Quote, name: str) -> bool:
    names = [draft.entities[s].name for s in quote.speakers if s in draft.entities]
    if not name:
        return not names and quote.speaker_state == "undecided"
    return [known.casefold() for known in names] == [name.casefold()]


def _id_of(draft: Layer, carried: Carried) -> str:
    """The id of an entity that the draft lacks: the same each time it is shown."""
    told = f"{draft.header.draft} {carried.after}"
    return f"{draft.header.draft or ''}c{hashlib.sha256(told.encode()).hexdigest()[:8]}"
