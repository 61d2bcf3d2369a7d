"""Offsets as other tools count them, and spans found again by their words, on hard texts."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotators.exchange.anchoring import anchor
from annotators.exchange.fitting import fitted
from annotators.exchange.format import Record
from annotators.exchange.offsets import TokenEnds, Utf16
from annotators.model.article import Article
from annotators.model.span import Span
from tests import strategies as s

hard = st.text(
    st.one_of(
        st.sampled_from("🚢👩\u200d\u0301\r\n\ufeff \t“”’\U0010ffffe\uffff"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=30,
)
"""Emoji, joiners, combining marks, CRLF, byte order marks, and anything else."""


@given(hard)
def test_utf_16_offsets_are_those_of_the_encoded_text(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        before = len(text[:offset].encode("utf-16-le")) // 2
        assert units.units(offset) == before
        assert units.code_point(before) == offset


@given(hard, st.integers(-2, 70))
def test_an_offset_that_is_none_is_refused(text: str, offset: int) -> None:
    known = {len(text[:i].encode("utf-16-le")) // 2 for i in range(len(text) + 1)}
    assume(offset not in known)
    with pytest.raises(ValueError, match="UTF-16 offset"):
        Utf16(text).code_point(offset)


@given(st.data(), st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), min_size=1))
def test_token_ends_are_included(data: st.DataObject, sizes: list[tuple[int, int]]) -> None:
    tokens, at = [], 0
    for gap, length in sizes:
        tokens.append(Span(at + gap, at + gap + length))
        at += gap + length
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    ends = TokenEnds(tokens)
    span = ends.span(first, last)
    assert span == Span(tokens[first].start, tokens[last].end)
    assert ends.tokens(span) == (first, last)


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (1, 0), (0, 2)])
def test_tokens_that_are_none_are_refused(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="not among 2"):
        TokenEnds([Span(0, 1), Span(1, 2)]).span(first, last)


def test_a_span_of_no_token_is_refused() -> None:
    with pytest.raises(ValueError, match="no token"):
        TokenEnds([Span(0, 1), Span(5, 6)]).tokens(Span(2, 4))


@given(st.data(), s.texts(min_words=3))
def test_words_are_found_where_they_are_said_to_stand(data: st.DataObject, text: str) -> None:
    span = data.draw(s.spans(len(text)))
    assert anchor(text, span, text[span.start : span.end]) == (span, False)


@given(st.data(), s.texts(min_words=3), st.integers(-5, 5))
def test_what_is_found_nearby_says_the_same(data: st.DataObject, text: str, shift: int) -> None:
    span = data.draw(s.spans(len(text)))
    said = text[span.start : span.end]
    assume(said.strip())
    found = anchor(text, Span(max(0, span.start + shift), span.end + shift), said)
    assert found is not None
    assert "".join(text[found.span.start : found.span.end].split()) == "".join(said.split())


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ('"No," he', "“No,” he"),
        ("``No, '' he", "“No,” he"),
        ("he  said -- twice", "he\r\nsaid – twice"),
        ("Ada 's", "Ada’s"),
        ("nowhere", None),
        (" ", None),
    ],
)
def test_other_shapes_of_the_same_words_are_found(said: str, there: str | None) -> None:
    text = "🚢 “No,” he\r\nsaid – twice. Ada’s."
    found = anchor(text, Span(0, 3), said)
    assert (found and text[found.span.start : found.span.end]) == there


def test_short_words_far_away_are_not_meant() -> None:
    text = "x" * 200 + " said " + "x" * 1000
    assert anchor(text, Span(1000, 1004), "said") is None
    assert anchor(text.replace("said", "unmistakable"), Span(1000, 1012), "unmistakable")


@given(st.data(), s.articles())
def test_a_layer_is_fitted_to_other_line_ends_and_a_longer_beginning(
    data: st.DataObject, article: Article
) -> None:
    layer = data.draw(s.layers(len(article.text)))
    other = Article(id="o", text="Preface.\r\n" + article.text)
    found = fitted(Record(article=article, layer=layer), other)
    for name, mention in found.record.layer.mentions.items():
        before = layer.mentions[name].span
        said = other.text[mention.span.start : mention.span.end]
        assert said.split() == article.text[before.start : before.end].split()
    assert set(found.lost) | {i.id for i in found.record.layer.items()} == {
        item.id for item in layer.items()
    }
