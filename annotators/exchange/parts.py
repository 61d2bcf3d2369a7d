"""Which part of a data set a layer belongs to: what is trained on is never measured with."""

from __future__ import annotations

import hashlib
from collections.abc import Set as AbstractSet
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
    return "validation" if _is_held(text_key(record.article)) else "train"


def held_out(keys: AbstractSet[str]) -> frozenset[str]:
    """The texts for validation, by their keys: as `part_of` has them, but some of two or more.

    A text stays where it is when others are added, unless the only one for
    validation was there for want of another.
    """
    held = frozenset(key for key in keys if _is_held(key))
    if len(keys) > 1 and held in {frozenset(), frozenset(keys)}:
        return frozenset({min(keys)})
    return held if len(keys) > 1 else frozenset()


def text_key(article: Article) -> str:
    """What is the same for two articles of one text, whatever their ids and line ends are."""
    words = " ".join(article.text.split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _is_held(key: str) -> bool:
    return int(key[:8], 16) % _ONE_IN == 0
