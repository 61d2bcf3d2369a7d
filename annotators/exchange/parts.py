"""Which part of a data set a layer belongs to: what is trained on is never measured with."""

from __future__ import annotations

import hashlib
from typing import Literal, get_args

from annotators.exchange.format import Record
from annotators.model.article import Article

Part = Literal["train", "validation", "test", "drafts"]
PARTS: tuple[Part, ...] = get_args(Part)

_ONE_IN = 10
"""Of so many texts for training one is for validation, chosen by what it says."""


def part_of(record: Record) -> Part:
    """Gold makes the test part and nothing else does; training makes train and validation.

    Work that is not finished, and what a model made, is in neither.
    """
    purpose = record.layer.header.purpose
    if purpose == "gold":
        return "test"
    if purpose is None:
        return "drafts"
    return "train" if int(text_key(record.article)[:8], 16) % _ONE_IN else "validation"


def text_key(article: Article) -> str:
    """What is the same for two articles of one text, whatever their ids and line ends are."""
    words = " ".join(article.text.split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
