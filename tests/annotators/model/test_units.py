"""The ladder: every step up is larger and holds what it grew from."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotators.model.kind import Kinds
from annotators.model.parse import Parse
from annotators.model.span import Span
from annotators.model.units import UNITS, Units
from tests.annotators.model.parses import parse_of
from tests.annotators.model.scene import TEXT, article, at
from tests.strategies import articles

SAID = "She said the old brakes were new. He left."
PARSE = parse_of(
    SAID,
    "1:nsubj:PRP 1:ROOT:VBD 4:det:DT 4:amod:JJ 5:nsubj:NNS 1:ccomp:VBD 5:acomp:JJ 1:punct:.",
    "1:nsubj:PRP 1:ROOT:VBD 1:punct:.",
)


def units_of(text: str, parse: Parse | None = None) -> Units:
    """The units of a text in which each line is a paragraph."""
    return Units(article(text), Kinds(text), parse)


@st.composite
def random_parses(draw: st.DrawFn, text: str) -> Parse:
    """Any tree at all over the words of a text."""
    starts, ends = zip(*parse_of_words(text), strict=True)
    count = len(starts)
    far = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    deps = draw(
        st.lists(st.sampled_from(("ccomp", "punct", "det")), min_size=count, max_size=count)
    )
    heads = tuple(max(0, index - step) for index, step in enumerate(far))
    return Parse("", starts, ends, heads, tuple(deps), ("NN",) * count, (0,))


def parse_of_words(text: str) -> list[tuple[int, int]]:
    """Bounds of the words of a text."""
    found: list[tuple[int, int]] = []
    start = None
    for index, sign in enumerate(text + " "):
        if sign.isspace():
            if start is not None:
                found.append((start, index))
            start = None
        elif start is None:
            start = index
    return found


@given(st.data(), st.booleans())
@settings(max_examples=60)
def test_wider_is_always_strictly_larger_and_holds_the_span(
    data: st.DataObject, parsed: bool
) -> None:
    story = data.draw(articles())
    length = len(story.text)
    parse = data.draw(random_parses(story.text)) if parsed else None
    units = Units(story, Kinds(story.text), parse)
    start = data.draw(st.integers(0, length - 1))
    span = Span(start, data.draw(st.integers(start + 1, length)))
    steps = 0
    while (grown := units.wider(span)) is not None:
        assert grown.holds(span)
        assert grown.length > span.length
        span = grown
        steps += 1
        assert steps < 200


@given(st.data(), st.booleans())
@settings(max_examples=60)
def test_narrower_is_smaller_and_grows_back_into_the_span(
    data: st.DataObject, parsed: bool
) -> None:
    story = data.draw(articles())
    length = len(story.text)
    parse = data.draw(random_parses(story.text)) if parsed else None
    units = Units(story, Kinds(story.text), parse)
    token = units.token_at(data.draw(st.integers(0, length - 1)))
    if token is None:
        return
    ladder = [token]
    while (grown := units.wider(ladder[-1])) is not None:
        ladder.append(grown)
    for lower, upper in pairwise(ladder):
        assert units.narrower(upper, token.start) == lower
    assert units.narrower(token, token.start) is None


@given(st.data())
def test_every_unit_holds_the_span_it_is_asked_for(data: st.DataObject) -> None:
    story = data.draw(articles())
    length = len(story.text)
    start = data.draw(st.integers(0, length - 1))
    span = Span(start, data.draw(st.integers(start + 1, length)))
    units = Units(story, Kinds(story.text))
    for unit in UNITS:
        found = units.unit(unit, span)
        assert found is None or (found.holds(span) and 0 <= found.start < found.end <= length)


@pytest.mark.parametrize("parse", [None, PARSE])
def test_the_ladder_ends_with_sentence_and_paragraph(parse: Parse | None) -> None:
    units = units_of(SAID, parse)
    brakes = at("brakes", SAID)
    assert units.unit("token", brakes) == brakes
    assert units.unit("sentence", brakes) == at("She said the old brakes were new.", SAID)
    assert units.unit("paragraph", brakes) == Span(0, len(SAID))


def test_a_span_grows_by_phrase_clause_and_sentence() -> None:
    units = units_of(SAID, PARSE)
    span = at("brakes", SAID)
    seen: list[str] = []
    while (grown := units.wider(span)) is not None:
        span = grown
        seen.append(SAID[span.start : span.end])
    assert seen == [
        "the old brakes",
        "the old brakes were new",
        "She said the old brakes were new",
        "She said the old brakes were new.",
        SAID,
    ]


def test_a_phrase_without_the_clause_that_hangs_on_it_is_a_rung_of_its_own() -> None:
    text = "Some old hands who left said no."
    parse = parse_of(
        text, "2:det:DT 2:amod:JJ 5:nsubj:NNS 4:nsubj:WP 2:relcl:VBD 5:ROOT:VBD 5:intj:UH 5:punct:."
    )
    units = units_of(text, parse)
    bare, whole = at("Some old hands", text), at("Some old hands who left", text)
    assert units.wider(at("hands", text)) == bare
    assert units.wider(bare) == whole
    assert units.narrower(whole, bare.start) == bare
    assert units.unit("phrase", at("hands", text)) == whole


def test_a_span_shrinks_towards_its_active_end() -> None:
    units = units_of(SAID, PARSE)
    clause = at("the old brakes were new", SAID)
    assert units.narrower(clause, clause.end - 1) == at("new", SAID)
    assert units.narrower(clause, at("brakes", SAID).start) == at("the old brakes", SAID)


def test_a_span_shrinks_at_its_end_too() -> None:
    units = units_of(SAID, PARSE)
    clause = at("the old brakes were new", SAID)
    assert units.narrower(clause, clause.end) == at("new", SAID)


def test_a_quotation_is_a_unit_and_one_inside_it_too() -> None:
    text = "“I said, ‘Then light a lamp.’ He did,” she said."
    units = units_of(text)
    assert units.unit("quotation", at("lamp", text)) == at("‘Then light a lamp.’", text)
    assert units.unit("quotation", at("did", text)) == at(text[: text.index(" she")], text)


@pytest.mark.parametrize("parse", [None, PARSE])
def test_a_span_that_cuts_a_word_grows_to_the_whole_word(parse: Parse | None) -> None:
    start = SAID.index("rake")
    assert units_of(SAID, parse).unit("token", Span(start, start + 4)) == at("brakes", SAID)


@pytest.mark.parametrize("parse", [None, PARSE])
def test_tokens_are_found_from_white_space_too(parse: Parse | None) -> None:
    units = units_of(SAID, parse)
    assert units.token_at(3) == at("said", SAID)
    assert units.token_before(4) == at("She", SAID)
    assert units.token_at(len(SAID)) is None
    assert units.token_before(0) is None


def test_nothing_grows_over_the_paragraph() -> None:
    units = units_of(TEXT)
    first = at("“It is late,” said Mayor Ines Corvell. “Somebody has to tell her,” she added.")
    assert units.wider(first) is None
