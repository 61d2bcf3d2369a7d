"""Annotating blind, and annotating again: which articles chance picks, and whose layers these are.

An article is annotated blind when its annotator sees no draft of it. A finished
one may come back to the same annotator, who is not told so; what they then make
is a layer of its own, which says how far they agree with themselves.
"""

from __future__ import annotations

import hashlib

from annotators.model.dossier import Dossier

_AGAIN = " (again)"


def falls(share: float, *words: str) -> bool:
    """Whether chance picks what these words name; it picks so large a share, the same each time."""
    digest = hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") / 2**64 < share


def second_name(annotator: str) -> str:
    """The name under which an annotator's second layer of an article is kept."""
    return annotator + _AGAIN


def name_at(dossier: Dossier | None, annotator: str) -> str:
    """Under which name an annotator works at an article: the second, while it is there again."""
    again = second_name(annotator)
    return again if dossier is not None and again in dossier.work else annotator
