from __future__ import annotations

from annotators.model.span import cut
from tests.annotators.model import scene
from tests.tui.session.hands import ROW, Hands
from tui.session.focus import Focus

QUOTES = ["d1q1", "d1q2", "d1q3", "d1q4", "d1q5"]


def visited(hands: Hands, action: str, times: int) -> list[str | None]:
    found = []
    for _ in range(times):
        hands.press(action)
        found.append(hands.session.focus.item)
    return found


def test_the_first_item_to_decide_has_the_focus_at_first() -> None:
    hands = Hands()
    assert hands.session.focus.item == "d1q1"
    assert hands.here == "“It is late,”"


def test_without_a_draft_the_first_token_has_the_focus() -> None:
    hands = Hands(scene.review(draft=None))
    assert hands.session.focus == Focus(scene.at("Harbour"))


def test_stepping_through_the_pending_goes_around() -> None:
    hands = Hands()
    assert visited(hands, "next-pending", 5) == [*QUOTES[1:], "d1q1"]
    assert visited(hands, "previous-pending", 2) == ["d1q5", "d1q4"]


def test_stepping_through_the_pending_leaves_out_what_is_decided() -> None:
    hands = Hands()
    hands.go_to("d1q2")
    hands.press("accept")
    hands.go_to("d1q1")
    assert visited(hands, "next-pending", 1) == ["d1q3"]


def test_nothing_pending_is_said() -> None:
    hands = Hands(scene.review(draft=None))
    hands.press("next-pending")
    assert "nothing is left to decide" in hands.said[-1]


def test_stepping_through_quotes_stops_at_both_ends() -> None:
    hands = Hands()
    hands.press("accept")
    hands.go_to("d1q5")
    hands.press("next-quote")
    assert hands.said[-1] == "that was the last"
    assert visited(hands, "previous-quote", 3) == ["d1q4", "d1q3", "d1q2"]
    hands.press("previous-quote", "previous-quote")
    assert hands.said[-1] == "that was the first"
    assert hands.session.focus.item == hands.quote("d1q1").id


def test_stepping_through_mentions() -> None:
    hands = Hands()
    hands.press("start")
    assert visited(hands, "next-mention", 3) == ["d1m1", "d1m2", "d1m3"]
    assert visited(hands, "previous-mention", 1) == ["d1m2"]


def test_the_parts_of_a_quote_are_stepped_through_around_and_around() -> None:
    hands = Hands()
    words = []
    for _ in range(4):
        words.append(hands.here)
        hands.press("next-part")
    assert words == ["“It is late,”", "said", "Mayor Ines Corvell", "“It is late,”"]
    hands.press("previous-part")
    assert hands.here == "“It is late,”"


def test_opening_goes_from_the_innermost_item_outwards_and_around() -> None:
    hands = Hands()
    hands.session.move(Focus(scene.at("Hale")))
    hands.press("enter")
    assert hands.session.focus.item == "d1m4"
    seen = visited(hands, "enter", 2)
    assert "d1q3" in seen


def test_nothing_to_open_is_said() -> None:
    hands = Hands()
    hands.press("start", "enter")
    assert hands.said[-1] == "no quote and no mention here"


def test_leaving_puts_the_cursor_at_the_active_end() -> None:
    hands = Hands()
    hands.press("leave")
    assert hands.session.focus.item is None
    assert hands.here == "”"
    before = hands.session.focus
    hands.press("leave")
    assert hands.session.focus is before


def test_leaving_lets_go_of_a_marked_span() -> None:
    hands = Hands()
    hands.mark("Corvell said no")
    hands.press("leave")
    assert hands.session.focus == Focus(scene.at("no", nth=scene.TEXT.count("no") - 1))


def test_rows_are_as_the_sheet_draws_them() -> None:
    hands = Hands()
    hands.press("start", "row-down")
    below = hands.session.units.token_at(ROW + len("Harbour") - 1)
    assert hands.session.focus.span == below
    hands.press("row-up")
    assert hands.session.focus.span.start == 0


def test_a_held_cursor_marks_whole_rows_and_back() -> None:
    hands = Hands()
    hands.press("start", "hold", "row-down")
    assert hands.session.focus.span.start == 0
    assert hands.session.focus.span.end > ROW
    hands.press("row-up")
    assert hands.here == "Harbour"


def test_a_held_cursor_marks_upwards_too() -> None:
    hands = Hands()
    hands.press("end", "hold", "row-up")
    assert hands.session.focus.span.end == len(scene.TEXT) - 1
    assert not hands.session.focus.at_end


def test_pages_and_both_ends_are_reached() -> None:
    hands = Hands()
    hands.press("end")
    assert hands.here == "."
    hands.press("page-up")
    assert hands.session.focus.span.start < len(scene.TEXT) - ROW
    hands.press("page-down", "start")
    assert hands.here == "Harbour"


def test_a_click_focuses_the_innermost_item_or_the_bare_token() -> None:
    hands = Hands()
    hands.moving.click(scene.at("Hale").start)
    assert hands.session.focus.item == "d1m4"
    hands.moving.click(scene.at("reopens").start)
    assert hands.session.focus == Focus(scene.at("reopens"))


def test_a_search_goes_to_the_next_place_and_around() -> None:
    hands = Hands()
    hands.press("start")
    hands.moving.search("CORVELL")
    assert len(hands.session.matches) == scene.TEXT.count("Corvell") == 2
    assert hands.said[-1] == "1 of 2 places of “CORVELL”"
    first = hands.session.focus.span
    hands.press("next-match")
    assert hands.here == "Corvell"
    assert hands.session.focus.span.start > first.start
    hands.press("next-match")
    assert hands.session.focus.span == first
    hands.press("previous-match")
    assert hands.session.focus.span.start > first.start


def test_a_search_finds_what_stands_under_the_cursor() -> None:
    hands = Hands()
    hands.session.move(Focus(scene.at("fruit")))
    hands.moving.search("fruit")
    assert hands.session.focus == Focus(scene.at("fruit"))


def test_a_search_takes_signs_as_they_are() -> None:
    hands = Hands()
    hands.moving.search(".*")
    assert hands.session.matches == ()
    assert "does not stand in this article" in hands.said[-1]


def test_an_empty_search_forgets_the_one_before() -> None:
    hands = Hands()
    hands.moving.search("the")
    assert hands.session.matches
    hands.moving.search("")
    assert hands.session.matches == ()
    hands.press("next-match")
    assert "nothing was searched for" in hands.said[-1]


def test_entering_a_marked_span_opens_what_holds_all_of_it() -> None:
    hands = Hands()
    quote = hands.quote("d1q1")
    hands.mark(cut(scene.TEXT, quote.contents[0]))
    hands.press("enter")
    assert hands.session.item == quote
