"""The one way article text becomes something a widget shows.

Article text is untrusted data. Whatever a terminal would obey, reorder or swallow becomes a
visible mark of one cell; nothing is ever read as markup. A mark stands for exactly one code
point, so an offset into the shown text is an offset into the text itself.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.content import Content

TAB, NO_BREAK, BLANK, HYPHEN = "→", "⍽", "␣", "¬"
SEPARATOR, LINE_END, HIDDEN, BROKEN, ORPHAN = "¶", "↵", "¤", "�", "◌"

_C0 = "".join(map(chr, (*range(9), *range(11, 13), *range(14, 32))))
_MARKS = {
    **{char: chr(0x2400 + ord(char)) for char in _C0},
    "\t": TAB,
    "\x7f": "␡",
    "\u00a0": NO_BREAK,
    "\u202f": NO_BREAK,
    "\u00ad": HYPHEN,
    "\u2028": SEPARATOR,
    "\u2029": SEPARATOR,
    **dict.fromkeys("\u1680\u205f" + "".join(map(chr, range(0x2000, 0x200B))), BLANK),
}

_SUSPECT = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5"
    "\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3164\ud800-\udfff\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile("[\r\n]")
_LINE_OPENS = re.compile("[\r\n][^\x00-\u02ff]")
# Emoji joined into one picture need their joiners, flags of regions their tags.
_JOINED = "[\u203c-\u3299\ufe0f\U0001f000-\U0001faff]\u200d[\u2190-\u2bff\U0001f000-\U0001faff]"
_TAGGED = "\U0001f3f4[\U000e0030-\U000e007a]{1,8}\U000e007f?"
_LONGEST_TAG = 9


def _joins(match: re.Match[str]) -> bool:
    """Whether a suspect holds an emoji or a flag together."""
    text, at = match.string, match.start()
    if match[0] == "\u200d":
        return re.compile(_JOINED).match(text, max(0, at - 1)) is not None
    if match[0] < "\U000e0030":
        return False
    flag = text.rfind("\U0001f3f4", max(0, at - _LONGEST_TAG), at)
    tagged = re.compile(_TAGGED).match(text, flag) if flag >= 0 else None
    return tagged is not None and at < tagged.end()


def _mark(match: re.Match[str]) -> str:
    if _joins(match):
        return match[0]
    return BROKEN if "\ud800" <= match[0] <= "\udfff" else _MARKS.get(match[0], HIDDEN)


def _stand(match: re.Match[str]) -> str:
    """A mark for what has no width of its own, and no letter before it to stand on."""
    return match[0] if get_character_cell_size(match[0][1]) else match[0][0] + ORPHAN


def shown_lines(text: str) -> str:
    """The text with a mark for each hidden character; line ends (CR, LF) stay."""
    if text.isascii() and text.isprintable():
        return text
    return _LINE_OPENS.sub(_stand, "\n" + _SUSPECT.sub(_mark, text))[1:]


def shown(text: str) -> str:
    """The text on one line: as `shown_lines`, with a mark for each line end too."""
    return _LINE_ENDS.sub(LINE_END, shown_lines(text))


def hidden_offsets(text: str) -> list[int]:
    """Where a mark stands for a character that could not be shown."""
    if text.isascii() and text.isprintable():
        return []
    return [match.start() for match in _SUSPECT.finditer(text) if not _joins(match)]


def elide(text: str, cells: int) -> str:
    """The shown text cut to so many cells, its last one `…` where something is left out."""
    line = shown(text)
    if cell_len(line) <= cells:
        return line
    if cells <= 0:
        return ""
    used, end = 0, 0
    for _, stop, width in split_graphemes(line)[0]:
        if used + width > cells - 1:
            break
        used, end = used + width, stop
    return line[:end].rstrip() + "…"


def segment(text: str, style: Style | None = None) -> Segment:
    """One line of text as a segment, through the gate."""
    return Segment(shown(text), style)


def content(text: str, style: str = "") -> Content:
    """One line of text as Textual content, through the gate and never as markup."""
    return Content.styled(shown(text), style) if style else Content(shown(text))
