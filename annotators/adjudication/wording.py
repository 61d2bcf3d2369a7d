"""Who says what of two readings, in words."""

from __future__ import annotations

from collections.abc import Sequence

from annotators.model.items import Mention, Quote


def differing(one: Quote | Mention, other: Quote | Mention) -> tuple[str, ...]:
    """In what two readings of one thing differ: `contents`, `cue`, `source`, `label` and so on.

    Raises TypeError for a quote and a mention.
    """
    if isinstance(one, Quote) and isinstance(other, Quote):
        parts = {
            "contents": one.contents != other.contents,
            "cue": one.cues != other.cues,
            "source": one.sources != other.sources,
            "speaker": (one.speakers, one.speaker_state) != (other.speakers, other.speaker_state),
        }
    elif isinstance(one, Mention) and isinstance(other, Mention):
        parts = {
            "span": one.span != other.span,
            "form": one.form != other.form,
            "label": one.label != other.label,
            "entity": one.entity != other.entity,
        }
    else:
        raise TypeError("a quote and a mention are no readings of one thing")
    return tuple(part for part, differs in parts.items() if differs)


def listed(words: Sequence[str]) -> str:
    """Words in a row: `a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
