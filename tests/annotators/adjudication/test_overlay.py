"""Two layers over each other: what both say, where they differ, and what is made of it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotators.adjudication.overlay import Dispute, Overlay, Side, lay_over
from annotators.adjudication.settling import (
    give_reason,
    take_agreed,
    take_all,
    take_mixed,
    take_none,
    take_part,
    take_reading,
    take_side,
    with_rejected,
)
from annotators.model import intents
from annotators.model.change import Change
from annotators.model.items import Entity, Item, Mention, Quote
from annotators.model.layer import Header, Layer
from annotators.model.review import Review
from annotators.model.span import Span
from tests.annotators.model import scene
from tests.annotators.model.scene import BOARD, CAST, CORVELL, HALE, MENTIONS, QUOTES, article, at

LATE, TELL, BRAKES, INNER, FRUIT = QUOTES
SHORTER = replace(BRAKES, id="b3", contents=(at("the brakes were new"),))


def layer(name: str, *items: Item) -> Layer:
    """A person's layer of the scene's cast and these items."""
    return Layer.of(Header(annotator=name), (*CAST, *items))


def laid(ann: tuple[Item, ...], ben: tuple[Item, ...]) -> Overlay:
    """The layers of two people over each other."""
    return lay_over(article(), [Side("ann", layer("ann", *ann)), Side("ben", layer("ben", *ben))])


def review_of(overlay: Overlay) -> Review:
    """Carl's review of where they differ."""
    return scene.review(draft=overlay.draft, annotator="carl")


def done(review: Review, change: Change) -> list[Quote]:
    """The quotes that stand and are decided, once a change is done."""
    review.do(change)
    return [quote for quote in review.view.quotes if not review.view.is_pending(quote)]


def test_what_all_sides_say_is_agreed_and_the_rest_is_paired_by_what_was_said() -> None:
    overlay = laid((LATE, BRAKES, FRUIT), (LATE, SHORTER))
    assert [item.id for item in overlay.agreed] == ["1.d1q1+2.d1q1"]
    told = [[v.item.trace.because for v in dispute.versions] for dispute in overlay.disputes]
    assert sorted(told) == [
        ["ann; ben: nothing here"],
        ["ann; ben: other contents", "ben; ann: other contents"],
    ]


def test_taking_what_all_say_leaves_only_the_differences_pending() -> None:
    overlay = laid((LATE, BRAKES), (LATE, SHORTER))
    review = review_of(overlay)
    assert [q.contents for q in done(review, take_agreed(review.view, overlay, scene.ids()))] == [
        LATE.contents
    ]
    assert [item.id for item in review.view.undecided] == ["1.d1q3", "2.b3"]
    assert not any(item.trace.bulk for item in review.view.quotes)


def test_one_side_is_taken_and_the_other_stays_rejected() -> None:
    overlay = laid((BRAKES,), (SHORTER,))
    review = review_of(overlay)
    (dispute,) = overlay.disputes
    assert [q.contents for q in done(review, take_side(review.view, dispute, 1, scene.ids()))] == [
        SHORTER.contents
    ]
    assert not review.view.undecided
    assert {q.trace.decision for q in review.layer.quotes.values()} == {"accepted", "rejected"}


def test_a_reading_is_taken_with_a_part_of_another_and_a_source_brings_its_speaker() -> None:
    other = replace(BRAKES, id="b3", cues=(), sources=FRUIT.sources, speakers=(CORVELL.id,))
    overlay = laid((BRAKES,), (other,))
    review, fresh = review_of(overlay), scene.ids()
    (dispute,) = overlay.disputes
    (one,), (two,) = dispute.of_side(0), dispute.of_side(1)
    assert isinstance(one, Quote)
    assert isinstance(two, Quote)
    (taken,) = done(review, take_mixed(review.view, dispute, one, "sources", two, fresh=fresh))
    assert (taken.cues, taken.sources, taken.speakers) == (
        BRAKES.cues,
        FRUIT.sources,
        (CORVELL.id,),
    )
    assert taken.trace.decision == "corrected"
    assert not review.view.undecided


def test_a_reason_is_kept_with_what_was_taken_and_what_was_rejected() -> None:
    overlay = laid((BRAKES,), (SHORTER,))
    review = review_of(overlay)
    (dispute,) = overlay.disputes
    assert give_reason(review.view, dispute, "too early").is_empty
    done(review, take_side(review.view, dispute, 1, scene.ids()))
    done(review, give_reason(review.view, dispute, "the whole clause"))
    notes = {(q.trace.decision, q.trace.note, q.trace.flag) for q in review.layer.quotes.values()}
    assert notes == {
        ("accepted", "the whole clause", False),
        ("rejected", "the whole clause", False),
    }


def test_another_side_can_be_taken_afterwards_and_undo_brings_the_first_back() -> None:
    overlay = laid((BRAKES,), (SHORTER,))
    review, fresh = review_of(overlay), scene.ids()
    (dispute,) = overlay.disputes
    done(review, take_side(review.view, dispute, 0, fresh))
    second = done(review, take_side(review.view, dispute, 1, fresh))
    assert [q.contents for q in second] == [SHORTER.contents]
    assert len(review.layer.quotes) == 2
    review.undo()
    assert [q.contents for q in review.view.quotes] == [BRAKES.contents]


def test_that_there_is_nothing_is_a_reading_too() -> None:
    overlay = laid((FRUIT,), ())
    review = review_of(overlay)
    (dispute,) = overlay.disputes
    assert done(review, take_side(review.view, dispute, 1, scene.ids())) == []
    assert not review.view.undecided


def test_a_reading_that_is_corrected_is_taken() -> None:
    overlay, dispute = split()
    review, fresh = review_of(overlay), scene.ids()
    (whole,) = dispute.of_side(0)
    assert isinstance(whole, Quote)
    change = intents.give_speaker(review.view, whole, BOARD, fresh)
    (taken,) = done(review, with_rejected(review.view, overlay, change, fresh))
    assert (taken.contents, taken.speakers) == (LATE.contents, (BOARD.id,))
    assert not review.view.undecided


def said_length(item: Quote | Mention) -> int:
    """How long the contents of a quote are."""
    return sum(span.length for span in item.contents) if isinstance(item, Quote) else 0


def split() -> tuple[Overlay, Dispute]:
    """What ann has as one quote ben has as two, neither of them much like it."""
    contents = LATE.contents[0]
    third = (contents.end - contents.start) // 3
    one, two = (Span(contents.start + n * third, contents.start + (n + 1) * third) for n in (0, 2))
    halves = (
        replace(LATE, id=f"b{n}", contents=(span,), cues=()) for n, span in enumerate((one, two))
    )
    overlay = laid((LATE,), tuple(halves))
    (dispute,) = overlay.disputes
    return overlay, dispute


def test_a_quote_and_the_parts_that_another_cut_it_into_are_settled_as_one() -> None:
    overlay, dispute = split()
    assert [len(dispute.of_side(side)) for side in (0, 1)] == [1, 2]
    left, right = review_of(overlay), review_of(overlay)
    assert len(done(left, take_side(left.view, dispute, 0, scene.ids()))) == 1
    assert len(done(right, take_side(right.view, dispute, 1, scene.ids()))) == 2
    assert not left.view.undecided
    assert not right.view.undecided


def test_of_the_parts_of_one_side_taking_one_leaves_the_other_pending() -> None:
    overlay, dispute = split()
    review = review_of(overlay)
    first, second = dispute.of_side(1)
    assert len(done(review, take_reading(review.view, dispute, first, scene.ids()))) == 1
    assert [item.id for item in review.view.undecided] == [second.id]


def test_both_sides_or_neither() -> None:
    overlay = laid((BRAKES,), (SHORTER,))
    (dispute,) = overlay.disputes
    both, neither = review_of(overlay), review_of(overlay)
    assert len(done(both, take_all(both.view, dispute, scene.ids()))) == 2
    assert done(neither, take_none(neither.view, dispute, scene.ids())) == []
    assert not neither.view.undecided


def test_two_readings_of_one_quote_by_different_speakers_are_settled_together() -> None:
    given = replace(FRUIT, id="b5", speakers=(CORVELL.id,))
    overlay = laid((FRUIT,), (given,))
    review = review_of(overlay)
    (dispute,) = overlay.disputes
    assert dispute.versions[0].item.trace.because == "ann; ben: other speaker"
    taken = done(review, take_side(review.view, dispute, 1, scene.ids()))
    assert [q.speakers for q in taken] == [(CORVELL.id,)]
    assert not review.view.undecided


def test_a_part_is_taken_from_the_other_side_and_brings_its_speaker() -> None:
    other = replace(SHORTER, sources=(at("Hale"),), speakers=(HALE.id,), cues=(at("told it"),))
    overlay = laid((BRAKES,), (other,))
    review, fresh = review_of(overlay), scene.ids()
    (dispute,) = overlay.disputes
    (taken,) = done(review, take_side(review.view, dispute, 0, fresh))
    (reading,) = dispute.of_side(1)
    assert isinstance(reading, Quote)
    (mixed,) = done(review, take_part(review.view, taken, "sources", reading, fresh))
    assert (mixed.contents, mixed.sources, mixed.speakers) == (
        BRAKES.contents,
        other.sources,
        (HALE.id,),
    )


def test_people_of_one_name_are_one_whatever_their_ids() -> None:
    corvell = Entity(id="x", name="ines corvell", digit=1)
    ann = layer("ann", LATE)
    ben = Layer.of(Header(), (corvell, BOARD, replace(LATE, speakers=("x",))))
    overlay = lay_over(article(), [Side("ann", ann), Side("ben", ben)])
    assert not overlay.disputes
    assert [q.speakers for q in overlay.agreed if isinstance(q, Quote)] == [(CORVELL.id,)]


def test_ids_and_digits_that_both_sides_use_for_others_do_not_meet() -> None:
    ben = Layer.of(Header(), (Entity(id=CORVELL.id, name="Ada Quill", digit=1),))
    overlay = lay_over(article(), [Side("ann", layer("ann")), Side("ben", ben)])
    names = {entity.name: entity.digit for entity in overlay.draft.entities.values()}
    assert names["Ines Corvell"] == 1
    assert names["Ada Quill"] not in {other for name, other in names.items() if name != "Ada Quill"}


def test_a_digit_that_only_the_other_side_gives_is_taken() -> None:
    ann = Layer.of(Header(), (Entity(id="a", name="Ada Quill"),))
    ben = Layer.of(Header(), (Entity(id="b", name="Ada Quill", digit=4),))
    overlay = lay_over(article(), [Side("ann", ann), Side("ben", ben)])
    assert [entity.digit for entity in overlay.draft.entities.values()] == [4]


def test_labels_of_a_name_are_disputed_as_quotes_are() -> None:
    name = MENTIONS[0]
    overlay = laid((name,), (replace(name, id="m", label="ORG"),))
    (dispute,) = overlay.disputes
    assert dispute.versions[0].item.trace.because == "ann; ben: other label"


PICKED = st.lists(st.sampled_from([*QUOTES, SHORTER]), unique_by=lambda q: q.id)


@given(st.lists(PICKED, min_size=2, max_size=4), st.data())
def test_whoever_is_taken_everywhere_is_what_comes_out(
    said: list[list[Quote]], data: st.DataObject
) -> None:
    sides = [Side(str(n), layer(str(n), *quotes)) for n, quotes in enumerate(said)]
    overlay = lay_over(article(), sides)
    review, fresh = review_of(overlay), scene.ids()
    review.do(take_agreed(review.view, overlay, fresh))
    side = data.draw(st.integers(0, len(sides) - 1))
    for dispute in data.draw(st.permutations(overlay.disputes)):
        review.do(take_side(review.view, dispute, side, fresh))
    assert not review.view.undecided
    shapes = [(q.contents, q.cues, q.sources, q.speakers) for q in review.view.quotes]
    assert sorted(shapes) == sorted((q.contents, q.cues, q.sources, q.speakers) for q in said[side])


@given(st.lists(PICKED, min_size=2, max_size=4))
def test_every_quote_of_every_side_is_agreed_or_in_one_dispute(said: list[list[Quote]]) -> None:
    sides = [Side(str(n), layer(str(n), *quotes)) for n, quotes in enumerate(said)]
    overlay = lay_over(article(), sides)
    told = [*overlay.agreed, *(v.item for d in overlay.disputes for v in d.versions)]
    names = [name for item in told for name in item.id.split("+")]
    assert sorted(names) == sorted(
        f"{n + 1}.{q.id}" for n, quotes in enumerate(said) for q in quotes
    )
    for dispute in overlay.disputes:
        for side in range(len(sides)):
            own = dispute.of_side(side)
            others = [v.item for v in dispute.versions if side not in v.sides]
            assert len(own) < 2 or min(map(said_length, own)) < max(map(said_length, others))
