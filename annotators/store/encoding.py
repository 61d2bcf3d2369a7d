"""A dossier as the bytes of its file; what did not change is not encoded again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import NamedTuple

from annotators.model.article import Article
from annotators.model.dossier import Dossier
from annotators.model.history import Entry, History
from annotators.model.layer import Layer
from annotators.store.documents import in_text_order
from annotators.store.history_record import history_record
from annotators.store.lines import Line, header_line, item_line, line_of, numbered, owner_of
from annotators.store.migrate import STORE_SCHEMA
from annotators.store.numbering import free_number
from annotators.store.open_work import OpenWork, are_same
from annotators.store.tinydb_storage import LINE_END, Tables, table_bytes, table_pieces, to_pieces

_PIECES = 32
"""Into how many pieces the lines of a history fall at most, before they are made one."""


class _Finished(NamedTuple):
    """Finished layers in their order, and the two tables that they make."""

    layers: tuple[Layer, ...]
    tables: tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Entries:
    """Entries of a history, their lines in a few pieces, and the numbers that are taken."""

    entries: tuple[Entry, ...] = ()
    pieces: Sequence[bytes] = ()
    numbers: set[int] = field(default_factory=set)


class DossierEncoder:
    """Encodes the dossiers of one article, one after the other.

    Values are frozen, so that what was encoded the last time need not be again:
    a save after one change encodes that change and not all that was ever done.
    Of the last time only is anything held, and the values with it, so that no
    other can take the place of one that is known by its identity.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._work = OpenWork(article)
        self._finished = _Finished((), (table_bytes("training", []), table_bytes("gold", [])))
        self._history = _Entries()

    def encode(self, dossier: Dossier, foreign: Tables) -> list[bytes]:
        """The file of a dossier and of the tables that are somebody else's, in pieces.

        What did not change is never copied: with hundreds of kilobytes that is
        most of the time.
        """
        about = {"id": dossier.article, "sha256": dossier.sha256, "schema": STORE_SCHEMA}
        article = table_bytes("article", [line_of(1, about).whole])
        work = table_pieces("work", self._work.pieces(dossier.work))
        training, gold = self._finished_tables(dossier.finished)
        history = table_pieces("history", self._history_pieces(dossier.history))
        return to_pieces([[article], work, [training], [gold], history], foreign)

    def _finished_tables(self, finished: tuple[Layer, ...]) -> tuple[bytes, bytes]:
        if not are_same(self._finished.layers, finished):
            numbered = list(enumerate(finished, start=1))
            training = [f for f in numbered if (f[1].header.purpose or "training") == "training"]
            gold = [f for f in numbered if f[1].header.purpose == "gold"]
            tables = self._table("training", training), self._table("gold", gold)
            self._finished = _Finished(finished, tables)
        return self._finished.tables

    def _table(self, name: str, layers: Iterable[tuple[int, Layer]]) -> bytes:
        lines: list[Line] = []
        for order, layer in layers:
            owner = owner_of(layer)
            lines.append(header_line(layer, order=order))
            lines += (item_line(layer, i, owner, self._article) for i in in_text_order(layer))
        return table_bytes(name, [line.whole for line in numbered(lines)])

    def _history_pieces(self, history: History) -> Sequence[bytes]:
        """Every entry; those that were there the last time are as they were."""
        # Nothing is known meanwhile, so that a failure half way leaves nothing behind.
        known, self._history = self._history, _Entries()
        entries, before = history.entries, len(known.entries)
        if before > len(entries) or not all(map(is_, known.entries, entries)):
            known, before = _Entries(), 0
        if len(entries) > before:
            new = [_entry_line(entry, known.numbers) for entry in entries[before:]]
            pieces = [*known.pieces, LINE_END.join(new)]
            pieces = pieces if len(pieces) <= _PIECES else [LINE_END.join(pieces)]
            known = _Entries(entries, pieces, known.numbers)
        self._history = known
        return known.pieces


def _entry_line(entry: Entry, taken: set[int]) -> bytes:
    return line_of(free_number(entry.number, taken), history_record(entry)).whole
