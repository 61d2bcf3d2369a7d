"""Which layers a word on the command line means: those of a file, of a person, of a model."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from annotators.commands.failure import UsageError
from annotators.commands.layers import Shelf
from annotators.commands.printing import track
from annotators.commands.scene import chosen_reader, open_project
from annotators.errors import CopydeskError
from annotators.exchange.format import BadLine, Record
from annotators.model.article import Article
from annotators.model.choice import AT, DRAFT, is_draft, layers_called
from annotators.model.layer import Layer, Purpose

_WORDS = (*get_args(Purpose), DRAFT)


@dataclass(frozen=True)
class Told:
    """One layer of one article."""

    article: Article
    layer: Layer


@dataclass(frozen=True)
class Chosen:
    """The layers that a word means: one of each article, by the article's id."""

    word: str
    layers: Mapping[str, Told] = field(default_factory=dict)


def read_file(path: Path, form: str | None = None) -> Iterator[Record]:
    """The layers of a file of any readable format.

    Raises UsageError when it cannot be read, CopydeskError for the first bad record.
    """
    try:
        for found in chosen_reader(form, str(path)).read(path):
            if isinstance(found, BadLine):
                place = f"{path}, {found.place}"
                raise CopydeskError(found.reason, place=place, remedy="mend that record")
            yield found
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror or error})",
            place=str(path),
            remedy="check the name of the file",
        ) from None


def choose(word: str, options: argparse.Namespace, form: str | None = None) -> Chosen:
    """The layers that `word` means; `form` names the format of a file.

    A file is what it is called, unless it is called as what follows; `FILE@NAME`
    are the layers of one annotator in it. Of the project it is what
    `annotators.model.choice` says.

    Raises UsageError for a word that means nothing, CopydeskError when an
    article has several such layers, and not one that adjudicates.
    """
    path, _, name = word.rpartition(AT)
    if word in _WORDS:
        return _of_project(word, Shelf(open_project(options)))
    if Path(word).exists():
        return _of_records(word, read_file(Path(word), form), None)
    if path and Path(path).exists():
        return _of_records(word, read_file(Path(path), form), name)
    return _of_project(word, Shelf(open_project(options)))


def _of_records(word: str, records: Iterable[Record], annotator: str | None) -> Chosen:
    found: dict[str, list[Told]] = {}
    for record in records:
        if annotator in {None, record.layer.header.annotator}:
            told = Told(record.article, record.layer)
            found.setdefault(record.article.id, []).append(told)
    if not found:
        raise UsageError("holds no such layer", place=word, remedy="check the name")
    return Chosen(word, {article: _meant(word, told) for article, told in found.items()})


def _of_project(word: str, shelf: Shelf) -> Chosen:
    layers: dict[str, Told] = {}
    ids = shelf.project.article_ids()
    for article_id in track(ids, len(ids), f"reading {word}"):
        article = shelf.article(article_id)
        drafts = shelf.drafts(article) if is_draft(word) else ()
        called = layers_called(word, shelf.dossier(article), drafts)
        found = [Told(article, layer) for layer in called]
        if found:
            layers[article_id] = _meant(word, found)
    if not layers:
        raise UsageError(
            "is neither a file nor anybody with a layer here",
            place=word,
            remedy="name a file, an annotator with finished layers, gold, training or draft",
        )
    return Chosen(word, layers)


def _meant(word: str, found: Sequence[Told]) -> Told:
    """The only layer of an article, or the only adjudicated one."""
    adjudicated = [told for told in found if told.layer.header.adjudicates]
    if len(found) > 1 and len(adjudicated) != 1:
        names = " and ".join(told.layer.header.annotator or "somebody unnamed" for told in found)
        remedy = "name one of them" if word in _WORDS else f"say whose with {word}@NAME"
        article = found[0].article.id
        raise CopydeskError(f"{word} has several layers of it, by {names}", place=article,
                            remedy=remedy)  # fmt: skip
    return found[0] if len(found) == 1 else adjudicated[0]
