"""What a single word that somebody points at means as a part of a quote."""

from __future__ import annotations

from annotators.model.items import Quote, Role
from annotators.model.span import Span
from annotators.model.syntax import Syntax
from annotators.model.units import Units
from annotators.model.view import View


def part_at(view: View, units: Units, quote: Quote, role: Role, word: Span) -> Span:
    """The span that a word stands for: the phrase of a source, the verb of a cue, a quotation.

    Further contents of a quote are mostly the rest of a quotation that its cue
    splits; what the quote has of the quotation already leaves the word alone.
    """
    if role == "sources":
        return units.unit("phrase", word) or word
    if role == "cues":
        return _verb_at(view, units, word)
    free = (
        quotation
        for quotation in view.kinds.within(word)
        if quotation.holds(word) and not any(quotation.overlaps(c) for c in quote.contents)
    )
    return next(free, word)


def _verb_at(view: View, units: Units, word: Span) -> Span:
    """The verb that a word is or belongs to, with the auxiliaries and adverbs beside it."""
    parse = units.parse
    if parse is None or not (tokens := parse.tokens_in(word)):
        return word
    syntax = Syntax(view.article.text, parse)
    verb = syntax.group_head(tokens[0])
    if not parse.tags[verb].startswith(("VB", "MD")):
        return word
    found = parse.span_of(*syntax.verb_group(verb))
    return found if found.overlaps(word) else word
