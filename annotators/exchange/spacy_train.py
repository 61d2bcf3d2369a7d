"""A folder for `spacy train`: training layers make train and validation, gold makes the test."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotators.exchange.docbin_doc import make_doc
from annotators.exchange.docbin_stream import DocBinStream, Entry, entry_of
from annotators.exchange.format import Loss, Record
from annotators.exchange.tokens import Cutter

TRAIN, DEV, TEST, CONFIG = "train.spacy", "dev.spacy", "test.spacy", "config.cfg"
_SHARE = 10
"""One text of so many is for validation."""


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
        with tempfile.TemporaryFile() as waiting:
            for record in records:
                purpose, key = record.layer.header.purpose, _key(record.article.text)
                if purpose is None:
                    yield _left_out(record.article.id, "it is neither training nor gold")
                    continue
                doc, losses = make_doc(record, cutter, flat=flat)
                yield from losses
                if purpose == "gold":
                    gold.add(key)
                    test.add(entry_of(doc))
                else:
                    training.add(key)
                    pickle.dump((key, record.article.id, entry_of(doc)), waiting)
            waiting.seek(0)
            yield from _share_out(folder, waiting, gold, training)
        with (folder / TEST).open("wb") as stream:
            test.finish(stream)
        (folder / CONFIG).write_text(_config(), encoding="utf-8")


SPACY_TRAIN = SpacyTrain()


def _share_out(folder: Path, waiting: Any, gold: set[str], training: set[str]) -> Iterator[Loss]:
    """Training layers into train and validation; those of a gold text into neither."""
    train, dev = DocBinStream(), DocBinStream()
    texts = sorted(training - gold)
    held = set(texts[: -(-len(texts) // _SHARE)]) if len(texts) > 1 else set()
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


def _key(text: str) -> str:
    """The same for texts that differ in their white space only."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def _left_out(article: str, why: str) -> Loss:
    return Loss(article, "layer", why, is_left_out=True)


def _config() -> str:
    """A config for names (`ner`) and for what was said (`spancat` on the group `contents`)."""
    from spacy.cli.init_config import init_config  # noqa: PLC0415 - loads all of spaCy's commands

    config = init_config(lang="en", pipeline=["ner", "spancat"], optimize="efficiency")
    config["paths"] |= {"train": TRAIN, "dev": DEV}
    config["components"]["spancat"]["spans_key"] = "contents"
    return str(config.to_str())
