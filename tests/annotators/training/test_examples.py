"""What a network is shown: labels on the right pieces, names replaced and spans moved along."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from annotators.evaluation.pairing import Said
from annotators.extraction.encoder.engine import WEIGHTS
from annotators.extraction.encoder.network import CONTENTS, CUE, NEITHER, SOURCE, TOKENIZER
from annotators.extraction.encoder.wordpieces import load_tokenizer
from annotators.model.span import Span
from annotators.training.examples import (
    BEGIN,
    INSIDE,
    Story,
    make_examples,
)
from annotators.training.renaming import (
    Pool,
    doubtful_words,
    draw_doubtful,
    rename,
    restyle,
)

TEXT = "Ola Venn has said that “the lift is safe.” Critics of Venn said nothing.\n\nIt runs."
NAMES = ((Span(0, 8), "PERSON"), (Span(54, 58), "PERSON"))


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


STORY = Story(
    "lift",
    TEXT,
    (Said((span("Ola Venn"),), (span("has said"),), (span("that “the lift is safe.”"),)),),
)
OTHERS = Story("mayor", "Ines Corvell and Tomas Brandt met.", ())
OTHER_NAMES = ((Span(0, 12), "PERSON"), (Span(17, 29), "PERSON"))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(WEIGHTS / TOKENIZER)


def test_pieces_are_labelled(tokenizer: Tokenizer) -> None:
    (example,) = make_examples(tokenizer, STORY, [span("said nothing")])
    words = [tokenizer.id_to_token(i) for i in example.window.ids]
    assert [w for w, label in zip(words, example.cues, strict=True) if label == BEGIN] == ["has"]
    assert [w for w, label in zip(words, example.cues, strict=True) if label == INSIDE] == ["said"]
    told, doubted = example.questions
    inside = words[told.start : told.end]
    by_label = {
        label: [w for w, given in zip(inside, told.labels, strict=True) if given == label]
        for label in (SOURCE, CONTENTS, CUE)
    }
    assert by_label[CUE] == ["has", "said"]
    assert by_label[SOURCE] == ["ol", "##a", "ve", "##nn"]
    assert by_label[CONTENTS] == ["that", "“", "the", "lift", "is", "safe", ".", "”"]
    assert set(doubted.labels) == {NEITHER}
    assert [inside[at] for at in doubted.others] == ["has", "said"]


def test_names_are_replaced_alike_and_spans_go_with_them() -> None:
    pool = Pool([(STORY, NAMES), (OTHERS, OTHER_NAMES)])
    for seed in range(20):
        told = rename(STORY, NAMES, pool, random.Random(seed))
        part = {
            role: [told.text[s.start : s.end] for s in spans]
            for role, spans in told.told[0]._asdict().items()
        }
        assert part["cues"] == ["has said"]
        assert part["contents"] == ["that “the lift is safe.”"]
        surname = part["sources"][0].split()[-1]
        assert f"Critics of {surname} said" in told.text


@given(st.integers(0, 1000))
def test_marks_in_another_style_hold_the_same_words(seed: int) -> None:
    told = restyle(STORY, random.Random(seed))
    (contents,) = told.told[0].contents
    assert re.fullmatch(r"that [“\"‘]the lift is safe\.[”\"’]", told.text[slice(*contents)])


def test_doubtful_words_are_cues_elsewhere_and_none_here() -> None:
    stories = [STORY] * 6
    rates = doubtful_words(stories)
    assert rates == {"has": 1.0}
    said = {"said": 0.5}
    assert [TEXT[a:b] for a, b in draw_doubtful(STORY, said, 1.0, random.Random(1))] == ["said"]
