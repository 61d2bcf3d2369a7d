"""How often a word in a frame reports what somebody says, thinks or wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

ANY = "*"
"""The lemma that stands for every word that the lexicon does not know."""


class Lexicon:
    """Chances by lemma and kind of frame, counted in annotated news."""

    def __init__(self, chances: Mapping[tuple[str, str], float]) -> None:
        self._chances = dict(chances)

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Lexicon:
        """Read lines of kind, lemma and percent, parted by tabs; `#` begins a comment."""
        chances: dict[tuple[str, str], float] = {}
        for line in lines:
            if line.strip() and not line.startswith("#"):
                kind, lemma, percent = line.rstrip("\n").split("\t")
                chances[lemma, kind] = int(percent) / 100
        return cls(chances)

    def chance(self, lemma: str, kind: str) -> float:
        """How likely a word in a frame of this kind is a cue whose parts are as parsed."""
        known = self._chances.get((lemma, kind))
        if known is None and kind == "passive-by":
            known = self._chances.get((lemma, "obj"))
        return self._chances.get((ANY, kind), 0.0) if known is None else known

    def is_speech(self, lemma: str) -> bool:
        """Whether a verb can stand beside a quotation as its cue."""
        kinds = ("left", "trailing", "that")
        return max(self._chances.get((lemma, kind), 0.0) for kind in kinds) >= 0.5  # noqa: PLR2004


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    text = files("annotators.extraction").joinpath("cue_words.tsv").read_text(encoding="utf-8")
    return Lexicon.parse(text.splitlines())
