"""The probability that a claim of the network is right, from what the network said of it.

A logistic regression on the chances of both passes (Platt 1999), fitted on articles
that the network has not seen; `copydesk train` writes it beside the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotators.extraction.claims import Claim
from annotators.extraction.encoder.decoding import Found
from annotators.extraction.rating import is_direct
from annotators.extraction.tokens import Tokens

FILE = "scores.json"

FEATURES = (
    "tagged",
    "confirmed",
    "sure",
    "least",
    "direct",
    "quoted",
    "sourceless",
    "length",
    "parts",
)

_MOST = 0.999


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights of the features, and the constant."""

    weights: tuple[float, ...]
    constant: float

    def score(self, features: Sequence[float]) -> float:
        """The probability that contents are exact and the source matches."""
        total = self.constant + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return round(1 / (1 + math.exp(-total)), 3)

    def to_json(self) -> str:
        """The regression as a line of JSON."""
        weights = dict(zip(FEATURES, self.weights, strict=True))
        return json.dumps({"constant": self.constant, "weights": weights}, indent=1) + "\n"


def read_scorer(path: Path) -> Scorer:
    """The regression in a file. Raises OSError and KeyError when it is not one."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return Scorer(tuple(record["weights"][name] for name in FEATURES), record["constant"])


def features_of(tokens: Tokens, found: Found, claim: Claim) -> tuple[float, ...]:
    """What the score of a claim depends on, in the order of `FEATURES`."""
    words = sum(b - a + 1 for a, b in found.contents)
    direct = is_direct(tokens, claim)
    quoted = any(tokens.quotation_numbers(span) for span in claim.contents)
    return (
        _odds(found.tagged),
        _odds(found.confirmed),
        _odds(found.sure),
        _odds(found.least),
        float(direct),
        float(quoted and not direct),
        float(claim.source is None),
        math.log1p(words),
        float(len(claim.contents) > 1),
    )


def _odds(chance: float) -> float:
    """Log odds, held within bounds."""
    kept = min(max(chance, 1 - _MOST), _MOST)
    return math.log(kept / (1 - kept))
