"""What is pending, and what drafting again leaves alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotators.model import intents, naming
from annotators.model.change import Change
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.layer import Layer
from annotators.model.review import Review
from annotators.model.span import Span
from annotators.model.view import View
from tests.annotators.model import scene
from tests.annotators.model.intentions import any_change

LOOKED_AT = (
    "parents", "cast", "quote_counts", "by_digit", "drafted", "progress", "undecided",
)  # fmt: skip


def redrafted(*, move: int = 0, name: str = "d2") -> Layer:
    """The scene drafted again: other ids, other digits; `move` shortens all contents."""
    ids = {entity.id: entity.id.replace("d1", name) for entity in scene.CAST}
    items: list[Item] = [
        replace(entity, id=ids[entity.id], digit=10 - (entity.digit or 1)) for entity in scene.CAST
    ]
    for mention in scene.MENTIONS:
        entity = ids[mention.entity or ""]
        items.append(replace(mention, id=mention.id.replace("d1", name), entity=entity))
    for quote in scene.QUOTES:
        contents = tuple(Span(start, end - move) for start, end in quote.contents)
        items.append(
            replace(
                quote,
                id=quote.id.replace("d1", name),
                contents=contents,
                speakers=tuple(ids[speaker] for speaker in quote.speakers),
            )
        )
    return scene.draft(*items, name=name)


def pending_quotes(review: Review) -> list[str]:
    """The pending quotes' ids."""
    return [quote.id for quote in review.view.quotes if review.view.is_pending(quote)]


def test_everything_in_a_fresh_draft_is_pending() -> None:
    view = scene.review().view
    assert view.pending == {item.id for item in (*scene.QUOTES, *scene.MENTIONS)}
    assert [q.id for q in view.quotes] == ["d1q1", "d1q2", "d1q3", "d1q4", "d1q5"]


def test_accepting_keeps_the_origin_and_what_it_was() -> None:
    review = scene.review()
    review.do(intents.accept(review.view, review.view.quotes[0], review.fresh))
    (quote,) = review.layer.quotes.values()
    assert quote.trace.decision == "accepted"
    assert quote.trace.origin is not None
    assert (quote.trace.origin.draft, quote.trace.origin.item) == ("d1", "d1q1")
    assert quote.trace.was is not None
    assert quote.trace.was["id"] == "d1q1"
    assert quote.id != "d1q1"
    assert review.view.locate("d1q1") == quote


def test_accepting_a_quote_brings_its_speaker() -> None:
    review = scene.review()
    review.do(intents.accept(review.view, review.view.quotes[0], review.fresh))
    assert set(review.layer.entities) == {"d1e1"}
    assert not review.layer.mentions


def test_a_name_in_the_source_comes_along_where_names_are_in_scope() -> None:
    review = scene.review(scope=("quotes", "speakers", "entities"))
    review.do(intents.accept(review.view, review.view.quotes[0], review.fresh))
    assert [m.span for m in review.layer.mentions.values()] == [scene.at("Ines Corvell")]


def test_changing_a_draft_item_corrects_it_and_changing_it_back_accepts_it() -> None:
    review = scene.review()
    quote = review.view.quotes[0]
    old = quote.cues[0]
    longer = Span(old.start, old.end + 6)
    review.do(intents.move_part(review.view, quote, "cues", old, longer, review.fresh))
    own = review.view.quotes[0]
    assert own.trace.decision == "corrected"
    review.do(intents.move_part(review.view, own, "cues", longer, old, review.fresh))
    assert review.view.quotes[0].trace.decision == "accepted"


def test_what_a_person_adds_is_added_and_leaves_no_tombstone() -> None:
    review = scene.review()
    review.do(intents.new_quote(review.view, scene.quote("no", "said", item="n1"), review.fresh))
    added = review.view.locate("n1")
    assert isinstance(added, Quote)
    assert added.trace.decision == "added"
    review.do(intents.reject(review.view, added, review.fresh))
    assert review.layer.quotes == {}


def test_a_rejection_stays_as_a_tombstone_with_its_spans() -> None:
    review = scene.review()
    quote = review.view.quotes[3]
    review.do(intents.reject(review.view, quote, review.fresh))
    assert "d1q4" not in {q.id for q in review.view.quotes}
    (tombstone,) = review.layer.quotes.values()
    assert tombstone.trace.decision == "rejected"
    assert (tombstone.contents, tombstone.cues) == (quote.contents, quote.cues)


def test_deleting_the_last_contents_rejects_the_quote() -> None:
    review = scene.review()
    quote = review.view.quotes[0]
    (span,) = quote.contents
    review.do(intents.delete_part(review.view, quote, "contents", span, review.fresh))
    (tombstone,) = review.layer.quotes.values()
    assert tombstone.trace.decision == "rejected"
    assert tombstone.contents == quote.contents


def test_drafting_again_never_brings_back_what_was_decided() -> None:
    review = scene.review()
    accepted, rejected, corrected = review.view.quotes[:3]
    review.do(intents.accept(review.view, accepted, review.fresh))
    review.do(intents.reject(review.view, rejected, review.fresh))
    (span,) = corrected.contents
    shorter = Span(span.start, span.end - 4)
    review.do(intents.move_part(review.view, corrected, "contents", span, shorter, review.fresh))
    before = review.layer
    review.take_draft(redrafted())
    assert review.layer == before
    assert pending_quotes(review) == ["d2q4", "d2q5"]


def test_a_draft_that_says_what_was_corrected_is_not_pending() -> None:
    review = scene.review()
    quote = review.view.quotes[4]
    (span,) = quote.contents
    shorter = Span(span.start, span.end - 2)
    review.do(intents.move_part(review.view, quote, "contents", span, shorter, review.fresh))
    review.take_draft(redrafted(move=2))
    assert "d2q5" not in pending_quotes(review)


def test_a_decided_mention_is_not_pending_again() -> None:
    review = scene.review()
    moved, deleted = review.view.mentions[0], review.view.mentions[3]
    whole = scene.at("Mayor Ines Corvell")
    review.do(naming.move_mention(review.view, moved, whole, review.fresh))
    review.do(naming.delete_mention(review.view, deleted, review.fresh))
    review.take_draft(redrafted())
    pending = {m.span for m in review.view.mentions if review.view.is_pending(m)}
    assert not pending & {moved.span, deleted.span, whole}


@given(st.data(), st.integers(1, 8))
def test_drafting_again_touches_no_decision(data: st.DataObject, steps: int) -> None:
    review = scene.review()
    for _ in range(steps):
        change = any_change(review, data)
        if change is not None:
            review.do(change)
    decided = [q for q in review.layer.quotes.values() if q.trace.decision != "rejected"]
    rejected = {
        (q.contents, q.cues) for q in review.layer.quotes.values() if q.trace.decision == "rejected"
    }
    review.take_draft(redrafted())
    standing = [q for q in review.view.quotes if not review.view.is_pending(q)]
    assert {q.id for q in standing} == {q.id for q in decided}
    pending = {(q.contents, q.cues) for q in review.view.quotes if review.view.is_pending(q)}
    assert not pending & rejected
    assert not pending & {(q.contents, q.cues) for q in decided}


def test_entities_of_a_new_draft_are_known_by_their_names() -> None:
    review = scene.review()
    review.do(intents.accept(review.view, review.view.quotes[0], review.fresh))
    review.take_draft(redrafted())
    second = next(q for q in review.view.quotes if q.id == "d2q2")
    assert second.speakers == ("d1e1",)
    assert "d2e1" not in review.view.entities
    pronoun = next(m for m in review.view.mentions if m.id == "d2m2")
    assert pronoun.entity == "d1e1"


def test_a_decided_mention_keeps_its_entity_when_drafted_again() -> None:
    review = scene.review()
    review.do(intents.accept(review.view, review.view.mentions[3], review.fresh))
    review.take_draft(scene.draft(name="d3"))
    (mention,) = review.layer.mentions.values()
    assert review.view.entities[mention.entity or ""].name == "Hale"


def test_a_digit_stays_with_its_entity_when_drafted_again() -> None:
    review = scene.review()
    review.do(intents.accept(review.view, review.view.quotes[0], review.fresh))
    review.take_draft(scene.draft(replace(scene.HALE, id="x", digit=1), scene.QUOTES[0], name="d9"))
    digits = {e.name: e.digit for e in review.view.entities.values()}
    assert digits["Ines Corvell"] == 1
    assert digits["Hale"] not in {1, None}
    assert review.view.by_digit[1].name == "Ines Corvell"


def test_a_new_entity_gets_the_first_free_digit() -> None:
    review = scene.review()
    entity = intents.new_entity(review.view, "Fenna Dragt", review.fresh)
    assert entity.digit == 5
    full = scene.draft(*(Entity(id=f"e{n}", name=f"N{n}", digit=n) for n in range(1, 10)))
    assert intents.new_entity(scene.review(draft=full).view, "Late", review.fresh).digit is None


def test_giving_a_quote_carries_the_pronoun_in_its_source_along() -> None:
    review = scene.review()
    hale = review.view.entities["d1e3"]
    review.do(intents.give_speaker(review.view, review.view.quotes[1], hale, review.fresh))
    assert review.view.quotes[1].speakers == ("d1e3",)
    pronoun = next(m for m in review.view.mentions if m.form == "pronoun")
    assert pronoun.entity == "d1e3"
    assert pronoun.trace.decision == "corrected"
    assert review.view.quotes[0].speakers == ("d1e1",), "this quote only"


def test_giving_a_quote_to_an_untied_mention_founds_one_entity() -> None:
    she = Mention(id="d1m2", span=scene.at("she"), form="pronoun")
    quote = scene.quote("“Somebody has to tell her,”", "added", "she", item="d1q2")
    review = scene.review(draft=scene.draft(she, quote))
    review.do(intents.give_to_mention(review.view, quote, she, review.fresh))
    (entity,) = review.layer.entities.values()
    (mention,) = review.layer.mentions.values()
    assert mention.entity == entity.id
    assert review.view.quotes[0].speakers == (entity.id,)
    assert review.view.quotes[0].speaker_state == "known"


def test_giving_a_quote_decides_its_speaker_whatever_other_quotes_say() -> None:
    other = scene.quote("that the brakes were new", item="d1q4", state="undecided")
    other = replace(other, speakers=("d1e3",))
    review = scene.review(draft=scene.draft(scene.HALE, other, scene.quote("no", item="d1q9")))
    quote = review.view.quotes[-1]
    change = intents.give_speaker(review.view, quote, review.view.entities["d1e3"], review.fresh)
    review.do(change)
    assert review.view.quotes[-1].speaker_state == "known"


def test_an_unnamed_speaker_stays_unnamed_in_the_next_quote() -> None:
    review = scene.review()
    quote = review.view.quotes[4]
    review.do(intents.set_state(review.view, quote, "unnamed", review.fresh))
    board = review.view.entities["d1e4"]
    review.do(intents.give_speaker(review.view, review.view.quotes[0], board, review.fresh))
    assert review.view.quotes[0].speaker_state == "unnamed"


def test_relabelling_reaches_the_entity_and_the_same_text_elsewhere() -> None:
    names = (
        Mention(id="d1m1", span=scene.at("Corvell"), label="PERSON", entity="d1e1"),
        Mention(id="d1m6", span=scene.at("Corvell", nth=1), label="PERSON", entity="d1e1"),
    )
    review = scene.review(draft=scene.draft(scene.CORVELL, *names))
    review.do(naming.relabel(review.view, review.view.mentions[0], "ORG", review.fresh))
    assert review.view.entities["d1e1"].label == "ORG"
    review.do(naming.relabel_twins(review.view, review.view.mentions[0], review.fresh))
    assert [m.label for m in review.view.mentions] == ["ORG", "ORG"]


def test_the_form_of_a_phrase_is_told_by_its_words() -> None:
    assert naming.form_of("She") == "pronoun"
    assert naming.form_of("the ministry") == "nominal"
    assert naming.form_of("The Harbour Board") == "name"
    assert naming.form_of("Hale") == "name"


def test_the_cast_is_who_speaks_by_digit_and_then_by_place() -> None:
    plain = [replace(entity, digit=None) for entity in (scene.BOARD, scene.HALE)]
    items = (*plain, scene.CORVELL, *scene.QUOTES[3:], scene.QUOTES[0])
    view = View.of(scene.article(), None, scene.draft(*items))
    assert [entity.name for entity in view.cast] == ["Ines Corvell", "Hale", "the board"]
    assert view.quote_counts == {"d1e1": 1, "d1e3": 1, "d1e4": 1}


def test_items_at_an_offset_come_innermost_first() -> None:
    view = scene.review().view
    inside = scene.at("brakes").start
    assert [quote.id for quote in view.quotes_at(inside)] == ["d1q4", "d1q3"]
    assert [m.id for m in view.mentions_at(scene.at("Corvell").start)] == ["d1m1"]


def test_an_empty_change_is_known_as_one() -> None:
    assert Change("nothing", ()).is_empty


def test_rejecting_what_was_accepted_leaves_a_tombstone_too() -> None:
    review = scene.review()
    review.do(intents.accept(review.view, review.view.quotes[3], review.fresh))
    own = review.view.locate("d1q4")
    assert own is not None
    review.do(intents.reject(review.view, own, review.fresh))
    review.take_draft(redrafted())
    assert "d2q4" not in {q.id for q in review.view.quotes}


def test_a_new_name_takes_label_and_entity_of_an_equal_one() -> None:
    review = scene.review()
    review.do(naming.new_mention(review.view, scene.at("Corvell"), review.fresh))
    (mention,) = review.layer.mentions.values()
    assert (mention.form, mention.label, mention.entity) == ("name", "PERSON", "d1e1")
    assert set(review.layer.entities) == {"d1e1"}


@given(st.data())
def test_a_view_renewed_after_a_change_is_the_one_that_is_looked_at_anew(
    data: st.DataObject,
) -> None:
    review = scene.review()
    for _ in range(data.draw(st.integers(1, 8))):
        for name in (*LOOKED_AT, "quotes_near", "mentions_near"):
            if data.draw(st.booleans()):
                getattr(review.view, name)
        step = data.draw(st.sampled_from(("do", "do", "do", "undo", "redo")))
        if step != "do":
            getattr(review, step)()
        elif change := any_change(review, data):
            review.do(change)
        anew = View.of(review.article, review.layer, review.draft)
        for name in ("quotes", "mentions", "entities", "pending", *LOOKED_AT):
            assert getattr(review.view, name) == getattr(anew, name), name
        start = data.draw(st.integers(0, len(review.article.text)))
        span = Span(start, data.draw(st.integers(start, len(review.article.text))))
        for name in ("quotes_near", "mentions_near"):
            assert getattr(review.view, name).within(span) == getattr(anew, name).within(span), name
        for number, item in enumerate(anew.quotes, start=1):
            assert review.view.number_of(item) == number
        known = {item.id: item for item in (*anew.mentions, *anew.quotes)}
        gone = {item.id for layer in (review.layer, scene.draft()) for item in layer.items()}
        assert {i: review.view.standing(i) for i in known} == known
        assert all(review.view.standing(i) is None for i in gone - known.keys())
