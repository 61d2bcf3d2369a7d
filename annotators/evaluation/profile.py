"""What counts as right: how alike contents must be, and when a source is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A named way to score.

    `half` and `nearly` are the likenesses (Jaccard over letters, 0 to 1) from
    which contents count as found and as nearly exact. `strict` asks for the
    same letters in sources and cues, where otherwise half of them or the
    head word, in cues a word that says something, are enough.
    """

    name: str
    about: str
    half: float = 0.5
    nearly: float = 0.9
    strict: bool = False


DEFAULT_PROFILE = Profile(
    "letters", "contents share half of their letters, the source half or its head word"
)

PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        DEFAULT_PROFILE,
        Profile("exact", "contents and source have the very same letters", 1.0, 1.0, strict=True),
    )
}
"""Every profile by its name."""
