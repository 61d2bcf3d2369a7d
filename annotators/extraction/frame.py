"""A frame: one way in which a word can report what somebody says, thinks or wants."""

from __future__ import annotations

from dataclasses import dataclass

from annotators.extraction.tokens import TokenRange


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a word as a cue. Ranges are of token indices, both ends included."""

    head: int
    lemma: str
    kind: str
    cue: tuple[TokenRange, ...]
    contents: tuple[TokenRange, ...]
    source: TokenRange | None
    chance: float = 0.0

    @property
    def key(self) -> tuple[str, str]:
        """What the lexicon knows the frame by."""
        return self.lemma, self.kind
