"""Any intention at all, drawn for the state that a review is in."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from annotators.model import intents, naming
from annotators.model.change import Change
from annotators.model.items import ROLES, Mention, Quote
from annotators.model.review import Review
from annotators.model.span import Span

Draw = Callable[..., object]


def any_change(review: Review, data: st.DataObject) -> Change | None:
    """A change of some intention, or None where there is nothing to make it of."""
    name = data.draw(st.sampled_from(sorted(_SORTS)), label="intention")
    return _SORTS[name](review, data)


def _span(review: Review, data: st.DataObject) -> Span:
    length = len(review.article.text)
    start = data.draw(st.integers(0, length - 1))
    return Span(start, data.draw(st.integers(start + 1, min(length, start + 30))))


def _quote(review: Review, data: st.DataObject) -> Quote | None:
    found = review.view.quotes
    return data.draw(st.sampled_from(found)) if found else None


def _mention(review: Review, data: st.DataObject) -> Mention | None:
    found = review.view.mentions
    return data.draw(st.sampled_from(found)) if found else None


def _item(review: Review, data: st.DataObject) -> Quote | Mention | None:
    found = (*review.view.quotes, *review.view.mentions)
    return data.draw(st.sampled_from(found)) if found else None


def _accept(review: Review, data: st.DataObject) -> Change | None:
    item = _item(review, data)
    return item and intents.accept(review.view, item, review.fresh)


def _accept_all(review: Review, data: st.DataObject) -> Change | None:
    return intents.accept_all(review.view, review.view.undecided, review.fresh)


def _reject(review: Review, data: st.DataObject) -> Change | None:
    item = _item(review, data)
    return item and intents.reject(review.view, item, review.fresh)


def _flag(review: Review, data: st.DataObject) -> Change | None:
    item = _item(review, data)
    note = data.draw(st.sampled_from(("", "odd")))
    return item and intents.flag(review.view, item, note, review.fresh)


def _give_speaker(review: Review, data: st.DataObject) -> Change | None:
    quote = _quote(review, data)
    known = sorted(review.view.entities)
    if quote is None or not known or data.draw(st.booleans()):
        entity = intents.new_entity(review.view, "Somebody New", review.fresh)
    else:
        entity = review.view.entities[data.draw(st.sampled_from(known))]
    return quote and intents.give_speaker(review.view, quote, entity, review.fresh)


def _give_to_mention(review: Review, data: st.DataObject) -> Change | None:
    quote, mention = _quote(review, data), _mention(review, data)
    if quote is None or mention is None:
        return None
    return intents.give_to_mention(review.view, quote, mention, review.fresh)


def _set_state(review: Review, data: st.DataObject) -> Change | None:
    quote = _quote(review, data)
    state = data.draw(st.sampled_from(("known", "unnamed", "none", "undecided")))
    return quote and intents.set_state(review.view, quote, state, review.fresh)


def _move_part(review: Review, data: st.DataObject) -> Change | None:
    quote = _quote(review, data)
    if quote is None or not quote.parts:
        return None
    role, span = data.draw(st.sampled_from(quote.parts))
    return intents.move_part(review.view, quote, role, span, _span(review, data), review.fresh)


def _add_part(review: Review, data: st.DataObject) -> Change | None:
    quote = _quote(review, data)
    role = data.draw(st.sampled_from(ROLES))
    return quote and intents.add_part(review.view, quote, role, _span(review, data), review.fresh)


def _delete_part(review: Review, data: st.DataObject) -> Change | None:
    quote = _quote(review, data)
    if quote is None or not quote.parts:
        return None
    role, span = data.draw(st.sampled_from(quote.parts))
    return intents.delete_part(review.view, quote, role, span, review.fresh)


def _new_quote(review: Review, data: st.DataObject) -> Change | None:
    quote = Quote(id=review.fresh("q"), contents=(_span(review, data),))
    return intents.new_quote(review.view, quote, review.fresh)


def _new_mention(review: Review, data: st.DataObject) -> Change | None:
    label = data.draw(st.sampled_from((None, "PERSON")))
    return naming.new_mention(review.view, _span(review, data), review.fresh, label=label)


def _move_mention(review: Review, data: st.DataObject) -> Change | None:
    mention = _mention(review, data)
    return mention and naming.move_mention(review.view, mention, _span(review, data), review.fresh)


def _relabel(review: Review, data: st.DataObject) -> Change | None:
    mention = _mention(review, data)
    label = data.draw(st.sampled_from(("ORG", "GPE")))
    return mention and naming.relabel(review.view, mention, label, review.fresh)


def _relabel_twins(review: Review, data: st.DataObject) -> Change | None:
    mention = _mention(review, data)
    return mention and naming.relabel_twins(review.view, mention, review.fresh)


def _tie(review: Review, data: st.DataObject) -> Change | None:
    mention = _mention(review, data)
    known = sorted(review.view.entities)
    if mention is None or not known:
        return None
    entity = review.view.entities[data.draw(st.sampled_from(known))]
    return naming.tie(review.view, mention, entity, review.fresh)


def _delete_mention(review: Review, data: st.DataObject) -> Change | None:
    mention = _mention(review, data)
    return mention and naming.delete_mention(review.view, mention, review.fresh)


_SORTS: dict[str, Callable[[Review, st.DataObject], Change | None]] = {
    "accept": _accept,
    "accept all": _accept_all,
    "reject": _reject,
    "flag": _flag,
    "give speaker": _give_speaker,
    "give to mention": _give_to_mention,
    "set state": _set_state,
    "move part": _move_part,
    "add part": _add_part,
    "delete part": _delete_part,
    "new quote": _new_quote,
    "new mention": _new_mention,
    "move mention": _move_mention,
    "relabel": _relabel,
    "relabel twins": _relabel_twins,
    "tie": _tie,
    "delete mention": _delete_mention,
}
