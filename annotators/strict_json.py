"""JSON from elsewhere without the numbers that JSON cannot write again."""

from __future__ import annotations

import json
import math
from typing import Any


def loads(data: str | bytes) -> Any:
    """The value in a JSON text; ValueError for NaN, and for numbers too large to be kept.

    RecursionError for what is nested too deeply.
    """
    return json.loads(data, parse_constant=_refuse, parse_float=_finite)


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:20]} is too large a number")
    return number
