"""Direct, mixed and indirect; and what lies inside what."""

from __future__ import annotations

import pytest

from annotators.model.items import Quote
from annotators.model.kind import Kind, Kinds
from annotators.model.nesting import flat, parents
from annotators.model.span import Span
from tests.annotators.model.scene import at, quote


@pytest.mark.parametrize(
    ("text", "contents", "cue", "kind"),
    [
        ("“It is late,” she said.", "“It is late,”", "said", "direct"),
        ("She said it was “late” now.", "it was “late” now", "said", "mixed"),
        ("She said it was late.", "it was late", "said", "indirect"),
        ('"It is late," she said.', '"It is late,"', "said", "direct"),
        ("‘It is late, all of it,’ she said. ‘Go home now, all.’", "‘It is late, all of it,’",
         "said", "direct"),
        ("“He said it was late,” she told us.", "it was late", "said", "indirect"),
        ("“He said it was late,” she told us.", "“He said it was late,”", "told", "direct"),
        ("“I said, ‘Then light a lamp.’", "“I said, ‘Then light a lamp.’", "", "direct"),
        ("She said … and no more.", "…", "said", "indirect"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_the_marks(text: str, contents: str, cue: str, kind: Kind) -> None:
    assert Kinds(text).of(quote(contents, cue, text=text)) == kind


def test_split_contents_are_direct_only_if_all_parts_are() -> None:
    text = "“Somebody,” he said, “has to tell her” soon."
    kinds = Kinds(text)
    parts = ("“Somebody,”", "“has to tell her”")
    assert kinds.of(quote(parts, "said", text=text)) == "direct"
    assert kinds.of(quote(("“Somebody,”", "soon"), "said", text=text)) == "mixed"


def test_a_quotation_inside_another_counts_for_growing_but_not_for_the_kind() -> None:
    text = "“I said, ‘Then light a lamp.’ He did,” she said."
    kinds = Kinds(text)
    inner = at("‘Then light a lamp.’", text)
    assert inner in kinds.quoted(at("lamp", text))
    assert inner not in kinds.within(at("lamp", text))


def test_contents_beyond_the_text_do_no_harm() -> None:
    assert Kinds("short").of(Quote(id="q", contents=(Span(2, 90),))) == "indirect"


def test_the_parent_is_the_smallest_quote_that_holds_cue_and_contents() -> None:
    text = "The ministry said Hale told it that Oake thought the brakes were new."
    outer = quote(text[18:-1], "said", text=text, item="outer")
    middle = quote("that Oake thought the brakes were new", "told", text=text, item="middle")
    inner = quote("the brakes were new", "thought", text=text, item="inner")
    found = parents((inner, outer, middle))
    assert found == {"inner": "middle", "middle": "outer"}
    assert flat((inner, outer, middle)) == (outer,)


def test_a_cue_outside_the_contents_makes_no_parent() -> None:
    text = "“It is late,” she said."
    whole = quote("“It is late,”", "said", text=text, item="whole")
    part = quote("It is", "said", text=text, item="part")
    assert parents((whole, part)) == {}


def test_equal_contents_are_nobodys_parent() -> None:
    text = "He said it was late."
    twins = [quote("it was late", text=text, item=name) for name in ("a", "b")]
    assert parents(twins) == {}


def test_contents_in_two_parts_hold_what_lies_in_either() -> None:
    text = "“He said no,” she said, “and went home.”"
    outer = quote(("“He said no,”", "“and went home.”"), "said,", text=text, item="outer")
    inner = quote("no", "said", text=text, item="inner")
    assert parents((outer, inner)) == {"inner": "outer"}
