"""A folder for `spacy train`: training layers make train and validation, gold makes the test."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from annotators.exchange.docbin_doc import make_doc
from annotators.exchange.docbin_stream import DocBinStream, Entry, entry_of
from annotators.exchange.format import Loss, Record
from annotators.exchange.parts import held_out, part_of, text_key
from annotators.exchange.spacy_config import training_config
from annotators.exchange.tokens import Cutter

TRAIN, DEV, TEST, CONFIG = "train.spacy", "dev.spacy", "test.spacy", "config.cfg"


class SpacyTrain:
    """The format `spacy-train`: three DocBins and a config that learns names and contents.

    A text stands in one part only, whatever its id and its white space: gold
    before training, and all its training layers together.
    """

    name = "spacy-train"
    suffixes = ()

    def write_folder(
        self, records: Iterable[Record], folder: Path, *, flat: bool = False
    ) -> Iterator[Loss]:
        """Write the parts, yielding what docs do not say, and each layer that is in no part."""
        cutter, test = Cutter(), DocBinStream()
        gold, training = set[str](), set[str]()
        labels, has_quotes = set[str](), False
        with tempfile.TemporaryFile() as waiting:
            for record in records:
                part, key = part_of(record), text_key(record.article)
                if part == "drafts":
                    yield _left_out(record.article.id, "it is neither training nor gold")
                    continue
                # What a draft says of names is nobody's decision: nothing to learn or measure.
                doc, losses = make_doc(replace(record, draft=None), cutter, flat=flat)
                yield from losses
                yield from _out_of_scope(record, doc)
                if part == "test":
                    gold.add(key)
                    test.add(entry_of(doc))
                else:
                    training.add(key)
                    labels |= {name.label_ for name in doc.ents}
                    has_quotes = has_quotes or "quotes" in record.layer.header.scope
                    pickle.dump((key, record.article.id, entry_of(doc)), waiting)
            waiting.seek(0)
            yield from _share_out(folder, waiting, gold, training)
        with (folder / TEST).open("wb") as stream:
            test.finish(stream)
        config = training_config(TRAIN, DEV, has_names=bool(labels), has_quotes=has_quotes)
        (folder / CONFIG).write_text(config, encoding="utf-8")


SPACY_TRAIN = SpacyTrain()


def _out_of_scope(record: Record, doc: Doc) -> Iterator[Loss]:
    """Unsay what nobody was asked for: to spaCy a text without names is one that has none."""
    scope = record.layer.header.scope
    if "entities" not in scope:
        doc.set_ents([], default="missing")
        yield Loss(record.article.id, "layer", "names are out of its scope, so doc.ents is unknown")
    if "quotes" not in scope:
        what = "quotes are out of its scope, and spaCy takes that for a text without any"
        yield Loss(record.article.id, "layer", what)


def _share_out(folder: Path, waiting: Any, gold: set[str], training: set[str]) -> Iterator[Loss]:
    """Training layers into train and validation; those of a gold text into neither."""
    train, dev = DocBinStream(), DocBinStream()
    held = held_out(training - gold)
    for key, article, entry in _entries(waiting):
        if key in gold:
            yield _left_out(article, "its text is gold, which is for the test alone")
        else:
            (dev if key in held else train).add(entry)
    for name, part in ((TRAIN, train), (DEV, dev)):
        with (folder / name).open("wb") as stream:
            part.finish(stream)


def _entries(waiting: Any) -> Iterator[tuple[str, str, Entry]]:
    while True:
        try:
            yield pickle.load(waiting)  # noqa: S301 - written by this very process
        except EOFError:
            return


def _left_out(article: str, why: str) -> Loss:
    return Loss(article, "layer", why, is_left_out=True)
