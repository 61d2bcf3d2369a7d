"""Where a text may not be cut: inside a word, or inside what shows as one character."""

from __future__ import annotations

import re
import unicodedata

_JOINER = "\u200d"
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""

_CLINGING = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
"""Variation selectors, skin tones and tags, which change the sign before them."""


def cuts_grapheme(text: str, offset: int) -> bool:
    """Whether what stands on both sides of `offset` shows as one character."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if _JOINER in {after, before} or _CLINGING.match(after) or before + after == "\r\n":
        return True
    if _is_flag(before) and _is_flag(after):
        return _flags_before(text, offset) % 2 == 1
    return after > "\u02ff" and unicodedata.category(after) in {"Mn", "Me", "Mc"}


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flags_before(text: str, offset: int) -> int:
    """How many regional indicators stand directly before: two of them make one flag."""
    start = offset
    while start > 0 and _is_flag(text[start - 1]):
        start -= 1
    return offset - start


def cuts_word(text: str, offset: int) -> bool:
    """Whether a word, or a character, goes on over `offset`."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if before.isalnum() and after.isalnum():
        return not (_UNSPACED.match(before) or _UNSPACED.match(after))
    return cuts_grapheme(text, offset)
