"""The lines of an article for files that tell it line by line."""

from __future__ import annotations

from collections.abc import Iterator

from annotators.exchange.clean import clean_losses
from annotators.exchange.format import Loss
from annotators.exchange.seen import Seen
from annotators.model.article import Zone
from annotators.reading.layout import read_layout


def lines_of(seen: Seen) -> tuple[Zone, ...]:
    """The lines that are not blank; those of a record that does not know them are read anew."""
    article = seen.record.article
    return article.zones or read_layout(article.text).zones


def line_losses(seen: Seen) -> Iterator[Loss]:
    """What lines do not tell: white space around them, control characters, spans of neither."""
    article = seen.record.article
    lines = [line.span for line in lines_of(seen)]
    places = [(quote.id, span) for quote in seen.quotes for _, span in quote.parts]
    for item, span in [*places, *((m.id, m.span) for m in (*seen.names, *seen.references))]:
        if not any(line.overlaps(span) for line in lines):
            yield Loss(article.id, item, "a span without a word", is_left_out=True)
    yield Loss(article.id, "text", "blank lines, and white space at the ends of lines")
    yield from clean_losses(article)
