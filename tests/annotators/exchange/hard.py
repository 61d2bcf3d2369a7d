"""Records of texts that are hard on files of text: markup, formulas, control characters."""

from __future__ import annotations

from hypothesis import strategies as st

from annotators.exchange.format import Record
from annotators.model.layer import Layer
from annotators.model.span import Span
from annotators.reading.text import article_of
from tests import strategies as s

WORDS = (
    *s.WORDS, "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "'=1", "-DOCSTART-", "</script>", "]]>",
    "&amp;", "<b>", "<!--", "\x1b[31m", "\x00", "\x7f", "\x85", "\ufffe", "a\rb", "|", "#", "\\",
    "\ufeff", "\u2028", "“", "”", ";", ",", "\x0b",
)  # fmt: skip
GAPS = (" ", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u2029", "")

texts = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=30
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A layer of a hard text, with a draft beside it or not."""
    text = draw(texts)
    article = article_of(text, article_id=draw(st.sampled_from(("a", "b/c", "=x", "<i>", "[/]"))))
    return Record(
        article=article,
        layer=draw(s.layers(len(text))),
        draft=draw(st.none() | s.drafts(len(text))),
        extra=draw(s.unknown_fields),
    )


def live_spans(layer: Layer, role: str) -> set[tuple[str, Span]]:
    """The spans of a role in the quotes that hold, with the ids of the quotes."""
    return {
        (quote.id, span)
        for quote in layer.quotes.values()
        if quote.trace.decision != "rejected"
        for kind, span in quote.parts
        if kind == role
    }
