"""Carrying one correction on: where else it would hold, and what it would change there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotators.model.change import Change, joined
from annotators.model.deciding import Fresh
from annotators.model.intents import give_speaker, unrepeated
from annotators.model.items import Mention, Quote
from annotators.model.naming import form_of
from annotators.model.sources import head_mention, plain_words
from annotators.model.span import Span, cut
from annotators.model.speaking import has_other_speaker
from annotators.model.view import View


class Step(NamedTuple):
    """One thing that a change does: to which item, where, and its speaker or label then and now."""

    item: str
    span: Span
    before: str
    after: str


def chain(view: View, quote: Quote) -> tuple[Quote, ...]:
    """The other quotes that the same mistake was made in, where the quote's speaker was corrected.

    They have the speaker that this one had, and nobody has judged that. Their
    source says the same words; or it is a pronoun, a description or nothing,
    and no other name stands between it and the quote.
    """
    wrong = _drafted_speakers(quote)
    if wrong is None or not has_other_speaker(quote) or not quote.speakers:
        return ()
    alike = [q for q in view.quotes if q.id != quote.id and q.speakers == wrong and _is_open(q)]
    return tuple(
        other
        for other in alike
        if _has_same_words(view, quote, other) or _is_in_run(view, quote, other, wrong)
    )


def carry_speaker(view: View, quote: Quote, fresh: Fresh) -> Change:
    """Give all quotes of the chain to whom this one was given to."""
    speaker = view.entities.get(quote.speakers[0]) if quote.speakers else None
    if speaker is None:
        return Change("carry the speaker", ())
    changes = [give_speaker(view, other, speaker, fresh) for other in chain(view, quote)]
    edits = unrepeated(edit for change in changes for edit in change.edits)
    return joined(f"give the chain to {speaker.name}", edits)


def steps(view: View, change: Change) -> tuple[Step, ...]:
    """What a change does to speakers and labels, in the order of the text."""
    return tuple(sorted(_steps(view, change), key=lambda step: step.span))


def _steps(view: View, change: Change) -> Iterator[Step]:
    for edit in change.edits:
        after = edit.after
        if isinstance(after, Quote) and (before := _standing(view, after)) is not None:
            assert isinstance(before, Quote)  # noqa: S101 - an id belongs to one sort of item
            if before.speakers != after.speakers:
                names = (_names(view, before.speakers), _names(view, after.speakers))
                yield Step(before.id, after.contents[0] if after.contents else after.hull, *names)
        elif isinstance(after, Mention) and (known := _standing(view, after)) is not None:
            assert isinstance(known, Mention)  # noqa: S101 - as above
            if known.label != after.label:
                yield Step(known.id, after.span, known.label or "none", after.label or "none")


def _standing(view: View, item: Quote | Mention) -> Quote | Mention | None:
    """What stands in the view where an edit would put an item."""
    found = view.locate(item.id)
    if found is None and item.trace.origin is not None:
        found = view.locate(item.trace.origin.item)
    return found


def _names(view: View, speakers: Iterable[str]) -> str:
    known = (view.entities[s].name if s in view.entities else "nobody" for s in speakers)
    return ", ".join(known) or "undecided"


def _drafted_speakers(quote: Quote) -> tuple[str, ...] | None:
    """Whom the draft gave a quote to; None for one that is no draft's."""
    was = quote.trace.was
    return None if was is None else tuple(was.get("speakers", ()))


def _is_open(quote: Quote) -> bool:
    """Whether nobody has judged who speaks."""
    trace = quote.trace
    if trace.decision is None or trace.bulk:
        return True
    return trace.decision == "corrected" and not has_other_speaker(quote)


def _has_same_words(view: View, quote: Quote, other: Quote) -> bool:
    words, others = _words(view, quote), _words(view, other)
    return bool(words) and words == others and form_of(" ".join(words)) != "pronoun"


def _is_in_run(view: View, quote: Quote, other: Quote, wrong: tuple[str, ...]) -> bool:
    """Whether no name tells anew who speaks, from one quote to the other."""
    if _is_named(view, other) or not wrong:
        return False
    first, last = sorted((quote, other), key=lambda q: q.start)
    if _is_named(view, last):
        return False
    between = (q for q in view.quotes if first.start < q.start < last.start)
    return not any(_is_named(view, q) for q in between)


def _is_named(view: View, quote: Quote) -> bool:
    """Whether a source of the quote names its speaker, and does not only point to them."""
    heads = (head_mention(view, source) for source in quote.sources)
    return any(head is not None and head.form == "name" for head in heads)


def _words(view: View, quote: Quote) -> tuple[str, ...]:
    return tuple(w for source in quote.sources for w in plain_words(cut(view.article.text, source)))
