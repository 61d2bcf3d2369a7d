"""The network at work on an article: its claims, each with its score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from annotators.extraction.claims import Claim
from annotators.extraction.encoder.claiming import claim_of
from annotators.extraction.encoder.decoding import Alignment, Found, decode, find_cues
from annotators.extraction.encoder.network import TOKENIZER, Network
from annotators.extraction.encoder.reading import Reading
from annotators.extraction.encoder.scoring import FILE, Scorers, features_of, read_scorers
from annotators.extraction.encoder.stand_ins import stand_ins
from annotators.extraction.encoder.wordpieces import cut_windows, load_tokenizer
from annotators.extraction.tokens import Tokens
from annotators.model.span import Span

WEIGHTS = Path(__file__).resolve().parent / "weights"

_OTHER = 0.5


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which chance on a cue is asked about (`least`), and a claim stands (`enough`)."""

    least: float = 0.5
    enough: float = 0.38


class Engine:
    """Finds claims with the network in a folder, which is loaded when first needed."""

    def __init__(self, folder: Path = WEIGHTS, thresholds: Thresholds | None = None) -> None:
        self.folder = folder
        self.thresholds = thresholds or Thresholds()

    @cached_property
    def network(self) -> Network:
        """Both graphs."""
        return Network(self.folder)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """What cuts a text into word pieces."""
        return load_tokenizer(self.folder / TOKENIZER)

    @cached_property
    def scorers(self) -> Scorers:
        """What makes probabilities of the network's chances."""
        return read_scorers(self.folder / FILE)

    def find(self, tokens: Tokens) -> list[Found]:
        """Every cue that is asked about, with its parts."""
        names = [(Span(e.start_char, e.end_char), e.label_) for e in tokens.doc.ents]
        read_as = stand_ins(self.tokenizer, tokens.text, names)
        pieces = cut_windows(self.tokenizer, tokens.text, read_as)
        if not pieces.pieces:
            return []
        alignment = Alignment(tokens, pieces)
        reading = Reading(self.network, pieces)
        cues = find_cues(tokens, alignment, reading.cues, self.thresholds.least)
        others = (1 - reading.cues[:, 0] >= _OTHER).astype(np.int64)
        answers = reading.ask([alignment.pieces_of(cue) for cue, _ in cues], others)
        return decode(alignment, cues, answers)

    def claims(self, tokens: Tokens) -> list[Claim]:
        """The claims that are likely enough to stand, each with its score."""
        told = []
        for found, claim in self.candidates(tokens):
            features = features_of(tokens, found, claim)
            claim.chance = self.scorers.stands.score(features)
            if claim.chance >= self.thresholds.enough:
                claim.score = self.scorers.right.score(features)
                claim.because = _because(tokens, found)
                told.append(claim)
        return told

    def candidates(self, tokens: Tokens) -> Iterator[tuple[Found, Claim]]:
        """What was found, and the claims that it makes, by the first pass's chances."""
        for found in self.find(tokens):
            claim = claim_of(tokens, found)
            if claim is not None:
                yield found, claim


def _because(tokens: Tokens, found: Found) -> str:
    """What a claim rests on, in words."""
    start, end = tokens.span(found.cue)
    word = " ".join(tokens.text[start:end].split())
    cue, parts = round(100 * found.tagged), round(100 * found.sure)
    return f"the network takes “{word}” for a cue ({cue} %) and is {parts} % sure of the rest"
