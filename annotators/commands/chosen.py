"""Which layers a word on the command line means: those of a file, of a person, of a model."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
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
    article has two such layers.
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
    layers: dict[str, Told] = {}
    for record in records:
        if annotator is not None and record.layer.header.annotator != annotator:
            continue
        _put(layers, word, Told(record.article, record.layer))
    if not layers:
        raise UsageError("holds no such layer", place=word, remedy="check the name")
    return Chosen(word, layers)


def _of_project(word: str, shelf: Shelf) -> Chosen:
    layers: dict[str, Told] = {}
    ids = shelf.project.article_ids()
    for article_id in track(ids, len(ids), f"reading {word}"):
        article = shelf.article(article_id)
        drafts = shelf.drafts(article) if is_draft(word) else ()
        for layer in layers_called(word, shelf.dossier(article), drafts):
            _put(layers, word, Told(article, layer))
    if not layers:
        raise UsageError(
            "is neither a file nor anybody with a layer here",
            place=word,
            remedy="name a file, an annotator with finished layers, gold, training or draft",
        )
    return Chosen(word, layers)


def _put(layers: dict[str, Told], word: str, told: Told) -> None:
    known = layers.get(told.article.id)
    if known is not None:
        names = " and ".join(
            one.layer.header.annotator or "somebody unnamed" for one in (known, told)
        )
        purposes = get_args(Purpose)
        remedy = "name one of them" if word in purposes else f"say whose with {word}@NAME"
        raise CopydeskError(
            f"{word} has two layers of it, by {names}", place=told.article.id, remedy=remedy
        )
    layers[told.article.id] = told
