"""Text for files that have no way to write a control character."""

from __future__ import annotations

from annotators.exchange.format import Loss
from annotators.model.article import Article

_KEPT = "\t\n\r"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_SIGNS = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in _KEPT},
    **dict.fromkeys(range(0x80, 0xA0), _UNKNOWN),
    0x7F: "\N{SYMBOL FOR DELETE}",
    0x85: "\N{SYMBOL FOR NEWLINE}",
    0xFFFE: _UNKNOWN,
    0xFFFF: _UNKNOWN,
    **dict.fromkeys(range(0xD800, 0xE000), _UNKNOWN),
}
_SHOWN_PLACES = 5


def clean(text: str) -> str:
    """The text with a sign for each control character but tabs and newlines, and half surrogate.

    It has as many code points as before, so that offsets stay.
    """
    return text.translate(_SIGNS)


def clean_losses(article: Article) -> list[Loss]:
    """That the article has such characters, and where."""
    places = [
        str(at)
        for at, (old, new) in enumerate(zip(article.text, clean(article.text), strict=True))
        if old != new
    ]
    if not places:
        return []
    shown = ", ".join(places[:_SHOWN_PLACES]) + (", …" if len(places) > _SHOWN_PLACES else "")
    return [Loss(article.id, "text", "a control character is shown as a sign", f"at {shown}")]
