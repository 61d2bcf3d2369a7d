"""What an intention may cost, row by row: keys on the real desk, counted from the item in focus."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest

from annotators.model.items import Mention, Quote
from annotators.model.span import Span, cut
from annotators.project import Project
from tests.annotators.model.scene import at
from tests.tui import corpus
from tests.tui.desk_pilot import WIDE, Seat, seated

FERRY = corpus.FERRY


@pytest.fixture
async def seat(project: Project) -> AsyncIterator[Seat]:
    """Somebody at the first quote of the ferry, who counts their keys."""
    async with seated(project, size=WIDE, article_id="ferry") as found:
        yield found


async def pressed(seat: Seat, *keys: str, at_most: int) -> None:
    """Press keys, of which there may be so many."""
    assert len(keys) <= at_most
    await seat.press(*keys)


async def picked(seat: Seat, key: str, target: Span, *, at_most: int) -> None:
    """Press the key of a pick, and the letters that lie on the target."""
    await seat.press(key)
    letters = seat.app._desk.questions.letters[target.start]
    assert 1 + len(letters) <= at_most
    await seat.press(*letters)


def words(seat: Seat, spans: Sequence[Span]) -> list[str]:
    return [cut(seat.session.review.article.text, span) for span in spans]


def pending(seat: Seat) -> set[str]:
    return {quote.id for quote in seat.session.view.quotes} & seat.session.view.pending


async def test_accepting_and_going_on_is_one_key(seat: Seat) -> None:
    await pressed(seat, "a", at_most=1)
    assert "q1" not in pending(seat)
    assert seat.session.focus.item == "q2"


async def test_rejecting_and_going_on_is_one_key(seat: Seat) -> None:
    await pressed(seat, "x", at_most=1)
    assert seat.session.view.locate("q1") is None
    assert seat.session.focus.item == "q2"


async def test_giving_it_to_one_of_the_cast_is_one_key(seat: Seat) -> None:
    await pressed(seat, "2", at_most=1)
    assert seat.quote("q1").speakers == ("e2",)


async def test_giving_it_to_any_mention_on_the_screen_is_three_keys(seat: Seat) -> None:
    await picked(seat, "s", at("the board", FERRY), at_most=3)
    assert seat.quote("q1").speakers == ("e3",)


async def test_giving_it_to_anyone_by_name_is_two_keys_and_letters(seat: Seat) -> None:
    await pressed(seat, "t", *"hal", "enter", at_most=2 + len("hal"))
    assert seat.quote("q1").speakers == ("e2",)


@pytest.mark.parametrize("key", ["T", "Q", "S", "G"])
async def test_each_unit_is_one_key(seat: Seat, key: str) -> None:
    await seat.press("n")
    before = seat.session.focus.span
    await pressed(seat, key, at_most=1)
    quotation = key == "Q"  # its part is all of the quotation already
    assert (seat.session.focus.span == before) is quotation


async def test_growing_and_shrinking_are_one_key_each(seat: Seat) -> None:
    before = seat.session.focus.span
    await pressed(seat, "+", at_most=1)
    assert seat.session.focus.span.holds(before)
    assert seat.session.focus.span != before
    await pressed(seat, "-", at_most=1)
    assert seat.session.focus.span == before


@pytest.mark.parametrize(
    ("key", "contents"),
    [
        ("left", "The old ferry will cross the Sund again before the"),
        ("<", "The old ferry will cross the Sund again before the autum"),
        (">", "The old ferry will cross the Sund again before the autumn,"),
    ],
)
async def test_moving_the_active_end_is_one_key(seat: Seat, key: str, contents: str) -> None:
    await pressed(seat, key, at_most=1)
    assert words(seat, seat.quote("q1").contents) == [contents]


async def test_the_active_end_comes_to_any_word_in_view_by_three_keys(seat: Seat) -> None:
    await picked(seat, "e", at("Tuesday", FERRY), at_most=3)
    assert words(seat, seat.quote("q1").contents)[0].endswith("on Tuesday")


async def test_any_span_in_view_is_marked_by_six_keys(seat: Seat) -> None:
    first, last = at("reporters", FERRY), at("costs", FERRY)
    start = ("escape", "E")
    await seat.press(*start)
    letters = seat.app._desk.questions.letters[first.start]
    await seat.press(*letters)
    more = seat.app._desk.questions.letters[last.start]
    await seat.press(*more)
    assert len(start) + len(letters) + len(more) <= 6
    assert seat.session.focus.item is None
    assert seat.session.focus.span == Span(first.start, last.end)


async def test_a_new_quote_is_four_keys_with_what_is_proposed(seat: Seat) -> None:
    await seat.press("n", "x")  # so that the model found none there
    await picked(seat, "'", at("waited", FERRY), at_most=3)
    await pressed(seat, "Q", "q", at_most=4)
    quote = seat.session.quote
    assert quote is not None
    assert words(seat, quote.contents)[0] == "“We have waited long enough,”"
    assert words(seat, quote.cues) == ["said"]
    assert words(seat, quote.sources) == ["Mayor Ines Corvell"]
    assert quote.speakers == ("e1",)


async def on_corvell(seat: Seat) -> Mention:
    """Go to the first mention of the mayor."""
    await seat.press("{", "]")
    while seat.here != "Ines Corvell":
        await seat.press("]")
    assert seat.session.mention is not None
    return seat.session.mention


async def test_relabelling_an_entity_is_two_keys(seat: Seat) -> None:
    mention = await on_corvell(seat)
    await pressed(seat, "l", "o", at_most=2)
    assert seat.session.view.entities[mention.entity or ""].label == "ORG"


async def test_relabelling_every_place_of_a_text_is_three_keys(project: Project) -> None:
    text = "Ada Quill\n\nAda Quill spoke. Ada Quill left.\n"
    places = [at("Ada Quill", text, nth) for nth in range(3)]
    mentions = [
        Mention(id=f"m{number}", span=span, label="PERSON") for number, span in enumerate(places)
    ]
    corpus.add_article(project, "quill", text, mentions)
    async with seated(project, size=WIDE, article_id="quill") as seat:
        await seat.press("]")
        await seat.press("l", "O")
        if seat.app._desk.questions.takes_keys:
            await seat.press(seat.app._desk.questions.rows[0][0].split(" ")[0])
        labels = {mention.label for mention in seat.session.view.mentions}
        assert labels == {"ORG"}


async def test_deleting_undoing_redoing_and_repeating_are_one_key_each(seat: Seat) -> None:
    await pressed(seat, "d", at_most=1)
    assert seat.session.view.locate("q1") is None
    await pressed(seat, "u", at_most=1)
    assert seat.session.view.locate("q1") is not None
    await pressed(seat, "r", at_most=1)
    assert seat.session.view.locate("q1") is None
    await seat.press("n", "1", "n")
    await pressed(seat, ".", at_most=1)
    assert isinstance(seat.session.item, Quote)
    assert seat.session.item.speakers == ("e1",)


async def test_a_flag_is_one_key_and_the_note_with_its_enter(seat: Seat) -> None:
    await pressed(seat, "f", *"hm", "enter", at_most=1 + len("hm") + 1)
    assert seat.quote("q1").trace.note == "hm"


async def test_finishing_and_opening_the_next_article_are_two_keys(seat: Seat) -> None:
    await seat.press(*"aaaaa")
    await pressed(seat, "F", "g", at_most=2)
    await seat.until(lambda: seat.article == "strike")
