"""What an entry of history did, in words: the item it is about, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from annotators.model.change import Edit
from annotators.model.dossier import Dossier
from annotators.model.history import Entry
from annotators.model.items import ROLES, Entity, Item, Mention, Quote, Role, Trace
from annotators.model.span import Spans, cut

_LONGEST = 60
_ROLE_NAMES: Mapping[Role, str] = {"contents": "contents", "cues": "cue", "sources": "source"}


class Told(NamedTuple):
    """An entry in words: what was done, to which words, and what is otherwise since."""

    intent: str
    words: str
    changes: tuple[str, ...]

    def __str__(self) -> str:
        """One line."""
        said = f"{self.intent}: {self.words}" if self.words else self.intent
        return "; ".join((said, *self.changes))


def tell(dossier: Dossier, text: str) -> Iterator[tuple[Entry, Told]]:
    """Every entry of a dossier's history with what it did.

    `text` is the annotated one. What was done to another text before it has no words.
    """
    told = teller(dossier, text)
    return ((entry, told(entry)) for entry in dossier.history.entries)


def teller(dossier: Dossier, text: str) -> Callable[[Entry], Told]:
    """What tells any entry of a dossier's history, so that of thousands only some need be told."""
    entries = dossier.history.entries
    names = _names(dossier, entries)
    carried = max((entry.number for entry in entries if entry.kind == "carry"), default=-1)
    return lambda entry: _told(entry, text if entry.number > carried else "", names)


def _told(entry: Entry, text: str, names: Mapping[str, str]) -> Told:
    intent = f"{entry.kind} {entry.intent}" if entry.kind in {"undo", "redo"} else entry.intent
    edit = _main(entry.edits)
    if edit is None:
        return Told(intent, "", ())
    item = edit.after or edit.before
    words = _words(item, text) if item is not None else ""
    others = len(entry.edits) - 1
    changes = list(_changes(edit, text, names))
    if others and entry.kind == "carry":
        changes.append(f"{others} more")
    return Told(intent, words, tuple(changes))


def _main(edits: Iterable[Edit]) -> Edit | None:
    """The edit that an entry is about: what it brought along comes first or is of another sort."""
    rank = {Quote: 0, Mention: 1, Entity: 2}
    known = [edit for edit in edits if (edit.after or edit.before) is not None]
    return min(known, key=lambda edit: rank[type(edit.after or edit.before)], default=None)


def _changes(edit: Edit, text: str, names: Mapping[str, str]) -> Iterator[str]:
    before, after = edit.before, edit.after
    if isinstance(before, Quote) and isinstance(after, Quote):
        yield from _quote_changes(before, after, text, names)
    elif isinstance(before, Mention) and isinstance(after, Mention):
        yield from _mention_changes(before, after, text, names)
    elif isinstance(before, Entity) and isinstance(after, Entity):
        yield from _other("name", before.name, after.name)
        yield from _other("label", before.label, after.label)
    elif isinstance(after, Quote):
        yield f"speaker {_speakers(after, names)}"
    if before is not None and after is not None:
        yield from _decision_changes(before.trace, after.trace)


def _decision_changes(before: Trace, after: Trace) -> Iterator[str]:
    if (before.flag, before.note) != (after.flag, after.note):
        if after.flag:
            yield f"flag: {after.note}"
        else:
            yield "flag taken away" if before.flag else f"note: {after.note or 'none'}"
    yield from _other("decision", before.decision, after.decision)


def _mention_changes(
    before: Mention, after: Mention, text: str, names: Mapping[str, str]
) -> Iterator[str]:
    if before.span != after.span:
        yield f"from {_words(before, text)}"
    of = [names.get(item.entity, item.entity) if item.entity else None for item in (before, after)]
    yield from _other("name", *of)
    yield from _other("label", before.label, after.label)


def _other(what: str, before: str | None, after: str | None) -> Iterator[str]:
    if before != after:
        yield f"{what} {before or '-'} → {after or '-'}"


def _quote_changes(
    before: Quote, after: Quote, text: str, names: Mapping[str, str]
) -> Iterator[str]:
    yield from _other("speaker", _speakers(before, names), _speakers(after, names))
    for role in ROLES:
        was, now = before.spans(role), after.spans(role)
        if was != now:
            yield f"{_ROLE_NAMES[role]} {_cut(was, text) or '-'} → {_cut(now, text) or '-'}"


def _speakers(quote: Quote, names: Mapping[str, str]) -> str:
    known = " & ".join(names.get(speaker, speaker) for speaker in quote.speakers)
    return known or quote.speaker_state


def _words(item: Item, text: str) -> str:
    if isinstance(item, Entity):
        return item.name
    return _cut((item.span,) if isinstance(item, Mention) else item.contents, text)


def _cut(spans: Spans, text: str) -> str:
    words = " … ".join(cut(text, span) for span in spans)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _names(dossier: Dossier, entries: Iterable[Entry]) -> dict[str, str]:
    """The name of every entity there is or was, the present one where it still is."""
    names: dict[str, str] = {}
    for entry in entries:
        for edit in entry.edits:
            for item in (edit.before, edit.after):
                if isinstance(item, Entity):
                    names[item.id] = item.name
    for layer in (*dossier.finished, *dossier.work.values()):
        names |= {entity.id: entity.name for entity in layer.entities.values()}
    return names
