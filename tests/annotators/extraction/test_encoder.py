"""Windows of word pieces, the decoder, and what becomes of what the network says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from annotators.extraction.contents import without_that
from annotators.extraction.encoder.decoding import best_paths
from annotators.extraction.encoder.engine import WEIGHTS
from annotators.extraction.encoder.network import CUE, TOKENIZER, Floats
from annotators.extraction.encoder.scoring import FEATURES, Scorer, Scorers, read_scorers
from annotators.extraction.encoder.stand_ins import STAND_INS, stand_ins
from annotators.extraction.encoder.wordpieces import LINE, WIDTH, cut_windows, load_tokenizer
from annotators.model.span import Span

TEXT = st.text(
    alphabet=st.sampled_from("abT é’“”\"'.,\n\n\u200b\ufeff\x1b\U0001f600 \t9日"), max_size=400
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(WEIGHTS / TOKENIZER)


@given(text=TEXT)
def test_windows_hold_every_piece_once_and_in_order(tokenizer: Tokenizer, text: str) -> None:
    found = cut_windows(tokenizer, text)
    stretches = [s for window in found.windows for s in window.stretches]
    assert sum(s.end - s.start - 2 for s in stretches) == len(found.pieces)
    assert [s.first for s in stretches] == sorted({s.first for s in stretches})
    for window in found.windows:
        assert len(window.ids) == len(window.features) <= WIDTH
    for piece in found.pieces:
        assert 0 <= piece.start <= piece.end <= len(text)
        assert "\n" not in text[piece.start : piece.end]
    for number in range(len(found.pieces)):
        window, stretch = found.stretch_of(number)
        begin, end, first = found.windows[window].stretches[stretch]
        assert first <= number < first + end - begin - 2


def test_a_long_line_is_cut_where_a_sentence_ends(tokenizer: Tokenizer) -> None:
    sentence = "The board said the lift would run again on Monday. "
    found = cut_windows(tokenizer, sentence * 40)
    firsts = [s.first for w in found.windows for s in w.stretches]
    assert len(firsts) > 1
    assert all(found.pieces[first].start % len(sentence) == 0 for first in firsts)


def test_what_stands_in_quotation_marks_has_a_feature(tokenizer: Tokenizer) -> None:
    text = "He said, “Go ‘home’ now.”"
    found = cut_windows(tokenizer, text)
    features = found.windows[0].features[1:-1]
    told = {text[p.start : p.end]: f // 4 for p, f in zip(found.pieces, features, strict=True)}
    assert (told["He"], told["Go"], told["home"], told["now"]) == (0, 1, 2, 1)


def test_pieces_of_a_span_are_those_that_share_a_code_point(tokenizer: Tokenizer) -> None:
    text = "Odalric Vennersund spoke."
    found = cut_windows(tokenizer, text)
    covered = [found.pieces[n] for n in found.covering(Span(8, 18))]
    assert covered[0].start == 8
    assert covered[-1].end == 18
    assert sum(piece.begins for piece in covered) == 1


WORD = st.from_regex(r"[A-Z][a-z]{1,9}(-[A-Z][a-z]{1,4})?", fullmatch=True)


@given(st.lists(WORD, min_size=3, max_size=3, unique=True))
def test_one_name_is_read_as_any_other(tokenizer: Tokenizer, words: list[str]) -> None:
    def read(given: str, family: str, other: str) -> tuple[list[str], list[int]]:
        names = [f"{given} {family}", other, family, f"{given} {family}"]
        text = "{}’s aide met {}, said {}-era staff.\nBy {}".format(*names)
        spans: list[tuple[Span, str]] = []
        for name in names:
            at = text.index(name, spans[-1][0].end if spans else 0)
            spans.append((Span(at, at + len(name)), "PERSON"))
        found = cut_windows(tokenizer, text, stand_ins(tokenizer, text, spans))
        ids = [piece for window in found.windows for piece in window.ids]
        return [text[p.start : p.end] for p in found.pieces], ids

    given, family, other = words
    pieces, ids = read(given, family, other)
    assert pieces[:2] == [given, family]
    assert pieces[-3:] == ["By", given, family]
    assert ids == read("Ada", "Brandt", "Odalric")[1]


def test_words_that_tell_are_read_as_they_stand(tokenizer: Tokenizer) -> None:
    text = "The Ministry of Peru and UNESCO met Ada van Dyk."
    names = [(Span(4, 20), "ORG"), (Span(25, 31), "GPE"), (Span(36, 47), "PERSON")]
    found = stand_ins(tokenizer, text, names)
    assert {text[start:end] for start, (end, _) in found.items()} == {"Ada", "Dyk"}


def test_a_stand_in_is_one_word_piece(tokenizer: Tokenizer) -> None:
    for words in STAND_INS.values():
        assert len(set(words)) == len(words)
        for word in words:
            assert tokenizer.encode(word, add_special_tokens=False).ids == [
                tokenizer.token_to_id(word.lower())
            ]


def worth(labels: Sequence[int], logs: Floats, costs: Floats) -> float:
    changes = [costs[i] for i in range(1, len(labels)) if labels[i] != labels[i - 1]]
    return float(sum(logs[i, x] for i, x in enumerate(labels)) - sum(changes))


TABLES = st.lists(
    st.lists(st.tuples(*[st.floats(-5, 0, width=32)] * CUE), min_size=1, max_size=6),
    min_size=1,
    max_size=4,
)


@given(TABLES, st.integers(0, 5))
def test_the_best_path_is_the_best_of_all(tables: list[list[tuple[float, ...]]], free: int) -> None:
    weights = []
    for table in tables:
        costs = np.ones(len(table), np.float32)
        costs[free : free + 1] = 0
        weights.append((np.array(table, np.float32), costs))
    for path, (logs, costs) in zip(best_paths(weights), weights, strict=True):
        paths = product(range(CUE), repeat=len(logs))
        best = max(worth(labels, logs, costs) for labels in paths)
        assert worth(path.tolist(), logs, costs) == pytest.approx(best, abs=1e-4)


def test_a_leading_that_is_left_out() -> None:
    assert without_that("that it rains", Span(0, 13)) == Span(5, 13)
    assert without_that("thatch burns", Span(0, 12)) == Span(0, 12)


def test_a_scorer_is_read_as_it_was_written(tmp_path: Path) -> None:
    scorer = Scorer(tuple(float(n) for n in range(len(FEATURES))), -1.5)
    both = Scorers(scorer, Scorer(scorer.weights, 0.5))
    both.write(tmp_path / "scores.json")
    assert read_scorers(tmp_path / "scores.json") == both
    assert 0 < scorer.score([0.0] * len(FEATURES)) < 0.5 < scorer.score([1.0] * len(FEATURES)) <= 1


@given(st.text(st.sampled_from("ab \t\n\r\x1c\u2028“")))
def test_a_window_is_cut_from_lines_that_say_something(text: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    assert [found.group() for found in LINE.finditer(text)] == lines


def test_a_line_of_blanks_hangs_nothing() -> None:
    text = " " * 300_000
    assert not list(LINE.finditer(f"{text}\n\n{text}"))
