"""How likely a claim of the network is right, from what the network said of it.

Logistic regressions on the chances of both passes (Platt 1999), fitted on articles
that the network has not seen; `copydesk train` writes them beside the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

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
        """The probability, from 0 to 1."""
        total = self.constant + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return round(1 / (1 + math.exp(-total)), 3)

    def to_record(self) -> dict[str, Any]:
        """The regression as JSON has it."""
        weights = dict(zip(FEATURES, self.weights, strict=True))
        return {"constant": self.constant, "weights": weights}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Scorer:
        """The regression that `to_record` wrote. Raises KeyError when it is none."""
        return cls(tuple(record["weights"][name] for name in FEATURES), record["constant"])


class Scorers(NamedTuple):
    """Two regressions.

    `stands` gives the probability that half of the contents and the source are
    right, which decides whether a claim is kept; `right` that the contents are
    exact and the source matches, which is the score that people see.
    """

    stands: Scorer
    right: Scorer

    def write(self, path: Path) -> None:
        """Write both into a file."""
        record = {name: one.to_record() for name, one in self._asdict().items()}
        path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def read_scorers(path: Path) -> Scorers:
    """The regressions in a file. Raises OSError and KeyError when it has none."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return Scorers(*(Scorer.from_record(record[name]) for name in Scorers._fields))


def features_of(tokens: Tokens, found: Found, claim: Claim) -> tuple[float, ...]:
    """What the scores of a claim depend on, in the order of `FEATURES`."""
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
