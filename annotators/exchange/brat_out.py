"""One layer as the lines of a brat `.ann` file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotators.exchange.brat_lines import bound_line, broken
from annotators.exchange.format import Record
from annotators.exchange.pieces import UNLABELLED, Piece
from annotators.model.items import Role
from annotators.model.span import Span, Spans

EVENT = "Attribution"
TYPES: Mapping[Role, str] = {"contents": "Content", "cues": "Cue", "sources": "Source"}
ROLES: Mapping[str, Role] = {kind: role for role, kind in TYPES.items()}

_OTHER = re.compile(r"[^A-Za-z0-9_-]")


def brat_type(label: str) -> str:
    """The label of a mention as a type of brat's, which has letters, digits, `_` and `-`."""
    safe = _OTHER.sub("_", label) or UNLABELLED
    return UNLABELLED if safe in ROLES or safe == EVENT else safe


def ann_of(record: Record, pieces: Sequence[Piece]) -> str:
    """All lines: the quotes in the order of the text, the mentions, then what was there besides."""
    kept = record.extra.get("brat")
    lines = kept.get("lines", []) if isinstance(kept, Mapping) else []
    others = [line for line in lines if isinstance(line, str)]
    writer = _Writer(record, {line.partition("\t")[0] for line in others})
    quotes: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.role is not None:
            quotes.setdefault(piece.tie, []).append(piece)
    written = [line for tie, parts in quotes.items() for line in writer.quote(tie, parts)]
    for piece in pieces:
        if piece.role is None:
            name = piece.fields.get("id")
            written += writer.bound(brat_type(piece.label), [piece.span], name)[1]
    return "".join(f"{line}\n" for line in (*written, *others))


class _Writer:
    """Gives ids: those that the file had, where they are free, else the next."""

    def __init__(self, record: Record, taken: set[str]) -> None:
        self._text = record.article.text
        self._quotes = record.layer.quotes
        self._taken = taken
        self._bound: dict[str, tuple[str, Spans]] = {}
        self._last = {"T": 0, "E": 0}

    def quote(self, tie: str, parts: Sequence[Piece]) -> Iterator[str]:
        """The spans of a quote, one for each role unless the file had more, then its event."""
        kept = self._quotes[tie].trace.extra.get("brat")
        fields: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
        arguments: list[str] = []
        first: dict[Role, Spans] = {}
        for role, kind in TYPES.items():
            groups: dict[Any, list[Span]] = {}
            for piece in parts:
                if piece.role == role:
                    groups.setdefault(piece.fields.get("id"), []).append(piece.span)
            for number, (known, spans) in enumerate(groups.items(), 1):
                name, lines = self.bound(kind, spans, known)
                yield from lines
                first.setdefault(role, broken(self._text, spans))
                arguments.append(f"{kind}{number if number > 1 else ''}:{name}")
        # Without a cue nothing triggers the event; brat wants a trigger all the same.
        place = next(first[role] for role in ("cues", "contents", "sources") if role in first)
        trigger, lines = self.bound(EVENT, place, fields.get("trigger"))
        yield from lines
        others = [f"{role}:{name}" for role, name in fields.get("arguments", ())]
        yield f"{self._event(fields.get('id'))}\t{EVENT}:{trigger} {' '.join(arguments + others)}"

    def bound(self, kind: str, spans: Sequence[Span], known: Any) -> tuple[str, list[str]]:
        """The id of a span, and its line unless that is written already."""
        said = kind, broken(self._text, spans)
        if isinstance(known, str) and self._bound.get(known) == said:
            return known, []
        name = self._free(known, "T")
        self._bound[name] = said
        return name, [bound_line(name, *said, self._text)]

    def _event(self, known: Any) -> str:
        return self._free(known, "E")

    def _free(self, known: Any, letter: str) -> str:
        if isinstance(known, str) and known.startswith(letter) and known not in self._taken:
            self._taken.add(known)
            return known
        while f"{letter}{self._last[letter] + 1}" in self._taken:
            self._last[letter] += 1
        self._last[letter] += 1
        name = f"{letter}{self._last[letter]}"
        self._taken.add(name)
        return name
