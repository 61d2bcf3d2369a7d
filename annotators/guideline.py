"""Reads the guideline that people annotate by."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from annotators.errors import CopydeskError

if TYPE_CHECKING:
    from annotators.model.rules import Guideline

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE / "guideline.md", _HERE.parent / "docs" / "guideline.md")
"""Where it lies in an installed copydesk, and in a checkout."""


@cache
def read_guideline() -> Guideline:
    """The guideline that came with this copydesk; read once."""
    from annotators.model.rules import parse_guideline  # noqa: PLC0415 - only who reads it

    return parse_guideline(_text())


@cache
def guideline_version() -> str:
    """The version of the guideline; empty for one that names none."""
    words = _text().partition("\nVersion:")[2].split(maxsplit=1)
    return words[0] if words else ""


def _text() -> str:
    for place in _PLACES:
        if place.is_file():
            return place.read_text(encoding="utf-8")
    raise CopydeskError(
        "the guideline is missing", place=str(_PLACES[0]), remedy="install copydesk again"
    )
