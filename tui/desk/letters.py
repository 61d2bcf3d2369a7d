"""Letters for things on the screen: one each, or two where there are many."""

from __future__ import annotations

from collections.abc import Sequence

from annotators.model.naming import SPEECHLESS
from annotators.model.sources import mentions_in
from annotators.model.span import Span
from annotators.model.view import View

_LETTERS = "fjdkslagheirutnvmcowpbyxzq"
"""The letters that lie best under the hands come first."""
_DIGITS = "1234567890"


def speaking_mentions(view: View, within: Span) -> list[Span]:
    """The mentions inside a span that can speak, the longest where several begin together."""
    found: dict[int, Span] = {}
    for mention in mentions_in(view, within):
        if mention.label not in SPEECHLESS:
            found.setdefault(mention.span.start, mention.span)
    return list(found.values())


def lettered(targets: Sequence[Span]) -> dict[str, Span]:
    """A letter, or two, for each target, with digits where letters do not suffice.

    What exceeds the pairs of both gets none; a large screen holds about half as many words.
    """
    if len(targets) <= len(_LETTERS):
        codes = list(_LETTERS)
    else:
        signs = _LETTERS if len(targets) <= len(_LETTERS) ** 2 else _LETTERS + _DIGITS
        codes = [first + second for first in signs for second in signs]
    return dict(zip(codes, targets, strict=False))


class Pick:
    """A pick under way: which letters are still possible after those that were typed."""

    def __init__(self, targets: Sequence[Span]) -> None:
        self._targets = lettered(targets)
        self.typed = ""

    @property
    def drawn(self) -> dict[int, str]:
        """What lies over the text, by offset: the letters still to be typed."""
        at = len(self.typed)
        return {
            span.start: code[at:]
            for code, span in self._targets.items()
            if code.startswith(self.typed)
        }

    def type(self, letter: str) -> Span | None:
        """Take a letter; the target when it is the last one. A wrong letter changes nothing."""
        typed = self.typed + letter.lower()
        if typed in self._targets:
            return self._targets[typed]
        if any(code.startswith(typed) for code in self._targets):
            self.typed = typed
        return None
