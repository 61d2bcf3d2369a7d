"""Reads the guideline that people annotate by."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from annotators.errors import CopydeskError
from annotators.model.rules import Guideline, parse_guideline

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE / "guideline.md", _HERE.parent / "docs" / "guideline.md")
"""Where it lies in an installed copydesk, and in a checkout."""


@cache
def read_guideline() -> Guideline:
    """The guideline that came with this copydesk; read once."""
    for place in _PLACES:
        if place.is_file():
            return parse_guideline(place.read_text(encoding="utf-8"))
    raise CopydeskError(
        "the guideline is missing", place=str(_PLACES[0]), remedy="install copydesk again"
    )
