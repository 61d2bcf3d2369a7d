from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.keys.actions import BY_ID, Context
from tui.keys.hints import following_hints
from tui.keys.keymap import Keymap
from tui.keys.names import key_shown
from tui.keys.pending import MOST, NOTHING, Hand, Meant, Pending, Taken, take

USUAL, VIM = Keymap(), Keymap(base="vim")
CONTEXTS = st.sampled_from(["quote", "mention", "cursor", "corpus"])
KEYS = st.sampled_from([*"0123456789abghjklntwxzGTZW'+.)", "escape", "down", "ctrl+r", "f12"])
DIGITS = st.text("0123456789", max_size=6).filter(lambda digits: not digits.startswith("0"))


def typed(keymap: Keymap, context: Context, keys: str) -> Taken:
    hand = Hand(keymap)
    return [hand.take(context, key) for key in keys][-1]


@given(CONTEXTS, st.lists(KEYS))
def test_whatever_is_typed_what_is_pending_can_become_something(
    context: Context, keys: list[str]
) -> None:
    hand = Hand(VIM)
    for key in keys:
        taken = hand.take(context, key)
        assert taken.pending == hand.pending
        assert 0 <= taken.pending.times <= MOST
        assert not taken.pending.keys or VIM.begins(context, taken.pending.begun)
        assert sum(map(bool, (taken.pending, taken.meant, taken.lost))) <= 1
        if taken.meant is not None:
            assert VIM.meaning(context, taken.meant.binding) is taken.meant.action
            assert taken.meant.action.counted or taken.meant.times == 1


@given(CONTEXTS, st.lists(KEYS))
def test_escape_drops_what_is_pending_and_is_a_key_of_its_own_otherwise(
    context: Context, keys: list[str]
) -> None:
    hand = Hand(VIM)
    for key in keys:
        hand.take(context, key)
    was_pending = bool(hand.pending)
    taken = hand.take(context, "escape")
    assert taken.pending == hand.pending == NOTHING
    assert taken.lost == ""
    if was_pending:
        assert taken.meant is None
    else:
        assert taken.meant == Meant(
            BY_ID["back-to-desk" if context == "corpus" else "leave"], "escape"
        )


@given(CONTEXTS, DIGITS)
def test_a_count_is_the_number_that_was_typed(context: Context, digits: str) -> None:
    hand = Hand(VIM)
    for digit in digits:
        assert hand.take(context, digit).meant is None
    key = "j"
    meant = hand.take(context, key).meant
    assert meant is not None
    assert meant.times == min(MOST, int(digits or "1"))
    assert hand.pending == NOTHING


@given(CONTEXTS, st.lists(KEYS))
def test_nothing_is_ever_pending_where_digits_do_not_count_and_no_key_begins_others(
    context: Context, keys: list[str]
) -> None:
    for key in keys:
        taken = take(USUAL, context, NOTHING, key)
        action = USUAL.meaning(context, key)
        assert taken == (Taken(meant=Meant(action, key)) if action else Taken(lost=key_shown(key)))


def test_a_digit_after_a_key_that_begins_others_is_no_count() -> None:
    assert typed(VIM, "quote", "'3").meant == Meant(BY_ID["give-speaker"], "' 3")
    assert typed(VIM, "quote", "2'3").meant == Meant(BY_ID["give-speaker"], "' 3")


def test_a_nought_counts_only_after_another_digit() -> None:
    assert typed(VIM, "quote", "0").meant == Meant(BY_ID["speaker-state"], "0")
    assert typed(VIM, "quote", "10w").meant == Meant(BY_ID["token-right"], "w", 10)


def test_what_a_count_means_nothing_to_is_done_once() -> None:
    assert typed(VIM, "quote", "3a").meant == Meant(BY_ID["accept"], "a", 1)
    assert typed(VIM, "quote", "3gg").meant == Meant(BY_ID["start"], "g g", 1)


def test_keys_that_mean_nothing_are_told() -> None:
    assert typed(VIM, "quote", "gz").lost == "gz"
    assert typed(VIM, "quote", "3U") == Taken(lost="U")


def test_what_is_pending_is_shown_as_it_was_typed() -> None:
    assert Pending(12, ("'",)).shown == "12'"
    assert Pending(3).shown == "3"
    assert NOTHING.shown == ""


def test_the_hints_tell_what_can_follow() -> None:
    assert following_hints(VIM, "quote", Pending(0, ("'",))) == [
        ("1-9", "speaker"), ("'", "cast"), ("Esc", "drop"),
    ]  # fmt: skip
    counted = following_hints(VIM, "corpus", Pending(3))
    assert counted == [("j", "down"), ("k", "up"), ("Esc", "drop")]


def test_keys_after_one_another_need_no_keymap_of_their_own() -> None:
    keymap = Keymap({"accept": ("g a",)})
    assert typed(keymap, "quote", "ga").meant == Meant(BY_ID["accept"], "g a")
