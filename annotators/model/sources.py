"""What a source phrase names: the mention that heads it, and the entity behind that."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from annotators.model.items import Entity, Mention, Quote
from annotators.model.span import Span, cut
from annotators.model.view import View

_start = attrgetter("span.start")
_PREPOSITION = re.compile(
    r"\b(?:of|for|at|from|with|in|on|to|by|near|behind|about|against|who|whose|which|that)\b"
)
_POSSESSIVE = re.compile(r"[’']s?\b")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_ENDING = re.compile(r"[’']s?$")


def mentions_in(view: View, span: Span) -> Iterator[Mention]:
    """The mentions that lie wholly inside a span, in the order of the text."""
    mentions = view.mentions
    for at in range(bisect_left(mentions, span.start, key=_start), len(mentions)):
        mention = mentions[at]
        if mention.span.start >= span.end:
            return
        if span.holds(mention.span):
            yield mention


def in_sources(view: View, quote: Quote) -> list[Mention]:
    """The mentions that lie wholly inside a source of a quote, each once."""
    found = {m.id: m for source in quote.sources for m in mentions_in(view, source)}
    return list(found.values())


def head_mention(view: View, source: Span) -> Mention | None:
    """The mention that says who a source is.

    `Boeing` is not who speaks in `a spokesman for Boeing`, nor in `Boeing’s lawyer`.
    """
    inside = [m for m in mentions_in(view, source) if m.entity in view.entities]
    for mention in inside:
        if mention.span == source:
            return mention
    return next((m for m in inside if _is_head(view.article.text, source, m)), None)


def has_preposition(phrase: str) -> bool:
    """Whether a phrase says more than a name: `a man who knows Hale`, `aides to Hale`."""
    return _PREPOSITION.search(phrase) is not None


def plain_words(name: str) -> tuple[str, ...]:
    """A name's words as they are compared: no article, no possessive, no capitals."""
    return tuple(_ENDING.sub("", _ARTICLE.sub("", name.strip(), count=1)).casefold().split())


def entity_called(view: View, text: str) -> Entity | None:
    """The one entity that a phrase names by its name, an alias or its last words."""
    found = entities_called(view, text)
    return view.entities[found.pop()] if len(found) == 1 else None


def entities_called(view: View, text: str) -> set[str]:
    """Ids of all that a phrase may name so; those with just this name, where there are any."""
    words = plain_words(text)
    if not words:
        return set()
    exact: set[str] = set()
    partly: set[str] = set()
    for entity in view.entities.values():
        for known in map(plain_words, (entity.name, *entity.aliases)):
            if known == words:
                exact.add(entity.id)
            elif known and (known[-len(words) :] == words or words[-len(known) :] == known):
                partly.add(entity.id)
    return exact or partly


def _is_head(text: str, source: Span, mention: Mention) -> bool:
    start, end = mention.span
    if _PREPOSITION.search(text, source.start, start) or "," in text[source.start : start]:
        return False
    if _POSSESSIVE.match(text, end, source.end):
        return end + 2 >= source.end
    rest = cut(text, Span(end, source.end))
    return not rest or rest[0] in ",(—–-" or rest.split()[0] in {"and", "of", "who"}
