"""What form a mention has, where a file does not say: told by its words."""

from __future__ import annotations

from annotators.exchange.pieces import UNLABELLED
from annotators.model.span import Span

_PRONOUNS = frozenset(
    """i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his
    himself she her hers herself it its itself they them their theirs themselves who whom whose
    this that these those one someone somebody anyone anybody everyone everybody nobody""".split()  # noqa: SIM905 - words read best as a text
)


def likely_form(text: str, span: Span) -> str:
    """The label of a mention as a file of flat spans shows it: a pronoun, a name or a nominal.

    A name is what begins with a capital letter within its line, after an article.
    """
    words = text[span.start : span.end].split()
    if len(words) == 1 and words[0].casefold() in _PRONOUNS:
        return "PRONOUN"
    if len(words) > 1 and words[0].casefold() in {"the", "a", "an"}:
        words = words[1:]
    return UNLABELLED if words and words[0][:1].isupper() else "NOMINAL"
